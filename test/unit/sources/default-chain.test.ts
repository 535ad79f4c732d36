import type { ProfileDefaults, StsSettings } from '../../../src/plan/plan.ts';
/** The default chain over every combination of places that are configured, broken, or not configured. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OWN } from '../../../src/diagnosis/catalogue.ts';
import type { HttpRequest, HttpResponse } from '../../../src/runtime/context.ts';
import type { Files } from '../../../src/runtime/files.ts';
import { stsClient } from '../../../src/sts/client.ts';
import {
  assumedRole,
  type FakeContext,
  fakeContext,
  json,
  refusal,
  untouchable,
} from '../support/context.ts';
import { asPosix } from '../support/posix.ts';
import { providerFor } from '../support/providers.ts';

const HOME = '/home/nobody';
const CONFIG = `${HOME}/.aliyun/config.json`;
const INI = `${HOME}/.alibabacloud/credentials`;
const TOKEN_FILE = '/var/run/token';
const METADATA = 'http://100.100.100.200';
const URI = 'https://credentials.example.com/secret-path';

const DEFAULTS: ProfileDefaults = {
  roleSessionName: 'gh-1-2-3',
  durationSeconds: 3600,
  metadataEndpoint: METADATA,
  allowHttp: false,
};

type State = 'absent' | 'configured' | 'broken';

/** What a place in some state adds to the machine, in one of several ways. */
interface Setting {
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  /** Hosts that refuse. */
  readonly fails?: readonly string[];
  /** Of an absent place: its reason. Of a broken one: its error. */
  readonly says?: string;
}

interface Place {
  readonly name: string;
  /** What the credential that it gives is known by. */
  readonly id: string;
  /** The hosts that it asks, each once where all is well. */
  readonly hosts: readonly string[];
  readonly absent: readonly Setting[];
  readonly configured: readonly Setting[];
  readonly broken: readonly Setting[];
}

