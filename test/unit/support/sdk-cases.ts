/** Generated files of one kind, what this action finds in them, and how an SDK may differ on them. */

import fc from 'fast-check';
import { expect } from 'vitest';
import { ActionError } from '../../../src/errors.ts';
import { readInputs } from '../../../src/inputs/table.ts';
import { makePlan } from '../../../src/plan/make-plan.ts';
import type { Files } from '../../../src/runtime/files.ts';
import { stsClient } from '../../../src/sts/client.ts';
import type { Fields, IniFile, Section } from '../sources/identity-model.ts';
import { fakeContext, untouchable } from './context.ts';
import {
  answer,
  env as anyVariables,
  config,
  HOME,
  identityOf,
  iniFile,
  MODES,
  rarely,
  TOKEN_FILES,
  TYPES,
  written,
} from './machines.ts';
import { asPosix } from './posix.ts';
import { providerFor } from './providers.ts';

export const CONFIG = `${HOME}/.aliyun/config.json`;
export const INI = `${HOME}/.alibabacloud/credentials`;

/** One kind of file, and the profile that is meant. */
export interface Case {
  readonly kind: 'ini' | 'config';
  readonly env: Fields;
  readonly input: string | undefined;
  readonly files: Readonly<Record<string, string>>;
  /** What the profile that is meant says, and those that it names as its source; of all that have the name. */
  readonly meant: readonly Fields[];
  readonly broken: boolean;
  /** Whether a name, or a key of a section, is there twice. */
  readonly twice: boolean;
}

/** Without a name in the inputs, only what does not decide the chain by itself. */
const HARMLESS = ['ROLE_ARN', 'PROFILE', 'ECS_METADATA_DISABLED'];

/** Endless numbers up to 11. */
export function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 16) % 12;
  };
}

/** Mostly a profile that is there. */
const chosen = fc.constantFrom('first', 'first', 'last', 'gone');
function nameOf(which: string, names: readonly string[]): string {
  return (which === 'first' ? names[0] : which === 'last' ? names.at(-1) : undefined) ?? 'gone';
}

function variables(whole: Fields, input: string | undefined): Fields {
  const kept = Object.entries(whole).filter(([name]) =>
    input ? !/CREDENTIALS_FILE|CLI_PROFILE/.test(name) : HARMLESS.includes(name),
  );
  return Object.fromEntries(kept);
}

export const inConfig: fc.Arbitrary<Case> = fc
  .tuple(anyVariables, config, fc.option(chosen, { nil: undefined }))
  .map(([whole, { current, profiles }, which]) => {
    const input =
      which &&
      nameOf(
        which,
        profiles.map(({ name = '' }) => name),
      );
    const env = variables(whole, input);
    const meant = sources(profiles, input ?? (env['PROFILE'] || current), []);
    const twice = new Set(meant.map(({ name }) => name)).size < meant.length;
    const text = JSON.stringify({ current, profiles }).replaceAll(/("sts_expiration":)"(\d+)"/g, '$1$2');
    const files = { [CONFIG]: text };
    return { kind: 'config', env, input, files, meant, broken: false, twice };
  });

/** @param style from a seed, the numbers that decide how a file is written */
export const iniWritten = (style: (seed: number) => () => number): fc.Arbitrary<Case> =>
  fc
    .tuple(
      anyVariables,
      iniFile,
      rarely<IniFile | undefined>(iniFile, undefined),
      fc.option(chosen, { nil: undefined }),
      fc.nat(),
    )
    .map(([whole, first, second, which, seed]) => {
      const input =
        which &&
        nameOf(
          which,
          first.sections.map(({ name }) => name),
        );
      const env = variables(whole, input);
      const next = style(seed);
      const files = { [INI]: written(first, next), ...(second && { [`${INI}.ini`]: written(second, next) }) };
      const name = input ?? (env['PROFILE'] || 'default');
      const found = [first, second].map(
        (file) => file?.sections.filter((section) => section.name === name) ?? [],
      );
      const meant = found.flat().map(({ entries }) => Object.fromEntries(entries));
      const differs = ({ entries }: Section): boolean =>
        entries.some(([key, value]) => entries.some(([other, its]) => key === other && value !== its));
      const twice = found.some(({ length }) => length > 1) || found.flat().some(differs);
      return {
        kind: 'ini',
        env,
        input,
        files,
        meant,
        twice,
        broken: first.broken || second?.broken === true,
      };
    });

