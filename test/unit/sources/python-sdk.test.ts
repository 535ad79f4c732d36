/**
 * As published-sdk.test.ts, of the SDK for Python: SDK_PYTHON names a Python that has it (`npm run test:interop` installs
 * one). It reads `~/.alibabacloud/credentials.ini` where Node's reads `~/.alibabacloud/credentials`.
 */

import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PythonSdk, startPythonSdk } from '../support/python-sdk.ts';
import {
  askReader,
  type Case,
  expectAlike,
  expectRow,
  FIELDS_OF_ONE,
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
  ROLE,
  type Row,
  type Rows,
  says,
} from '../support/sdk-cases.ts';

const PYTHON = process.env['SDK_PYTHON'];
const RUNS = Number(process.env['DIFFERENCES_RUNS'] ?? 4_000);

const inText =
  (pattern: RegExp) =>
  ({ kind, files }: Case): boolean =>
    kind === 'ini' && Object.values(files).some((text) => pattern.test(text));

/** Whether a file has a section, or a section a key, twice; the same value or another. */
function hasTwice({ kind, files }: Case): boolean {
  if (kind !== 'ini') return false;
  return Object.values(files).some((text) => {
    const seen = new Set<string>();
    let section = '';
    return text.split(/\r?\n/).some((line) => {
      section = /^\[(.+)\]/.exec(line)?.[1] ?? section;
      const key = /^\s*(\w+)\s*=/.exec(line)?.[1];
      const what = line.startsWith('[') ? section : key && `${section}\n${key}`;
      if (!what) return false;
      const isTwice = seen.has(what);
      seen.add(what);
      return isTwice;
    });
  });
}

const inSection = (text: string, type: string, more: Readonly<Record<string, string>> = {}): Row['example'] =>
  ini(`type = ${type}\n${text}`, { type, ...FIELDS_OF_ONE, ...more });

