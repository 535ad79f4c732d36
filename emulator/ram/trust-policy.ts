/** A role's trust policy (`AssumeRolePolicyDocument`) and its evaluation. */

type OneOrMore = string | readonly string[];

export interface TrustPolicy {
  readonly Version: '1';
  readonly Statement: readonly TrustStatement[];
}

export interface TrustStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: OneOrMore;
  readonly Principal: {
    readonly RAM?: OneOrMore;
    readonly Federated?: OneOrMore;
    readonly Service?: OneOrMore;
  };
  /** Operator → condition key → the values of which one must match. */
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMore>>>>;
}

/** Who asks for what, and the condition keys that hold for the request. */
export interface TrustContext {
  /** `sts:AssumeRole` if not given. */
  readonly action?: string;
  readonly principal:
    | { readonly kind: 'RAM'; readonly arns: readonly string[] }
    | { readonly kind: 'Federated'; readonly arns: readonly string[] };
  /** `oidc:iss`, `oidc:aud`, `oidc:sub`, `sts:ExternalId` …; a key with no values is absent. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
}

export type Decision = 'Allow' | 'ImplicitDeny' | 'ExplicitDeny';

/** Decides as RAM does: an explicit denial wins, and what nothing allows is denied. */
export function evaluateTrust(policy: TrustPolicy, context: TrustContext): Decision {
  const applying = policy.Statement.filter((statement) => applies(statement, context));
  if (applying.some((statement) => statement.Effect === 'Deny')) return 'ExplicitDeny';
  return applying.some((statement) => statement.Effect === 'Allow') ? 'Allow' : 'ImplicitDeny';
}

function applies(statement: TrustStatement, context: TrustContext): boolean {
  const { kind, arns } = context.principal;
  const asked = (context.action ?? 'sts:AssumeRole').toLowerCase();
  return (
    list(statement.Action).some((action) => matches(action.toLowerCase(), asked)) &&
    list(statement.Principal[kind]).some((principal) => principal === '*' || arns.includes(principal)) &&
    Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(
        ([key, values]) =>
          // The emulator must not be laxer than the service: what it does not know lets nobody in, and keeps everybody out.
          holds(operator, context.keys[key] ?? [], list(values)) ?? statement.Effect === 'Deny',
      ),
    )
  );
}

/** Whether a condition holds; undefined for an operator that is not known here. */
function holds(operator: string, actual: readonly string[], wanted: readonly string[]): boolean | undefined {
  const any = (same: (actual: string, wanted: string) => boolean): boolean =>
    actual.some((value) => wanted.some((want) => same(value, want)));
  const equal = (a: string, b: string): boolean => a === b;
  const equalIgnoringCase = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
  const like = (value: string, pattern: string): boolean => matches(pattern, value);
  switch (operator) {
    case 'StringEquals':
      return any(equal);
    case 'StringNotEquals':
      return !any(equal);
    case 'StringEqualsIgnoreCase':
      return any(equalIgnoringCase);
    case 'StringNotEqualsIgnoreCase':
      return !any(equalIgnoringCase);
    case 'StringLike':
      return any(like);
    case 'StringNotLike':
      return !any(like);
    default:
      return undefined;
  }
}

/** Matches a pattern in which `*` is any text and `?` any one character. Linear in time but for `*`. */
export function matches(pattern: string, value: string): boolean {
  let p = 0;
  let v = 0;
  let star = -1;
  let resume = 0;
  while (v < value.length) {
    if (pattern[p] === '*') {
      star = p++;
      resume = v;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === value[v])) {
      p++;
      v++;
    } else if (star !== -1) {
      p = star + 1;
      v = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

function list(value: OneOrMore | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
