import type { SigningCredential } from '../credentials.ts';
import type { OidcExchange } from '../errors.ts';
import type { RoleHop, SessionOptions } from '../plan/plan.ts';

/**
 * STS 2015-04-01: what each action sends. Pure; the client adds the time, the nonce and the signature.
 */

export interface StsRequest {
  readonly action: 'AssumeRole' | 'AssumeRoleWithOIDC' | 'GetCallerIdentity' | 'GetAuthorizationToken';
  readonly query: Readonly<Record<string, string>>;
  /** Parameters sent in the form body because they must stay out of URLs. */
  readonly form?: Readonly<Record<string, string>>;
  /** Signs the request; AssumeRoleWithOIDC is anonymous. */
  readonly signer?: SigningCredential;
  /** Of another API behind the same gateway, Container Registry's, with the same signature and errors. */
  readonly version?: string;
  readonly method?: 'GET' | 'POST';
  readonly path?: string;
  /** Who is asking, for errors: “as …” or “with …”. */
  readonly caller?: string | undefined;
  /** What is exchanged for what, for errors. */
  readonly exchange?: OidcExchange;
}

export function assumeRole(
  signer: SigningCredential,
  { roleArn, session, externalId, sourceIdentity }: RoleHop,
): StsRequest {
  return {
    action: 'AssumeRole',
    query: {
      RoleArn: roleArn,
      ...sessionParameters(session),
      ...(externalId !== undefined && { ExternalId: externalId }),
      ...(sourceIdentity !== undefined && { SourceIdentity: sourceIdentity }),
    },
    signer,
  };
}

export function assumeRoleWithOidc(
  oidcProviderArn: string,
  roleArn: string,
  session: SessionOptions,
  oidcToken: string,
): StsRequest {
  return {
    action: 'AssumeRoleWithOIDC',
    query: {},
    form: {
      OIDCProviderArn: oidcProviderArn,
      RoleArn: roleArn,
      OIDCToken: oidcToken,
      ...sessionParameters(session),
    },
  };
}

export function getCallerIdentity(signer: SigningCredential): StsRequest {
  return { action: 'GetCallerIdentity', query: {}, signer };
}

function sessionParameters(session: SessionOptions): Record<string, string> {
  return {
    RoleSessionName: session.roleSessionName,
    DurationSeconds: String(session.durationSeconds),
    ...(session.policy !== undefined && { Policy: session.policy }),
  };
}
