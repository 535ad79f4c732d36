/**
 * Whatever stands on a machine, in its variables and files: the identity handed on is the one that the documentation
 * names, or the step fails. Never another one, and never a broader session.
 */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Credential } from '../../../src/credentials.ts';
import { ActionError } from '../../../src/errors.ts';
import { readInputs } from '../../../src/inputs.ts';
import { makePlan } from '../../../src/make-plan.ts';
import { providerFor } from '../../../src/providers/build.ts';
import type { HttpRequest, HttpResponse } from '../../../src/runtime/context.ts';
import type { Files } from '../../../src/runtime/files.ts';
import { stsClient } from '../../../src/sts/client.ts';
import { assumedRole, fakeContext, json, START, untouchable } from '../support/context.ts';
import { type Fields, type IniFile, type Machine, type Section, whoIs } from './identity-model.ts';

const RUNS = Number(process.env['IDENTITY_RUNS'] ?? 6_000);
const HOME = '/home/nobody';
const NOW = START / 1000;

const POLICY = '{"Version":"1","Statement":[]}';
const arns = ['a', 'b'].map((name) => `acs:ram::1234567890123456:role/${name}`);
const VALUES: Readonly<Record<string, readonly string[]>> = {
  access_key_id: ['LTAI-one', 'LTAI-two'],
  access_key_secret: ['secret-one', 'secret-two'],
  sts_token: ['token-one', 'token-two'],
  security_token: ['token-one', 'token-two'],
  sts_expiration: [String(NOW + 600), String(NOW - 600)],
  ram_role_name: ['runner', 'walker'],
  role_name: ['runner', 'walker'],
  ram_role_arn: arns,
  role_arn: arns,
  policy: [POLICY],
  external_id: ['id-1'],
  source_profile: ['default', 'work', 'gone'],
  oidc_provider_arn: ['acs:ram::1234567890123456:oidc-provider/ack'],
  oidc_token_file: ['/token-one', '/token-two'],
  oidc_token_file_path: ['/token-one', '/token-two'],
  credentials_uri: ['https://one.example.com/', 'https://two.example.com/'],
  bearer_token: ['bearer-one'],
  enable: ['true', 'false'],
  region_id: ['cn-beijing'],
  sts_region: ['cn-beijing'],
  output_format: ['json'],
  polcy: [POLICY],
};
const KEY = ['access_key_id', 'access_key_secret'];
const MODES: Readonly<Record<string, readonly string[]>> = {
  '': [],
  AK: KEY,
  StsToken: [...KEY, 'sts_token'],
  RamRoleArn: [...KEY, 'ram_role_arn'],
  EcsRamRole: [],
  RamRoleArnWithRoleName: ['ram_role_arn'],
  OIDC: ['oidc_provider_arn', 'oidc_token_file', 'ram_role_arn'],
  ChainableRamRoleArn: ['source_profile', 'ram_role_arn'],
  CredentialsURI: ['credentials_uri'],
  BearerToken: ['bearer_token'],
  OAuth: [...KEY, 'sts_token', 'sts_expiration'],
  External: KEY,
};
const MODE_EXTRAS = [
  'policy',
  'external_id',
  'sts_token',
  'ram_role_name',
  'ram_role_arn',
  'sts_region',
  'polcy',
];
const TYPES: Readonly<Record<string, readonly string[]>> = {
  access_key: KEY,
  sts: [...KEY, 'security_token'],
  ecs_ram_role: [],
  ram_role_arn: [...KEY, 'role_arn'],
  oidc_role_arn: ['oidc_provider_arn', 'oidc_token_file_path', 'role_arn'],
  credentials_uri: ['credentials_uri'],
  bearer: ['bearer_token'],
  rsa_key_pair: KEY,
};
const TYPE_EXTRAS = [
  'policy',
  'external_id',
  'sts_token',
  'role_name',
  'role_arn',
  'enable',
  'region_id',
  'polcy',
];

const mostly = <T>(value: fc.Arbitrary<T>, nothing: T): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: value, weight: 12 }, { arbitrary: fc.constant(nothing), weight: 1 });
const rarely = <T>(value: fc.Arbitrary<T>, nothing: T): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: value, weight: 1 }, { arbitrary: fc.constant(nothing), weight: 8 });
const aValueOf = (name: string): fc.Arbitrary<string> => fc.constantFrom(...(VALUES[name] ?? ['x']));

/** What a kind needs, nearly always, and now and then what belongs to another. */
function fieldsOf(needed: readonly string[], extras: readonly string[]): fc.Arbitrary<Fields> {
  const all: Record<string, fc.Arbitrary<string>> = {};
  for (const name of extras) all[name] = rarely(aValueOf(name), '');
  for (const name of needed) all[name] = mostly(aValueOf(name), '');
  return fc.record(all);
}

