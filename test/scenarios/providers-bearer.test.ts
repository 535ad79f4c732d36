/** `bearer`, a token that signs nothing, and `oidc_role_arn` with a token that is not GitHub's. */

import fs from 'node:fs';
import path from 'node:path';
import { parse as parseIni } from 'ini';
import { describe, expect, test } from 'vitest';
import { SAMPLE } from '../../emulator/emulator.ts';
import { has } from '../platform.ts';
import { asked, datedSession, failureOf, own, setProviderScene, tokenFile } from './providers-support.ts';
import { OIDC, refusalOf, succeeded, type WatchedJob } from './support.ts';

const scene = setProviderScene();

const BEARER = 'bearer-token+0123456789/abc==';

describe('a bearer token', () => {
  const jobWithBearer = (env: Record<string, string> = {}): WatchedJob => {
    const job = scene.job(env);
    job.secrets.push(BEARER);
    return job;
  };

  test('is masked and exported as a variable and an output, and nobody is asked', async () => {
    for (const inputs of [{}, { type: 'bearer' }]) {
      const job = jobWithBearer();
      const result = succeeded(await job.login({ ...inputs, 'bearer-token': BEARER }));
      expect(result.exported).toEqual({ ALIBABA_CLOUD_BEARER_TOKEN: BEARER });
      expect(result.outputs).toEqual({ type: 'bearer', 'bearer-token': BEARER });
      expect(job.masks).toContain(BEARER);
      expect(job.requests).toEqual([]);
      await job.finish();
      expect(job.env['ALIBABA_CLOUD_BEARER_TOKEN']).toBe('');
    }
  });

  test('is no output without output-credentials, and no variable without export-env', async () => {
    const inputs = { 'bearer-token': BEARER, 'output-credentials': 'false', 'export-env': 'false' };
    const result = succeeded(await jobWithBearer().login(inputs));
    expect(result.outputs).toEqual({ type: 'bearer' });
    expect(result.exported).toEqual({});
  });

  test('is a profile of mode BearerToken in config.json, and of type bearer in the ini', async () => {
    const job = jobWithBearer();
    const { outputs } = succeeded(await job.login({ 'bearer-token': BEARER, profile: 'call-centre' }));
    const config = JSON.parse(job.read('home/.aliyun/config.json')) as { profiles: object[] };
    expect(config.profiles).toMatchObject([
      { name: 'call-centre', mode: 'BearerToken', bearer_token: BEARER },
    ]);
    const file = parseIni(fs.readFileSync(outputs['credentials-file'] ?? '', 'utf8'));
    expect(file['call-centre']).toMatchObject({ type: 'bearer', bearer_token: BEARER });
  });

  test('with a role, or without itself, is refused by name', async () => {
    const job = jobWithBearer();
    const withRole = refusalOf(await job.login({ 'bearer-token': BEARER, 'role-to-assume': SAMPLE.deploy }));
    expect(withRole).toContain('bearer-token');
    expect(withRole).toContain('role-to-assume');
    expect(refusalOf(await job.login({ type: 'bearer' }))).toContain('bearer-token');
    const damaged = await job.login({ 'bearer-token': `${BEARER}\nand more` });
    expect(refusalOf(damaged)).toContain('bearer-token');
    expect(job.requests).toEqual([]);
  });

  test('has no account that allowed-account-ids could allow', async () => {
    const job = jobWithBearer();
    const inputs = { 'bearer-token': BEARER, 'allowed-account-ids': SAMPLE.account };
    expect(refusalOf(await job.login(inputs))).toContain('allowed-account-ids');
    expect(job.requests).toEqual([]);
  });
});

describe('an OIDC token in a file', () => {
  /** A job to which GitHub gives no token. */
  const pod = (): WatchedJob =>
    scene.job({ ACTIONS_ID_TOKEN_REQUEST_URL: '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' });

  test('is exchanged without GitHub’s token, by inference and by type', async () => {
    for (const inputs of [{}, { type: 'oidc_role_arn' }]) {
      const job = pod();
      const file = await tokenFile(job);
      const token = job.read(file);
      const result = succeeded(await job.login({ ...OIDC, ...inputs, 'oidc-token-file': file }));
      expect(datedSession(job, result).role.arn).toBe(SAMPLE.deploy);
      expect(result.outputs).toMatchObject({ type: 'oidc_role_arn', 'account-id': SAMPLE.account });
      expect(result.outputs['oidc-token-file']).toBeUndefined();
      expect(job.requests.map(({ action, form }) => [action, form['OIDCToken']])).toEqual([
        ['AssumeRoleWithOIDC', token],
      ]);
      expect(job.read(file)).toBe(token);
    }
  });

  test.skipIf(!has.symbolicLinks)(
    'may be a link to a link, as a kubelet makes it, and end in a line’s end (needs symbolic links)',
    async () => {
      const job = pod();
      const folder = path.join(job.home, 'rrsa-tokens');
      const real = await tokenFile(job, 'home/rrsa-tokens/..2026_11_02/token');
      fs.appendFileSync(real, '\n');
      fs.symlinkSync('..2026_11_02', path.join(folder, '..data'));
      fs.symlinkSync('..data/token', path.join(folder, 'token'));
      const result = succeeded(await job.login({ ...OIDC, 'oidc-token-file': path.join(folder, 'token') }));
      datedSession(job, result);
      expect(fs.readlinkSync(path.join(folder, 'token'))).toBe('..data/token');
    },
  );

  test('begins a chain of roles, whose account may be required', async () => {
    const job = pod();
    const result = succeeded(
      await job.login({
        ...OIDC,
        'role-to-assume': `${SAMPLE.deploy}\n${SAMPLE.target}`,
        'oidc-token-file': await tokenFile(job),
        'allowed-account-ids': SAMPLE.otherAccount,
      }),
    );
    expect(datedSession(job, result).role.arn).toBe(SAMPLE.target);
    expect(asked(job)).toEqual(['AssumeRoleWithOIDC', 'AssumeRole']);
  });

  test('that is missing, empty, a folder or not text is refused with its path', async () => {
    const job = pod();
    const binary = own(job, 'home/binary', '');
    fs.writeFileSync(binary, Buffer.from([0xff, 0xfe, 0x00, 0x80]));
    for (const file of [path.join(job.home, 'missing'), own(job, 'home/empty', ' \n'), job.home, binary]) {
      expect(refusalOf(await job.login({ ...OIDC, 'oidc-token-file': file }))).toContain(file);
    }
    expect(job.requests).toEqual([]);
  });

  test('that STS does not accept is its refusal, without the token', async () => {
    const job = pod();
    const { world } = scene.emulator;
    const foreign = await world.github.issueToken({ audience: 'somebody-else', now: world.now() });
    const file = own(job, 'home/token', foreign);
    const message = failureOf(await job.login({ ...OIDC, 'oidc-token-file': file }));
    expect(message).toContain('AudienceNotMatch');
  });

  test('contradicts an audience, and needs a provider and a role', async () => {
    const job = pod();
    const given = { ...OIDC, 'oidc-token-file': '/nowhere' };
    const cases: [Record<string, string>, string][] = [
      [{ ...given, audience: 'sts.aliyuncs.com' }, 'audience'],
      [{ ...given, 'oidc-provider-arn': '' }, 'oidc-provider-arn'],
      [{ ...given, 'role-to-assume': '' }, 'role-to-assume'],
    ];
    for (const [inputs, name] of cases) expect(refusalOf(await job.login(inputs))).toContain(name);
    expect(job.requests).toEqual([]);
  });
});
