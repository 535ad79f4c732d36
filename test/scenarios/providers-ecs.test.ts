/** `ecs_ram_role`: the role of the ECS instance that a self-hosted runner lives on. */

import { describe, expect, test } from 'vitest';
import { SAMPLE } from '../../emulator/emulator.ts';
import type { RecordedRequest } from '../../emulator/http/message.ts';
import {
  AFTER_ECS,
  AFTER_ECS_ABROAD,
  asked,
  closedPort,
  datedSession,
  ecs,
  failureOf,
  setProviderScene,
} from './providers-support.ts';
import { ACTION, forAll, KEY_IDS, refusalOf, succeeded, type WatchedJob, warningsOf } from './support.ts';

const scene = setProviderScene();

const TOKEN_PATH = '/latest/api/token';
const ROLES = '/latest/meta-data/ram/security-credentials/';
const TOKEN = 'x-aliyun-ecs-metadata-token';
const TTL = 'x-aliyun-ecs-metadata-token-ttl-seconds';

/** A job on an instance: nothing forbids metadata. */
function jobOnEcs(env: Record<string, string> = {}): WatchedJob {
  return scene.job({ ALIBABA_CLOUD_ECS_METADATA_DISABLED: '', ...env });
}

function pathsOf(job: WatchedJob): string[] {
  return job.requests.map(({ method, path }) => `${method} ${path}`);
}

const at = (path: string) => (request: RecordedRequest) => request.path === path;

describe('hardened mode', () => {
  test('gives the credential of the role that the instance names, with its expiry', async () => {
    scene.emulator.world.ecs.mode = 'hardened-only';
    const job = jobOnEcs();
    const result = succeeded(await job.login(ecs(scene.emulator)));
    const session = datedSession(job, result);
    expect(session.role.arn).toBe(SAMPLE.ecsRunner);
    expect(result.outputs['type']).toBe('ecs_ram_role');
    expect(KEY_IDS.map((name) => result.exported[name])).toEqual(KEY_IDS.map(() => session.accessKeyId));
    expect(warningsOf(result)).toEqual([]);

    expect(pathsOf(job)).toEqual([`PUT ${TOKEN_PATH}`, `GET ${ROLES}`, `GET ${ROLES}ecs-runner`]);
    const [put, ...gets] = job.requests;
    expect(Number(put?.headers[TTL])).toBeGreaterThanOrEqual(1);
    expect(Number(put?.headers[TTL])).toBeLessThanOrEqual(21_600);
    const tokens = new Set(gets.map(({ headers }) => headers[TOKEN]));
    expect(tokens.size).toBe(1);
    for (const token of tokens) {
      expect(job.masks).toContain(token);
      job.secrets.push(token ?? '');
    }
    expect(job.requests.map(({ viaProxy }) => viaProxy)).toEqual([false, false, false]);
  });

  test.each([
    ['the input role-name', { 'role-name': 'ecs-runner' }, {}],
    ['ALIBABA_CLOUD_ECS_METADATA', {}, { ALIBABA_CLOUD_ECS_METADATA: 'ecs-runner' }],
    [
      'role-name, whatever ALIBABA_CLOUD_ECS_METADATA says',
      { 'role-name': 'ecs-runner' },
      { ALIBABA_CLOUD_ECS_METADATA: 'somebody-else' },
    ],
  ])('does not ask for the role where it is known from %s', async (_, inputs, env) => {
    const job = jobOnEcs(env);
    const session = datedSession(job, succeeded(await job.login(ecs(scene.emulator, inputs))));
    expect(session.role.arn).toBe(SAMPLE.ecsRunner);
    expect(pathsOf(job)).toEqual([`PUT ${TOKEN_PATH}`, `GET ${ROLES}ecs-runner`]);
  });

  test('is what role-name alone means, without a type', async () => {
    const job = jobOnEcs();
    const inputs = { 'role-name': 'ecs-runner', 'metadata-endpoint': scene.emulator.metadataUrl };
    expect(succeeded(await job.login(inputs)).outputs['type']).toBe('ecs_ram_role');
  });

  test('is tried again once where a connection breaks or the service stumbles', async () => {
    const broken = { kind: 'reset', match: at(TOKEN_PATH) } as const;
    const failed = { kind: 'status', status: 503, match: at(`${ROLES}ecs-runner`) } as const;
    scene.emulator.faults.queue('metadata', broken, failed);
    const job = jobOnEcs();
    succeeded(await job.login(ecs(scene.emulator)));
    expect(job.requests).toHaveLength(5);

    scene.emulator.faults.queue('metadata', { ...failed, times: 2 });
    expect(failureOf(await jobOnEcs().login(ecs(scene.emulator)))).toContain('503');
  });
});

