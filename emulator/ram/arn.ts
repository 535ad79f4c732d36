/** RAM resource names: `acs:ram::<uid>:<kind>/<name>`. */

export type RamKind = 'role' | 'user' | 'oidc-provider' | 'policy';

export interface RamArn {
  /** Account, 12–16 digits. */
  readonly account: string;
  readonly name: string;
}

export function ramArn(account: string, kind: RamKind, name: string): string {
  return `acs:ram::${account}:${kind}/${name}`;
}

/** Takes an ARN of this kind apart; undefined if it is anything else. */
export function parseRamArn(arn: string, kind: RamKind): RamArn | undefined {
  const match = /^acs:ram::(\d{12,16}):([a-z-]+)\/([\w.-]{1,128})$/.exec(arn);
  const [, account, found, name] = match ?? [];
  if (account === undefined || name === undefined || found !== kind) return undefined;
  return { account, name };
}
