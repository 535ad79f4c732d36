/** `default`: whatever the machine has, in the order of the SDKs; the first place that is configured decides. */

import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { SAMPLE } from '../../emulator/emulator.ts';
import {
  AFTER_ECS_ABROAD,
  askAction,
  asked,
  CONFIG,
  config,
  INI,
  ini,
  issuedSession,
  own,
  sessionFields,
  setProviderScene,
  tokenFile,
  USER_ARN,
  userFields,
} from './providers-support.ts';
import { refusalOf, sessionKey, succeeded, userKey, type WatchedJob } from './support.ts';

const scene = setProviderScene();

const NAMES = [
  'the key in the environment',
  'the OIDC role in the environment',
  'config.json',
  'the credentials file',
  'the instance role',
  'the credentials URI',
] as const;

/** Configures one link of the chain; what it gives is told apart by its ARN. */
const LINKS: Record<
  (typeof NAMES)[number],
  { configure: (job: WatchedJob) => unknown; clear: (job: WatchedJob) => unknown; arn: RegExp }
> = {
  'the key in the environment': {
    configure: (job) => {
      const key = userKey(job.emulator);
      job.env['ALIBABA_CLOUD_ACCESS_KEY_ID'] = key['access-key-id'] ?? '';
      job.env['ALIBABA_CLOUD_ACCESS_KEY_SECRET'] = key['access-key-secret'] ?? '';
    },
    clear: (job) => unset(job, 'ACCESS_KEY_ID', 'ACCESS_KEY_SECRET'),
    arn: /user\/ci-deployer$/,
  },
  'the OIDC role in the environment': {
    configure: async (job) => {
      job.env['ALIBABA_CLOUD_ROLE_ARN'] = SAMPLE.deploy;
      job.env['ALIBABA_CLOUD_OIDC_PROVIDER_ARN'] = SAMPLE.oidcProvider;
      job.env['ALIBABA_CLOUD_OIDC_TOKEN_FILE'] = await tokenFile(job);
      job.env['ALIBABA_CLOUD_ROLE_SESSION_NAME'] = 'pod';
    },
    clear: (job) => unset(job, 'ROLE_ARN', 'OIDC_PROVIDER_ARN', 'OIDC_TOKEN_FILE'),
    arn: /assumed-role\/deploy\/pod$/,
  },
  'config.json': {
    configure: (job) => {
      const fields = sessionFields(job.emulator, SAMPLE.audit, 'sts_token');
      own(job, CONFIG, config({ mine: { mode: 'StsToken', ...fields } }));
    },
    clear: (job) => {
      job.env['ALIBABA_CLOUD_CLI_PROFILE_DISABLED'] = 'true';
    },
    arn: /assumed-role\/audit\/given$/,
  },
  'the credentials file': {
    configure: (job) =>
      own(
        job,
        INI,
        ini({
          default: { type: 'sts', ...sessionFields(job.emulator, SAMPLE.partner, 'sts_token') },
          other: { type: 'access_key', ...userFields(job.emulator) },
        }),
      ),
    clear: (job) => job.write(INI, '[other]\ntype = access_key\n'),
    arn: /assumed-role\/partner\/given$/,
  },
  'the instance role': {
    configure: (job) => {
      job.env['ALIBABA_CLOUD_ECS_METADATA'] = 'ecs-runner';
      job.env['ALIBABA_CLOUD_ECS_METADATA_DISABLED'] = '';
    },
    clear: (job) => unset(job, 'ECS_METADATA'),
    arn: /assumed-role\/ecs-runner\//,
  },
  'the credentials URI': {
    configure: (job) => {
      job.env['ALIBABA_CLOUD_CREDENTIALS_URI'] = job.emulator.credentialsUri;
    },
    clear: (job) => unset(job, 'CREDENTIALS_URI'),
    arn: /assumed-role\/deploy\/credentials-uri$/,
  },
};

function unset(job: WatchedJob, ...names: string[]): void {
  for (const name of names) job.env[`ALIBABA_CLOUD_${name}`] = '';
}

/** The account is asked for, so that every credential's ARN is known. */
const whoever = { 'allowed-account-ids': SAMPLE.account };

