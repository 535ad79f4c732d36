/**
 * Generated files, read by the published SDK and by this action: both name the same identity or nobody, or a row of
 * docs/differences.md says why. Every row that is about files has a machine on which they do differ.
 */

import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { ActionError } from '../../../src/errors.ts';
import { readInputs } from '../../../src/inputs.ts';
import { makePlan } from '../../../src/make-plan.ts';
import { providerFor } from '../../../src/providers/build.ts';
import type { Files } from '../../../src/runtime/files.ts';
import { stsClient } from '../../../src/sts/client.ts';
import { fakeContext, untouchable } from '../support/context.ts';
import {
  answer,
  env as anyVariables,
  config,
  HOME,
  identityOf,
  iniFile,
  MODES,
  NOW,
  rarely,
  TOKEN_FILES,
  TYPES,
  written,
} from '../support/machines.ts';
import { askPublishedSdk } from '../support/published-sdk.ts';
import type { Fields, IniFile, Section } from './identity-model.ts';

const RUNS = Number(process.env['DIFFERENCES_RUNS'] ?? 6_000);
const CONFIG = `${HOME}/.aliyun/config.json`;
const INI = `${HOME}/.alibabacloud/credentials`;

/** One kind of file, and the profile that is meant. */
interface Case {
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

/** Endless numbers up to 11, which decide how a file is written. */
function noise(seed: number): () => number {
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

const inConfig: fc.Arbitrary<Case> = fc
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
    const files = { [CONFIG]: JSON.stringify({ current, profiles }) };
    return { kind: 'config', env, input, files, meant, broken: false, twice };
  });

const inIni: fc.Arbitrary<Case> = fc
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
    const next = noise(seed);
    const files = { [INI]: written(first, next), ...(second && { [`${INI}.ini`]: written(second, next) }) };
    const name = input ?? (env['PROFILE'] || 'default');
    const found = [first, second].map(
      (file) => file?.sections.filter((section) => section.name === name) ?? [],
    );
    const meant = found.flat().map(({ entries }) => Object.fromEntries(entries));
    const differs = ({ entries }: Section): boolean =>
      entries.some(([key, value]) => entries.some(([other, its]) => key === other && value !== its));
    const twice = found.some(({ length }) => length > 1) || found.flat().some(differs);
    return { kind: 'ini', env, input, files, meant, twice, broken: first.broken || second?.broken === true };
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

const kindOf = (profile: Fields): string => profile['mode'] ?? profile['type'] ?? '';
const isOf =
  (...kinds: string[]) =>
  ({ meant }: Case): boolean =>
    meant.some((profile) => kinds.includes(kindOf(profile)));
const says =
  (...names: string[]) =>
  (profile: Fields): boolean =>
    names.some((name) => profile[name]);
const isRole = (profile: Fields): boolean => /role.?arn|oidc/i.test(kindOf(profile));
const VARIABLES: Fields = {
  access_key_id: 'ACCESS_KEY_ID',
  access_key_secret: 'ACCESS_KEY_SECRET',
  sts_token: 'SECURITY_TOKEN',
  ram_role_arn: 'ROLE_ARN',
  role_arn: 'ROLE_ARN',
  oidc_provider_arn: 'OIDC_PROVIDER_ARN',
};

/** How the two may differ on a machine. */
interface Row {
  readonly on: (machine: Case) => boolean;
  /**
   * `ours` and `sdk`: that one names nobody. `mixed`: the SDK names nobody, or somebody whom it mixes from two sections.
   * A function: the SDK may name whom it makes of ours.
   */
  readonly differs: readonly ('ours' | 'sdk' | 'mixed' | ((ours: string) => string))[];
  /** A machine on which they do differ. */
  readonly example: Partial<Case> & Pick<Case, 'kind' | 'files'>;
}

const KEY_OF_ONE = 'access_key_id = LTAI-one\naccess_key_secret = secret-one';
const FIELDS_OF_ONE: Fields = { access_key_id: 'LTAI-one', access_key_secret: 'secret-one' };
const ROLE = 'acs:ram::1234567890123456:role/a';
const POLICY = '{"Version":"1","Statement":[]}';
const ini = (text: string, ...meant: readonly Fields[]): Row['example'] => ({
  kind: 'ini',
  files: { [INI]: `[default]\n${text}` },
  meant: meant.length > 0 ? meant : [FIELDS_OF_ONE],
});
const json = (...meant: readonly Fields[]): Row['example'] => ({
  kind: 'config',
  files: {
    [CONFIG]: JSON.stringify({
      current: 'default',
      profiles: meant.map((one) => ({ name: 'default', ...one })),
    }),
  },
  meant,
});

function hasCommentedHeader({ kind, files }: Case): boolean {
  return kind === 'ini' && /^\[[^\]]*\]\s*[#;]/m.test(Object.values(files).join('\n'));
}