describe('normal mode', () => {
  test('is used, with a warning, where the service has no other', async () => {
    scene.emulator.world.ecs.mode = 'normal-only';
    const job = jobOnEcs();
    const result = succeeded(await job.login(ecs(scene.emulator)));
    expect(datedSession(job, result).role.arn).toBe(SAMPLE.ecsRunner);
    expect(warningsOf(result)).toHaveLength(1);
    expect(warningsOf(result)[0]).toMatch(/normal mode.*disable-imds-v1/s);
    expect(job.requests.slice(1).some(({ headers }) => TOKEN in headers)).toBe(false);
  });

  test.each([
    ['disable-imds-v1', { 'disable-imds-v1': 'true' }, {}],
    ['ALIBABA_CLOUD_IMDSV1_DISABLED', {}, { ALIBABA_CLOUD_IMDSV1_DISABLED: 'true' }],
    [
      'ALIBABA_CLOUD_IMDSV1_DISABLED',
      { 'role-name': 'ecs-runner' },
      { ALIBABA_CLOUD_IMDSV1_DISABLED: 'TRUE' },
    ],
  ])('is never used with %s', async (name, inputs, env) => {
    scene.emulator.world.ecs.mode = 'normal-only';
    const job = jobOnEcs(env);
    expect(refusalOf(await job.login(ecs(scene.emulator, inputs)))).toContain(name);
    expect(pathsOf(job)).toEqual([`PUT ${TOKEN_PATH}`]);
  });

  test('is allowed by disable-imds-v1: false, whatever the environment says', async () => {
    scene.emulator.world.ecs.mode = 'normal-only';
    const job = jobOnEcs({ ALIBABA_CLOUD_IMDSV1_DISABLED: 'true' });
    succeeded(await job.login(ecs(scene.emulator, { 'disable-imds-v1': 'false' })));
  });

  test('is not used where hardened mode refuses or is silent', async () => {
    scene.emulator.faults.queue('metadata', { kind: 'status', status: 403, match: at(TOKEN_PATH) });
    const refused = jobOnEcs();
    expect(refusalOf(await refused.login(ecs(scene.emulator)))).toContain('403');
    expect(pathsOf(refused)).toEqual([`PUT ${TOKEN_PATH}`]);

    scene.emulator.faults.queue('metadata', { kind: 'hang', times: 2, match: at(TOKEN_PATH) });
    const silent = jobOnEcs();
    refusalOf(await silent.login(ecs(scene.emulator)));
    // A GET of the instance’s ID, without a token, tells a container from a machine that is no instance.
    expect(new Set(pathsOf(silent))).toEqual(
      new Set([`PUT ${TOKEN_PATH}`, 'GET /latest/meta-data/instance-id']),
    );
  });
});

describe('an instance without the role', () => {
  test('that has none says so, and what to do', async () => {
    scene.emulator.world.ecs.roleArn = undefined;
    const job = jobOnEcs();
    expect(refusalOf(await job.login(ecs(scene.emulator)))).toMatch(/instance has no RAM role.*Attach/s);
  });

  test('that is named says which, and that role-name may be left out', async () => {
    const job = jobOnEcs();
    const inputs = ecs(scene.emulator, { 'role-name': 'nobody' });
    expect(refusalOf(await job.login(inputs))).toMatch(/no RAM role “nobody”.*role-name/s);
  });
});

