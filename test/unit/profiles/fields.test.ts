/** No field of a profile is dropped in silence: each is used, warned of, or says nothing of who or what a session is. */

import fs from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { NotConfigured, ProfileDefinition, Reading } from '../../../src/profiles/definition.ts';
import { SETTINGS, TELLING } from '../../../src/profiles/fields.ts';
import { readConfigProfile } from '../../../src/profiles/read-config-json.ts';
import { iniSection, readIniSection } from '../../../src/profiles/read-credentials-ini.ts';
import { Secret } from '../../../src/secrets/secret.ts';

const NOW = Date.UTC(2026, 10, 2, 10);
const LATER = NOW / 1000 + 600;
const ROLE = 'acs:ram::1234567890123456:role/deploy';
const PROVIDER = 'acs:ram::1234567890123456:oidc-provider/ack';

/** Two good values of every field that is used: what a profile has, and what it is changed to. */
const VALUES: Readonly<Record<string, readonly [string | number | boolean, string | number | boolean]>> = {
  access_key_id: ['LTAI-one', 'LTAI-two'],
  access_key_secret: ['secret-one', 'secret-two'],
  sts_token: ['token-one', 'token-two'],
  security_token: ['token-one', 'token-two'],
  sts_expiration: [LATER, LATER + 60],
  ram_role_name: ['runner', 'walker'],
  role_name: ['runner', 'walker'],
  ram_role_arn: [ROLE, `${ROLE}2`],
  role_arn: [ROLE, `${ROLE}2`],
  ram_session_name: ['one', 'two'],
  role_session_name: ['one', 'two'],
  expired_seconds: [900, 1000],
  duration_seconds: [900, 1000],
  role_session_expiration: ['900', '1000'],
  policy: ['{"Version":"1","Statement":[]}', '{"Version":"1"}'],
  external_id: ['id-1', 'id-2'],
  source_profile: ['source', 'source2'],
  oidc_provider_arn: [PROVIDER, `${PROVIDER}2`],
  oidc_token_file: ['/one', '/two'],
  oidc_token_file_path: ['/one', '/two'],
  credentials_uri: ['https://one.example.com/', 'https://two.example.com/'],
  bearer_token: ['bearer-one', 'bearer-two'],
  sts_region: ['cn-beijing', 'cn-shanghai'],
  region_id: ['cn-beijing', 'cn-shanghai'],
  sts_endpoint: ['sts.one.example.com', 'sts.two.example.com'],
  enable_vpc: [true, true],
};
const MODES: Readonly<Record<string, readonly string[]>> = {
  AK: ['access_key_id', 'access_key_secret'],
  StsToken: ['access_key_id', 'access_key_secret', 'sts_token'],
  RamRoleArn: ['access_key_id', 'access_key_secret', 'ram_role_arn'],
  EcsRamRole: [],
  RamRoleArnWithRoleName: ['ram_role_arn'],
  OIDC: ['oidc_provider_arn', 'oidc_token_file', 'ram_role_arn'],
  ChainableRamRoleArn: ['source_profile', 'ram_role_arn'],
  CredentialsURI: ['credentials_uri'],
  BearerToken: ['bearer_token'],
  OAuth: ['access_key_id', 'access_key_secret', 'sts_token', 'sts_expiration'],
  CloudSSO: ['access_key_id', 'access_key_secret', 'sts_token', 'sts_expiration'],
};
const TYPES: Readonly<Record<string, readonly string[]>> = {
  access_key: ['access_key_id', 'access_key_secret'],
  sts: ['access_key_id', 'access_key_secret', 'security_token'],
  ecs_ram_role: [],
  ram_role_arn: ['access_key_id', 'access_key_secret', 'role_arn'],
  oidc_role_arn: ['oidc_provider_arn', 'oidc_token_file_path', 'role_arn'],
  credentials_uri: ['credentials_uri'],
  bearer: ['bearer_token'],
};

type Profile = Readonly<Record<string, unknown>>;
interface Outcome {
  readonly definition: unknown;
  readonly warnings: readonly string[];
}

function observed(read: (reading: Reading) => ProfileDefinition | NotConfigured): Outcome {
  const warnings: string[] = [];
  const warn = (message: string): void => void warnings.push(message);
  const found = read({
    file: '/file',
    defaults: {
      roleSessionName: 'gh-1-2-3',
      durationSeconds: 3600,
      metadataEndpoint: 'http://127.0.0.1:1',
      allowHttp: false,
    },
    mask: () => {},
    warn,
    tokenFile: () => undefined,
    now: NOW,
  });
  if ('reason' in found) throw new Error(found.reason);
  return { definition: clear({ ...found, stsHost: found.stsHost?.(warn) }), warnings };
}

function clear(value: unknown): unknown {
  if (value instanceof Secret) return value.reveal();
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(clear);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, clear(inner)]));
}

