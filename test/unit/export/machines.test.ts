/**
 * No identity but the meant one, unless a warning named it: on generated machines the whole step logs in, and then every
 * tool is asked who it is by a model of its own rules (support/tools.ts).
 */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RULES, type Rule, type TOOLS } from '../../../src/export/advice/override-rules.ts';
import { toolsOf } from '../../../src/export/advice/overrides.ts';
import { sampleOf } from '../../thorough.ts';
import { type FakeContext, fakeContext, json, START } from '../support/context.ts';
import { memoryFiles } from '../support/memory-files.ts';
import { run } from '../support/run.ts';
import {
  type Config,
  everyTool,
  type Fields,
  INI_FILES,
  type Machine,
  secretOf,
  tokenOf,
  type Variables,
} from '../support/tools.ts';

const MACHINES = sampleOf(20_000, 20);
const SEED = Number(process.env['FUZZ_SEED'] ?? 2026);
const HOME = '/home/nobody';
const ROLE = 'acs:ram::1234567890123456:role/pod';

const key = (id: string): Fields => ({ access_key_id: id, access_key_secret: secretOf(id) });
/** A key's variables: the names of one family, whole or in part. */
const keyIn = (id: string, ...names: readonly [id: string, secret: string, token: string]) =>
  fc.constantFrom(
    {},
    {},
    {},
    { [names[0]]: id },
    { [names[0]]: id, [names[1]]: secretOf(id) },
    { [names[0]]: `STS.${id}`, [names[1]]: secretOf(`STS.${id}`), [names[2]]: tokenOf(`STS.${id}`) },
  );
const rarely = (name: string, ...values: string[]) =>
  fc.constantFrom<Variables>({}, {}, {}, {}, {}, {}, ...values.map((value) => ({ [name]: value })));

/** What may stand in a job. */
const variables: fc.Arbitrary<Variables> = fc
  .tuple(
    keyIn('LTAI-env', ...names('ALIBABA_CLOUD_ACCESS_KEY_ID', '_SECRET', 'ALIBABA_CLOUD_SECURITY_TOKEN')),
    keyIn('LTAI-abc', ...names('ALIBABACLOUD_ACCESS_KEY_ID', '_SECRET', 'ALIBABACLOUD_SECURITY_TOKEN')),
    keyIn('LTAI-al', 'ALICLOUD_ACCESS_KEY', 'ALICLOUD_SECRET_KEY', 'ALICLOUD_SECURITY_TOKEN'),
    keyIn('LTAI-ali', ...names('ALICLOUD_ACCESS_KEY_ID', '_SECRET', 'ALICLOUD_ACCESS_KEY_STS_TOKEN')),
    keyIn('LTAI-bare', ...names('ACCESS_KEY_ID', '_SECRET', 'SECURITY_TOKEN')),
    keyIn('LTAI-oss', ...names('OSS_ACCESS_KEY_ID', '_SECRET', 'OSS_SESSION_TOKEN')),
    fc.constantFrom<Variables>(
      ...[{}, {}, {}, { ALIBABA_CLOUD_ROLE_ARN: ROLE }, { ALIBABACLOUD_ROLE_ARN: ROLE }],
      {
        ALIBABA_CLOUD_ROLE_ARN: ROLE,
        ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'p',
        ALIBABA_CLOUD_OIDC_TOKEN_FILE: '/t',
      },
      { ALIBABA_CLOUD_ROLE_ARN: ROLE, ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'p', ALIBABA_CLOUD_OIDC_TOKEN: 't' },
    ),
    rarely('ALIBABA_CLOUD_PROFILE', 'owner', 'gone', 'ci'),
    rarely('ALIBABACLOUD_PROFILE', 'owner', 'gone', 'ci'),
    rarely('ALICLOUD_PROFILE', 'owner', 'gone', 'ci'),
    rarely('ALIBABA_CLOUD_IGNORE_PROFILE', 'TRUE', 'true', 'True'),
    rarely('ALIBABACLOUD_IGNORE_PROFILE', 'TRUE', 'true'),
    rarely('ALIBABA_CLOUD_PROFILE_MODE', 'Anonymous', 'anonymous', 'AK'),
    rarely('ALIBABA_CLOUD_CLI_PROFILE_DISABLED', 'true', 'True', 'false', '1'),
    rarely('ALIBABA_CLOUD_ENDPOINT', 'ecs.example.com'),
    rarely('ALIBABA_CLOUD_CREDENTIALS_URI', 'https://env.example.com/'),
    rarely('ALIBABA_CLOUD_ECS_METADATA', 'runner'),
    rarely('ALIBABA_CLOUD_ECS_METADATA_DISABLED', 'true', 'false'),
    rarely('ALICLOUD_ECS_ROLE_NAME', 'runner'),
    rarely('ALICLOUD_ASSUME_ROLE_ARN', ROLE),
    rarely('OSS_ROLE_ARN', ROLE),
    rarely('ACK_RAM_TOOL_CREDENTIAL_TYPE', 'imds', 'ecs-role', 'IMDS'),
    rarely('ACK_RAM_TOOL_PROFILE_FILE', `${HOME}/.aliyun/config.json`),
    rarely('ACK_RAM_TOOL_PROFILE_NAME', 'owner', 'gone'),
    rarely('ACK_RAM_TOOL_IGNORE_ENV_CREDENTIALS', 'true', '1', 'yes'),
  )
  .map((parts) => Object.assign({}, ...parts) as Variables);

