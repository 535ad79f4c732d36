import type { JsonObject } from '../text/json.ts';
import { textOf } from '../text/json.ts';

/** The claims that tell jobs apart. No other claim is ever shown. */
const SHOWN_CLAIMS = [
  'iss',
  'aud',
  'sub',
  'repository',
  'ref',
  'environment',
  'event_name',
  'actor',
  'workflow_ref',
  'job_workflow_ref',
  'runner_environment',
] as const;

/** The shown claims of a token, in order; those that it does not have are left out. */
export function shownClaims(claims: JsonObject): [string, string][] {
  return SHOWN_CLAIMS.flatMap((name): [string, string][] => {
    const value = claims[name];
    const text = Array.isArray(value)
      ? value.filter((item) => typeof item === 'string').join(', ')
      : textOf(value);
    return text ? [[name, plain(text)]] : [];
  });
}

/** Whoever names a branch chooses a part of the claims: nothing in them may act as Markdown. */
function plain(text: string): string {
  return text.replace(/[`|<>\p{Cc}]/gu, '?').slice(0, 300);
}

/** A trust policy (RAM policy language) that accepts the token's issuer, audience and subject, and no others. */
export function trustPolicyFor(claims: JsonObject, oidcProviderArn: string): object {
  const audience = Array.isArray(claims['aud']) ? claims['aud'][0] : claims['aud'];
  return {
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Federated: [oidcProviderArn] },
        Condition: {
          StringEquals: { 'oidc:iss': claims['iss'], 'oidc:aud': audience, 'oidc:sub': claims['sub'] },
        },
      },
    ],
  };
}
