/** Machines: what may stand in their variables and files, written as people write it, and services that say who asked. */

import fc from 'fast-check';
import type { Credential } from '../../../src/credentials.ts';
import type { HttpRequest, HttpResponse } from '../../../src/runtime/context.ts';
import type { Fields, IniFile, Section } from '../sources/identity-model.ts';
import { assumedRole, json, START } from './context.ts';

export const HOME = '/home/nobody';
export const NOW = START / 1000;

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
export const MODES: Readonly<Record<string, readonly string[]>> = {
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
export const TYPES: Readonly<Record<string, readonly string[]>> = {
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
export const rarely = <T>(value: fc.Arbitrary<T>, nothing: T): fc.Arbitrary<T> =>
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
export const config = fc.record({
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
export const iniFile: fc.Arbitrary<IniFile> = fc.record({
  broken: rarely(fc.constant(true), false),
  sections: severalOf(section, ({ name }) => name),
});

const set = (...values: string[]): fc.Arbitrary<string> => fc.constantFrom('', '', '', ...values);
export const env = fc.record({
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
export const situation = fc.record({
  env,
  config: fc.option(config, { nil: undefined }),
  own: fc.option(iniFile, { nil: undefined }),
  first: fc.option(iniFile, { nil: undefined }),
  second: rarely(fc.option(iniFile, { nil: undefined }), undefined),
  sourceProfile: fc.constantFrom(undefined, undefined, 'default', 'work'),
  noise: fc.infiniteStream(fc.nat(11)),
});

/** The file's text: the same sections, with comments, quotes, blanks and line ends as people write them. */
export function written({ broken, sections }: IniFile, next: () => number): string {
  const spaces = (): string => [' ', '', '\t', '   '][next() % 4] ?? '';
  const line = ([key, value]: readonly [string, string]): string => {
    const how = next();
    // A policy is JSON, which many put in single quotes.
    const quoted =
      how === 1 || (key === 'policy' && how > 6)
        ? `'${value}'`
        : how === 2 && !value.includes('"')
          ? `"${value}"`
          : value;
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

/** The token files that a machine may name, each with its path for a subject. */
export const TOKEN_FILES: Readonly<Record<string, string>> = Object.fromEntries(
  ['/token-one', '/token-two', '/token-env'].map((sub) => [
    sub,
    `eyJhbGciOiJub25lIn0.${Buffer.from(JSON.stringify({ sub })).toString('base64url')}.c2ln`,
  ]),
);

const issued = (who: string): string => `STS.${Buffer.from(who).toString('hex')}`;
const known = (id: string): string =>
  id.startsWith('STS.') ? Buffer.from(id.slice(4), 'hex').toString() : id;

/** Services that give whoever asks a key whose ID says who asked, and for what. */
export function answer({ url, method, headers, body = '' }: HttpRequest): HttpResponse {
  const document = (who: string): Record<string, string> => ({
    ...assumedRole().Credentials,
    AccessKeyId: issued(who),
  });
  const { hostname, pathname } = url;
  if (hostname.startsWith('sts.')) {
    const sent = new URLSearchParams([...url.searchParams, ...new URLSearchParams(body)]);
    if (sent.get('Action') === 'GenerateSessionAccessKey') {
      const { AccessKeyId, AccessKeySecret, Expiration } = document(`pair|${sent.get('AccessKeyId')}`);
      const session = {
        SessionAccessKeyId: AccessKeyId,
        SessionAccessKeySecret: AccessKeySecret,
        Expiration,
      };
      return json(200, { SessionAccessKey: session });
    }
    const authorization = headers['Authorization'] ?? headers['authorization'] ?? '';
    const id = /Credential=([^,]+)/.exec(authorization)?.[1] ?? sent.get('AccessKeyId');
    const token = headers['x-acs-security-token'] ?? sent.get('SecurityToken');
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

export function identityOf(credential: Credential): string {
  if (credential.kind === 'bearer') return `bearer|${credential.bearerToken.reveal()}`;
  const token = credential.kind === 'sts' ? credential.securityToken.reveal() : undefined;
  return identityOfKey(credential.accessKeyId.reveal(), credential.accessKeySecret.reveal(), token);
}

export function identityOfKey(id: string, secret: string, token: string | undefined): string {
  return id.startsWith('STS.') ? known(id) : `${id}:${secret}${token ? `/${token}` : ''}`;
}