const SOURCES = [
  { name: 'source', mode: 'AK', access_key_id: 'LTAI-source', access_key_secret: 'source-secret' },
  { name: 'source2', mode: 'AK', access_key_id: 'LTAI-source2', access_key_secret: 'source-secret' },
];

const FILES = {
  'config.json': {
    kinds: MODES,
    word: 'mode',
    own: ['name', 'mode'],
    read: (kind: string, profile: Profile) =>
      observed((reading) =>
        readConfigProfile(
          JSON.stringify({ profiles: [{ ...profile, name: 'work', mode: kind }, ...SOURCES] }),
          'work',
          reading,
        ),
      ),
  },
  'credentials.ini': {
    kinds: TYPES,
    word: 'type',
    own: ['type', 'enable'],
    read: (kind: string, profile: Profile) => {
      const lines = Object.entries({ ...profile, type: kind }).map(([key, value]) => `${key} = ${value}`);
      const section = iniSection(`[work]\n${lines.join('\n')}\n`, '/file', 'work') ?? {};
      return observed((reading) => readIniSection(section, 'work', reading));
    },
  },
} as const;

type FileName = keyof typeof FILES;
const FIELDS = [...TELLING, ...SETTINGS].filter((field) => !['name', 'mode'].includes(field));
const CASES = (Object.keys(FILES) as FileName[]).flatMap((file) =>
  Object.keys(FILES[file].kinds).flatMap((kind) => FIELDS.map((field) => [file, kind, field] as const)),
);

/** Reads a profile without the field or with one value of it, and with another value. */
function twice(file: FileName, kind: string, field: string): readonly [Outcome, Outcome] {
  const { kinds, read } = FILES[file];
  // Of what a VPC's endpoint is one of, where this kind asks STS.
  const region = field === 'enable_vpc' && asksSts(kind) ? { sts_region: 'cn-beijing' } : {};
  const base = {
    ...Object.fromEntries((kinds[kind] ?? []).map((name) => [name, VALUES[name]?.[0]])),
    ...region,
  };
  // Two names of one thing: the other one must not contradict.
  const twin =
    field === 'sts_token' ? 'security_token' : field === 'security_token' ? 'sts_token' : undefined;
  const both = twin !== undefined && ['sts', 'ram_role_arn'].includes(kind);
  const value = VALUES[field]?.[1] ?? 'something';
  return [read(kind, base), read(kind, { ...base, ...(both && { [twin]: value }), [field]: value })];
}

const asksSts = (kind: string): boolean => /role_arn|RoleArn|OIDC/.test(kind);

const isUsed = (file: FileName, kind: string, field: string): boolean => {
  const [without, changed] = twice(file, kind, field);
  return !isDeepStrictEqual(without.definition, changed.definition);
};

describe('a field of a profile', () => {
  test.each(CASES)('%s, %s: %s', (file, kind, field) => {
    const [without, changed] = twice(file, kind, field);
    expect(without.warnings).toEqual([]);
    const place = file === 'config.json' ? '/file: profile “work”' : '/file: [work]';
    const isPassedOver = isUsed(file, kind, field) || SETTINGS.includes(field);
    expect(changed.warnings).toEqual(
      isPassedOver ? [] : [`${place} has ${field}, which ${FILES[file].word} ${kind} does not use.`],
    );
  });

  test.each(Object.entries(FILES))('of %s that nobody knows is warned of, by name', (_, { kinds, read }) => {
    for (const [kind, needed] of Object.entries(kinds)) {
      const base = Object.fromEntries(needed.map((name) => [name, VALUES[name]?.[0]]));
      const { definition, warnings } = read(kind, { ...base, polcy: '{}', Policy: '{}' });
      expect(definition).toEqual(read(kind, base).definition);
      expect(warnings.join()).toMatch(/has polcy, Policy, which this version does not know/);
    }
  });
});

test('docs/differences.md has the table of the fields, and what each is used for', () => {
  const page = fs.readFileSync('docs/differences.md', 'utf8');
  const code = (name: string): string => `\`${name}\``;
  for (const file of Object.keys(FILES) as FileName[]) {
    const { kinds, own } = FILES[file];
    const used = new Map(
      FIELDS.map((field) => [field, Object.keys(kinds).filter((kind) => isUsed(file, kind, field))]),
    );
    const elsewhere = (field: string): string => (SETTINGS.includes(field) ? 'passed over' : 'warned of');
    const rows = [...used]
      .filter(([, where]) => where.length > 0)
      .map(([field, where]) => `| ${code(field)} | ${where.map(code).join(', ')} | ${elsewhere(field)} |`);
    for (const [fields, what] of [
      [TELLING, 'warned of'],
      [[...own, ...SETTINGS], 'passed over'],
    ] as const) {
      const nowhere = [...new Set(fields)].filter((field) => !used.get(field)?.length);
      rows.push(`| ${nowhere.map(code).join(', ')} | nowhere | ${what} |`);
    }
    expect(page).toContain(`|---|---|---|\n${rows.join('\n')}\n`);
  }
});
