import { ascii } from '../text/escapes.ts';
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

const MOST_CHARACTERS = 300;

/** RAM takes a trust policy of 2048 characters. */
const MOST_PASTED = 2_000;

/** The shown claims of a token, in order; those that it does not have are left out. */
export function shownClaims(claims: JsonObject): [string, string][] {
  return SHOWN_CLAIMS.flatMap((name): [string, string][] => {
    const value = claims[name];
    const text = Array.isArray(value)
      ? value.filter((item) => typeof item === 'string').join(', ')
      : textOf(value);
    // Whoever names a branch chooses a part of the claims: no other may look like it.
    return text ? [[name, ascii(text.slice(0, MOST_CHARACTERS))]] : [];
  });
}

/**
 * A trust policy (RAM policy language) that accepts the token's issuer, audience and subject, and no others; JSON to be
 * pasted, in ASCII. Undefined where the token lacks one of the three, or RAM would not
 * take so long a policy.
 */
export function trustPolicyFor(claims: JsonObject, oidcProviderArn: string): string | undefined {
  const [iss, aud, sub] = [claims['iss'], [claims['aud']].flat()[0], claims['sub']].map(textOf);
  if (!iss || !aud || !sub || `${iss}${aud}${sub}`.length > MOST_PASTED) return undefined;
  const policy = {
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Federated: [oidcProviderArn] },
        Condition: {
          StringEquals: { 'oidc:iss': iss, 'oidc:aud': aud, 'oidc:sub': sub },
        },
      },
    ],
  };
  // An escape, and no other branch's name, is what a reader sees of a letter that only looks like another.
  return JSON.stringify(policy, null, 2).replace(/[^\n\x20-\x7e]/g, ascii);
}
