import fs from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Credential } from '../../../src/credentials.ts';
import { RULES } from '../../../src/export/advice/override-rules.ts';
import { warnOfOverrides } from '../../../src/export/advice/overrides.ts';
import type { ExportOptions } from '../../../src/plan/plan.ts';
import { readCliConfig } from '../../../src/profiles/config-json.ts';
import { IDENTITIES } from '../../interop/page.ts';
import { makeWorld } from '../support/world.ts';

const ENV: ExportOptions = { env: true, outputs: true, maskAccountId: false, cleanup: true };
const PROFILE: ExportOptions = { ...ENV, env: false, profile: { name: 'ci' } };
const REFRESH: ExportOptions = { ...PROFILE, profile: { name: 'ci', refresh: true } };
const BOTH: ExportOptions = { ...PROFILE, env: true };

interface Scene {
  readonly env?: Record<string, string>;
  readonly config?: string | undefined;
  readonly kind?: Credential['kind'];
}

/** What the step says of it: warnings, and lines that are none. */
function said(exportOptions: ExportOptions, { env = {}, config, kind = 'sts' }: Scene): string[] {
  const world = makeWorld(env);
  if (config !== undefined) world.write('home/.aliyun/config.json', config);
  const warnings: string[] = [];
  const context = world.step();
  const log = {
    ...context.log,
    warning: (text: string) => void warnings.push(text),
    info: (text: string) => void warnings.push(text),
  };
  warnOfOverrides({ ...context, log }, exportOptions, kind, readCliConfig(context));
  return warnings;
}

const config = (profile: object, current = 'owner'): string =>
  JSON.stringify({ current, profiles: [{ name: 'owner', ...profile }] });
const OWNER = config({ mode: 'AK', access_key_id: 'LTAI-owner' });
const SKELETON = config({ mode: 'AK', access_key_id: '', access_key_secret: '' });
const RRSA = {
  ALIBABA_CLOUD_ROLE_ARN: 'r',
  ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'p',
  ALIBABA_CLOUD_OIDC_TOKEN_FILE: '/t',
};
const KEY = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI-standing' };
const URI = { ALIBABA_CLOUD_CREDENTIALS_URI: 'http://127.0.0.1/' };
const NO_CONFIG = { ALIBABA_CLOUD_CLI_PROFILE_DISABLED: 'True' };

