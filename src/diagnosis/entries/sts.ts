import type { KeyCode } from '../../errors.ts';
import { type Explanation, JUST_CHANGED, type StsExplanation } from './explanation.ts';

export const ROLES: readonly StsExplanation[] = [
  {
    codes: ['EntityNotExist.Role'],
    title: 'The role does not exist',
    meaning: `The account in the ARN has no role of this name. ${JUST_CHANGED}`,
    remedy: 'Correct the role’s ARN ({place}): `aliyun ram ListRoles` shows the roles of an account.',
    input: 'role-to-assume',
  },
  {
    codes: ['NoPermission'],
    title: 'The role may not be assumed with this credential',
    meaning: `Either the caller’s own policies do not allow sts:AssumeRole on this role, or the role’s trust policy does not name the caller (or asks for an external ID). With a source identity, both must allow sts:SetSourceIdentity as well, and it never changes within a chain. An account’s root user can never assume a role. ${JUST_CHANGED}`,
    remedy:
      'Allow sts:AssumeRole on the role’s ARN to the caller (for example with AliyunSTSAssumeRoleAccess, which does not allow a source identity), and name the caller as a RAM principal in the role’s trust policy.',
  },
  {
    codes: ['InvalidParameter.DurationSeconds'],
    title: 'The role does not allow so long a session',
    meaning:
      'The session would last longer than the role’s MaxSessionDuration (3600 seconds unless raised), or less than 900 seconds.',
    remedy: 'Lower the session’s duration ({place}), or raise the role’s maximum, to 43200 seconds at most.',
    input: 'role-session-expiration',
    commands: ['aliyun ram UpdateRole --RoleName ROLE_NAME --NewMaxSessionDuration SECONDS'],
  },
  {
    codes: ['InvalidParameter.PolicyGrammar', 'InvalidParameter.PolicySize'],
    title: 'STS does not accept the session policy',
    meaning: 'The session’s policy is not one that RAM understands, or is longer than 2048 characters.',
    remedy:
      'Correct the policy ({place}): Version "1" and a list of statements, in RAM’s policy language. Attach a long one to the role instead.',
    input: 'the input policy',
  },
  {
    codes: ['InvalidParameter.*'],
    title: 'STS does not accept a value',
    meaning: 'The value that STS names has other characters or another length than STS allows.',
    remedy: 'Correct it where it comes from ({place}).',
    input: 'the input of that name',
  },
];

export const KEYS: readonly StsExplanation[] = [
  {
    codes: ['InvalidAccessKeyId.NotFound'],
    title: 'The access key does not exist',
    meaning:
      'Alibaba Cloud does not know the access key’s ID: the key was deleted, or the ID is something else.',
    remedy: 'Create a new access key, and put it where this one comes from ({place}).',
  },
  {
    codes: ['InvalidAccessKeyId.Inactive'],
    title: 'The access key is disabled',
    meaning: 'The access key exists, but was disabled.',
    remedy: 'Enable it in the RAM console, or put another where it comes from ({place}).',
  },
  {
    codes: ['SignatureDoesNotMatch'],
    title: 'The access key’s secret is wrong',
    meaning: 'The key’s ID exists, but this is not its secret.',
    remedy: 'Set the key’s secret again where it comes from ({place}): usually a character is missing.',
  },
  {
    codes: ['SignatureNonceUsed'],
    title: 'The request was sent twice',
    meaning: 'STS has seen the request’s nonce before: something on the way sent it again.',
    remedy: 'Try again; if it comes back, look for a proxy that repeats requests.',
  },
  {
    codes: ['InvalidTimeStamp.Expired'],
    title: 'The clock of this machine is wrong',
    meaning: 'The request’s time is more than 15 minutes from the service’s own.',
    remedy: 'Set the clock of the runner, for example with NTP.',
  },
  {
    codes: ['InvalidSecurityToken.Expired'],
    title: 'The temporary credential has expired',
    meaning: 'The session that the credential belongs to is over.',
    remedy:
      'Replace all three of its values where they come from ({place}), or log in again in the step that set it.',
  },
  {
    codes: ['InvalidSecurityToken.Malformed'],
    title: 'The security token is damaged',
    meaning: 'The security token is not one that STS issued, or is only a part of one.',
    remedy:
      'Set the security token again where it comes from ({place}), all of it, including the = signs at the end.',
  },
  {
    codes: ['InvalidSecurityToken.MismatchWithAccessKey'],
    title: 'The security token belongs to another key',
    meaning: 'Access key and security token come from two different sessions.',
    remedy:
      'Take all three values from the same answer of STS; look for one left over where they come from ({place}).',
  },
  {
    codes: ['MissingSecurityToken'],
    title: 'The security token is missing',
    meaning: 'The access key is a temporary one (STS.…), which does not work without its security token.',
    remedy: 'Add the security token to the key ({place}).',
    input: 'the input security-token',
  },
  {
    codes: ['IncompleteSignature', 'InvalidTimeStamp.Format', 'Missing*'],
    title: 'The request was changed on its way',
    meaning: 'It reached STS incomplete: something between this machine and STS altered it.',
    remedy: 'Look for a proxy that changes requests, and let sts.aliyuncs.com pass untouched.',
  },
];

