/** What RAM accepts as a trust policy when a role is created or changed. */

import type { World } from '../world/world.ts';
import { parseRamArn, ramArn } from './arn.ts';
import { malformedPolicy, notExist } from './errors.ts';
import type { TrustPolicy } from './trust-policy.ts';

const MAX_LENGTH = 2048;

type Fields = Readonly<Record<string, unknown>>;

/** Reads a trust policy as strictly as is documented: an OIDC provider is trusted with a condition on its issuer only. */
export function readTrustPolicy(text: string, account: string, world: World): TrustPolicy {
  if (text.length > MAX_LENGTH) throw malformedPolicy(`it has more than ${MAX_LENGTH} characters`);
  const policy = parse(text);
  checkFields(policy, ['Version', 'Statement']);
  if (policy['Version'] !== '1') throw malformedPolicy('its Version is not 1');
  const statements = policy['Statement'];
  if (!Array.isArray(statements) || statements.length === 0)
    throw malformedPolicy('it has no list of statements');
  for (const statement of statements) checkStatement(statement, account, world);
  return policy as unknown as TrustPolicy;
}

function checkStatement(statement: unknown, account: string, world: World): void {
  if (!isObject(statement)) throw malformedPolicy('a statement is no object');
  checkFields(statement, ['Effect', 'Action', 'Principal', 'Condition']);
  if (statement['Effect'] !== 'Allow' && statement['Effect'] !== 'Deny') throw malformedPolicy('Effect');
  if (!isTexts(statement['Action'])) throw malformedPolicy('Action');
  const { Principal: principal, Condition: condition = {} } = statement;
  if (!isObject(principal)) throw malformedPolicy('Principal');
  checkFields(principal, ['RAM', 'Federated', 'Service']);
  for (const names of Object.values(principal)) if (!isTexts(names)) throw malformedPolicy('Principal');
  if (!isObject(condition)) throw malformedPolicy('Condition');
  for (const keys of Object.values(condition)) {
    if (!isObject(keys) || !Object.values(keys).every(isTexts)) throw malformedPolicy('Condition');
  }
  for (const arn of textsOf(principal['RAM'])) checkRamPrincipal(arn, world);
  for (const arn of textsOf(principal['Federated'])) checkFederated(arn, account, condition, world);
}

function checkRamPrincipal(arn: string, world: World): void {
  if (parseRamArn(arn, 'role') && !world.roles.has(arn)) throw notExist('Role', arn);
}

function checkFederated(arn: string, account: string, condition: Fields, world: World): void {
  const name = parseRamArn(arn, 'oidc-provider')?.name;
  if (name === undefined || arn !== ramArn(account, 'oidc-provider', name))
    throw malformedPolicy(`no OIDC provider of this account: ${arn}`);
  if (!world.providers.has(arn)) throw notExist('OIDCProvider', arn);
  const equals = condition['StringEquals'];
  if (!isObject(equals) || !isTexts(equals['oidc:iss']))
    throw malformedPolicy('StringEquals on oidc:iss is needed');
}

function parse(text: string): Fields {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // No JSON: the same answer as for JSON that is no object.
  }
  throw malformedPolicy('it is no JSON object');
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): boolean {
  return (
    typeof value === 'string' ||
    (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string'))
  );
}

function textsOf(value: unknown): string[] {
  return [value ?? []].flat().map(String);
}

function checkFields(object: Fields, allowed: readonly string[]): void {
  const unknown = Object.keys(object).find((name) => !allowed.includes(name));
  if (unknown !== undefined) throw malformedPolicy(`${unknown} is not known`);
}