/** Few, of different names; now and then of the same. */
function severalOf<T>(one: fc.Arbitrary<T>, nameOf: (one: T) => unknown): fc.Arbitrary<T[]> {
  const different = fc.uniqueArray(one, { maxLength: 3, selector: nameOf });
  return fc.oneof(
    { arbitrary: different, weight: 8 },
    { arbitrary: fc.array(one, { maxLength: 3 }), weight: 1 },
  );
}

const profileNames = fc.constantFrom('default', 'default', 'work', 'other');
const profile: fc.Arbitrary<Fields> = fc
  .constantFrom(...Object.keys(MODES))
  .chain((mode) =>
    fc
      .tuple(profileNames, fieldsOf(MODES[mode] ?? [], MODE_EXTRAS))
      .map(([name, fields]) => ({ ...fields, name, mode })),
  );
const config = fc.record({
  current: fc.constantFrom('default', 'default', 'work', 'gone', ''),
  profiles: severalOf(profile, (one) => one['name']),
});
const section: fc.Arbitrary<Section> = fc.constantFrom(...Object.keys(TYPES)).chain((type) =>
  fc
    .tuple(
      profileNames,
      fieldsOf(TYPES[type] ?? [], TYPE_EXTRAS),
      rarely(fc.constantFrom(...KEY, 'type', 'role_arn'), ''),
      fc.boolean(),
    )
    .map(([name, fields, again, same]) => {
      const entries = Object.entries({ ...fields, type }).filter(([key, value]) => value || key === 'policy');
      const twice = entries.find(([key]) => key === again);
      return {
        name,
        entries: [...entries, ...(twice ? [[again, same ? twice[1] : 'another'] as const] : [])],
      };
    }),
);
const iniFile: fc.Arbitrary<IniFile> = fc.record({
  broken: rarely(fc.constant(true), false),
  sections: severalOf(section, ({ name }) => name),
});

const set = (...values: string[]): fc.Arbitrary<string> => fc.constantFrom('', '', '', ...values);
const env = fc.record({
  ACCESS_KEY_ID: rarely(fc.constant('LTAI-env'), ''),
  ACCESS_KEY_SECRET: rarely(fc.constant('secret-env'), ''),
  SECURITY_TOKEN: rarely(fc.constant('token-env'), ''),
  ROLE_ARN: set(...arns),
  OIDC_PROVIDER_ARN: rarely(fc.constant('acs:ram::1234567890123456:oidc-provider/pod'), ''),
  OIDC_TOKEN_FILE: set('/token-env'),
  PROFILE: set('work', 'gone'),
  CLI_PROFILE_DISABLED: set('true'),
  CREDENTIALS_FILE: set('/elsewhere/own'),
  ECS_METADATA: set('env-role'),
  ECS_METADATA_DISABLED: set('true'),
  CREDENTIALS_URI: set('https://env.example.com/'),
});
const situation = fc.record({
  env,
  config: fc.option(config, { nil: undefined }),
  own: fc.option(iniFile, { nil: undefined }),
  first: fc.option(iniFile, { nil: undefined }),
  second: rarely(fc.option(iniFile, { nil: undefined }), undefined),
  sourceProfile: fc.constantFrom(undefined, undefined, 'default', 'work'),
  noise: fc.infiniteStream(fc.nat(11)),
});

/** The file's text: the same sections, with comments, quotes, blanks and line ends as people write them. */
function written({ broken, sections }: IniFile, next: () => number): string {
  const spaces = (): string => [' ', '', '\t', '   '][next() % 4] ?? '';
  const line = ([key, value]: readonly [string, string]): string => {
    const how = next();
    const quoted = how === 1 ? `'${value}'` : how === 2 && !value.includes('"') ? `"${value}"` : value;
    const comment = how > 2 && how < 6 ? `${spaces()} ${how % 2 ? '#' : ';'} a comment = not a value` : '';
    return `${spaces()}${key}${spaces()}=${spaces()}${quoted}${comment}`;
  };
  const lines = sections.flatMap(({ name, entries }) => [
    ...(next() === 0 ? ['# a comment', '', '  ; another'] : []),
    `[${name}]${next() === 1 ? ' # the section' : ''}`,
    ...entries.map(line),
  ]);
  if (broken)
    lines.splice(
      next() % (lines.length + 1),
      0,
      ['[unclosed', 'no equals sign', '= no key'][next() % 3] ?? '',
    );
  return lines.join(next() === 3 ? '\r\n' : '\n');
}

const issued = (who: string): string => `STS.${Buffer.from(who).toString('hex')}`;
const known = (id: string): string =>
  id.startsWith('STS.') ? Buffer.from(id.slice(4), 'hex').toString() : id;

