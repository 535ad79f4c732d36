import { type AcrCode, ServiceError } from '../../errors.ts';
import { explanationOf, lookUp } from '../catalogue.ts';
import type { Explanation, StsExplanation } from './explanation.ts';
import { KEYS, NO_CODE, UNKNOWN } from './sts.ts';

/** Why acr-login fails. No other action loads these. */
export const ACR: Readonly<Record<AcrCode, Explanation>> = {
  'acr.registry': {
    title: 'Not a registry of Container Registry',
    meaning: 'Whoever has the host name gets the password, and a custom domain may be anybody’s.',
    remedy: 'Give the name below aliyuncs.com that the console shows, and name images by it.',
  },
  'acr.no-login': {
    title: 'Nobody has logged in',
    meaning: 'No earlier step of this job has left a credential in its variables, or this profile.',
    remedy: 'Log in with alicloud-credentials in an earlier step of this job.',
  },
  'acr.logged-out': {
    title: 'The login was logged out',
    meaning: 'An earlier step of this job has logged out.',
    remedy: 'Log in to the registry before that step, or log in again after it.',
  },
  'acr.no-client': {
    title: 'No program to log in with',
    meaning: 'A client of registries keeps the login for later steps, and none was found on PATH.',
    remedy: 'Install docker, podman, buildah or nerdctl in an earlier step, or use a runner that has it.',
  },
  'acr.client': {
    title: 'The client could not log in',
    meaning:
      'Container Registry gave a password; the client failed to check it at the registry, or to keep it.',
    remedy: 'If it cannot reach the registry: open the instance to the Internet, or use its VPC name.',
  },
};

/** The codes that Container Registry answers. */
export const ACR_SERVICE: readonly StsExplanation[] = [
  {
    codes: ['NoPermission', 'NoPrivilege', 'Forbidden.RAM'],
    title: 'No permission to log in to Container Registry',
    meaning: 'The role or user that is logged in may not do cr:GetAuthorizationToken.',
    remedy:
      'Attach this policy to it, and one that allows pulling and pushing: `{"Version":"1","Statement":[{"Effect":"Allow","Action":"cr:GetAuthorizationToken","Resource":"*"}]}`',
  },
  {
    codes: ['INSTANCE_NOT_EXIST'],
    title: 'The instance does not exist',
    meaning: 'The account that is logged in has no instance of this ID in the registry’s region.',
    remedy: 'Set instance-id to the ID that the console shows for this registry, and log in to its account.',
  },
  {
    codes: ['USER_NOT_EXIST'],
    title: 'The Personal Edition does not know this user',
    meaning: 'The user that is logged in has never set up the Personal Edition in this region.',
    remedy: 'Set a password in its console once; for the Enterprise Edition, set instance-id.',
  },
];

/** What a failure of acr-login means. */
export const explainAcr: typeof explanationOf = (error) => {
  if (Object.hasOwn(ACR, error.code)) return ACR[error.code as AcrCode];
  if (!(error instanceof ServiceError) || !error.answer.host.startsWith('cr.')) return explanationOf(error);
  const code = error.answer.serviceCode;
  // Of a key, the gateway says the same whichever service is behind it.
  return code ? (lookUp(code, '', [...ACR_SERVICE, ...KEYS]) ?? UNKNOWN) : NO_CODE;
};
