import type { KeyCode } from '../../errors.ts';
import { type Explanation, JUST_CHANGED, type StsExplanation } from './explanation.ts';

export const ROLES: readonly StsExplanation[] = [
  {
    code: 'EntityNotExist.Role',
    title: 'The role does not exist',
    meaning: `The account in the ARN has no role of this name. ${JUST_CHANGED}`,
    remedy: 'Correct role-to-assume: `aliyun ram ListRoles` shows the roles of an account.',
    found:
      'Correct the role’s ARN where it comes from ({place}): `aliyun ram ListRoles` shows the roles of an account.',
  },
  {
    code: 'NoPermission',
    title: 'The role may not be assumed with this credential',
    meaning: `Either the caller’s own policies do not allow sts:AssumeRole on this role, or the role’s trust policy does not name the caller (or asks for an external ID). With a source identity, both must allow sts:SetSourceIdentity as well, and it never changes within a chain. An account’s root user can never assume a role. ${JUST_CHANGED}`,
    remedy:
      'Allow sts:AssumeRole on the role’s ARN to the caller (for example with AliyunSTSAssumeRoleAccess, which does not allow a source identity), and name the caller as a RAM principal in the role’s trust policy.',
  },
  {
    code: 'InvalidParameter.RoleArn',
    title: 'STS does not accept the role’s ARN',
    meaning: 'STS received something that is not the ARN of a role.',
    remedy:
      'Copy the ARN from the RAM console into role-to-assume; it has the form `acs:ram::<account>:role/<name>`.',
    found:
      'Correct the role’s ARN where it comes from ({place}); it has the form `acs:ram::<account>:role/<name>`.',
  },
  {
    code: 'InvalidParameter.RoleSessionName',
    title: 'STS does not accept the session’s name',
    meaning: 'The role session name has other characters or another length than STS allows.',
    remedy: 'Set role-session-name to 2 to 64 letters, digits and `. @ _ -`.',
    found: 'Correct the session’s name where it comes from ({place}): 2 to 64 letters, digits and `. @ _ -`.',
  },
  {
    code: 'InvalidParameter.ExternalId',
    title: 'STS does not accept the external ID',
    meaning: 'The external ID has other characters or another length than STS allows.',
    remedy: 'Set external-id to what the role’s owner gave you, 2 to 1224 characters.',
    found:
      'Correct the external ID where it comes from ({place}) to what the role’s owner gave you, 2 to 1224 characters.',
  },
  {
    code: 'InvalidParameter.DurationSeconds',
    title: 'The role does not allow so long a session',
    meaning:
      'The session would last longer than the role’s MaxSessionDuration (3600 seconds unless raised), or less than 900 seconds.',
    remedy: 'Lower role-session-expiration, or raise the role’s maximum, to 43200 seconds at most.',
    found:
      'Lower the session’s duration where it comes from ({place}), or raise the role’s maximum, to 43200 seconds at most.',
    commands: ['aliyun ram UpdateRole --RoleName ROLE_NAME --NewMaxSessionDuration SECONDS'],
  },
  {
    code: 'InvalidParameter.PolicyGrammar',
    title: 'The session policy is not a RAM policy',
    meaning: 'The session’s policy is not one that RAM understands.',
    remedy: 'Write the input policy in RAM’s policy language: Version "1" and a list of statements.',
    found:
      'Correct the policy where it comes from ({place}): Version "1" and a list of statements, in RAM’s policy language.',
  },
  {
    code: 'InvalidParameter.PolicySize',
    title: 'The session policy is too long',
    meaning: 'The session’s policy is longer than 2048 characters.',
    remedy: 'Shorten the input policy, or attach it to the role instead.',
    found: 'Shorten the policy where it comes from ({place}), or attach it to the role instead.',
  },
];