/** What stands there, for whom, and what it does; none where the tool ignores it. */
const CASES: readonly (readonly [string, ExportOptions, Scene, readonly RegExp[]])[] = [
  ['nothing, beside variables', ENV, {}, []],
  ['nothing, beside a profile', PROFILE, {}, []],
  [
    'ignored profiles, beside a profile',
    PROFILE,
    { env: { ALIBABA_CLOUD_IGNORE_PROFILE: 'TRUE' } },
    [/CLI does not/],
  ],
  [
    'ignored profiles, beside variables',
    ENV,
    { env: { ALIBABA_CLOUD_IGNORE_PROFILE: 'true' }, config: OWNER },
    [],
  ],
  [
    'a CLI profile, beside a profile',
    PROFILE,
    { env: { ALIBABACLOUD_PROFILE: 'x' } },
    [/is “x”: the aliyun CLI uses/],
  ],
  ['this very profile', PROFILE, { env: { ALIBABACLOUD_PROFILE: 'ci', ALICLOUD_PROFILE: 'old' } }, []],
  [
    'an earlier profile',
    PROFILE,
    { env: { ALIBABA_CLOUD_PROFILE: 'old' } },
    [/^Note: .*ack-ram-tool .*--ignore/],
  ],
  [
    'a profile, beside an STS credential in variables',
    ENV,
    { env: { ALICLOUD_PROFILE: 'last', ALIBABACLOUD_PROFILE: 'first' } },
    [/“first”: the aliyun CLI/],
  ],
  [
    'a profile, beside a key in variables',
    ENV,
    { env: { ALICLOUD_PROFILE: 'x' }, kind: 'access_key' },
    [/CLI uses that profile/, /Terraform’s provider uses this step’s key with/],
  ],
  [
    'an owner’s profile, beside variables',
    ENV,
    { config: OWNER },
    [/“owner”: the aliyun CLI .*Add profile: NAME/],
  ],
  [
    'an owner’s profile, beside variables and a profile',
    BOTH,
    { config: OWNER },
    [/^Note: .*Serverless Devs/],
  ],
  ['an owner’s profile, beside a profile', PROFILE, { config: OWNER }, [/^Note: .*Serverless Devs/]],
  ['an owner’s session of OAuth', ENV, { config: config({ mode: 'OAuth', sts_expiration: 1 }) }, [/“owner”/]],
  ['a skeleton with an STS credential', ENV, { config: SKELETON }, [/without a key: the aliyun CLI/]],
  ['a skeleton with a key', ENV, { config: SKELETON, kind: 'access_key' }, []],
  ['a newer CLI’s skeleton', ENV, { config: config({ mode: '' }) }, []],
  ['a current that names nothing', ENV, { config: config({ mode: 'AK' }, 'gone') }, [/exits with 0/]],
  ['no profiles', ENV, { config: '{"current":"","profiles":[]}' }, [/exits with 0/]],
  ['an empty config.json', ENV, { config: '' }, [/exits with 0/]],
  ['no profiles, beside a profile', PROFILE, { config: '{"current":"","profiles":[]}' }, []],
  ['a key', PROFILE, { env: KEY }, [/SDKs use that key/, /MismatchWithAccessKey/]],
  ['Terraform’s key', PROFILE, { env: { ALICLOUD_ACCESS_KEY: 'k' } }, [/ALICLOUD_ACCESS_KEY .*Terraform/]],
  ['a key that this step sets itself', BOTH, { env: { ...KEY, ALICLOUD_ACCESS_KEY: 'k' } }, []],
  ['RRSA, beside a profile', PROFILE, { env: RRSA }, [/SDKs log in with that OIDC role/]],
  ['RRSA, beside variables', ENV, { env: RRSA }, []],
  ['a half of RRSA', PROFILE, { env: { ...RRSA, ALIBABA_CLOUD_OIDC_TOKEN_FILE: '' } }, []],
  ['RRSA and a key', PROFILE, { env: { ...RRSA, ...KEY } }, [/SDKs use that key/, /Terraform/]],
  ['no config.json, and an STS profile', PROFILE, { env: NO_CONFIG }, [/SDKs ignore config\.json/]],
  ['no config.json, and a key’s profile', PROFILE, { env: NO_CONFIG, kind: 'access_key' }, []],
  ['no config.json, beside variables', ENV, { env: NO_CONFIG }, []],
  ['a credentials URI, beside a profile', PROFILE, { env: URI }, []],
  ['a credentials URI, where a renewal fails', REFRESH, { env: URI }, [/SDKs use the credential from there/]],
  [
    'a second role',
    ENV,
    { env: { ALIBABA_CLOUD_ROLE_ARN: 'r' } },
    [/OSS backend, OpenDAL and ack-ram-tool assume/],
  ],
  ['a second role, beside a profile', PROFILE, { env: { ALIBABA_CLOUD_ROLE_ARN: 'r' } }, []],
  [
    'Terraform’s second role',
    PROFILE,
    { env: { ALICLOUD_ASSUME_ROLE_ARN: 'r' } },
    [/OpenTofu’s OSS backend assume that role/],
  ],
  ['a second role for OSS', ENV, { env: { OSS_ROLE_ARN: 'r' } }, [/ossutil 2 assumes that role/]],
  ['a second role for OSS, beside a profile', PROFILE, { env: { OSS_ROLE_ARN: 'r' } }, []],
];

describe('what wins over this login for some tool', () => {
  test.each(CASES)(
    '(%s) is told by tool, and only where the tool really does it',
    (_, exportOptions, scene, words) => {
      const told = said(exportOptions, scene);
      expect(told).toHaveLength(words.length);
      for (const [index, word] of words.entries()) expect(told[index]).toMatch(word);
    },
  );

  test('has a case for every rule', () => {
    const told = CASES.flatMap(([, exportOptions, scene]) => said(exportOptions, scene)).join('\n');
    expect(RULES.filter(({ tools, effect }) => !told.includes(`${tools} ${effect}`))).toEqual([]);
  });

  test('is never shown by the value of a key, and forges no line', () => {
    const variables = [
      'ALIBABA_CLOUD_ACCESS_KEY_ID',
      'ALICLOUD_ACCESS_KEY',
      ...Object.keys(RRSA),
      'OSS_ROLE_ARN',
    ];
    const values = fc.dictionary(fc.constantFrom(...variables), fc.constant('LTAI5tStandingKey'));
    const names = fc.dictionary(
      fc.constantFrom('ALIBABACLOUD_PROFILE', 'ALIBABA_CLOUD_PROFILE', 'ALICLOUD_PROFILE'),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    fc.assert(
      fc.property(values, names, fc.constantFrom(ENV, PROFILE, BOTH), (keys, profiles, exportOptions) => {
        for (const text of said(exportOptions, { env: { ...keys, ...profiles } })) {
          expect(text).not.toContain('LTAI5t');
          expect(text).not.toMatch(/[\n\r\u2028]/);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('stands in docs/compatibility.md', () => {
    expect(fs.readFileSync('docs/compatibility.md', 'utf8')).toContain(IDENTITIES);
  });
});