export const SERVICE: readonly StsExplanation[] = [
  {
    codes: ['Throttling', 'Throttling.*'],
    title: 'STS is throttling',
    meaning: 'The account has sent more requests than STS allows (100 a second for each action).',
    remedy: 'Start fewer jobs at once, raise timeout-seconds, or log in once per job and not once per step.',
  },
  {
    codes: ['InvalidApi.NotFound'],
    title: 'The endpoint is not STS',
    meaning: 'The host that was asked is an endpoint of Alibaba Cloud, but not of STS.',
    remedy: 'Correct sts-endpoint, or leave it out.',
  },
  {
    codes: ['InvalidProtocol.NeedSsl'],
    title: 'The request lost its TLS',
    meaning: 'STS was reached without TLS: something on the way decrypts and forwards in plain text.',
    remedy: 'Look for a proxy that ends TLS, and let sts.aliyuncs.com pass untouched.',
  },
  {
    codes: ['InternalError', 'ServiceUnavailable'],
    title: 'STS has failed',
    meaning: 'STS had an internal error, or could not answer for a while.',
    remedy:
      'Run the job again, or name another region in sts-region; if it keeps failing, give Alibaba Cloud support the RequestId.',
  },
];

/** An answer without a code. */
export const NO_CODE: Explanation = {
  title: 'Something other than the service answered',
  meaning:
    'The answer has no error code of the service: a proxy or a captive portal may have answered in its place.',
  remedy: 'Check this runner’s https_proxy and no_proxy, and what answers for this host.',
};

/** A code that is not documented. */
export const UNKNOWN: Explanation = {
  title: 'The service refused',
  meaning: 'This version does not know the error code.',
  remedy: 'Look the code up in the service’s documentation, or give Alibaba Cloud support the RequestId.',
};

/** Keys that STS refuses and whose appearance tells why. */
export const KEY: Record<KeyCode, Explanation> = {
  'key.masked': {
    title: 'The access key was copied from a masked text',
    meaning: 'The ID or the secret is three asterisks, which is how the runner shows secrets in the log.',
    remedy:
      'Copy the key from the RAM console, or from where it was saved, to where this one comes from ({place}).',
  },
  'key.swapped': {
    title: 'The access key’s ID and secret are swapped',
    meaning: 'What was given as the secret looks like an ID (LTAI…), and what was given as the ID does not.',
    remedy: 'Swap the key’s ID and secret where they come from ({place}).',
    input: 'access-key-id and access-key-secret, or the secrets behind them',
  },
  'key.unlikely': {
    title: 'The access key’s ID is not one of Alibaba Cloud’s',
    meaning:
      'Alibaba Cloud does not know the ID, and it doesn’t look like one: IDs begin with LTAI (except in old accounts), temporary ones with “STS.”.',
    remedy:
      'Check that the place it comes from ({place}) holds the ID itself, not another value, a name or quotes.',
    input: 'access-key-id',
  },
};