const ACCESS_KEY = 'ALIBABA_CLOUD_ACCESS_KEY_ID';
const SECRET = 'ALIBABA_CLOUD_ACCESS_KEY_SECRET';
const OIDC = {
  ALIBABA_CLOUD_ROLE_ARN: 'acs:ram::1234567890123456:role/deploy',
  ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'acs:ram::1234567890123456:oidc-provider/ack',
  ALIBABA_CLOUD_OIDC_TOKEN_FILE: TOKEN_FILE,
};
const TOKEN = { [TOKEN_FILE]: 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJwb2QifQ.c2lnbmF0dXJl' };

const configJson = (profile: object): string =>
  JSON.stringify({ current: 'mine', profiles: [{ name: 'mine', ...profile }] });

const PLACES: readonly Place[] = [
  {
    name: 'the key in the environment',
    id: 'LTAI-environment',
    hosts: [],
    absent: [
      { says: `${ACCESS_KEY} is not set` },
      { env: { [ACCESS_KEY]: '', [SECRET]: '' }, says: `${ACCESS_KEY} is not set` },
      { env: { ALIBABA_CLOUD_SECURITY_TOKEN: 'left-over' }, says: `${ACCESS_KEY} is not set` },
    ],
    configured: [
      { env: { [ACCESS_KEY]: 'LTAI-environment', [SECRET]: 'environment-secret' } },
      {
        env: {
          [ACCESS_KEY]: 'LTAI-environment',
          [SECRET]: 'environment-secret',
          ALIBABA_CLOUD_SECURITY_TOKEN: 'token',
        },
      },
    ],
    broken: [
      { env: { [ACCESS_KEY]: 'LTAI-environment' }, says: `${SECRET} is not` },
      { env: { [SECRET]: 'environment-secret' }, says: `${ACCESS_KEY} is not` },
      {
        env: { [ACCESS_KEY]: 'LTAI-environment\n', [SECRET]: 'environment-secret' },
        says: `${ACCESS_KEY} contains white space, a line break`,
      },
      { env: { [ACCESS_KEY]: 'LTAI-environment', [SECRET]: '' }, says: `${SECRET} is not` },
    ],
  },
  {
    name: 'the OIDC role in the environment',
    id: 'STS.sts.aliyuncs.com',
    hosts: ['sts.aliyuncs.com'],
    absent: [
      {
        says: 'ALIBABA_CLOUD_ROLE_ARN, ALIBABA_CLOUD_OIDC_PROVIDER_ARN, ALIBABA_CLOUD_OIDC_TOKEN_FILE are not set',
      },
      {
        env: { ALIBABA_CLOUD_ROLE_ARN: OIDC.ALIBABA_CLOUD_ROLE_ARN },
        says: 'ALIBABA_CLOUD_OIDC_PROVIDER_ARN, ALIBABA_CLOUD_OIDC_TOKEN_FILE are not set',
      },
      {
        env: { ALIBABA_CLOUD_OIDC_TOKEN_FILE: TOKEN_FILE },
        files: TOKEN,
        says: 'ALIBABA_CLOUD_ROLE_ARN, ALIBABA_CLOUD_OIDC_PROVIDER_ARN are not set',
      },
    ],
    configured: [{ env: OIDC, files: TOKEN }],
    broken: [
      { env: OIDC, says: `no OIDC token at ${TOKEN_FILE}` },
      { env: OIDC, files: { [TOKEN_FILE]: '\n' }, says: 'is empty' },
      {
        env: { ...OIDC, ALIBABA_CLOUD_ROLE_ARN: 'deploy' },
        files: TOKEN,
        says: 'ALIBABA_CLOUD_ROLE_ARN is not',
      },
      { env: { ...OIDC, ALIBABA_CLOUD_ROLE_ARN: '' }, says: 'but ALIBABA_CLOUD_ROLE_ARN is not set' },
      {
        env: { ALIBABA_CLOUD_OIDC_PROVIDER_ARN: OIDC.ALIBABA_CLOUD_OIDC_PROVIDER_ARN },
        says: 'ALIBABA_CLOUD_OIDC_PROVIDER_ARN is set, but ALIBABA_CLOUD_ROLE_ARN, ALIBABA_CLOUD_OIDC_TOKEN_FILE are not set',
      },
      {
        env: { ...OIDC, ALIBABA_CLOUD_OIDC_PROVIDER_ARN: '' },
        files: TOKEN,
        says: 'ALIBABA_CLOUD_OIDC_TOKEN_FILE is set, but ALIBABA_CLOUD_OIDC_PROVIDER_ARN is not set',
      },
      {
        env: { ...OIDC, ALIBABA_CLOUD_OIDC_TOKEN_FILE: '' },
        says: 'ALIBABA_CLOUD_OIDC_PROVIDER_ARN is set, but ALIBABA_CLOUD_OIDC_TOKEN_FILE is not set',
      },
      {
        env: { ...OIDC, ALIBABA_CLOUD_ROLE_SESSION_NAME: 'not a name' },
        files: TOKEN,
        says: 'ALIBABA_CLOUD_ROLE_SESSION_NAME is not',
      },
      { env: OIDC, files: { [TOKEN_FILE]: '{"token": "x.y.z"}' }, says: `${TOKEN_FILE} holds no OIDC token` },
      { env: OIDC, files: TOKEN, fails: ['sts.aliyuncs.com'], says: 'EntityNotExist.Role' },
    ],
  },
  {
    name: 'config.json',
    id: 'LTAI-config',
    hosts: [],
    absent: [
      { says: `${CONFIG} does not exist` },
      { files: { [CONFIG]: '{"current":"gone","profiles":[]}' }, says: `${CONFIG} has no profiles` },
      { files: { [CONFIG]: '{}' }, says: `${CONFIG} has no profiles` },
      {
        files: { [CONFIG]: configJson({ mode: '', output_format: 'json' }) },
        says: `${CONFIG}: profile “mine” is not configured`,
      },
      {
        files: { [CONFIG]: configJson({ mode: 'AK', access_key_id: '', access_key_secret: '' }) },
        says: `${CONFIG}: profile “mine” is not configured`,
      },
      {
        env: { ALIBABA_CLOUD_CLI_PROFILE_DISABLED: 'True' },
        files: { [CONFIG]: 'not even JSON' },
        says: 'ALIBABA_CLOUD_CLI_PROFILE_DISABLED is true',
      },
    ],
    configured: [
      {
        files: {
          [CONFIG]: configJson({
            mode: 'AK',
            access_key_id: 'LTAI-config',
            access_key_secret: 'config-secret',
          }),
        },
      },
    ],
    broken: [
      { files: { [CONFIG]: 'not even JSON' }, says: 'is not a JSON object' },
      { files: { [CONFIG]: configJson({ mode: '', access_key_id: 'x' }) }, says: 'has no mode' },
      {
        files: { [CONFIG]: configJson({ mode: 'External' }) },
        says: 'has a mode “External” that is not one of',
      },
      { files: { [CONFIG]: configJson({ mode: 'OAuth' }) }, says: 'has no session' },
      {
        files: { [CONFIG]: configJson({ mode: 'AK', access_key_id: 'x' }).replace('"mine"', '"gone"') },
        says: 'current profile “gone” is not in it',
      },
      {
        files: { [CONFIG]: configJson({ mode: 'AK', access_key_id: 'x' }) },
        says: 'has no access_key_secret',
      },
    ],
  },
  {
    name: 'the credentials file',
    id: 'LTAI-ini',
    hosts: [],
    absent: [
      { says: `no [default] in ${INI} or ${INI}.ini` },
      { files: { [INI]: '[other]\ntype = access_key\n' }, says: `no [default] in ${INI} or ${INI}.ini` },
    ],
    configured: [INI, `${INI}.ini`, '/elsewhere/own'].map((file) => ({
      ...(file.startsWith('/elsewhere') && { env: { ALIBABA_CLOUD_CREDENTIALS_FILE: file } }),
      files: {
        [file]:
          '[default] # mine\ntype = access_key\naccess_key_id = LTAI-ini\naccess_key_secret = ini-secret\n',
      },
    })),
    broken: [
      { files: { [INI]: '[default\ntype = access_key\n' }, says: 'line 1 is not a section' },
      { files: { [INI]: 'type = access_key\n[default]\n' }, says: 'line 1 comes before the first section' },
      { files: { [INI]: '[other]\ntype\n' }, says: 'line 2 is not a section' },
      {
        files: { [INI]: '[default]\ntype = access_key\n[x]\n[default]\ntype = sts\n' },
        says: 'it has the section [default] twice',
      },
      {
        files: { [INI]: '[default]\ntype = access_key\ntype = sts\n' },
        says: '[default] has two values for type',
      },
      {
        files: { [INI]: '[default]\ntype = sts\n', [`${INI}.ini`]: '[default]\ntype = access_key\n' },
        says: 'and they differ',
      },
      { files: { [INI]: '[default]\nenable = false\n' }, says: '[default] is disabled' },
      { files: { [INI]: '[default]\naccess_key_id = x\n' }, says: '[default] has no type' },
      { env: { ALIBABA_CLOUD_CREDENTIALS_FILE: '/elsewhere/own' }, says: '/elsewhere/own has no section' },
    ],
  },
  {
    name: 'the instance role',
    id: 'STS.100.100.100.200',
    hosts: ['100.100.100.200', '100.100.100.200'],
    absent: [
      { says: 'ALIBABA_CLOUD_ECS_METADATA is not set' },
      {
        env: { ALIBABA_CLOUD_ECS_METADATA: 'runner', ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'TRUE' },
        says: 'ALIBABA_CLOUD_ECS_METADATA_DISABLED is true',
      },
    ],
    configured: [{ env: { ALIBABA_CLOUD_ECS_METADATA: 'runner' } }],
    broken: [
      {
        env: { ALIBABA_CLOUD_ECS_METADATA: 'runner' },
        fails: ['100.100.100.200'],
        says: 'ECS metadata',
      },
    ],
  },
  {
    name: 'the credentials URI',
    id: 'STS.credentials.example.com',
    hosts: ['credentials.example.com'],
    absent: [{ says: 'ALIBABA_CLOUD_CREDENTIALS_URI is not set' }],
    configured: [{ env: { ALIBABA_CLOUD_CREDENTIALS_URI: URI } }],
    broken: [
      { env: { ALIBABA_CLOUD_CREDENTIALS_URI: URI }, fails: ['credentials.example.com'], says: 'status 403' },
      { env: { ALIBABA_CLOUD_CREDENTIALS_URI: 'http://credentials.example.com/' }, says: 'plain http' },
      { env: { ALIBABA_CLOUD_CREDENTIALS_URI: 'nonsense' }, says: 'not an http or https URL' },
    ],
  },
];

/** Only what the chain may do with files: look and read. */
function memory(files: Readonly<Record<string, string>>): Files {
  return {
    ...untouchable<Files>('files'),
    look: (path) => (asPosix(path) in files ? { kind: 'file', mode: 0o600, uid: 0, gid: 0 } : undefined),
    read: (path) => files[asPosix(path)],
  };
}

/** Every service answers by its host, in the form of that service. */
function answer({ url, method }: HttpRequest, fails: ReadonlySet<string>): HttpResponse {
  const { hostname } = url;
  if (hostname === 'sts.aliyuncs.com') {
    if (fails.has(hostname)) return refusal(404, 'EntityNotExist.Role');
    const body = assumedRole();
    return json(200, { ...body, Credentials: { ...body.Credentials, AccessKeyId: `STS.${hostname}` } });
  }
  if (fails.has(hostname)) return { status: 403, headers: {}, body: '' };
  if (method === 'PUT') return { status: 200, headers: {}, body: 'metadata-token' };
  const { Credentials } = assumedRole();
  return json(200, { Code: 'Success', ...Credentials, AccessKeyId: `STS.${hostname}` });
}

function machine(settings: readonly Setting[]): FakeContext {
  const fails = new Set(settings.flatMap((setting) => setting.fails ?? []));
  return fakeContext({
    env: Object.assign({}, ...settings.map(({ env }) => env)),
    files: memory(Object.assign({}, ...settings.map(({ files }) => files))),
    home: HOME,
    http: Array(10).fill((request: HttpRequest) => answer(request, fails)),
  });
}

function chain(
  context: FakeContext,
  sts: StsSettings = { host: 'sts.aliyuncs.com', chosen: false, maxAttempts: 5 },
) {
  const plan = {
    type: 'default',
    source: { from: 'default', defaults: DEFAULTS },
    hops: [],
    sts,
    allowedAccountIds: [],
    exportOptions: { env: true, outputs: true, maskAccountId: false, cleanup: true },
    summary: false,
  } as const;
  return providerFor(plan, stsClient(context))(context);
}

const hostsOf = (context: FakeContext): string[] => context.requests.map(({ url }) => url.hostname);

/** One state for every place, and one of the ways to be in it. */
const machines = fc.tuple(
  ...PLACES.map((place) =>
    fc
      .constantFrom<State>('absent', 'configured', 'broken')
      .chain((state) => fc.constantFrom(...place[state]).map((setting) => ({ place, state, setting }))),
  ),
);

describe('the default chain', () => {
  test('takes the first place that is configured, and stops at the first that is broken', async () => {
    await fc.assert(
      fc.asyncProperty(machines, async (links) => {
        const first = links.find(({ state }) => state !== 'absent');
        fc.pre(first !== undefined);
        const context = machine(links.map(({ setting }) => setting));
        if (first.state === 'configured') {
          const { credential } = await chain(context);
          expect(credential.kind).not.toBe('bearer');
          if (credential.kind !== 'bearer') expect(credential.accessKeyId.reveal()).toBe(first.place.id);
          expect(hostsOf(context)).toEqual(first.place.hosts);
        } else {
          const error = await chain(context).then(
            () => new Error('It succeeded.'),
            (thrown: Error) => thrown,
          );
          expect(error.message).toContain(`Default chain, ${first.place.name}: `);
          expect(asPosix(error.message)).toContain(first.setting.says);
          expect(first.place.hosts).toEqual(expect.arrayContaining(hostsOf(context)));
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('lists every place and its reason, in order, where none is configured', async () => {
    const nothing = fc.tuple(...PLACES.map(({ absent }) => fc.constantFrom(...absent)));
    await fc.assert(
      fc.asyncProperty(nothing, async (settings) => {
        const context = machine(settings);
        const error = await chain(context).then(
          () => new Error('It succeeded.'),
          (thrown: Error) => thrown,
        );
        const reasons = PLACES.map(({ name }, index) => `- ${name}: ${settings[index]?.says}`);
        expect(asPosix(error.message).split('\n').slice(1)).toEqual(reasons);
        expect(context.requests).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('shows no secret of a place that it passed over, stopped at or took', async () => {
    const secrets = ['environment-secret', 'config-secret', 'ini-secret', 'secret-path', 'metadata-token'];
    await fc.assert(
      fc.asyncProperty(machines, async (links) => {
        const context = machine(links.map(({ setting }) => setting));
        const message = await chain(context).then(
          () => '',
          (error: Error) => error.message,
        );
        const said = context.lines.filter((line) => !line.startsWith('::add-mask::')).join('');
        for (const secret of [...secrets, TOKEN[TOKEN_FILE] ?? ''])
          expect(said + message).not.toContain(secret);
      }),
      { numRuns: 200 },
    );
  });
});

test('the chain says how to use an instance’s role where nothing is configured', async () => {
  await expect(chain(machine([]))).rejects.toMatchObject({
    code: 'default.nothing',
  });
  expect(OWN['default.nothing']).toHaveProperty('remedy', expect.stringContaining('type: ecs_ram_role'));
});

describe('which STS a profile’s role is asked of', () => {
  const role = (region: object) =>
    configJson({
      mode: 'RamRoleArn',
      access_key_id: 'LTAI-config',
      access_key_secret: 'config-secret',
      ram_role_arn: OIDC.ALIBABA_CLOUD_ROLE_ARN,
      ...region,
    });
  const iniRole = (region: string) =>
    `[default]\ntype = ram_role_arn\naccess_key_id = LTAI-ini\naccess_key_secret = ini-secret\nrole_arn = ${OIDC.ALIBABA_CLOUD_ROLE_ARN}\nregion_id = ${region}\n`;

  test('is the workflow’s, whatever the profile says', async () => {
    for (const files of [
      { [CONFIG]: role({ sts_region: 'cn-atlantis-1' }) },
      { [INI]: iniRole('cn-atlantis-1') },
    ]) {
      const context = machine([{ files }]);
      await chain(context, { host: 'sts.aliyuncs.com', chosen: true, maxAttempts: 5 });
      expect(hostsOf(context)).toEqual(['sts.aliyuncs.com']);
      expect(context.lines.join('')).not.toContain('::warning::');
    }
  });

  test('where the workflow chose none, is an error for sts_region, a warning for region_id', async () => {
    await expect(
      chain(machine([{ files: { [CONFIG]: role({ sts_region: 'cn-atlantis-1' }) } }])),
    ).rejects.toThrow(/sts_region/);
    const context = machine([{ files: { [INI]: iniRole('cn-atlantis-1') } }]);
    await chain(context);
    expect(hostsOf(context)).toEqual(['sts.aliyuncs.com']);
    expect(context.lines.join('')).toMatch(/::warning::.*region_id.*sts\.aliyuncs\.com/);
  });
});

test('a credentials URI of a profile that cannot be right is named by file and section', async () => {
  const files = {
    [INI]: '[default]\ntype = credentials_uri\ncredentials_uri = ftp://example.com/the-secret\n',
  };
  const error = await chain(machine([{ files }])).catch((thrown: Error) => thrown);
  expect(asPosix(String(error))).toContain(`${INI}: [default]: credentials_uri is not an http or https URL`);
  expect(String(error)).not.toContain('the-secret');
});

describe('a profile that ALIBABA_CLOUD_PROFILE names', () => {
  const key = (id: string): string =>
    `type = access_key\naccess_key_id = ${id}\naccess_key_secret = secret\n`;
  const named = (files: Record<string, string>, env: Record<string, string> = {}): Setting => ({
    env: { ALIBABA_CLOUD_PROFILE: 'work', ...env },
    files,
  });
  const config = JSON.stringify({
    current: 'mine',
    profiles: [
      { name: 'mine', mode: 'AK', access_key_id: 'LTAI-mine', access_key_secret: 'secret' },
      { name: 'work', mode: 'AK', access_key_id: 'LTAI-cli', access_key_secret: 'secret' },
    ],
  });
  const ini = `[default]\n${key('LTAI-default')}[work]\n${key('LTAI-ini')}`;
  const idOf = async (setting: Setting): Promise<string | undefined> => {
    const { credential } = await chain(machine([setting]));
    return credential.kind === 'access_key' ? credential.accessKeyId.reveal() : undefined;
  };

  test('is taken from config.json, else from the credentials file', async () => {
    expect(await idOf(named({ [CONFIG]: config, [INI]: ini }))).toBe('LTAI-cli');
    expect(await idOf(named({ [CONFIG]: config.replace('"work"', '"other"'), [INI]: ini }))).toBe('LTAI-ini');
    const disabled = { ALIBABA_CLOUD_CLI_PROFILE_DISABLED: 'true' };
    expect(await idOf(named({ [CONFIG]: config, [INI]: ini }, disabled))).toBe('LTAI-ini');
  });

  test('is never another one: where it is nowhere the chain ends', async () => {
    const elsewhere = named({
      [CONFIG]: config.replace('"work"', '"other"'),
      [INI]: `[default]\n${key('x')}`,
    });
    await expect(chain(machine([elsewhere]))).rejects.toThrow(/ALIBABA_CLOUD_PROFILE names “work”/);
    const withUri = named({}, { ALIBABA_CLOUD_CREDENTIALS_URI: URI });
    await expect(chain(machine([withUri]))).rejects.toThrow(/ALIBABA_CLOUD_PROFILE names “work”/);
  });

  test('is not needed where the environment has a key', async () => {
    const keys = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI-env', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'secret' };
    expect(await idOf(named({}, keys))).toBe('LTAI-env');
  });
});