describe('the default chain', () => {
  test.each(NAMES)('finds %s alone', async (name) => {
    const job = scene.job();
    await LINKS[name].configure(job);
    const result = succeeded(await askAction(job, whoever));
    expect(result.outputs['arn']).toMatch(LINKS[name].arn);
    expect(result.outputs['type']).toBe('default');
    expect(result.log).toContain(`Default chain: ${name}.`);
  });

  test('prefers each place to those after it', async () => {
    const job = scene.job();
    for (const name of NAMES) await LINKS[name].configure(job);
    for (const name of NAMES) {
      const result = succeeded(await askAction(job, whoever));
      expect(result.outputs['arn'], name).toMatch(LINKS[name].arn);
      await LINKS[name].clear(job);
    }
    expect(refusalOf(await askAction(job))).toContain('No credential was found');
  });

  test('is asked only by name: inputs that all arrive empty get nobody’s identity', async () => {
    const job = scene.job();
    await LINKS['the key in the environment'].configure(job);
    const unset = {
      'role-to-assume': '',
      'oidc-provider-arn': '',
      'access-key-id': '',
      'access-key-secret': '',
    };
    for (const inputs of [{}, unset]) {
      const result = await job.login(inputs);
      expect(refusalOf(result)).toContain(
        'No input says how to log in; an unset secret or variable arrives empty.',
      );
      expect(result.log).toContain('To use whatever the machine has, set type: default.');
      expect(result.outputs).toEqual({});
    }
    expect(job.requests).toEqual([]);
    const named = succeeded(await job.login({ ...unset, type: 'default' }));
    expect(named.outputs).toMatchObject({ type: 'default', arn: USER_ARN });
  });

  test('takes a key with its token from the environment, as an earlier step has left it', async () => {
    const job = scene.job();
    const key = sessionKey(scene.emulator, SAMPLE.audit);
    succeeded(await job.login(key));
    const result = succeeded(await askAction(job));
    expect(issuedSession(job, result).role.arn).toBe(SAMPLE.audit);
  });

  test('takes the profile that ALIBABA_CLOUD_PROFILE names, from config.json or else from the ini', async () => {
    const files = (job: WatchedJob, profiles: Parameters<typeof config>[0]): void => {
      own(job, CONFIG, config({ current: { mode: 'nonsense' }, ...profiles }));
      own(job, INI, ini({ work: { type: 'access_key', ...userFields(scene.emulator) } }));
    };
    const cli = scene.job({ ALIBABA_CLOUD_PROFILE: 'work' });
    files(cli, {
      work: { mode: 'StsToken', ...sessionFields(scene.emulator, SAMPLE.audit, 'sts_token') },
    });
    expect(issuedSession(cli, succeeded(await askAction(cli))).role.arn).toBe(SAMPLE.audit);
    const other = scene.job({ ALIBABA_CLOUD_PROFILE: 'work' });
    files(other, {});
    expect(succeeded(await askAction(other)).outputs['arn']).toBe(USER_ARN);
  });
});

describe('a place that is configured but broken', () => {
  const broken: Record<(typeof NAMES)[number], [(job: WatchedJob) => unknown, RegExp]> = {
    'the key in the environment': [
      (job) => unset(job, 'ACCESS_KEY_SECRET'),
      /ALIBABA_CLOUD_ACCESS_KEY_ID is set, but ALIBABA_CLOUD_ACCESS_KEY_SECRET is not/,
    ],
    'the OIDC role in the environment': [
      (job) => {
        job.env['ALIBABA_CLOUD_OIDC_TOKEN_FILE'] = '/nowhere/token';
      },
      /no OIDC token at \/nowhere\/token/,
    ],
    'config.json': [(job) => own(job, CONFIG, '{"current": "x"'), /config\.json is not a JSON object/],
    'the credentials file': [
      (job) => own(job, INI, ini({ default: { enable: 'false', type: 'access_key' } })),
      /\[default\] is disabled/,
    ],
    'the instance role': [
      (job) => {
        job.env['ALIBABA_CLOUD_ECS_METADATA'] = 'nobody';
      },
      /no RAM role “nobody”/,
    ],
    'the credentials URI': [
      (job) => {
        job.env['ALIBABA_CLOUD_CREDENTIALS_URI'] = 'http://credentials.example.com/';
      },
      /plain http/,
    ],
  };

  test.each(NAMES)('ends the chain, and says what is wrong with %s', async (name) => {
    const job = scene.job();
    const index = NAMES.indexOf(name);
    for (const later of NAMES.slice(index)) await LINKS[later].configure(job);
    const [breakIt, says] = broken[name];
    await breakIt(job);
    const message = refusalOf(await askAction(job));
    expect(message).toContain(`Default chain, ${name}: `);
    expect(message).toMatch(says);
    const own = name === 'the instance role' ? ['metadata', 'metadata'] : [];
    expect(asked(job)).toEqual(own);
  });

  test('is also a profile or a file that is named and is not there', async () => {
    const noProfile = scene.job({ ALIBABA_CLOUD_PROFILE: 'gone' });
    await LINKS['the credentials file'].configure(noProfile);
    await LINKS['the credentials URI'].configure(noProfile);
    const message = refusalOf(await askAction(noProfile));
    expect(message).toMatch(
      /ALIBABA_CLOUD_PROFILE names “gone”.*config\.json.*\.alibabacloud[/\\]credentials/,
    );
    const noFile = scene.job({ ALIBABA_CLOUD_CREDENTIALS_FILE: '/nowhere/own.ini' });
    await LINKS['the credentials URI'].configure(noFile);
    expect(refusalOf(await askAction(noFile))).toMatch(/ALIBABA_CLOUD_CREDENTIALS_FILE.*\/nowhere\/own\.ini/);
    expect([...noProfile.requests, ...noFile.requests]).toEqual([]);
  });

  test('is also a key that STS does not know', async () => {
    const job = scene.job({
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tNobodyKnowsThis',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'nobody-knows-this-0123',
    });
    job.secrets.push('LTAI5tNobodyKnowsThis', 'nobody-knows-this-0123');
    await LINKS['the credentials URI'].configure(job);
    expect(refusalOf(await askAction(job))).toContain('InvalidAccessKeyId.NotFound');
    expect(asked(job)).toEqual(['GetCallerIdentity']);
  });
});

