/** `profile`: a credential from the credentials.ini or config.json of the runner's owner. */

import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { SAMPLE } from '../../emulator/emulator.ts';
import {
  AFTER_ECS,
  asked,
  CONFIG,
  config,
  datedSession,
  failureOf,
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
import { refusalOf, type StepResult, succeeded, type WatchedJob } from './support.ts';

const scene = setProviderScene();

const BEARER = 'bearer-token-0123456789';
const POLICY = JSON.stringify({
  Version: '1',
  Statement: [{ Effect: 'Allow', Action: 'oss:Get*', Resource: '*' }],
});

function jobWith(files: Record<string, string>, env: Record<string, string> = {}): WatchedJob {
  const job = scene.job(env);
  for (const [file, content] of Object.entries(files)) own(job, file, content);
  return job;
}

/** Logs in with a profile; the owner's files stay as they are. */
async function log(
  job: WatchedJob,
  profile: string,
  inputs: Record<string, string> = {},
): Promise<StepResult> {
  const before = job.files();
  const result = await job.login({
    'source-profile': profile,
    'metadata-endpoint': scene.emulator.metadataUrl,
    ...inputs,
  });
  expect(job.files()).toMatchObject(before);
  return result;
}

/** The key of the sample user and nothing else. */
const expectUser = ({ outputs }: StepResult): void => {
  expect(outputs).toMatchObject({ 'access-key-id': SAMPLE.userKey, arn: USER_ARN, type: 'profile' });
  expect(outputs['security-token']).toBeUndefined();
  expect(outputs['expiration']).toBeUndefined();
};

describe('credentials.ini', () => {
  test('of type access_key, with comments after header and values as in the SDK’s documentation', async () => {
    const { access_key_id, access_key_secret } = userFields(scene.emulator);
    const file = [
      '; the profiles of this runner',
      '[default]                          # default configuration',
      'enable = true                      # enabled',
      'type = access_key                  # the authentication type is access_key',
      `access_key_id = ${access_key_id}   ; the ID`,
      `access_key_secret = ${access_key_secret} # the secret`,
      '',
      '[quoted]; another',
      'type="access_key"',
      `access_key_id="${access_key_id}"`,
      `access_key_secret='${access_key_secret}'`,
    ];
    for (const eol of ['\n', '\r\n']) {
      const job = jobWith({ [INI]: file.join(eol) });
      expectUser(succeeded(await log(job, 'default')));
      expect(asked(job)).toEqual(['GetCallerIdentity']);
      expectUser(succeeded(await log(job, 'quoted')));
    }
  });

  test.each(['security_token', 'sts_token'])('of type sts, with the token as %s', async (name) => {
    const fields = sessionFields(scene.emulator, SAMPLE.audit, name);
    const job = jobWith({ [INI]: ini({ work: { type: 'sts', ...fields } }) });
    const result = succeeded(await log(job, 'work'));
    expect(issuedSession(job, result).role.arn).toBe(SAMPLE.audit);
    // A file does not tell when the session ends.
    expect(result.outputs['expiration']).toBeUndefined();
    expect(result.outputs['account-id']).toBe(SAMPLE.account);
  });

  test('of type ram_role_arn, with what it says of the session and of STS', async () => {
    const role = {
      type: 'ram_role_arn',
      ...userFields(scene.emulator),
      role_arn: SAMPLE.deploy2,
      role_session_name: 'from-the-file',
      role_session_expiration: '1800',
      policy: POLICY,
      region_id: 'cn-beijing',
    };
    const job = jobWith({ [INI]: ini({ work: role }) });
    const session = datedSession(job, succeeded(await log(job, 'work')));
    expect(session).toMatchObject({ role: { arn: SAMPLE.deploy2 }, roleSessionName: 'from-the-file' });
    expect(job.requests).toMatchObject([
      {
        action: 'AssumeRole',
        host: 'sts.cn-beijing.aliyuncs.com',
        query: { DurationSeconds: '1800', RoleSessionName: 'from-the-file', Policy: POLICY },
      },
    ]);
    expect(session.expiration - scene.emulator.world.now()).toBeLessThanOrEqual(1_800_000);

    // What the workflow chooses wins.
    const chosen = jobWith({ [INI]: ini({ work: role }) });
    succeeded(await log(chosen, 'work', { 'sts-region': 'cn-shanghai' }));
    expect(chosen.requests.map(({ host }) => host)).toEqual(['sts.cn-shanghai.aliyuncs.com']);
  });

  test('of type ram_role_arn, with the defaults of the action and with a temporary key', async () => {
    const fields = sessionFields(scene.emulator, SAMPLE.deploy, 'security_token');
    const job = jobWith({
      [INI]: ini({ work: { type: 'ram_role_arn', ...fields, role_arn: SAMPLE.target } }),
    });
    const session = datedSession(job, succeeded(await log(job, 'work')));
    expect(session.role.arn).toBe(SAMPLE.target);
    expect(job.requests[0]?.query).toMatchObject({
      RoleSessionName: 'gh-123456789-9876543210-1',
      DurationSeconds: '3600',
    });
    expect(job.requests[0]?.query).not.toHaveProperty('Policy');
  });

  test('of type ecs_ram_role, with the role’s name and without it', async () => {
    const file = ini({
      named: { type: 'ecs_ram_role', role_name: 'ecs-runner' },
      asked: { type: 'ecs_ram_role' },
    });
    for (const [profile, requests] of [['named', 2] as const, ['asked', 3] as const]) {
      const job = jobWith({ [INI]: file }, { ALIBABA_CLOUD_ECS_METADATA_DISABLED: '' });
      const result = succeeded(await log(job, profile));
      expect(datedSession(job, result).role.arn).toBe(SAMPLE.ecsRunner);
      expect(asked(job)).toEqual(Array(requests).fill('metadata'));
    }
  });

  test('of type oidc_role_arn, without GitHub’s token', async () => {
    const job = jobWith({}, { ACTIONS_ID_TOKEN_REQUEST_URL: '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' });
    const pod = {
      type: 'oidc_role_arn',
      oidc_provider_arn: SAMPLE.oidcProvider,
      oidc_token_file_path: await tokenFile(job),
      role_arn: SAMPLE.deploy,
      role_session_name: 'pod',
      role_session_expiration: '900',
      policy: POLICY,
      region_id: 'eu-central-1',
    };
    own(job, INI, ini({ pod }));
    expect(datedSession(job, succeeded(await log(job, 'pod')))).toMatchObject({ roleSessionName: 'pod' });
    expect(job.requests).toMatchObject([
      {
        host: 'sts.eu-central-1.aliyuncs.com',
        form: { RoleSessionName: 'pod', DurationSeconds: '900', Policy: POLICY },
      },
    ]);
  });

  test('of type credentials_uri, which is masked', async () => {
    const uri = `${scene.emulator.credentialsUri}?token=query-secret-0123456789`;
    const job = jobWith({ [INI]: ini({ work: { type: 'credentials_uri', credentials_uri: uri } }) });
    job.secrets.push('query-secret-0123456789');
    expect(datedSession(job, succeeded(await log(job, 'work'))).role.arn).toBe(SAMPLE.deploy);
    expect(job.masks).toContain(uri);

    const far = uri.replace('127.0.0.1', '0.0.0.0');
    const refused = jobWith({ [INI]: ini({ work: { type: 'credentials_uri', credentials_uri: far } }) });
    refused.secrets.push('query-secret-0123456789');
    expect(refusalOf(await log(refused, 'work'))).toContain('plain http');
    expect(refused.requests).toEqual([]);
  });

  test('of type bearer, which can assume no role', async () => {
    const job = jobWith({ [INI]: ini({ work: { type: 'bearer', bearer_token: BEARER } }) });
    job.secrets.push(BEARER);
    const { outputs, exported } = succeeded(await log(job, 'work'));
    expect(outputs).toEqual({ type: 'profile', 'bearer-token': BEARER });
    expect(exported).toEqual({ ALIBABA_CLOUD_BEARER_TOKEN: BEARER });
    expect(refusalOf(await log(job, 'work', { 'role-to-assume': SAMPLE.deploy }))).toContain('bearer');
    expect(job.requests).toEqual([]);
  });

  test('in the file that ALIBABA_CLOUD_CREDENTIALS_FILE names, or under either default name', async () => {
    const work = { work: { type: 'access_key', ...userFields(scene.emulator) } };
    const other = jobWith({ 'home/own.ini': ini(work), [INI]: ini({ work: { type: 'nonsense' } }) });
    other.env['ALIBABA_CLOUD_CREDENTIALS_FILE'] = `${other.home}/own.ini`;
    expectUser(succeeded(await log(other, 'work')));

    const both = jobWith({ [INI]: ini({ mine: { type: 'nonsense' } }), [`${INI}.ini`]: ini(work) });
    expectUser(succeeded(await log(both, 'work')));
  });

  test('wins over config.json, which is read where the ini has no such profile', async () => {
    const files = {
      [INI]: ini({ work: { type: 'access_key', ...userFields(scene.emulator) } }),
      [CONFIG]: config({
        work: { mode: 'nonsense' },
        cli: { mode: 'StsToken', ...sessionFields(scene.emulator, SAMPLE.audit, 'sts_token') },
      }),
    };
    expectUser(succeeded(await log(jobWith(files), 'work')));
    const job = jobWith(files);
    expect(issuedSession(job, succeeded(await log(job, 'cli'))).role.arn).toBe(SAMPLE.audit);
  });
});

describe('the aliyun CLI’s config.json', () => {
  test('of modes AK and StsToken', async () => {
    const profiles = {
      key: { mode: 'AK', ...userFields(scene.emulator), region_id: 'cn-hangzhou', output_format: 'json' },
      session: { mode: 'StsToken', ...sessionFields(scene.emulator, SAMPLE.audit, 'sts_token') },
    };
    expectUser(succeeded(await log(jobWith({ [CONFIG]: config(profiles) }), 'key')));
    const job = jobWith({ [CONFIG]: config(profiles) });
    const result = succeeded(await log(job, 'session'));
    expect(issuedSession(job, result).role.arn).toBe(SAMPLE.audit);
    expect(asked(job)).toEqual(['GetCallerIdentity']);
  });

  test('of mode RamRoleArn, with what it says of the session and of STS', async () => {
    const role = {
      mode: 'RamRoleArn',
      ...userFields(scene.emulator),
      ram_role_arn: SAMPLE.partner,
      ram_session_name: 'from-the-cli',
      expired_seconds: 1200,
      external_id: SAMPLE.externalId,
      sts_region: 'cn-beijing',
    };
    const job = jobWith({ [CONFIG]: config({ work: role }) });
    const session = datedSession(job, succeeded(await log(job, 'work')));
    expect(session).toMatchObject({ role: { arn: SAMPLE.partner }, roleSessionName: 'from-the-cli' });
    expect(job.requests).toMatchObject([
      {
        host: 'sts.cn-beijing.aliyuncs.com',
        query: { DurationSeconds: '1200', ExternalId: SAMPLE.externalId },
      },
    ]);
  });

  test('of mode EcsRamRole, OIDC and CredentialsURI', async () => {
    const job = jobWith({}, { ALIBABA_CLOUD_ECS_METADATA_DISABLED: '' });
    own(
      job,
      CONFIG,
      config({
        instance: { mode: 'EcsRamRole', ram_role_name: 'ecs-runner' },
        pod: {
          mode: 'OIDC',
          oidc_provider_arn: SAMPLE.oidcProvider,
          oidc_token_file: await tokenFile(job),
          ram_role_arn: SAMPLE.deploy,
          ram_session_name: 'pod',
          expired_seconds: 1000,
        },
        uri: { mode: 'CredentialsURI', credentials_uri: scene.emulator.credentialsUri },
      }),
    );
    expect(datedSession(job, succeeded(await log(job, 'instance'))).role.arn).toBe(SAMPLE.ecsRunner);
    expect(datedSession(job, succeeded(await log(job, 'pod')))).toMatchObject({
      role: { arn: SAMPLE.deploy },
      roleSessionName: 'pod',
    });
    expect(job.requests.at(-1)?.form).toMatchObject({ DurationSeconds: '1000' });
    expect(datedSession(job, succeeded(await log(job, 'uri'))).role.arn).toBe(SAMPLE.deploy);
  });

  test('of mode BearerToken', async () => {
    const job = jobWith({ [CONFIG]: config({ work: { mode: 'BearerToken', bearer_token: BEARER } }) });
    job.secrets.push(BEARER);
    expect(succeeded(await log(job, 'work')).outputs['bearer-token']).toBe(BEARER);
  });

  test('of mode ChainableRamRoleArn, link by link', async () => {
    const pod = jobWith({});
    const chain = {
      first: {
        mode: 'OIDC',
        oidc_provider_arn: SAMPLE.oidcProvider,
        oidc_token_file: await tokenFile(pod),
        ram_role_arn: SAMPLE.deploy,
        ram_session_name: 'first',
      },
      second: {
        mode: 'ChainableRamRoleArn',
        source_profile: 'first',
        ram_role_arn: SAMPLE.target,
        ram_session_name: 'second',
        expired_seconds: 901,
      },
    };
    own(pod, CONFIG, config(chain));
    const session = datedSession(pod, succeeded(await log(pod, 'second')));
    expect(session).toMatchObject({ role: { arn: SAMPLE.target }, roleSessionName: 'second' });
    expect(asked(pod)).toEqual(['AssumeRoleWithOIDC', 'AssumeRole']);

    const instance = {
      source: { mode: 'EcsRamRole', ram_role_name: 'ecs-runner' },
      after: { mode: 'ChainableRamRoleArn', source_profile: 'source', ram_role_arn: AFTER_ECS },
    };
    const job = jobWith({ [CONFIG]: config(instance) }, { ALIBABA_CLOUD_ECS_METADATA_DISABLED: '' });
    expect(datedSession(job, succeeded(await log(job, 'after'))).role.arn).toBe(AFTER_ECS);
  });
});

describe('what follows a profile', () => {
  test('is a role, with an account that is allowed; another account is refused', async () => {
    const work = { type: 'ram_role_arn', ...userFields(scene.emulator), role_arn: SAMPLE.deploy2 };
    const files = { [INI]: ini({ work, key: { type: 'access_key', ...userFields(scene.emulator) } }) };
    const job = jobWith(files);
    const inputs = { 'role-to-assume': SAMPLE.deploy2, 'allowed-account-ids': SAMPLE.account };
    const result = succeeded(await log(job, 'key', inputs));
    expect(datedSession(job, result).role.arn).toBe(SAMPLE.deploy2);
    expect(result.outputs).toMatchObject({ 'account-id': SAMPLE.account, type: 'profile' });
    for (const profile of ['work', 'key']) {
      const other = await log(jobWith(files), profile, { 'allowed-account-ids': SAMPLE.otherAccount });
      expect(refusalOf(other)).toContain(SAMPLE.account);
    }
  });
});

describe('a profile that is refused, by file and name, before anybody is asked', () => {
  /** The error; nobody is asked, and nothing is exported. */
  const refused = async (
    files: Record<string, string>,
    profile = 'work',
    env: Record<string, string> = {},
  ): Promise<string> => {
    const job = jobWith(files, env);
    const message = refusalOf(await log(job, profile));
    expect(job.requests).toEqual([]);
    return message;
  };

  test('is one that is disabled, however that is written', async () => {
    for (const enable of ['false', 'False # for now', '"false"']) {
      const work = { enable, type: 'access_key', ...userFields(scene.emulator) };
      expect(await refused({ [INI]: ini({ work }) })).toMatch(/credentials: \[work\] is disabled/);
    }
  });

  test('has no type, an unknown one, or lacks a key', async () => {
    const { access_key_id } = userFields(scene.emulator);
    expect(await refused({ [INI]: ini({ work: { access_key_id: 'x' } }) })).toMatch(
      /credentials: \[work\] has no type/,
    );
    expect(await refused({ [INI]: ini({ work: { type: 'rsa_key_pair' } }) })).toMatch(
      /credentials: \[work\] has a type “rsa_key_pair” that is not one of access_key, sts/,
    );
    const half = { type: 'access_key', access_key_id: access_key_id ?? '' };
    expect(await refused({ [INI]: ini({ work: half }) })).toMatch(/\[work\] has no access_key_secret/);
    expect(await refused({ [CONFIG]: config({ work: { mode: 'External' } }) })).toMatch(
      /config\.json: profile “work” has a mode “External” that is not one of AK/,
    );
    expect(await refused({ [CONFIG]: config({ work: { mode: 'AK', access_key_id: 'x' } }) })).toMatch(
      /config\.json: profile “work” has no access_key_secret/,
    );
  });

  test('is its own source', async () => {
    const link = (source_profile: string) => ({
      mode: 'ChainableRamRoleArn',
      source_profile,
      ram_role_arn: SAMPLE.deploy,
    });
    for (const profiles of [
      { work: link('work') },
      { work: link('b'), b: link('c'), c: link('work') },
      { work: link('b'), b: link('c'), c: link('b') },
    ]) {
      expect(await refused({ [CONFIG]: config(profiles) })).toMatch(/config\.json: profile “.*own source/);
    }
    expect(await refused({ [CONFIG]: config({ work: link('gone') }) })).toMatch(
      /“work” has a source_profile/,
    );
  });

  test('is in no file: the places are listed', async () => {
    const message = await refused({
      [INI]: ini({ other: {} }),
      [CONFIG]: config({ another: { mode: 'AK' } }),
    });
    for (const place of ['“work”', '/.alibabacloud/credentials', '.aliyun/config.json'])
      expect(message.replaceAll(path.sep, '/')).toContain(place);
    const job = jobWith({}, { ALIBABA_CLOUD_CREDENTIALS_FILE: '/nowhere/own.ini' });
    expect(failureOf(await log(job, 'work'))).toMatch(/no \[work\] in \/nowhere\/own\.ini; .*config\.json/);
  });

  test('stands in a file that is none', async () => {
    const secret = 'secret-in-a-broken-file-0123';
    const job = jobWith({ [CONFIG]: `{"profiles": [{"access_key_secret": "${secret}"` });
    job.secrets.push(secret);
    expect(refusalOf(await log(job, 'work'))).toMatch(/config\.json is not a JSON object/);
  });

  test('asks an instance for its role where ALIBABA_CLOUD_ECS_METADATA_DISABLED forbids it', async () => {
    const forbidden = { ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' };
    const unnamed = ini({ work: { type: 'ecs_ram_role' } });
    expect(await refused({ [INI]: unnamed }, 'work', forbidden)).toContain('METADATA_DISABLED');
    // A file of the machine is no input of the workflow: it does not lift what the machine forbids.
    const named = ini({ work: { type: 'ecs_ram_role', role_name: 'ecs-runner' } });
    expect(await refused({ [INI]: named }, 'work', forbidden)).toContain('METADATA_DISABLED');
  });
});
