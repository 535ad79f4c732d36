/**
 * Every error code that STS 2015-04-01 documents, with its status and message. Source: the help pages "Error codes" of
 * AssumeRoleWithOIDC and AssumeRole, and the common errors of Alibaba Cloud's API gateway (sts/2015-04-01). Data on
 * its own: it must not come from the catalogue that is held against it, nor from the emulator.
 */

export type Action = 'AssumeRoleWithOIDC' | 'AssumeRole' | 'GetCallerIdentity';

export interface DocumentedError {
  readonly code: string;
  readonly status: number;
  readonly message: string;
  /** Where it is met in this list's tests; the gateway's errors are met by any action. */
  readonly action: Action;
}

const oidc = (code: string, message: string, status = 401): DocumentedError => ({
  code,
  status,
  message,
  action: 'AssumeRoleWithOIDC',
});
const role = (status: number, code: string, message: string): DocumentedError => ({
  code,
  status,
  message,
  action: 'AssumeRole',
});
const gateway = (status: number, code: string, message: string): DocumentedError => ({
  code,
  status,
  message,
  action: 'GetCallerIdentity',
});

export const DOCUMENTED: readonly DocumentedError[] = [
  oidc('AuthenticationFail.NoPermission', 'There is no permission'),
  oidc('AuthenticationFail.NoPermission', 'No such OIDC Provider registered.'),
  oidc('AuthenticationFail.NoPermission', 'Parameter OIDCProviderArn is not valid'),
  oidc('AuthenticationFail.OIDCToken.AudienceNotMatch', 'Invalid audience.'),
  oidc('AuthenticationFail.OIDCToken.Expired', 'This JsonWebToken is expired.'),
  oidc(
    'AuthenticationFail.OIDCToken.HttpsUrlInvalid',
    'Invoke url failed due to certificate chain validation',
  ),
  oidc('AuthenticationFail.OIDCToken.Invalid', 'The OIDCToken can not empty.'),
  oidc('AuthenticationFail.OIDCToken.InvalidSignature', 'OIDC token validate failed: invalid signature.'),
  oidc(
    'AuthenticationFail.OIDCToken.IssuerNotMatch',
    "The issuer in the OIDC Token doesn't match the OIDC Provider registered.",
  ),
  oidc(
    'AuthenticationFail.OIDCToken.IssuerConfigurationBroken',
    'Get public keys from OIDC Provider failed, the issuer is https://token.actions.githubusercontent.com',
  ),
  oidc(
    'AuthenticationFail.OIDCToken.PublicKeyFingerprintMismatch',
    'The fingerprint of the OIDC provider certificate does not match.',
  ),
  oidc('EntityNotExist.Role', 'The role not exists: acs:ram::1234567890123456:role/deploy. ', 404),

  role(400, 'InvalidParameter.RoleArn', 'The parameter RoleArn is wrongly formed.'),
  role(400, 'InvalidParameter.RoleSessionName', 'The parameter RoleSessionName is wrongly formed.'),
  role(400, 'InvalidParameter.ExternalId', 'The parameter ExternalId is wrongly formed.'),
  role(400, 'InvalidParameter.DurationSeconds', 'The Min/Max value of DurationSeconds is 15min/1hr.'),
  role(400, 'InvalidParameter.PolicyGrammar', 'The parameter Policy has not passed grammar check.'),
  role(400, 'InvalidParameter.PolicySize', 'The size of Policy must be smaller than 2048 bytes.'),
  role(403, 'NoPermission', 'You are not authorized to do this action. You should be authorized by RAM.'),
  role(404, 'EntityNotExist.Role', 'The specified Role not exists .'),
  role(500, 'InternalError', 'STS Server Internal Error happened, please send the RequestId to us.'),

  gateway(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.'),
  gateway(400, 'InvalidAccessKeyId.Inactive', 'Specified access key is disabled.'),
  gateway(
    400,
    'SignatureDoesNotMatch',
    'Specified signature does not match our calculation. server StringToSign is [x] server CanonicalRequest is [y]',
  ),
  gateway(400, 'SignatureNonceUsed', 'Specified signature nonce was used already.'),
  gateway(400, 'IncompleteSignature', 'The request signature does not conform to Aliyun standards.'),
  gateway(400, 'InvalidTimeStamp.Format', 'Specified time stamp or date value is not well formatted.'),
  gateway(400, 'InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.'),
  gateway(400, 'InvalidSecurityToken.Expired', 'Specified SecurityToken is expired.'),
  gateway(400, 'InvalidSecurityToken.Malformed', 'Specified SecurityToken is malformed.'),
  gateway(
    400,
    'InvalidSecurityToken.MismatchWithAccessKey',
    'Specified SecurityToken mismatch with the AccessKey.',
  ),
  gateway(400, 'MissingSecurityToken', 'SecurityToken is mandatory for this action.'),
  gateway(400, 'MissingTimestamp', 'Timestamp is mandatory for this action.'),
  gateway(400, 'Throttling', 'Request was denied due to request throttling.'),
  gateway(400, 'Throttling.User', 'Request was denied due to user flow control.'),
  gateway(400, 'Throttling.Api', 'Request was denied due to api flow control.'),
  gateway(404, 'InvalidApi.NotFound', 'Specified api is not found, please check your url and method.'),
  gateway(400, 'InvalidProtocol.NeedSsl', 'Your request is denied as lack of ssl protect.'),
  gateway(500, 'InternalError', 'The request processing has failed due to some unknown error.'),
  gateway(503, 'ServiceUnavailable', 'The request has failed due to a temporary failure of the server.'),
];

/** How often each code is worth asking, where that is not once; `many` is as often as the step may. */
export const WORTH: Readonly<Record<string, 2 | 'many'>> = {
  'AuthenticationFail.OIDCToken.HttpsUrlInvalid': 2,
  'AuthenticationFail.OIDCToken.IssuerConfigurationBroken': 2,
  Throttling: 'many',
  'Throttling.User': 'many',
  'Throttling.Api': 'many',
  InternalError: 'many',
  ServiceUnavailable: 'many',
  SignatureNonceUsed: 'many',
};