/** Services that give whoever asks a key whose ID says who asked, and for what. */
function answer({ url, method, headers, body = '' }: HttpRequest): HttpResponse {
  const document = (who: string): Record<string, string> => ({
    ...assumedRole().Credentials,
    AccessKeyId: issued(who),
  });
  const { hostname, pathname } = url;
  if (hostname.startsWith('sts.')) {
    const sent = new URLSearchParams([...url.searchParams, ...new URLSearchParams(body)]);
    const id = /Credential=([^,]+)/.exec(headers['Authorization'] ?? headers['authorization'] ?? '')?.[1];
    const token = headers['x-acs-security-token'];
    const signer = id && (id.startsWith('STS.') ? known(id) : `${id}${token ? `/${token}` : ''}`);
    const file = Buffer.from(sent.get('OIDCToken')?.split('.')[1] ?? '', 'base64url').toString();
    const by = signer ?? `${JSON.parse(file).sub}@${sent.get('OIDCProviderArn')}`;
    const who = `[${by} > ${sent.get('RoleArn')} ${sent.get('Policy') ?? ''} ${sent.get('ExternalId') ?? ''}]`;
    return json(200, { ...assumedRole(), Credentials: document(who) });
  }
  if (!pathname.startsWith('/latest/')) return json(200, { Code: 'Success', ...document(`uri|${url.href}`) });
  if (method === 'PUT') return { status: 200, headers: {}, body: 'metadata-token' };
  const name = pathname.split('/').at(-1) ?? '';
  if (name === '') return { status: 200, headers: {}, body: 'its-role' };
  return json(200, { Code: 'Success', ...document(`ecs|${name}`) });
}

function identityOf(credential: Credential): string {
  if (credential.kind === 'bearer') return `bearer|${credential.bearerToken.reveal()}`;
  const id = credential.accessKeyId.reveal();
  if (id.startsWith('STS.')) return known(id);
  const token = credential.kind === 'sts' ? `/${credential.securityToken.reveal()}` : '';
  return `${id}:${credential.accessKeySecret.reveal()}${token}`;
}

test(`the identity handed on is the one that the documentation names, or the step fails (${RUNS} machines)`, async () => {
  const handedOn = new Map<string, number>();
  const count = (what: string): void => void handedOn.set(what, (handedOn.get(what) ?? 0) + 1);
  await fc.assert(
    fc.asyncProperty(situation, async ({ env, config, own, first, second, sourceProfile, noise }) => {
      const next = (): number => noise.next().value;
      const texts: Record<string, string> = {};
      for (const name of ['one', 'two', 'env'])
        texts[`/token-${name}`] =
          `eyJhbGciOiJub25lIn0.${Buffer.from(JSON.stringify({ sub: `/token-${name}` })).toString('base64url')}.c2ln`;
      if (config) texts[`${HOME}/.aliyun/config.json`] = JSON.stringify(config);
      if (own) texts['/elsewhere/own'] = written(own, next);
      if (first) texts[`${HOME}/.alibabacloud/credentials`] = written(first, next);
      if (second) texts[`${HOME}/.alibabacloud/credentials.ini`] = written(second, next);
      const ini = env.CREDENTIALS_FILE ? [own] : [first, second];
      const machine: Machine = { env, config, ini: ini.filter((file) => file !== undefined), now: NOW };
      const expected = whoIs(machine, sourceProfile);

      const variables = Object.entries(env).map(([name, value]) => [`ALIBABA_CLOUD_${name}`, value]);
      const inputs = sourceProfile ? { 'INPUT_SOURCE-PROFILE': sourceProfile } : { INPUT_TYPE: 'default' };
      const context = fakeContext({
        env: { ...Object.fromEntries(variables), ...inputs },
        home: HOME,
        files: { ...untouchable<Files>('files'), read: (path) => texts[path] },
        http: Array(12).fill(answer),
      });
      const plan = makePlan(readInputs(context), {});
      try {
        const { credential } = await providerFor(plan, stsClient(context))(context);
        const found = identityOf(credential);
        expect(found).toBe(expected);
        count(/^[[a-z]+\||^\[/.exec(found)?.[0] ?? credential.kind);
      } catch (error) {
        if (!(error instanceof ActionError)) throw error;
        count(
          expected === undefined ? 'nobody' : `refused: ${error.message.replace(/“.*?”|\S*\/\S*/g, '…')}`,
        );
      }
    }),
    { numRuns: RUNS, ...(process.env['FUZZ_SEED'] && { seed: Number(process.env['FUZZ_SEED']) }) },
  );
  // Every kind of identity was there, and whom the documentation names is not refused but for a reason of ours.
  for (const kind of ['access_key', 'sts', '[', 'ecs|', 'uri|', 'bearer|', 'nobody'])
    expect(handedOn.get(kind) ?? 0, kind).toBeGreaterThan(RUNS / 400);
  if (process.env['IDENTITY_COUNTS']) console.log(handedOn);
}, 120_000);
