/**
 * A role's trust policy and what RAM makes of it. Source: help.aliyun.com, "Policy elements", "Conditional operators",
 * and the trust policy of a role for an OIDC identity provider.
 */

import { asObject, type JsonObject, parseObject } from '../text/json.ts';

export interface TrustPolicy {
  readonly statements: readonly Statement[];
}

export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  /** `Principal.Federated`: ARNs of OIDC providers, or `*`. */
  readonly federated: readonly string[];
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

/** What a job shows to STS. */
export interface Presented {
  /** The ARN that STS is asked with; undefined where it is not known: then any provider will do. */
  readonly oidcProviderArn: string | undefined;
  readonly issuer: string;
  readonly audiences: readonly string[];
  readonly subject: string;
}

/** One part of a statement, and whether the job meets it; undefined where that cannot be said here. */
export interface Finding {
  readonly part: 'Action' | 'Principal' | Condition;
  readonly met: boolean | undefined;
}

export interface StatementVerdict {
  readonly statement: Statement;
  readonly findings: readonly Finding[];
  readonly applies: boolean;
}

export interface Verdict {
  /** A denial wins; what nothing allows is not trusted. */
  readonly decision: 'trusted' | 'not trusted' | 'denied';
  readonly statements: readonly StatementVerdict[];
}

/** Characters; RAM's limit for a trust policy. */
export const MAX_TRUST_POLICY = 2048;

/** Reads a trust policy (JSON). A problem says, without the policy's text, why RAM would refuse it. */
export function parseTrustPolicy(text: string): TrustPolicy | { readonly problem: string } {
  if (text.length > 64 * MAX_TRUST_POLICY) return { problem: 'is far longer than a trust policy can be' };
  const policy = parseObject(text);
  if (!policy) return { problem: 'is not a JSON object' };
  if (policy['Version'] !== '1') return { problem: 'must have "Version": "1"' };
  const list = policy['Statement'];
  if (!Array.isArray(list) || list.length === 0)
    return { problem: 'must have a list of statements, "Statement": […]' };
  const statements: Statement[] = [];
  for (const [index, item] of list.entries()) {
    const statement = statementOf(asObject(item) ?? {});
    if (typeof statement === 'string')
      return { problem: `has a statement (number ${index + 1}) ${statement}` };
    statements.push(statement);
  }
  return { statements };
}

/** What RAM decides about a job. */
export function evaluateTrust({ statements }: TrustPolicy, presented: Presented): Verdict {
  const verdicts = statements.map((statement) => judge(statement, presented));
  const applies = (effect: Statement['effect']): boolean =>
    verdicts.some((verdict) => verdict.applies && verdict.statement.effect === effect);
  return {
    decision: applies('Deny') ? 'denied' : applies('Allow') ? 'trusted' : 'not trusted',
    statements: verdicts,
  };
}

function judge(statement: Statement, presented: Presented): StatementVerdict {
  const { oidcProviderArn } = presented;
  const findings: Finding[] = [
    {
      part: 'Action',
      met: statement.actions.some((action) => isLike('sts:assumerole', action.toLowerCase())),
    },
    {
      part: 'Principal',
      met: statement.federated.some(
        (arn) => arn === '*' || oidcProviderArn === undefined || arn === oidcProviderArn,
      ),
    },
    ...statement.conditions.map(
      (condition): Finding => ({ part: condition, met: holds(condition, presented) }),
    ),
  ];
  // If it can't be decided, an Allow lets nobody in and a Deny keeps everybody out.
  const applies = findings.every(({ met }) => met ?? statement.effect === 'Deny');
  return { statement, findings, applies };
}

function holds({ operator, key, values }: Condition, presented: Presented): boolean | undefined {
  const compare = OPERATORS.get(operator);
  const actual = shown(key, presented);
  if (!compare || !actual) return undefined;
  const matches = actual.some((one) => values.some((value) => compare.matches(one, value)));
  return matches !== compare.negative;
}

/** The values of a condition key; none where the token has no such claim, undefined for what is no claim. */
function shown(key: string, { issuer, audiences, subject }: Presented): readonly string[] | undefined {
  if (key === 'oidc:iss') return [issuer];
  if (key === 'oidc:aud') return audiences;
  if (key === 'oidc:sub') return [subject];
  return key.startsWith('acs:') ? undefined : [];
}

interface Operator {
  readonly negative: boolean;
  matches(actual: string, wanted: string): boolean;
}

const equals = (actual: string, wanted: string): boolean => actual === wanted;
const equalsIgnoringCase = (actual: string, wanted: string): boolean =>
  actual.toLowerCase() === wanted.toLowerCase();

const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ['StringEquals', { negative: false, matches: equals }],
  ['StringNotEquals', { negative: true, matches: equals }],
  ['StringEqualsIgnoreCase', { negative: false, matches: equalsIgnoringCase }],
  ['StringNotEqualsIgnoreCase', { negative: true, matches: equalsIgnoringCase }],
  ['StringLike', { negative: false, matches: isLike }],
  ['StringNotLike', { negative: true, matches: isLike }],
]);

/** Whether a text is like a pattern in which `*` is any text and `?` any one character. */
export function isLike(text: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (!isLikeAt(text, first, 0)) return false;
  const last = rest.pop();
  if (last === undefined) return text.length === first.length;
  let from = first.length;
  for (const piece of rest) {
    // The earliest match leaves the most text for the pieces after it.
    while (from + piece.length <= text.length && !isLikeAt(text, piece, from)) from += 1;
    if (from + piece.length > text.length) return false;
    from += piece.length;
  }
  const end = text.length - last.length;
  return end >= from && isLikeAt(text, last, end);
}

function isLikeAt(text: string, piece: string, at: number): boolean {
  if (at + piece.length > text.length) return false;
  for (let i = 0; i < piece.length; i++) if (piece[i] !== '?' && piece[i] !== text[at + i]) return false;
  return true;
}

/** A statement, or what is wrong with it. */
function statementOf(item: JsonObject): Statement | string {
  const unknown = Object.keys(item).find(
    (name) => !['Effect', 'Action', 'Principal', 'Condition'].includes(name),
  );
  if (unknown !== undefined) return 'with something other than Effect, Action, Principal and Condition';
  const { Effect: effect, Condition: condition = {} } = item;
  if (effect !== 'Allow' && effect !== 'Deny') return 'whose Effect is neither Allow nor Deny';
  const actions = textsOf(item['Action']);
  if (!actions) return 'whose Action is neither a text nor a list of texts';
  const principal = asObject(item['Principal']);
  const federated = textsOf(principal?.['Federated'] ?? []);
  if (!principal || !federated) return 'whose Principal names nobody';
  const conditions = conditionsOf(condition);
  if (!conditions) return 'whose Condition is not of the form operator → key → values';
  return { effect, actions, federated, conditions };
}

function conditionsOf(condition: unknown): Condition[] | undefined {
  const conditions: Condition[] = [];
  const operators = asObject(condition);
  if (!operators) return undefined;
  for (const [operator, keys] of Object.entries(operators)) {
    const byKey = asObject(keys);
    if (!byKey) return undefined;
    for (const [key, value] of Object.entries(byKey)) {
      const values = textsOf(value);
      if (!values) return undefined;
      conditions.push({ operator, key, values });
    }
  }
  return conditions;
}

function textsOf(value: unknown): string[] | undefined {
  const list = Array.isArray(value) ? value : [value];
  return list.every((item) => typeof item === 'string') ? list : undefined;
}