function sources(profiles: readonly Fields[], name: string | undefined, seen: readonly string[]): Fields[] {
  if (name === undefined || seen.includes(name)) return [];
  const meant = profiles.filter((profile) => profile['name'] === name);
  return meant.flatMap((profile) =>
    profile['mode'] === 'ChainableRamRoleArn'
      ? [profile, ...sources(profiles, profile['source_profile'], [...seen, name])]
      : [profile],
  );
}

export const kindOf = (profile: Fields): string => profile['mode'] ?? profile['type'] ?? '';
export const isOf =
  (...kinds: string[]) =>
  ({ meant }: Case): boolean =>
    meant.some((profile) => kinds.includes(kindOf(profile)));
export const says =
  (...names: string[]) =>
  (profile: Fields): boolean =>
    names.some((name) => profile[name]);
export const isRole = (profile: Fields): boolean => /role.?arn|oidc/i.test(kindOf(profile));
export const VARIABLES: Fields = {
  access_key_id: 'ACCESS_KEY_ID',
  access_key_secret: 'ACCESS_KEY_SECRET',
  sts_token: 'SECURITY_TOKEN',
  ram_role_arn: 'ROLE_ARN',
  role_arn: 'ROLE_ARN',
  oidc_provider_arn: 'OIDC_PROVIDER_ARN',
};

/** How the two may differ on a machine. */
export interface Row {
  readonly on: (machine: Case) => boolean;
  /**
   * `ours` and `sdk`: that one names nobody. `mixed`: the SDK names nobody, or somebody whom it mixes from two sections.
   * A pattern: the SDK names nobody, or somebody who looks so. A function: the SDK may name whom it makes of ours.
   */
  readonly differs: readonly ('ours' | 'sdk' | 'mixed' | RegExp | ((ours: string) => string))[];
  /** A machine on which they do differ. */
  readonly example: Partial<Case> & Pick<Case, 'kind' | 'files'>;
}

/** By the first column of a table in docs/differences.md. */
export type Rows = Readonly<Record<string, Row>>;

export const KEY_OF_ONE = 'access_key_id = LTAI-one\naccess_key_secret = secret-one';
export const FIELDS_OF_ONE: Fields = { access_key_id: 'LTAI-one', access_key_secret: 'secret-one' };
export const ROLE = 'acs:ram::1234567890123456:role/a';
export const POLICY = '{"Version":"1","Statement":[]}';
export const ini = (text: string, ...meant: readonly Fields[]): Row['example'] => ({
  kind: 'ini',
  files: { [INI]: `[default]\n${text}` },
  meant: meant.length > 0 ? meant : [FIELDS_OF_ONE],
});
export const json = (...meant: readonly Fields[]): Row['example'] => ({
  kind: 'config',
  files: {
    [CONFIG]: JSON.stringify({
      current: 'default',
      profiles: meant.map((one) => ({ name: 'default', ...one })),
    }),
  },
  meant,
});

export function hasCommentedHeader({ kind, files }: Case): boolean {
  return kind === 'ini' && /^\[[^\]]*\]\s*[#;]/m.test(Object.values(files).join('\n'));
}

/** Whether a profile lacks what a variable of the environment says. */
export function lacksWhatIsSet({ env, meant }: Case): boolean {
  return meant.some((profile) =>
    [...(MODES[kindOf(profile)] ?? TYPES[kindOf(profile)] ?? [])].some(
      (name) => !profile[name] && env[VARIABLES[name] ?? ''],
    ),
  );
}

