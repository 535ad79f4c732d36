/** AssumeRoleWithOIDC: the anonymous exchange of an OIDC token for a session of a role. */

import { parseRamArn } from '../ram/arn.ts';
import { evaluateTrust } from '../ram/trust-policy.ts';
import { findRole, type OidcProvider, type World } from '../world/world.ts';
import { assumedRole, timestamp } from './assumed.ts';
import type { StsCall } from './call.ts';
import { type AccessDeniedDetail, oidcDenied, StsError } from './errors.ts';
import { verifyOidcToken } from './oidc-token.ts';
import { assumeParameters, checkDuration, required } from './parameters.ts';

export async function assumeRoleWithOidc(call: StsCall, world: World): Promise<Record<string, unknown>> {
  const providerArn = required(call.parameters, 'OIDCProviderArn');
  const { roleArn, roleSessionName, durationSeconds } = assumeParameters(call.parameters);
  const provider = findProvider(providerArn, world);
  const claims = await verifyOidcToken(call.parameters.get('OIDCToken'), provider, world, call.request.now);
  const role = findRole(world, roleArn);
  if (role === undefined) {
    throw new StsError(404, 'EntityNotExist.Role', `The role not exists: ${roleArn}. `);
  }
  const decision = evaluateTrust(role.trustPolicy, {
    principal: { kind: 'Federated', arns: [provider.arn] },
    keys: { 'oidc:iss': [claims.issuer], 'oidc:aud': claims.audiences, 'oidc:sub': [claims.subject] },
  });
  if (decision !== 'Allow') {
    throw oidcDenied('There is no permission', denial(provider, decision));
  }
  checkDuration(durationSeconds, role);
  const session = world.issueSession(role, roleSessionName, durationSeconds, call.request.now);
  return {
    OIDCTokenInfo: {
      Subject: claims.subject,
      Issuer: claims.issuer,
      ClientIds: claims.audiences.join(','),
      ExpirationTime: timestamp(claims.expiresAt * 1000),
      IssuanceTime: timestamp(claims.issuedAt * 1000),
      VerificationInfo: 'Success',
    },
    ...assumedRole(session),
  };
}

function findProvider(arn: string, world: World): OidcProvider {
  if (parseRamArn(arn, 'oidc-provider') === undefined) {
    throw oidcDenied('Parameter OIDCProviderArn is not valid');
  }
  const provider = world.providers.get(arn);
  if (provider === undefined) throw oidcDenied('No such OIDC Provider registered.');
  return provider;
}

function denial(provider: OidcProvider, type: AccessDeniedDetail['NoPermissionType']): AccessDeniedDetail {
  return {
    AuthAction: 'sts:AssumeRole',
    AuthPrincipalType: 'Federated',
    AuthPrincipalOwnerId: provider.account,
    AuthPrincipalDisplayName: provider.arn,
    NoPermissionType: type,
    PolicyType: 'AssumeRolePolicy',
    EncodedDiagnosticMessage: 'AQEAAAAAZW11bGF0b3I=',
  };
}