describe('nothing that is configured', () => {
  test('is an error that lists every place, in order, and why it was passed over', async () => {
    const job = scene.job({ ALIBABA_CLOUD_ROLE_ARN: SAMPLE.deploy });
    const inHome = (file: string): string => path.join(job.home, file);
    const message = refusalOf(await job.login({ type: 'default' }));
    const reasons = [
      'the key in the environment: ALIBABA_CLOUD_ACCESS_KEY_ID is not set',
      'the OIDC role in the environment: ALIBABA_CLOUD_OIDC_PROVIDER_ARN, ALIBABA_CLOUD_OIDC_TOKEN_FILE are not set',
      `config.json: ${inHome('.aliyun/config.json')} does not exist`,
      `the credentials file: no [default] in ${inHome('.alibabacloud/credentials')} or ${inHome('.alibabacloud/credentials.ini')}`,
      'the instance role: ALIBABA_CLOUD_ECS_METADATA_DISABLED is true',
      'the credentials URI: ALIBABA_CLOUD_CREDENTIALS_URI is not set',
    ];
    expect(message.split('\n').filter((line) => line.startsWith('- '))).toEqual(
      reasons.map((reason) => `- ${reason}`),
    );
    expect(message).toContain('oidc-provider-arn');
    expect(job.requests).toEqual([]);
  });
});

describe('what follows', () => {
  test('is a role, assumed with whatever the chain has found', async () => {
    const key = scene.job();
    await LINKS['the key in the environment'].configure(key);
    const first = succeeded(await askAction(key, { 'role-to-assume': SAMPLE.deploy2 }));
    expect(issuedSession(key, first).role.arn).toBe(SAMPLE.deploy2);

    const instance = scene.job();
    await LINKS['the instance role'].configure(instance);
    const inputs = { 'role-to-assume': AFTER_ECS_ABROAD, 'allowed-account-ids': SAMPLE.otherAccount };
    const second = succeeded(await askAction(instance, inputs));
    expect(second.outputs['account-id']).toBe(SAMPLE.otherAccount);
    expect(second.outputs['expiration']).toMatch(/Z$/);
  });

  test('is the account’s check: another than those that are allowed is refused', async () => {
    for (const name of ['the key in the environment', 'the credentials URI'] as const) {
      const job = scene.job();
      await LINKS[name].configure(job);
      const message = refusalOf(await askAction(job, { 'allowed-account-ids': SAMPLE.otherAccount }));
      expect(message).toContain(SAMPLE.account);
    }
  });

  test('may not be a role where the chain finds a bearer token', async () => {
    const job = scene.job();
    job.secrets.push('bearer-token-0123456789');
    own(job, INI, ini({ default: { type: 'bearer', bearer_token: 'bearer-token-0123456789' } }));
    expect(succeeded(await askAction(job)).outputs['bearer-token']).toBe('bearer-token-0123456789');
    expect(refusalOf(await askAction(job, { 'role-to-assume': SAMPLE.deploy }))).toContain('bearer token');
    expect(refusalOf(await askAction(job, whoever))).toContain('A bearer token does not say which account');
  });
});
