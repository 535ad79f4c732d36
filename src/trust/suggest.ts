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

/** A token's shown claims, in order, without those it lacks. */
export function shownClaims(claims: JsonObject): [string, string][] {
  return SHOWN_CLAIMS.flatMap((name): [string, string][] => {
    const value = claims[name];
    const text = Array.isArray(value)
      ? value.filter((item) => typeof item === 'string').join(', ')
      : textOf(value);
    // Anyone who names a branch writes part of the claims: no lookalike characters.
    return text ? [[name, ascii(text.slice(0, MOST_CHARACTERS))]] : [];
  });
}

/**
 * A trust policy (RAM policy language) of one statement, which lets in nobody else.
 * @param token what the provider's tokens must say
 * @param areLike whether the subjects are patterns
 */
export function trustPolicy(
  providerArn: string,
  token: { readonly issuer: string; readonly audience: string },
  subjects: readonly string[],
  areLike: boolean,
): object {
  const equal = { 'oidc:iss': token.issuer, 'oidc:aud': token.audience };
  const sub = { 'oidc:sub': subjects.length === 1 ? subjects[0] : subjects };
  const Condition = areLike
    ? { StringEquals: equal, StringLike: sub }
    : { StringEquals: { ...equal, ...sub } };
  const Principal = { Federated: [providerArn] };
  return { Version: '1', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal, Condition }] };
}

/**
 * A trust policy that accepts exactly the token's issuer, audience and subject: JSON to paste, in
 * ASCII. Undefined if the token lacks one of the three, or the policy would be too long for RAM.
 */
export function trustPolicyFor(claims: JsonObject, oidcProviderArn: string): string | undefined {
  const [iss, aud, sub] = [claims['iss'], [claims['aud']].flat()[0], claims['sub']].map(textOf);
  if (!iss || !aud || !sub || `${iss}${aud}${sub}`.length > MOST_PASTED) return undefined;
  const policy = trustPolicy(oidcProviderArn, { issuer: iss, audience: aud }, [sub], false);
  // Escape lookalike letters, so that no branch passes for another.
  return JSON.stringify(policy, null, 2).replace(/[^\n\x20-\x7e]/g, ascii);
}
