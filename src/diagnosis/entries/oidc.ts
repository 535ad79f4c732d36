import { fingerprintCommand } from '../../trust/fingerprint.ts';
import { JUST_CHANGED, type StsExplanation } from './explanation.ts';

/** STS refuses an OIDC token. Source: STS 2015-04-01, AssumeRoleWithOIDC, “Error codes”. */
export const TRUST: readonly StsExplanation[] = [
  {
    codes: ['AuthenticationFail.NoPermission'],
    message: /OIDC Provider|OIDCProviderArn/i,
    title: 'RAM does not know the OIDC provider',
    meaning: `The account in the ARN has no OIDC identity provider of this name, or it is not the ARN of one. ${JUST_CHANGED}`,
    remedy:
      'Correct the provider’s ARN ({place}), which has the form `acs:ram::<account>:oidc-provider/<name>`, or create the provider: `aliyun ims ListOIDCProviders` shows those that exist.',
    input: 'oidc-provider-arn',
  },
  {
    codes: ['AuthenticationFail.NoPermission'],
    title: 'The role does not trust this job',
    meaning: `STS accepted the token, but the role’s trust policy does not: a condition on oidc:iss, oidc:aud or oidc:sub differs from the token (be it only in letter case: \`Octo-Org\` is not \`octo-org\`), the principal is another OIDC provider, or the action is not sts:AssumeRole (RAM has no action sts:AssumeRoleWithOIDC). ${JUST_CHANGED}`,
    remedy:
      'If this job is meant to have the role, add a statement that accepts its token to the role’s trust policy; if not, correct the role ({place}), or the branch or environment that the job runs in.',
    input: 'role-to-assume',
    shows: 'trust',
  },
  {
    codes: ['AuthenticationFail.OIDCToken.AudienceNotMatch'],
    title: 'RAM does not accept the token’s audience',
    meaning: `The audience of the token is not among the client IDs of the OIDC identity provider in RAM. ${JUST_CHANGED}`,
    remedy:
      'Have the token issued for one that is there (GitHub’s by the input audience), or add the audience to the provider’s client IDs; the trust policy must name it too.',
    commands: ['aliyun ims AddClientIdToOIDCProvider --OIDCProviderName PROVIDER_NAME --ClientId AUDIENCE'],
    shows: 'trust',
  },
  {
    codes: ['AuthenticationFail.OIDCToken.IssuerNotMatch'],
    title: 'The token has another issuer than RAM expects',
    meaning: 'The issuer of the token is not the issuer URL of the OIDC identity provider in RAM.',
    remedy: 'Name a provider whose issuer URL is exactly the token’s iss, without a trailing slash.',
    shows: 'trust',
  },
  {
    codes: ['AuthenticationFail.OIDCToken.Expired'],
    title: 'The OIDC token is too old',
    meaning: 'The token has expired, or was issued longer ago than the provider’s issuance limit allows.',
    remedy:
      'GitHub’s token is made anew for every attempt, so run the job again; check what should keep a token in a file fresh.',
  },
  {
    codes: ['AuthenticationFail.OIDCToken.Invalid'],
    title: 'STS cannot read the OIDC token',
    meaning: 'STS received something that is not a JWT it understands.',
    remedy: 'Check the token’s file ({place}): it must hold one JWT signed with RS256, and nothing else.',
    input: 'oidc-token-file',
  },
  {
    codes: ['AuthenticationFail.OIDCToken.InvalidSignature'],
    title: 'The OIDC token’s signature is wrong',
    meaning: 'The token’s signature does not match the keys that its issuer publishes.',
    remedy:
      'Check that the OIDC provider’s ARN names the provider of the token’s issuer; if it does, try again: keys are rotated.',
    shows: 'trust',
  },
  {
    codes: [
      'AuthenticationFail.OIDCToken.HttpsUrlInvalid',
      'AuthenticationFail.OIDCToken.PublicKeyFingerprintMismatch',
    ],
    title: 'RAM does not know the issuer’s certificate',
    meaning: `None of the fingerprints registered with the OIDC provider in RAM matches the CA certificate of the token’s issuer; issuers change CAs. ${JUST_CHANGED}`,
    remedy:
      'Add the new fingerprint to the OIDC provider, then remove the old one, which GetOIDCProvider lists as well (in a POSIX shell, such as Cloud Shell).',
    commands: [
      `fingerprint=$(${fingerprintCommand('ISSUER_HOST', '443')})`,
      'aliyun ims AddFingerprintToOIDCProvider --OIDCProviderName PROVIDER_NAME --Fingerprint "$fingerprint"',
      'aliyun ims GetOIDCProvider --OIDCProviderName PROVIDER_NAME',
      'aliyun ims RemoveFingerprintFromOIDCProvider --OIDCProviderName PROVIDER_NAME --Fingerprint OLD_FINGERPRINT',
    ],
  },
  {
    codes: ['AuthenticationFail.OIDCToken.IssuerConfigurationBroken'],
    title: 'STS cannot fetch the issuer’s keys',
    meaning: 'STS got no public keys from the token’s issuer.',
    remedy:
      'Try again later; for an issuer of your own, check that its discovery document is reachable from the internet.',
  },
];
