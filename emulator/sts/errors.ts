/** The documented errors of STS and its gateway: code, message, HTTP status. */

/** Tells who was denied what, as RAM does with a denial. */
export interface AccessDeniedDetail {
  readonly AuthAction: string;
  readonly AuthPrincipalType: string;
  readonly AuthPrincipalOwnerId: string;
  readonly AuthPrincipalDisplayName: string;
  readonly NoPermissionType: 'ImplicitDeny' | 'ExplicitDeny';
  readonly PolicyType: string;
  readonly EncodedDiagnosticMessage: string;
}

/** An error as STS answers it. */
export class StsError extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: AccessDeniedDetail | undefined;

  constructor(status: number, code: string, message: string, detail?: AccessDeniedDetail) {
    super(message);
    this.name = 'StsError';
    this.status = status;
    this.code = code;
    this.detail = detail;
  }
}

/** Status and message of the codes that always have the same ones. Messages are the service's own words. */
const KNOWN_ERRORS = {
  'InvalidAccessKeyId.NotFound': [404, 'Specified access key is not found.'],
  'InvalidAccessKeyId.Inactive': [400, 'Specified access key is disabled.'],
  SignatureNonceUsed: [400, 'Specified signature nonce was used already.'],
  IncompleteSignature: [400, 'The request signature does not conform to Aliyun standards.'],
  'InvalidTimeStamp.Format': [400, 'Specified time stamp or date value is not well formatted.'],
  'InvalidTimeStamp.Expired': [400, 'Specified time stamp or date value is expired.'],
  'InvalidSecurityToken.Expired': [400, 'Specified SecurityToken is expired.'],
  'InvalidSecurityToken.Malformed': [400, 'Specified SecurityToken is malformed.'],
  'InvalidSecurityToken.MismatchWithAccessKey': [400, 'Specified SecurityToken mismatch with the AccessKey.'],
  MissingSecurityToken: [400, 'SecurityToken is mandatory for this action.'],
  Throttling: [400, 'Request was denied due to request throttling.'],
  'Throttling.User': [400, 'Request was denied due to user flow control.'],
  'Throttling.Api': [400, 'Request was denied due to api flow control.'],
  'InvalidApi.NotFound': [404, 'Specified api is not found, please check your url and method.'],
  'InvalidProtocol.NeedSsl': [400, 'Your request is denied as lack of ssl protect.'],
  NoPermission: [403, 'You are not authorized to do this action. You should be authorized by RAM.'],
  'InvalidParameter.DurationSeconds': [400, 'The Min/Max value of DurationSeconds is 15min/1hr.'],
  'InvalidParameter.PolicyGrammar': [400, 'The parameter Policy has not passed grammar check.'],
  'InvalidParameter.PolicySize': [400, 'The size of Policy must be smaller than 2048 bytes.'],
  InternalError: [500, 'STS Server Internal Error happened, please send the RequestId to us.'],
  ServiceUnavailable: [503, 'The request has failed due to a temporary failure of the server.'],
  'AuthenticationFail.OIDCToken.AudienceNotMatch': [401, 'Invalid audience.'],
  'AuthenticationFail.OIDCToken.Expired': [401, 'This JsonWebToken is expired.'],
  'AuthenticationFail.OIDCToken.InvalidSignature': [401, 'OIDC token validate failed: invalid signature.'],
  'AuthenticationFail.OIDCToken.IssuerNotMatch': [
    401,
    "The issuer in the OIDC Token doesn't match the OIDC Provider registered.",
  ],
  'AuthenticationFail.OIDCToken.HttpsUrlInvalid': [
    401,
    'Invoke url failed due to certificate chain validation',
  ],
  'AuthenticationFail.OIDCToken.PublicKeyFingerprintMismatch': [
    401,
    'The fingerprint of the OIDC provider certificate does not match.',
  ],
} as const satisfies Record<string, readonly [status: number, message: string]>;

export type KnownCode = keyof typeof KNOWN_ERRORS;

/** A documented error with its documented status and message. */
export function known(code: KnownCode): StsError {
  const [status, message] = KNOWN_ERRORS[code];
  return new StsError(status, code, message);
}

/** Status and message that a code has by default: for faults, which may name any code. */
export function defaultsOf(code: string): readonly [status: number, message: string] {
  const found = Object.entries(KNOWN_ERRORS).find(([name]) => name === code)?.[1];
  if (found !== undefined) return found;
  return [code.startsWith('AuthenticationFail') ? 401 : 400, `The emulator was told to answer ${code}.`];
}

export function missing(parameter: string): StsError {
  return new StsError(400, `Missing${parameter}`, `${parameter} is mandatory for this action.`);
}

export function wronglyFormed(parameter: string): StsError {
  return new StsError(400, `InvalidParameter.${parameter}`, `The parameter ${parameter} is wrongly formed.`);
}

/** `AuthenticationFail.OIDCToken.Invalid` has several messages. */
export function invalidOidcToken(message: string): StsError {
  return new StsError(401, 'AuthenticationFail.OIDCToken.Invalid', message);
}

/** `AuthenticationFail.NoPermission`: the provider's ARN is wrong, or the trust policy denied the request. */
export function oidcDenied(message: string, detail?: AccessDeniedDetail): StsError {
  return new StsError(401, 'AuthenticationFail.NoPermission', message, detail);
}