export const KEYS: readonly StsExplanation[] = [
  {
    code: 'InvalidAccessKeyId.NotFound',
    title: 'The access key does not exist',
    meaning:
      'Alibaba Cloud does not know the access key’s ID: the key was deleted, or the ID is something else.',
    remedy: 'Create a new access key and update the repository’s secrets.',
    found: 'Create a new access key, and put it where this one comes from ({place}).',
  },
  {
    code: 'InvalidAccessKeyId.Inactive',
    title: 'The access key is disabled',
    meaning: 'The access key exists, but was disabled.',
    remedy: 'Enable it in the RAM console, or use another.',
    found: 'Enable it in the RAM console, or put another where it comes from ({place}).',
  },
  {
    code: 'SignatureDoesNotMatch',
    title: 'The access key’s secret is wrong',
    meaning: 'The key’s ID exists, but this is not its secret.',
    remedy:
      'Set the repository’s secret again: usually a character is missing, or there is a trailing newline.',
    found: 'Set the key’s secret again where it comes from ({place}).',
  },
  {
    code: 'IncompleteSignature',
    title: 'The request’s signature is incomplete',
    meaning: 'Something between this machine and STS altered the signed request.',
    remedy: 'Look for a proxy that removes headers, and let sts.aliyuncs.com pass untouched.',
  },
  {
    code: 'SignatureNonceUsed',
    title: 'The request was sent twice',
    meaning: 'STS has seen the request’s nonce before: something on the way sent it again.',
    remedy: 'Try again; if it comes back, look for a proxy that repeats requests.',
  },
  {
    code: 'InvalidTimeStamp.Expired',
    title: 'The clock of this machine is wrong',
    meaning: 'The request’s time is more than 15 minutes from the service’s own.',
    remedy: 'Set the clock of the runner, for example with NTP.',
  },
  {
    code: 'InvalidTimeStamp.Format',
    title: 'STS cannot read the request’s time',
    meaning: 'Something between this machine and STS changed the request.',
    remedy: 'Look for a proxy that rewrites headers, and let sts.aliyuncs.com pass untouched.',
  },
  {
    code: 'InvalidSecurityToken.Expired',
    title: 'The temporary credential has expired',
    meaning: 'The session that the credential belongs to is over.',
    remedy: 'Give a fresh one: all three of its values.',
    found: 'Replace it where it comes from ({place}), or log in again in the step that set it.',
  },
  {
    code: 'InvalidSecurityToken.Malformed',
    title: 'The security token is damaged',
    meaning: 'The security token is not one that STS issued, or is only a part of one.',
    remedy: 'Set security-token again, all of it, including the = signs at the end.',
    found:
      'Set the security token again where it comes from ({place}), all of it, including the = signs at the end.',
  },
  {
    code: 'InvalidSecurityToken.MismatchWithAccessKey',
    title: 'The security token belongs to another key',
    meaning: 'Access key and security token come from two different sessions.',
    remedy: 'Take all three values from the same answer of STS.',
    found:
      'Take all three values from the same answer of STS; look for one left over where they come from ({place}).',
  },
  {
    code: 'MissingSecurityToken',
    title: 'The security token is missing',
    meaning: 'The access key is a temporary one (STS.…), which does not work without its security token.',
    remedy: 'Give security-token as well.',
    found: 'Add the security token where the key comes from ({place}).',
  },
  {
    code: 'Missing*',
    title: 'A parameter is missing',
    meaning: 'The request reached STS without a parameter that was sent.',
    remedy: 'Look for a proxy that changes requests, and let sts.aliyuncs.com pass untouched.',
  },
];

const TOO_MANY: Explanation = {
  title: 'STS is throttling',
  meaning: 'The account has sent more requests than STS allows (100 a second for each action).',
  remedy: 'Start fewer jobs at once, raise timeout-seconds, or log in once per job and not once per step.',
};

export const SERVICE: readonly StsExplanation[] = [
  { code: 'Throttling', ...TOO_MANY },
  { code: 'Throttling.User', ...TOO_MANY },
  {
    code: 'Throttling.Api',
    title: 'STS is throttling',
    meaning: 'The action has been called more often than STS allows.',
    remedy: 'Start fewer jobs at once, or raise timeout-seconds.',
  },
  {
    code: 'InvalidApi.NotFound',
    title: 'The endpoint is not STS',
    meaning: 'The host that was asked is an endpoint of Alibaba Cloud, but not of STS.',
    remedy: 'Correct sts-endpoint, or leave it out.',
  },
  {
    code: 'InvalidProtocol.NeedSsl',
    title: 'The request lost its TLS',
    meaning: 'STS was reached without TLS: something on the way decrypts and forwards in plain text.',
    remedy: 'Look for a proxy that ends TLS, and let sts.aliyuncs.com pass untouched.',
  },
  {
    code: 'InternalError',
    title: 'STS has failed',
    meaning: 'STS had an internal error.',
    remedy:
      'Run the job again; if it keeps failing, give Alibaba Cloud support the RequestId, or name another region in sts-region.',
  },
  {
    code: 'ServiceUnavailable',
    title: 'STS is not available',
    meaning: 'STS could not answer for a while.',
    remedy: 'Run the job again, or name another region in sts-region.',
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
    remedy: 'Copy the key from the RAM console, or from where it was saved, into the repository’s secrets.',
    found:
      'Copy the key from the RAM console, or from where it was saved, to where this one comes from ({place}).',
  },
  'key.swapped': {
    title: 'The access key’s ID and secret are swapped',
    meaning: 'What was given as the secret looks like an ID (LTAI…), and what was given as the ID does not.',
    remedy: 'Swap access-key-id and access-key-secret, or the secrets behind them.',
    found: 'Swap the key’s ID and secret where they come from ({place}).',
  },
  'key.unlikely': {
    title: 'The access key’s ID is not one of Alibaba Cloud’s',
    meaning:
      'Alibaba Cloud does not know the ID, and it doesn’t look like one: IDs begin with LTAI (except in old accounts), temporary ones with “STS.”.',
    remedy: 'Check that access-key-id holds the ID itself, not another value, a name or quotes.',
    found:
      'Check that the place it comes from ({place}) holds the ID itself, not another value, a name or quotes.',
  },
};
