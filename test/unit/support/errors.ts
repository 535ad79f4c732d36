/** Errors as the action makes them. */

import {
  type ActionError,
  type Circumstances,
  NetworkError,
  type NetworkFault,
  type ServiceAnswer,
  ServiceError,
} from '../../../src/errors.ts';
import { stsError } from '../../../src/sts/client.ts';
import { refusal } from './context.ts';

/** What the action makes of a code that STS answers. */
export function refused(
  code: string,
  message = 'Refused.',
  { status = 400, action = 'AssumeRole', ...more }: Partial<ServiceAnswer> = {},
): ServiceError {
  const request = { action: action as 'AssumeRole', query: {} };
  const error = stsError(refusal(status, code, message), 'sts.aliyuncs.com', request, (text) => text);
  return Object.keys(more).length > 0
    ? new ServiceError(error.code, error.message, { ...error.answer, ...more })
    : error;
}

export function network(fault: NetworkFault): NetworkError {
  return new NetworkError(fault, 'h.example.com', 'No answer.');
}

/** The error, with what would be known of it when it is explained. */
export function having<E extends ActionError>(error: E, known: Circumstances): E {
  error.addContext(known);
  return error;
}