function names(id: string, secret: string, token: string): readonly [string, string, string] {
  return [id, id.replace(/_ID$/, secret), token];
}

/** Of each name another key. */
const profile: fc.Arbitrary<Fields> = fc.constantFrom(
  { mode: 'AK', ...key('LTAI-NAME') },
  { mode: 'StsToken', ...key('STS.NAME'), sts_token: tokenOf('STS.NAME') },
  { mode: 'RamRoleArn', ...key('LTAI-NAME'), ram_role_arn: ROLE, ram_session_name: 'owner' },
  { mode: 'EcsRamRole' },
  { mode: 'AK', access_key_id: '', access_key_secret: '' },
  { mode: '' },
);
const config = fc.option(
  fc.record({
    current: fc.constantFrom('owner', 'owner', 'ci', 'gone', ''),
    profiles: fc.uniqueArray(
      fc.tuple(fc.constantFrom('owner', 'ci', 'default'), profile).map(([name, fields]) => ({
        name,
        ...(JSON.parse(JSON.stringify(fields).replaceAll('NAME', name)) as Fields),
      })),
      { maxLength: 3, selector: ({ name }) => name },
    ),
  }),
);
const ini = fc.option(
  fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('ci', 'default', 'owner'),
      fields: fc.constantFrom<Fields>(
        { enable: 'true', type: 'access_key', ...key('LTAI-ini') },
        { enable: 'true', type: 'ecs_ram_role', role_name: 'runner' },
      ),
    }),
    { maxLength: 3, selector: ({ name }) => name },
  ),
);
const OURS: Fields = { 'access-key-id': 'LTAI-ours', 'access-key-secret': secretOf('LTAI-ours') };
const TEMPORARY: Fields = {
  'access-key-id': 'STS.ours',
  'access-key-secret': secretOf('STS.ours'),
  'security-token': tokenOf('STS.ours'),
};
const login: fc.Arbitrary<Fields> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(OURS, TEMPORARY, { type: 'default' }, { 'source-profile': 'owner' }),
      fc.constantFrom<Fields>(
        {},
        { profile: 'ci' },
        { profile: 'ci' },
        { profile: 'ci', 'export-env': 'true' },
      ),
    )
    .map(([who, how]) => ({ ...who, ...how })),
  fc.constant({ 'credentials-uri': 'https://ours.example.com/', profile: 'ci', refresh: 'true' }),
);
const situation = fc.record({ variables, config, ini, metadata: fc.boolean(), login });
type Situation = typeof situation extends fc.Arbitrary<infer S> ? S : never;

interface LoggedIn {
  readonly context: FakeContext;
  /** As the next step finds it. */
  readonly machine: Machine;
  /** The key and token that the step says it has exported. */
  readonly ours: string;
}

/** The whole step, on files made of memory; undefined where it refuses. */
async function loggedIn(one: Situation): Promise<LoggedIn | undefined> {
  const memory = memoryFiles();
  const standing = {
    ...one.variables,
    ...{ HOME, RUNNER_TEMP: '/temp', GITHUB_WORKSPACE: '/workspace', GITHUB_ACTIONS: 'true' },
  };
  const inputs = Object.entries(one.login).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  for (const folder of ['/home', '/temp', '/workspace', HOME, `${HOME}/.aliyun`, `${HOME}/.alibabacloud`])
    memory.files.createPrivateFolder(folder);
  memory.write('/action/dist/refresh/index.js', '');
  if (one.config) memory.write(`${HOME}/.aliyun/config.json`, JSON.stringify(one.config));
  const sections = (one.ini ?? []).map(
    ({ name, fields }) =>
      `[${name}]\n${Object.entries(fields)
        .map((entry) => entry.join(' = '))
        .join('\n')}\n`,
  );
  if (one.ini) for (const file of Object.values(INI_FILES)) memory.write(file, sections.join('\n'));
  const context = fakeContext({
    env: { ...standing, ...Object.fromEntries(inputs) },
    files: memory.files,
    platform: 'linux',
    http: ({ url, headers, body = '' }) => {
      if (url.hostname === 'ours.example.com') return json(200, ANSWER);
      const asked = `${headers['x-acs-action']} ${url.search} ${body}`;
      return asked.includes('GetCallerIdentity') ? json(200, CALLER) : new Error('Nobody else is asked.');
    },
  });
  try {
    await run(context);
  } catch {
    return undefined;
  }
  const { outputs, exported } = context;
  const all = memory.all();
  const text = all[`${HOME}/.aliyun/config.json`];
  const ours = `${outputs.get('access-key-id')}/${outputs.get('security-token') ?? ''}`;
  return {
    context,
    ours,
    machine: {
      env: { ...standing, ...Object.fromEntries(exported) },
      config: text === undefined ? undefined : (JSON.parse(text) as Config),
      ini: Object.fromEntries(Object.entries(all).map(([file, content]) => [file, sectionsOf(content)])),
      metadata: one.metadata,
      renewed: ours,
    },
  };
}

