/** What RAM and IMS refuse. Source: the error codes of ram/2015-05-01 and ims/2019-08-15. */

import { StsError } from '../sts/errors.ts';

export function notExist(kind: string, name: string): StsError {
  return new StsError(404, `EntityNotExist.${kind}`, `The ${kind} does not exist: ${name} .`);
}

export function alreadyExists(kind: string, name: string): StsError {
  return new StsError(409, `EntityAlreadyExists.${kind}`, `The ${kind} already exists: ${name} .`);
}

/** A parameter that is not of the documented form. */
export function invalid(parameter: string, why: string): StsError {
  return new StsError(400, `InvalidParameter.${parameter}`, why);
}

export function malformedPolicy(why: string): StsError {
  return new StsError(400, 'MalformedPolicyDocument', `The policy document is malformed: ${why}`);
}