/** By the first column of docs/differences.md. */
const ROWS: Readonly<Record<string, Row>> = {
  'A credentials.ini that does not parse': {
    on: ({ broken }) => broken,
    differs: ['ours'],
    example: { ...ini(`no equals sign\ntype = access_key\n${KEY_OF_ONE}`), broken: true },
  },
  'Two sections, or two keys of a section, that say different things': {
    on: ({ kind, twice }) => kind === 'ini' && twice,
    differs: ['ours'],
    example: { ...ini(`type = access_key\n${KEY_OF_ONE}\naccess_key_id = LTAI-two`), twice: true },
  },
  'Two profiles of one name in config.json': {
    on: ({ kind, twice }) => kind === 'config' && twice,
    differs: ['ours'],
    example: { ...json({ mode: 'AK', ...FIELDS_OF_ONE }, { mode: 'EcsRamRole' }), twice: true },
  },
  'A section in both of the default files': {
    on: ({ files, meant }) => Object.keys(files).length > 1 && meant.length > 1,
    differs: ['ours'],
    example: {
      kind: 'ini',
      files: {
        [INI]: `[default]\ntype = access_key\n${KEY_OF_ONE}`,
        [`${INI}.ini`]: '[default]\ntype = ecs_ram_role',
      },
      meant: [{ type: 'access_key', ...FIELDS_OF_ONE }, { type: 'ecs_ram_role' }],
    },
  },
  '`~/.alibabacloud/credentials.ini`': {
    on: ({ files, meant }) => `${INI}.ini` in files && meant.length === 1,
    differs: ['sdk'],
    example: {
      kind: 'ini',
      files: { [`${INI}.ini`]: `[default]\ntype = access_key\n${KEY_OF_ONE}` },
      meant: [{ type: 'access_key', ...FIELDS_OF_ONE }],
    },
  },
  'Types `sts`, `oidc_role_arn`, `credentials_uri`, `bearer` in credentials.ini': {
    on: isOf('sts', 'oidc_role_arn', 'credentials_uri', 'bearer'),
    differs: ['sdk'],
    example: ini('type = bearer\nbearer_token = bearer-one', { type: 'bearer', bearer_token: 'bearer-one' }),
  },
  "A comment after a section's header": {
    on: hasCommentedHeader,
    differs: ['mixed'],
    example: ini(`type = access_key\n${KEY_OF_ONE}\n[next] # of somebody else\naccess_key_id = LTAI-two`, {
      type: 'access_key',
      ...FIELDS_OF_ONE,
    }),
  },
  '`enable = false`': {
    on: ({ meant }) => meant.some(({ enable }) => enable === 'false'),
    differs: ['ours'],
    example: ini(`type = access_key\nenable = false\n${KEY_OF_ONE}`, { type: 'access_key', enable: 'false' }),
  },
  'Modes `CredentialsURI` and `BearerToken` in config.json': {
    on: isOf('CredentialsURI', 'BearerToken'),
    differs: ['sdk'],
    example: json({ mode: 'CredentialsURI', credentials_uri: 'https://one.example.com/' }),
  },
  'Mode `RamRoleArnWithRoleName` in config.json': {
    on: isOf('RamRoleArnWithRoleName'),
    differs: ['sdk'],
    example: json({ mode: 'RamRoleArnWithRoleName', ram_role_name: 'runner', ram_role_arn: ROLE }),
  },
  'Modes `OAuth` and `CloudSSO` in config.json': {
    on: isOf('OAuth'),
    differs: ['sdk'],
    example: json({
      mode: 'OAuth',
      ...FIELDS_OF_ONE,
      sts_token: 'token-one',
      sts_expiration: String(NOW + 600),
    }),
  },
  "`policy` of a role's profile in config.json": {
    on: ({ kind, meant }) =>
      kind === 'config' && meant.some((profile) => isRole(profile) && says('policy')(profile)),
    differs: [(ours) => ours.replaceAll(POLICY, '')],
    example: json({ mode: 'RamRoleArn', ...FIELDS_OF_ONE, ram_role_arn: ROLE, policy: POLICY }),
  },
  'A policy in single quotes in credentials.ini': {
    on: ({ kind, files, meant }) =>
      kind === 'ini' &&
      meant.some((profile) => isRole(profile) && says('policy')(profile)) &&
      /policy\s*=\s*'/.test(Object.values(files).join('\n')),
    differs: [(ours) => ours.replaceAll(POLICY, '[object Object]')],
    example: ini(`type = ram_role_arn\n${KEY_OF_ONE}\nrole_arn = ${ROLE}\npolicy = '${POLICY}'`, {
      type: 'ram_role_arn',
      ...FIELDS_OF_ONE,
      role_arn: ROLE,
      policy: POLICY,
    }),
  },
  "A role's profile with a temporary key or an external ID": {
    on: ({ meant }) =>
      meant.some((profile) => isRole(profile) && says('sts_token', 'security_token', 'external_id')(profile)),
    differs: [
      (ours) => ours.replaceAll(/\/token-(?:one|two)(?= >)/g, ''),
      (ours) => ours.replaceAll('id-1', ''),
    ],
    example: json({ mode: 'RamRoleArn', ...FIELDS_OF_ONE, ram_role_arn: ROLE, external_id: 'id-1' }),
  },
  'A key or role that a profile lacks, but the environment has': {
    on: ({ env, meant }) =>
      meant.some((profile) =>
        [...(MODES[kindOf(profile)] ?? TYPES[kindOf(profile)] ?? [])].some(
          (name) => !profile[name] && env[VARIABLES[name] ?? ''],
        ),
      ),
    differs: ['ours'],
    example: {
      ...json({ mode: 'RamRoleArn', ...FIELDS_OF_ONE }),
      env: { ROLE_ARN: ROLE },
    },
  },
};