const ANSWER = {
  Code: 'Success',
  AccessKeyId: 'STS.ours',
  AccessKeySecret: secretOf('STS.ours'),
  SecurityToken: tokenOf('STS.ours'),
  Expiration: new Date(START + 3_600_000).toISOString(),
};

const CALLER = {
  AccountId: '1234567890123456',
  Arn: 'acs:ram::1234567890123456:user/ci',
  IdentityType: 'RAMUser',
  PrincipalId: '1',
  RequestId: 'REQUEST',
};

function sectionsOf(text: string): Record<string, Fields> {
  return Object.fromEntries(
    [...text.matchAll(/^\[([^\]]+)\]\n((?:(?!\[).*\n)*)/gm)].map(([, name, body = '']) => [
      name,
      Object.fromEntries([...body.matchAll(/^(\w+) = (.*)$/gm)].map(([, field, value]) => [field, value])),
    ]),
  );
}

/**
 * What may happen later: the command of a profile that renews itself fails, or somebody’s `sudo -E` has left a
 * config.json that nobody else can read. Beside a static profile, the latter is in the README.
 */
function later({ machine, context }: LoggedIn): Machine[] {
  const renews = context.exported.get('ALIBABA_CLOUD_ECS_METADATA_DISABLED') !== undefined;
  return renews ? [machine, { ...machine, renewed: undefined }, { ...machine, config: null }] : [machine];
}

test(`on ${MACHINES} machines, every tool is who is meant, or nobody, or a warning names it`, async () => {
  const seen = { logins: 0, others: 0 };
  const stood = new Set<string>();
  /** What is wrong, with the first machine where it is. */
  const wrong = new Map<string, unknown>();
  const note = (what: string, where: object): void => void (wrong.has(what) || wrong.set(what, where));
  for (const one of fc.sample(situation, { numRuns: MACHINES, seed: SEED })) {
    const found = await loggedIn(one);
    if (!found) continue;
    seen.logins += 1;
    const { lines } = found.context;
    const rules = RULES.filter((rule) =>
      lines.some((line) => line.includes(`: ${toolsOf(rule)} ${rule.effect}.`)),
    );
    // Serverless Devs' reads config.json, and no variables: whoever logs in with variables alone does not mean it.
    const whos = later(found)
      .flatMap(everyTool)
      .filter(([tool]) => tool !== 'serverless' || 'profile' in one.login);
    const isOf = (tool: string, { tools }: Rule): boolean =>
      tools.includes(tool as keyof typeof TOOLS) || (tool === 'go' && tools.includes('sdks'));
    const others = whos.filter(([, who]) => who !== undefined && who !== found.ours);
    seen.others += others.length;
    for (const [tool, who] of others)
      if (!rules.some((rule) => isOf(tool, rule)))
        note(`${tool} is ${who}`, { ours: found.ours, lines, ...one });
    for (const rule of rules) {
      stood.add(toolsOf(rule) + rule.effect);
      const isTrue = whos.some(([tool, who]) => who !== found.ours && isOf(tool, rule));
      if (!isTrue) note(`in vain: ${toolsOf(rule)} ${rule.effect}`, { ours: found.ours, lines, ...one });
    }
  }
  const [first] = wrong.values();
  expect([...wrong.keys()], JSON.stringify(first, null, 1)).toEqual([]);
  expect(seen.logins).toBeGreaterThan(MACHINES / 2);
  expect(seen.others).toBeGreaterThan(MACHINES / 10);
  expect(RULES.filter((rule) => !stood.has(toolsOf(rule) + rule.effect))).toEqual([]);
}, 600_000);