describe('a runner that is no ECS instance', () => {
  test('is told so within five seconds, where the port refuses and where it never answers', async () => {
    const refused = jobOnEcs();
    const endpoint = `http://127.0.0.1:${await closedPort()}`;
    const quick = await refused.login(ecs(scene.emulator, { 'metadata-endpoint': endpoint }));
    scene.emulator.world.ecs.mode = 'off';
    const silent = await jobOnEcs().login(ecs(scene.emulator));
    for (const result of [quick, silent]) {
      expect(failureOf(result)).toMatch(/ECS metadata does not answer.*not seem to run on an ECS/s);
      expect(failureOf(result)).toContain('oidc-provider-arn');
      expect(result.duration).toBeLessThan(5_000);
    }
  });

  test('asks nobody where ALIBABA_CLOUD_ECS_METADATA_DISABLED forbids it', async () => {
    const job = scene.job({ ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' });
    const message = refusalOf(await job.login(ecs(scene.emulator)));
    expect(message).toContain('ALIBABA_CLOUD_ECS_METADATA_DISABLED');
    expect(job.requests).toEqual([]);
  });

  test('asks all the same where the workflow itself names the role', async () => {
    const job = scene.job({ ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' });
    succeeded(await job.login(ecs(scene.emulator, { 'role-name': 'ecs-runner' })));
  });
});

describe('the way to metadata', () => {
  test('is direct to its own address by default, whatever proxies are set', async () => {
    const job = jobOnEcs();
    const result = succeeded(
      await job.login(
        { type: 'ecs_ram_role', 'role-to-assume': AFTER_ECS },
        { env: scene.emulator.clientEnv() },
      ),
    );
    expect(datedSession(job, result).role.arn).toBe(AFTER_ECS);
    const metadata = job.requests.filter(({ service }) => service === 'metadata');
    expect(metadata.map(({ host, viaProxy }) => [host, viaProxy])).toEqual(
      Array(3).fill(['100.100.100.200', false]),
    );
    // STS is asked through the proxy as ever.
    expect(job.requests.at(-1)).toMatchObject({ action: 'AssumeRole', viaProxy: true });
  });

  test('leads to no other host, nor by another protocol, nor to a path', async () => {
    const refused = [
      'http://metadata.example.com',
      'http://localhost.example.com',
      'http://10.0.0.1',
      'http://100.100.100.201',
      'http://128.0.0.1',
      'http://[::ffff:10.0.0.1]',
      'https://100.100.100.200',
      'https://127.0.0.1',
      'ftp://127.0.0.1',
      'http://127.0.0.1/latest',
      'http://127.0.0.1?x=y',
      'http://user:password@127.0.0.1',
      '127.0.0.1',
    ];
    const job = jobOnEcs();
    const messages = await forAll(
      Object.fromEntries(refused.map((endpoint) => [endpoint, endpoint])),
      async (endpoint) => {
        const env = { INPUT_TYPE: 'ecs_ram_role', 'INPUT_METADATA-ENDPOINT': endpoint };
        const result = await job.run([ACTION.main], { env });
        job.results.push(result);
        return refusalOf(result);
      },
    );
    expect(Object.values(messages).filter((message) => !message.includes('metadata-endpoint'))).toEqual([]);
    expect(job.requests).toEqual([]);
  });

  test('follows no redirect', async () => {
    const location = `${scene.emulator.metadataUrl}${ROLES}ecs-runner`;
    scene.emulator.faults.queue('metadata', { kind: 'redirect', location, match: at(ROLES) });
    const job = jobOnEcs();
    expect(refusalOf(await job.login(ecs(scene.emulator)))).toContain('redirect');
    expect(pathsOf(job)).toEqual([`PUT ${TOKEN_PATH}`, `GET ${ROLES}`]);
  });
});

describe('a document that is not one', () => {
  const whole = {
    Code: 'Success',
    AccessKeyId: 'STS.MadeUpKeyId0123',
    AccessKeySecret: 'made-up-secret-0123456789',
    SecurityToken: 'made-up-token-0123456789==',
    Expiration: '2036-01-02T03:04:05Z',
  };
  const { AccessKeyId, AccessKeySecret, SecurityToken, Expiration } = whole;

  // Each field by itself: test/unit/sources/credential-document.test.ts.
  test.each([
    ['AccessKeySecret, SecurityToken', { Code: 'Success', AccessKeyId, Expiration }],
    ['Failed', { ...whole, Code: 'Failed' }],
  ])('is refused, and what is wrong with it named: %s', async (name, document) => {
    const body = JSON.stringify(document);
    scene.emulator.faults.queue('metadata', {
      kind: 'body',
      body,
      times: 2,
      match: at(`${ROLES}ecs-runner`),
    });
    const job = jobOnEcs();
    job.secrets.push(AccessKeyId, AccessKeySecret, SecurityToken);
    expect(refusalOf(await job.login(ecs(scene.emulator)))).toContain(name);
  });

  test('is refused without a word of it where it is half an object', async () => {
    const body = '{"AccessKeySecret":"made-up-secret-0123456789"';
    scene.emulator.faults.queue('metadata', {
      kind: 'body',
      body,
      times: 2,
      match: at(`${ROLES}ecs-runner`),
    });
    const job = jobOnEcs();
    job.secrets.push('made-up-secret-0123456789');
    expect(refusalOf(await job.login(ecs(scene.emulator)))).toContain('JSON object');
  });

  test('is refused where the role’s name is a page, or there is none', async () => {
    scene.emulator.faults.queue('metadata', { kind: 'body', body: '<html>login</html>', match: at(ROLES) });
    expect(refusalOf(await jobOnEcs().login(ecs(scene.emulator)))).toMatch(/not a role name/);
    scene.emulator.faults.queue('metadata', { kind: 'body', body: '\n', match: at(ROLES) });
    expect(refusalOf(await jobOnEcs().login(ecs(scene.emulator)))).toMatch(/no RAM role/);
  });

  test('is not read to its end where it is endless', async () => {
    scene.emulator.faults.queue('metadata', {
      kind: 'flood',
      bytes: 64 * 1024 * 1024,
      match: at(`${ROLES}ecs-runner`),
    });
    const job = jobOnEcs();
    const result = await job.login(ecs(scene.emulator));
    expect(refusalOf(result)).toMatch(/more than \d+ bytes/);
    expect(job.requests).toHaveLength(3);
  });
});

describe('what follows', () => {
  test('a role of the same or another account is assumed with the instance’s credential', async () => {
    for (const role of [AFTER_ECS, AFTER_ECS_ABROAD]) {
      const job = jobOnEcs();
      const result = succeeded(await job.login(ecs(scene.emulator, { 'role-to-assume': role })));
      expect(datedSession(job, result).role.arn).toBe(role);
      expect(result.outputs['arn']).toMatch(/assumed-role\/after-ecs\/gh-123456789-9876543210-1$/);
      expect(asked(job)).toEqual(['metadata', 'metadata', 'metadata', 'AssumeRole']);
    }
  });

  test('the account is asked of STS where allowed-account-ids is given, and another one refused', async () => {
    const job = jobOnEcs();
    const allowed = ecs(scene.emulator, {
      'allowed-account-ids': `${SAMPLE.otherAccount}, ${SAMPLE.account}`,
    });
    const result = succeeded(await job.login(allowed));
    expect(result.outputs).toMatchObject({
      'account-id': SAMPLE.account,
      arn: `acs:ram::${SAMPLE.account}:assumed-role/ecs-runner/${scene.emulator.world.ecs.instanceId}`,
    });
    expect(job.actions).toEqual(['GetCallerIdentity']);

    const other = ecs(scene.emulator, { 'allowed-account-ids': SAMPLE.otherAccount });
    expect(refusalOf(await jobOnEcs().login(other))).toContain(SAMPLE.account);
  });

  test('a role that does not trust the instance’s is STS’s refusal', async () => {
    const job = jobOnEcs();
    const message = refusalOf(await job.login(ecs(scene.emulator, { 'role-to-assume': SAMPLE.deploy2 })));
    expect(message).toContain('NoPermission');
  });
});