/** The rows that say why the two differ; none where nothing says it. */
function explained(machine: Case, ours: string | undefined, sdk: string | undefined): string[] {
  const rows = Object.entries(ROWS).filter(([, { on }]) => on(machine));
  const named = (...ways: Row['differs'][number][]): string[] =>
    rows.filter(([, { differs }]) => differs.some((way) => ways.includes(way))).map(([row]) => row);
  if (ours === undefined) return named('ours', 'mixed');
  if (sdk === undefined) return named('sdk', 'mixed');
  const edits = rows.flatMap(([, { differs }]) => differs.filter((way) => typeof way === 'function'));
  // By which of them the one becomes the other.
  let made: readonly { who: string; by: Row['differs'] }[] = [{ who: ours, by: [] }];
  for (const edit of edits)
    made = made.flatMap((one) => [one, { who: edit(one.who), by: [...one.by, edit] }]);
  const found = made.find(({ who }) => who === sdk);
  return found ? named(...found.by) : named('mixed');
}

async function askReader({ env, input, files }: Case): Promise<string | undefined> {
  const variables = Object.entries(env).map(([name, value]) => [`ALIBABA_CLOUD_${name}`, value]);
  const inputs = input ? { 'INPUT_SOURCE-PROFILE': input } : { INPUT_TYPE: 'default' };
  const texts: Readonly<Record<string, string>> = { ...TOKEN_FILES, ...files };
  const context = fakeContext({
    env: { ...Object.fromEntries(variables), ...inputs },
    home: HOME,
    files: { ...untouchable<Files>('files'), read: (file) => texts[file] },
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

async function askBoth(machine: Case): Promise<[ours: string | undefined, sdk: string | undefined]> {
  vi.unstubAllEnvs();
  for (const [name, value] of Object.entries(machine.env)) vi.stubEnv(`ALIBABA_CLOUD_${name}`, value);
  const sdk = await askPublishedSdk(machine.kind, machine.input, { ...TOKEN_FILES, ...machine.files });
  return [await askReader(machine), sdk];
}

afterEach(() => vi.unstubAllEnvs());

test.each(Object.entries(ROWS))('they differ: %s', async (row, { example }) => {
  const machine: Case = { env: {}, input: undefined, meant: [], broken: false, twice: false, ...example };
  const [ours, sdk] = await askBoth(machine);
  expect(ours).not.toBe(sdk);
  expect(explained(machine, ours, sdk)).toContain(row);
});

test(`the SDK and this action read ${RUNS} files alike, but for the documented differences`, async () => {
  const hits = new Map<string, number>();
  let same = 0;
  await fc.assert(
    fc.asyncProperty(fc.oneof(inConfig, inIni), async (one) => {
      const [ours, sdk] = await askBoth(one);
      if (ours === sdk) {
        if (ours !== undefined) same += 1;
        return;
      }
      const rows = explained(one, ours, sdk);
      expect(rows, `${ours} here, ${sdk} for the SDK`).not.toEqual([]);
      for (const row of rows) hits.set(row, (hits.get(row) ?? 0) + 1);
    }),
    { numRuns: RUNS, ...(process.env['FUZZ_SEED'] && { seed: Number(process.env['FUZZ_SEED']) }) },
  );
  if (process.env['IDENTITY_COUNTS']) console.log(same, hits);
  expect(same).toBeGreaterThan(RUNS / 20);
}, 120_000);

test('each of those differences is a row of docs/differences.md', () => {
  const page = fs.readFileSync(path.join(import.meta.dirname, '../../../docs/differences.md'), 'utf8');
  for (const row of Object.keys(ROWS)) expect(page.includes(`| ${row} |`), row).toBe(true);
});
