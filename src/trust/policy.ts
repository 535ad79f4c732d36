/**
 * A role's trust policy, as RAM takes it. Source: help.aliyun.com, "Policy elements", and the trust policy of a role for an
 * OIDC identity provider.
 */

import { InputError } from '../errors.ts';
import { asObject, type JsonObject, parseJson } from '../text/json.ts';

export interface TrustPolicy {
  readonly statements: readonly Statement[];
  /** Of the policy as it is given. */
  readonly characters: number;
}

export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  /** `Principal.Federated`: ARNs of OIDC providers, or `*`. */
  readonly federated: readonly string[];
  /** Every other principal, with its kind: `RAM acs:ram::…:root`, `Service ecs.aliyuncs.com`, a SAML provider. */
  readonly others: readonly string[];
  readonly conditions: readonly Condition[];
}

/** Holds where one of the values matches; the negative operators, where none does. */
export interface Condition {
  /** `StringEquals`, `StringLike` … */
  readonly operator: string;
  /** `oidc:iss`, `oidc:aud`, `oidc:sub` … */
  readonly key: string;
  readonly values: readonly string[];
}

/** Characters; RAM's limit for a trust policy. */
export const MAX_TRUST_POLICY = 2048;

type Refuse = (problem: string) => never;

/**
 * Reads a trust policy (JSON), or takes it out of what GetRole answers.
 * @param origin where it comes from, for errors
 * @throws InputError that says, without the policy's text, why RAM would refuse it
 */
export function parseTrustPolicy(given: string, origin: string): TrustPolicy {
  const refuse: Refuse = (problem) => {
    throw new InputError(`${origin} ${problem}.`);
  };
  if (given.length > 64 * MAX_TRUST_POLICY) refuse('is far longer than a trust policy can be');
  const text = documentIn(given);
  const policy = asObject(parseJson(text));
  if (!policy) return refuse('is not a JSON object; give a quoted text whole, with its quotes');
  if (hasKeyTwice(text)) refuse('has a key twice in one object, so that one of the two is lost');
  const { Version: version, Statement: list } = policy;
  if (list === undefined)
    refuse(`has no "Statement": give the policy alone, which GetRole calls ${DOCUMENT}`);
  if (version !== '1') refuse('must have "Version": "1"');
  if (!Array.isArray(list) || list.length === 0)
    return refuse('must have a list of statements, "Statement": […]');
  const statements = list.map((item, index) =>
    statementOf(asObject(item) ?? {}, (problem) =>
      refuse(`has a statement (number ${index + 1}) ${problem}`),
    ),
  );
  return { statements, characters: text.length };
}

const DOCUMENT = 'AssumeRolePolicyDocument';

/** The policy's own text: GetRole answers with a role that has it as a text, which may be given alone, too. */
function documentIn(given: string): string {
  const value = parseJson(given);
  const answer = asObject(value);
  const document = typeof value === 'string' ? value : (asObject(answer?.['Role']) ?? answer)?.[DOCUMENT];
  return typeof document === 'string' ? document : given;
}

/** Whether a key stands twice in one object: JSON.parse keeps the last, and says nothing. */
function hasKeyTwice(json: string): boolean {
  const texts = json.replace(/\\./g, '').matchAll(/"[^"]*"(\s*:)?/g);
  const written = [...texts].filter(([, colon]) => colon).length;
  let kept = -1; // The whole is a value, too, of no key that is written.
  parseJson(json, function (this: unknown, _key, value) {
    if (!Array.isArray(this)) kept += 1;
    return value;
  });
  return written > kept;
}

function statementOf(item: JsonObject, refuse: Refuse): Statement {
  if (Object.keys(item).some((name) => !['Effect', 'Action', 'Principal', 'Condition'].includes(name)))
    refuse('with something other than Effect, Action, Principal and Condition');
  const { Effect: effect, Condition: condition = {} } = item;
  if (effect !== 'Allow' && effect !== 'Deny') return refuse('whose Effect is neither Allow nor Deny');
  const actions = textsOf(item['Action']) ?? refuse('whose Action is neither a text nor a list of texts');
  const principals = textsByName(item['Principal']) ?? refuse('whose Principal names nobody');
  const operators = asObject(condition) ?? { '': condition };
  const conditions = Object.entries(operators).flatMap(([operator, keys]) => {
    const byKey = textsByName(keys) ?? refuse('whose Condition is not of the form operator → key → values');
    return byKey.map(([key, values]) => ({ operator, key, values }));
  });
  const isOidc = (kind: string, name: string): boolean =>
    kind === 'Federated' && !name.includes(':saml-provider/');
  return {
    effect,
    actions,
    federated: principals.flatMap(([kind, names]) => names.filter((name) => isOidc(kind, name))),
    others: principals.flatMap(([kind, names]) =>
      names.filter((name) => !isOidc(kind, name)).map((name) => `${kind} ${name}`),
    ),
    conditions,
  };
}

/** The entries of an object of which each value is a text or a list of texts; undefined for anything else. */
function textsByName(value: unknown): (readonly [name: string, texts: string[]])[] | undefined {
  const entries = Object.entries(asObject(value) ?? { '': undefined });
  const texts = entries.map(([name, given]) => [name, textsOf(given) ?? []] as const);
  return entries.every(([, given]) => textsOf(given)) ? texts : undefined;
}

function textsOf(value: unknown): string[] | undefined {
  const list = Array.isArray(value) ? value : [value];
  return list.every((item) => typeof item === 'string') ? list : undefined;
}