/** By the first column of the table in docs/differences.md. */
const ROWS: Rows = {
  'A section, or a key of a section, that is there twice': {
    on: hasTwice,
    differs: ['sdk'],
    example: inSection(`${KEY_OF_ONE}\n[other]\ntype = sts\ntype = sts`, 'access_key'),
  },
  'A `~/.alibabacloud/credentials` that does not parse': {
    on: ({ files, broken }) => broken && `${INI}.ini` in files,
    differs: ['ours'],
    example: {
      ...inSection(KEY_OF_ONE, 'access_key'),
      files: {
        [INI]: `[default]\ntype = access_key\n${KEY_OF_ONE}`,
        [`${INI}.ini`]: '[default',
      },
      broken: true,
    },
  },
  'A value in quotes': {
    on: inText(/=\s*['"]/),
    differs: [/['"]/],
    example: inSection("access_key_id = 'LTAI-one'\naccess_key_secret = secret-one", 'access_key'),
  },
  'A comment after `;`': {
    on: inText(/=.*\s;/),
    differs: [/;/],
    example: inSection('access_key_id = LTAI-one\naccess_key_secret = secret-one ; mine', 'access_key'),
  },
  'A line that is indented': {
    on: inText(/^[ \t]+\w+\s*=/m),
    differs: ['mixed'],
    example: inSection('access_key_id = LTAI-one\n  access_key_secret = secret-one', 'access_key'),
  },
  'A `%` in a value': {
    on: inText(/%/),
    differs: ['sdk'],
    example: inSection('access_key_id = LTAI-one\naccess_key_secret = 100%secret', 'access_key'),
  },
  '`enable = false`': {
    on: ({ meant }) => meant.some(({ enable }) => enable === 'false'),
    differs: ['ours'],
    example: inSection(`enable = false\n${KEY_OF_ONE}`, 'access_key', { enable: 'false' }),
  },
  'Types `sts`, `credentials_uri`, `bearer`': {
    on: isOf('sts', 'credentials_uri', 'bearer'),
    differs: ['sdk'],
    example: inSection(`${KEY_OF_ONE}\nsecurity_token = token-one`, 'sts'),
  },
  'Type `rsa_key_pair`': {
    on: ({ meant }) =>
      meant.some((profile) => profile['type'] === 'rsa_key_pair' && says('public_key_id')(profile)),
    differs: ['ours'],
    // Any file will do for the private key: what it signs is not looked at here.
    example: inSection('public_key_id = key-one\nprivate_key_file = /token-one', 'rsa_key_pair', {
      public_key_id: 'key-one',
    }),
  },
  "Capital letters in a key's name (`Access_Key_ID`)": {
    on: inText(/^\s*\w*[A-Z]\w*\s*=/m),
    differs: ['ours', 'mixed'],
    example: inSection('Access_Key_ID = LTAI-one\nACCESS_KEY_SECRET = secret-one', 'access_key'),
  },
  '`~/.alibabacloud/credentials`': {
    on: ({ files, meant }) => `${INI}.ini` in files && meant.length === 1,
    differs: ['sdk'],
    example: {
      kind: 'ini',
      files: { [`${INI}.ini`]: `[default]\ntype = access_key\n${KEY_OF_ONE}` },
      meant: [{ type: 'access_key', ...FIELDS_OF_ONE }],
    },
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
  'Modes `CredentialsURI`, `BearerToken`, `RamRoleArnWithRoleName`': {
    on: isOf('CredentialsURI', 'BearerToken', 'RamRoleArnWithRoleName'),
    differs: ['sdk'],
    example: json({ mode: 'BearerToken', bearer_token: 'bearer-one' }),
  },
  'Mode `EcsRamRole` with an empty `ram_role_name`': {
    on: ({ kind, env, meant }) =>
      kind === 'config' &&
      Boolean(env['ECS_METADATA']) &&
      meant.some((profile) => !says('ram_role_name')(profile)),
    differs: [(ours) => ours.replaceAll('ecs|env-role', 'ecs|its-role')],
    example: {
      ...json({ mode: 'EcsRamRole', ram_role_name: '' }),
      env: { ECS_METADATA: 'env-role' },
    },
  },
  'Two profiles of one name in config.json': {
    on: ({ kind, twice }) => kind === 'config' && twice,
    differs: ['ours'],
    example: { ...json({ mode: 'AK', ...FIELDS_OF_ONE }, { mode: 'EcsRamRole' }), twice: true },
  },
  "A role's profile with a temporary key": {
    on: ({ meant }) =>
      meant.some((profile) => isRole(profile) && says('sts_token', 'security_token')(profile)),
    differs: [(ours) => ours.replaceAll(/\/token-(?:one|two)(?= >)/g, '')],
    example: json({ mode: 'RamRoleArn', ...FIELDS_OF_ONE, sts_token: 'token-one', ram_role_arn: ROLE }),
  },
  'An external ID in credentials.ini': {
    on: ({ kind, meant }) =>
      kind === 'ini' && meant.some((profile) => isRole(profile) && says('external_id')(profile)),
    differs: [(ours) => ours.replaceAll('id-1', '')],
    example: inSection(`${KEY_OF_ONE}\nrole_arn = ${ROLE}\nexternal_id = id-1`, 'ram_role_arn', {
      role_arn: ROLE,
      external_id: 'id-1',
    }),
  },
  'A key or role that a profile lacks, but the environment has': {
    on: lacksWhatIsSet,
    differs: ['ours'],
    example: { ...json({ mode: 'RamRoleArn', ...FIELDS_OF_ONE }), env: { ROLE_ARN: ROLE } },
  },
};

describe.skipIf(PYTHON === undefined)('the SDK for Python (needs SDK_PYTHON)', () => {
  let sdk: PythonSdk;
  beforeAll(() => {
    sdk = startPythonSdk(PYTHON ?? '');
  });
  afterAll(() => sdk.close());

  async function askBoth(machine: Case): Promise<[ours: string | undefined, sdk: string | undefined]> {
    const renamed = new Map([
      [INI, `${INI}.ini`],
      [`${INI}.ini`, INI],
    ]);
    const files = Object.fromEntries(
      Object.entries(machine.files).map(([file, text]) => [renamed.get(file) ?? file, text]),
    );
    const found = await sdk.ask(machine.kind, machine.input, machine.env, files);
    return [await askReader({ ...machine, files }), found];
  }

  test.each(Object.entries(ROWS))('differs: %s', (row, of) => expectRow(ROWS, row, of, askBoth));

  test(`and this action read ${RUNS} files alike, but for the documented differences`, async () => {
    // Mostly without what this SDK reads otherwise: indented lines, quotes, comments after a semicolon.
    const plain = iniWritten(() => () => 5);
    const files = fc.oneof(inConfig, { arbitrary: plain, weight: 2 }, iniWritten(noise));
    await expectAlike(ROWS, files, RUNS, askBoth);
  }, 120_000);
});

test('each of those differences is a row of docs/differences.md', () => {
  const page = fs.readFileSync(path.join(import.meta.dirname, '../../../docs/differences.md'), 'utf8');
  const [, table = ''] = page.split("\n## How Python's SDK reads files");
  const [told = ''] = table.split('\n## ');
  const rows = [...told.matchAll(/^\| (.+?) \|/gm)].map(([, row]) => row);
  expect(rows.slice(1).sort()).toEqual(Object.keys(ROWS).sort());
});
