/**
 * Generated files, read by the published SDK and by this action: both name the same identity or nobody, or a row of
 * docs/differences.md says why. Every row that is about files explains a difference.
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

/** By the first column of docs/differences.md: whether the row says that the SDK may read this otherwise. */
const ROWS: Readonly<Record<string, (machine: Case) => boolean>> = {
  'A credentials.ini that does not parse': ({ broken }) => broken,
  'Two sections, or two keys of a section, that say different things': ({ kind, twice }) =>
    kind === 'ini' && twice,
  'Two profiles of one name in config.json': ({ kind, twice }) => kind === 'config' && twice,
  'A section in both of the default files': ({ files, meant }) =>
    Object.keys(files).length > 1 && meant.length > 1,
  '`~/.alibabacloud/credentials.ini`': ({ files, meant }) => `${INI}.ini` in files && meant.length === 1,
  'Types `sts`, `oidc_role_arn`, `credentials_uri`, `bearer` in credentials.ini': isOf(
    'sts',
    'oidc_role_arn',
    'credentials_uri',
    'bearer',
  ),
  "A comment after a section's header": ({ kind, files }) =>
    kind === 'ini' && /^\[[^\]]*\]\s*[#;]/m.test(Object.values(files).join('\n')),
  '`enable = false`': ({ meant }) => meant.some(({ enable }) => enable === 'false'),
  'Modes `CredentialsURI` and `BearerToken` in config.json': isOf('CredentialsURI', 'BearerToken'),
  'Mode `RamRoleArnWithRoleName` in config.json': isOf('RamRoleArnWithRoleName'),
  'Modes `OAuth` and `CloudSSO` in config.json': isOf('OAuth'),
  "`policy` of a role's profile in config.json": ({ kind, meant }) =>
    kind === 'config' && meant.some((profile) => isRole(profile) && says('policy')(profile)),
  'A policy in single quotes in credentials.ini': ({ kind, files, meant }) =>
    kind === 'ini' &&
    meant.some((profile) => isRole(profile) && says('policy')(profile)) &&
    /policy\s*=\s*'/.test(Object.values(files).join('\n')),
  "A role's profile with a temporary key or an external ID": ({ meant }) =>
    meant.some((profile) => isRole(profile) && says('sts_token', 'security_token', 'external_id')(profile)),
  'A key or role that a profile lacks, but the environment has': ({ env, meant }) =>
    meant.some((profile) =>
      [...(MODES[kindOf(profile)] ?? TYPES[kindOf(profile)] ?? [])].some(
        (name) => !profile[name] && env[VARIABLES[name] ?? ''],
      ),
    ),
};

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

afterEach(() => vi.unstubAllEnvs());

test(`the SDK and this action read ${RUNS} files alike, but for the documented differences`, async () => {
  const hits = new Map<string, number>(Object.keys(ROWS).map((row) => [row, 0]));
  let same = 0;
  await fc.assert(
    fc.asyncProperty(fc.oneof(inConfig, inIni), async (one) => {
      vi.unstubAllEnvs();
      for (const [name, value] of Object.entries(one.env)) vi.stubEnv(`ALIBABA_CLOUD_${name}`, value);
      const sdk = await askPublishedSdk(one.kind, one.input, { ...TOKEN_FILES, ...one.files });
      const ours = await askReader(one);
      const rows = Object.keys(ROWS).filter((row) => ROWS[row]?.(one));
      if (ours !== sdk) expect(rows, `${ours} here, ${sdk} for the SDK`).not.toEqual([]);
      else if (ours !== undefined) same += 1;
      if (ours !== sdk) for (const row of rows) hits.set(row, (hits.get(row) ?? 0) + 1);
    }),
    { numRuns: RUNS, ...(process.env['FUZZ_SEED'] && { seed: Number(process.env['FUZZ_SEED']) }) },
  );
  if (process.env['IDENTITY_COUNTS']) console.log(same, hits);
  expect(same).toBeGreaterThan(RUNS / 20);
  expect([...hits].filter(([, count]) => count === 0)).toEqual([]);
}, 120_000);

test('each of those differences is a row of docs/differences.md', () => {
  const page = fs.readFileSync(path.join(import.meta.dirname, '../../../docs/differences.md'), 'utf8');
  for (const row of Object.keys(ROWS)) expect(page.includes(`| ${row} |`), row).toBe(true);
});
