/**
 * Generated files, read by the published SDK and by this action: both name the same identity or nobody, or a row of
 * docs/differences.md says why. Every row that is about files has a machine on which they do differ.
 */

import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { sampleOf } from '../../thorough.ts';
import { NOW, TOKEN_FILES } from '../support/machines.ts';
import { askPublishedSdk } from '../support/published-sdk.ts';
import {
  askReader,
  type Case,
  expectAlike,
  expectRow,
  FIELDS_OF_ONE,
  hasCommentedHeader,
  INI,
  inConfig,
  ini,
  iniWritten,
  isOf,
  isRole,
  json,
  KEY_OF_ONE,
  lacksWhatIsSet,
  noise,
  POLICY,
  ROLE,
  type Rows,
  says,
} from '../support/sdk-cases.ts';

const RUNS = Number(process.env['DIFFERENCES_RUNS'] ?? sampleOf(6_000, 3));

/** By the first column of docs/differences.md. */
const ROWS: Rows = {
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
    on: lacksWhatIsSet,
    differs: ['ours'],
    example: {
      ...json({ mode: 'RamRoleArn', ...FIELDS_OF_ONE }),
      env: { ROLE_ARN: ROLE },
    },
  },
};

async function askBoth(machine: Case): Promise<[ours: string | undefined, sdk: string | undefined]> {
  vi.unstubAllEnvs();
  for (const [name, value] of Object.entries(machine.env)) vi.stubEnv(`ALIBABA_CLOUD_${name}`, value);
  const sdk = await askPublishedSdk(machine.kind, machine.input, { ...TOKEN_FILES, ...machine.files });
  return [await askReader(machine), sdk];
}

afterEach(() => vi.unstubAllEnvs());

test.each(Object.entries(ROWS))('they differ: %s', (row, of) => expectRow(ROWS, row, of, askBoth));

test(`the SDK and this action read ${RUNS} files alike, but for the documented differences`, async () => {
  await expectAlike(ROWS, fc.oneof(inConfig, iniWritten(noise)), RUNS, askBoth);
}, 120_000);

test('each of those differences is a row of docs/differences.md', () => {
  const page = fs.readFileSync(path.join(import.meta.dirname, '../../../docs/differences.md'), 'utf8');
  for (const row of Object.keys(ROWS)) expect(page.includes(`| ${row} |`), row).toBe(true);
});
