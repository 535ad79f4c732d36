/** What RAM makes of a role's trust policy. Source: help.aliyun.com, "Policy elements" and "Conditional operators". */

import type { Condition, Statement, TrustPolicy } from './policy.ts';

/** What a job shows to STS. */
export interface Presented {
  /** The ARN that STS is asked with. */
  readonly oidcProviderArn: string;
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
  const findings: Finding[] = [
    { part: 'Action', met: isAboutAssuming(statement) },
    {
      part: 'Principal',
      met: statement.federated.some((arn) => arn === '*' || arn === presented.oidcProviderArn),
    },
    ...statement.conditions.map(
      (condition): Finding => ({ part: condition, met: holds(condition, presented) }),
    ),
  ];
  // If it can't be decided, an Allow lets nobody in and a Deny keeps everybody out.
  const applies = findings.every(({ met }) => met ?? statement.effect === 'Deny');
  return { statement, findings, applies };
}

/** Whether a statement's actions include assuming the role. */
export function isAboutAssuming({ actions }: Statement): boolean {
  return actions.some((action) => isLike('sts:assumerole', action.toLowerCase()));
}

/** Whether a job would meet a condition if letter case did not count. To RAM it does. */
export function differsInCaseOnly(condition: Condition, presented: Presented): boolean {
  return holds(condition, presented) === false && holds(condition, presented, true) === true;
}

function holds(
  { operator, key, values }: Condition,
  presented: Presented,
  anyCase = false,
): boolean | undefined {
  const [, not, kind] = OPERATOR.exec(operator) ?? [];
  const actual = claimsFor(key, presented);
  if (!kind || !actual) return undefined;
  const cased = (text: string): string =>
    anyCase || kind === 'EqualsIgnoreCase' ? text.toLowerCase() : text;
  const compare = kind === 'Like' ? isLike : (text: string, wanted: string) => text === wanted;
  const matches = actual.some((one) => values.some((value) => compare(cased(one), cased(value))));
  return matches !== (not !== undefined);
}

/** The values of a condition key; none where the token has no such claim, undefined for what is no claim. */
export function claimsFor(
  key: string,
  { issuer, audiences, subject }: Presented,
): readonly string[] | undefined {
  if (key === 'oidc:iss') return [issuer];
  if (key === 'oidc:aud') return audiences;
  if (key === 'oidc:sub') return [subject];
  return key.startsWith('acs:') ? undefined : [];
}

/** Those that are known here. */
const OPERATOR = /^String(Not)?(Equals|EqualsIgnoreCase|Like)$/;

/** Whether an operator asks for a match, and not for none; undefined if it is not known here. */
export function isPositive(operator: string): boolean | undefined {
  const known = OPERATOR.exec(operator);
  return known ? known[1] === undefined : undefined;
}

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
  for (let i = 0; i < piece.length; i++) if (piece[i] !== '?' && piece[i] !== text[at + i]) return false;
  return true;
}
