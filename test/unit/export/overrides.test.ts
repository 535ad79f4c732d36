import fs from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accessKey, type Credential, stsCredential } from '../../../src/credentials.ts';
import { RULES, type Rule } from '../../../src/export/advice/override-rules.ts';
import { toolsOf, warnOfOverrides } from '../../../src/export/advice/overrides.ts';
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
  /** The profile of config.json that the login is. */
  readonly source?: string;
}

const CREDENTIALS = {
  access_key: accessKey('LTAI-ours', 'secret', () => {}),
  sts: stsCredential(
    { accessKeyId: 'STS.ours', accessKeySecret: 'secret', securityToken: 'token' },
    () => {},
  ),
};

/** What the step says of it: warnings, and lines that are none. */
function said(exportOptions: ExportOptions, { env = {}, config, kind = 'sts', source }: Scene): string[] {
  const world = makeWorld(env);
  if (config !== undefined) world.write('home/.aliyun/config.json', config);
  const warnings: string[] = [];
  const context = world.step();
  const log = {
    ...context.log,
    warning: (text: string) => void warnings.push(text),
    info: (text: string) => void warnings.push(text),
  };
  const login = { credential: CREDENTIALS[kind as keyof typeof CREDENTIALS], profile: source };
  warnOfOverrides({ ...context, log }, exportOptions, login, readCliConfig(context));
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
const KEY = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI-standing', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'secret' };
const NO_CONFIG = { ALIBABA_CLOUD_CLI_PROFILE_DISABLED: 'True' };

/** What stands there, for whom, and what it does; none where the tool ignores it. */
const CASES: readonly (readonly [string, ExportOptions, Scene, readonly RegExp[]])[] = [
  ['nothing, beside variables', ENV, {}, []],
  ['nothing, beside a profile', PROFILE, {}, []],
  [
    'ignored profiles, beside variables',
    ENV,
    { env: { ALIBABA_CLOUD_IGNORE_PROFILE: 'TRUE' }, config: OWNER },
    [],
  ],
  [
    'profiles that are not ignored: the CLI looks at the first variable alone',
    PROFILE,
    { env: { ALIBABA_CLOUD_IGNORE_PROFILE: 'true', ALIBABACLOUD_IGNORE_PROFILE: 'TRUE' } },
    [],
  ],
  ['a CLI profile, which gets our name', PROFILE, { env: { ALIBABACLOUD_PROFILE: 'x' } }, []],
  ['an earlier profile', PROFILE, { env: { ALIBABA_CLOUD_PROFILE: 'old' } }, []],
  [
    'a profile, beside an STS credential in variables',
    ENV,
    { env: { ALICLOUD_PROFILE: 'last', ALIBABACLOUD_PROFILE: 'first' } },
    [/“first”: the aliyun CLI/],
  ],
  [
    'a profile with a token, beside a key in variables',
    ENV,
    {
      env: { ALICLOUD_PROFILE: 'owner' },
      config: config({ mode: 'StsToken', access_key_id: 'STS.owner' }),
      kind: 'access_key',
    },
    [/CLI uses that profile/, /Terraform’s provider.* use this step’s key with/],
  ],
  [
    'a profile that assumes a role, beside an STS credential',
    ENV,
    {
      env: { ALICLOUD_PROFILE: 'owner' },
      config: config({ mode: 'RamRoleArn', access_key_id: 'LTAI-owner' }),
    },
    [/CLI uses that profile/, /Terraform’s provider.* use this step’s key with/],
  ],
  [
    'an owner’s profile, beside variables',
    ENV,
    { config: OWNER },
    [/“owner”: the aliyun CLI .*Add profile: NAME/],
  ],
  ['an owner’s profile that the login is', ENV, { config: OWNER, source: 'owner' }, []],
  ['the current profile, which the login is', ENV, { config: OWNER, source: '' }, []],
  [
    'the same profile, named by a variable',
    ENV,
    { env: { ALIBABA_CLOUD_PROFILE: 'owner' }, config: OWNER, source: 'owner' },
    [],
  ],
  ['another profile than the login is', ENV, { config: OWNER, source: 'other' }, [/the aliyun CLI/]],
  [
    'an owner’s profile, beside variables and a profile',
    BOTH,
    { config: OWNER },
    [/^Note: .*Serverless Devs/],
  ],
  ['an owner’s profile, beside a profile', PROFILE, { config: OWNER }, [/^Note: .*Serverless Devs/]],
  ['an owner’s profile, beside a copy of it', PROFILE, { config: OWNER, source: 'owner' }, []],
  ['an owner’s session of OAuth', ENV, { config: config({ mode: 'OAuth', sts_expiration: 1 }) }, [/“owner”/]],
  ['a skeleton with an STS credential', ENV, { config: SKELETON }, [/without a key: the aliyun CLI/]],
  ['a skeleton with a key', ENV, { config: SKELETON, kind: 'access_key' }, []],
  ['a newer CLI’s skeleton', ENV, { config: config({ mode: '' }) }, []],
  ['a current that names nothing', ENV, { config: config({ mode: 'AK' }, 'gone') }, [/exits with 0/]],
  ['no profiles', ENV, { config: '{"current":"","profiles":[]}' }, [/exits with 0/]],
  ['an empty config.json', ENV, { config: '' }, [/exits with 0/]],
  ['no profiles, beside a profile', PROFILE, { config: '{"current":"","profiles":[]}' }, []],
  ['a key', PROFILE, { env: KEY }, [/SDKs and OpenDAL use that key/, /MismatchWithAccessKey/]],
  [
    'this very key, which type: default found',
    PROFILE,
    { env: { ...KEY, ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI-ours' }, kind: 'access_key' },
    [],
  ],
  ['a key that this step sets itself', BOTH, { env: { ...KEY, ALICLOUD_ACCESS_KEY: 'k' } }, []],
  ['RRSA, beside variables with a token', ENV, { env: RRSA }, [/OSS backend and OpenDAL assume/]],
  [
    'RRSA and a key, beside a profile',
    PROFILE,
    { env: { ...RRSA, ...KEY } },
    [/SDKs and OpenDAL use that key/, /Terraform’s provider/, /OSS backend and OpenDAL assume/],
  ],
  ['no config.json, and a key’s profile', PROFILE, { env: NO_CONFIG, kind: 'access_key' }, []],
  [
    'a mode that counts only without a profile',
    ENV,
    { env: { ALIBABA_CLOUD_PROFILE_MODE: 'Anonymous' }, config: OWNER },
    [/uses that profile/],
  ],
];

/** What a step can export, and beside which of it a rule matters: said here once more. */
const EXPORTS: readonly (readonly [ExportOptions, 'access_key' | 'sts', readonly Rule['beside'][]])[] = [
  [ENV, 'sts', ['any', 'variables', 'variablesAlone']],
  [ENV, 'access_key', ['any', 'variables', 'variablesAlone', 'keyAlone']],
  [PROFILE, 'sts', ['any', 'profile', 'profileAlone', 'stsProfileAlone']],
  [PROFILE, 'access_key', ['any', 'profile', 'profileAlone']],
  [BOTH, 'sts', ['any', 'variables', 'profile']],
  [REFRESH, 'sts', ['any', 'profile', 'profileAlone', 'stsProfileAlone', 'refresh']],
];
const textOf = (rule: Rule): string => `: ${toolsOf(rule)} ${rule.effect}.`;
/** A profile of this name, where one must be there for a rule. */
const NAMED = JSON.stringify({ current: 'value', profiles: [{ name: 'value', mode: 'StsToken' }] });

/** Each way in which a rule's variables can be set, and each that misses it by a hair. */
function settings({ set = [], is, caseless }: Rule): { hits: Scene['env'][]; misses: Scene['env'][] } {
  const [values = [], others = []] = [
    is ?? ['value'],
    is && ['value', ...(caseless ? [] : is.map(swapCase))],
  ];
  const all = (first: string, value: string): Record<string, string> =>
    Object.fromEntries([[first, value], ...set.slice(1).map(([name = '']) => [name, 'value'] as const)]);
  const firsts = set[0] ?? [];
  const hits = firsts.flatMap((first) =>
    [...values, ...(caseless ? values.map(swapCase) : [])].map((value) => all(first, value)),
  );
  const partial = set.map((_, left) =>
    Object.fromEntries(set.flatMap(([name = ''], at) => (at === left ? [] : [[name, values[0] ?? '']]))),
  );
  const wrong = firsts.flatMap((first) => ['', ...others].map((value) => all(first, value)));
  return {
    hits,
    misses: [...partial, ...wrong].filter((env) => !hits.some((hit) => isDeepStrictEqual(hit, env))),
  };
}

const swapCase = (text: string): string =>
  text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase();

describe.each(
  RULES.filter(({ set }) => set).map((rule) => [`${toolsOf(rule)} ${rule.effect}`, rule] as const),
)('That %s', (_, rule) => {
  const { hits, misses } = settings(rule);
  const needsProfile = rule.set?.[0]?.includes('ALICLOUD_PROFILE') && rule.tools.length > 1;
  const scene = (env: Scene['env'], kind: 'access_key' | 'sts'): Scene => ({
    ...(env && { env }),
    kind,
    ...(needsProfile && { config: NAMED }),
  });

  test('is said where the tool’s own comparison holds, and not where it misses by a hair', () => {
    const [options = ENV, kind = 'sts'] =
      EXPORTS.findLast(
        ([, its, matters]) => matters.includes(rule.beside) && (!needsProfile || its === 'access_key'),
      ) ?? [];
    for (const env of hits)
      expect(said(options, scene(env, kind)).join('\n'), JSON.stringify(env)).toContain(textOf(rule));
    for (const env of misses)
      expect(said(options, scene(env, kind)).join('\n'), JSON.stringify(env)).not.toContain(textOf(rule));
  });

  test('is said beside what it matters to alone', () => {
    for (const [options, kind, matters] of EXPORTS) {
      if (needsProfile && kind === 'sts') continue;
      const told = said(options, scene(hits[0], kind)).join('\n');
      expect(told.includes(textOf(rule)), JSON.stringify([options, kind])).toBe(
        matters.includes(rule.beside),
      );
    }
  });
});

describe('what wins over this login for some tool', () => {
  test.each(CASES)(
    '(%s) is told by tool, and only where the tool really does it',
    (_, exportOptions, scene, words) => {
      const told = said(exportOptions, scene);
      expect(told).toHaveLength(words.length);
      for (const [index, word] of words.entries()) expect(told[index]).toMatch(word);
    },
  );

  test('has a case for every rule that more than variables decide', () => {
    const told = CASES.flatMap(([, exportOptions, scene]) => said(exportOptions, scene)).join('\n');
    const others = RULES.filter(({ set }) => set === undefined);
    expect(others.filter((rule) => !told.includes(textOf(rule)))).toEqual([]);
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