/** The rows that say why the two differ; none where nothing says it. */
export function explained(
  table: Rows,
  machine: Case,
  ours: string | undefined,
  sdk: string | undefined,
): string[] {
  const rows = Object.entries(table).filter(([, { on }]) => on(machine));
  const named = (...ways: Row['differs'][number][]): string[] =>
    rows.filter(([, { differs }]) => differs.some((way) => ways.includes(way))).map(([row]) => row);
  const looking = (by: (pattern: RegExp) => boolean): string[] =>
    rows
      .filter(([, { differs }]) => differs.some((way) => way instanceof RegExp && by(way)))
      .map(([row]) => row);
  if (sdk === undefined) return [...named('sdk', 'mixed'), ...looking(() => true)];
  if (ours === undefined) return named('ours', 'mixed');
  const edits = rows.flatMap(([, { differs }]) => differs.filter((way) => typeof way === 'function'));
  // By which of them the one becomes the other.
  let made: readonly { who: string; by: Row['differs'] }[] = [{ who: ours, by: [] }];
  for (const edit of edits)
    made = made.flatMap((one) => [one, { who: edit(one.who), by: [...one.by, edit] }]);
  const found = made.find(({ who }) => who === sdk);
  return found ? named(...found.by) : [...named('mixed'), ...looking((pattern) => pattern.test(sdk))];
}

export async function askReader({ env, input, files }: Case): Promise<string | undefined> {
  const variables = Object.entries(env).map(([name, value]) => [`ALIBABA_CLOUD_${name}`, value]);
  const inputs = input ? { 'INPUT_SOURCE-PROFILE': input } : { INPUT_TYPE: 'default' };
  const texts: Readonly<Record<string, string>> = { ...TOKEN_FILES, ...files };
  const context = fakeContext({
    env: { ...Object.fromEntries(variables), ...inputs },
    home: HOME,
    files: { ...untouchable<Files>('files'), read: (file) => texts[asPosix(file)] },
    http: Array(12).fill(answer),
  });
  try {
    const { credential } = await providerFor(makePlan(readInputs(context), {}), stsClient(context))(context);
    return identityOf(credential);
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    return undefined;
  }
}

/** Asks this action and an SDK. */
export type AskBoth = (machine: Case) => Promise<[ours: string | undefined, sdk: string | undefined]>;

/** Expects that both read a row's example differently, and that the row explains it. */
export async function expectRow(table: Rows, row: string, { example }: Row, askBoth: AskBoth): Promise<void> {
  const machine: Case = { env: {}, input: undefined, meant: [], broken: false, twice: false, ...example };
  const [ours, sdk] = await askBoth(machine);
  expect(ours).not.toBe(sdk);
  expect(explained(table, machine, ours, sdk)).toContain(row);
}

/** Expects that both read generated files alike, unless a row explains the difference. IDENTITY_COUNTS prints how often. */
export async function expectAlike(
  table: Rows,
  machines: fc.Arbitrary<Case>,
  runs: number,
  askBoth: AskBoth,
): Promise<void> {
  const hits = new Map<string, number>();
  let same = 0;
  await fc.assert(
    fc.asyncProperty(machines, async (one) => {
      const [ours, sdk] = await askBoth(one);
      if (ours === sdk) {
        if (ours !== undefined) same += 1;
        return;
      }
      const rows = explained(table, one, ours, sdk);
      expect(rows, `${ours} here, ${sdk} for the SDK`).not.toEqual([]);
      for (const row of rows) hits.set(row, (hits.get(row) ?? 0) + 1);
    }),
    { numRuns: runs },
  );
  if (process.env['IDENTITY_COUNTS']) console.log(same, hits);
  expect(same).toBeGreaterThan(runs / 20);
}
