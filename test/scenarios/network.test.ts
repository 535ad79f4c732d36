/** The way to STS, what STS refuses, and what can go wrong on the way. */

import type { ChildProcess } from 'node:child_process';
import net from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { SAMPLE, startEmulator } from '../../emulator/emulator.ts';
import { has } from '../platform.ts';
import { OIDC, refusalOf, setScene, succeeded, userKey, type WatchedJob, warningsOf } from './support.ts';

const scene = setScene();

const NO_PROXY = {
  http_proxy: '',
  https_proxy: '',
  // On Windows these are the same variables, and would empty what a job sets.
  ...(has.caseInVariables && { HTTP_PROXY: '', HTTPS_PROXY: '' }),
};

const tokensOf = (job: WatchedJob): string[] => job.requests.flatMap(({ form }) => form['OIDCToken'] ?? []);

describe('the way to STS', () => {
  test('is direct without a proxy, to the endpoint that is named', async () => {
    const { emulator } = scene;
    const job = scene.job({ ...NO_PROXY, ...emulator.githubEnv({ direct: true }) });
    succeeded(await job.login({ ...OIDC, 'sts-endpoint': `127.0.0.1:${emulator.tlsPort}` }));
    expect(job.requests).toMatchObject([
      { service: 'github', viaProxy: false },
      { service: 'sts', viaProxy: false, host: `127.0.0.1:${emulator.tlsPort}` },
    ]);
    const signed = scene.job(NO_PROXY);
    succeeded(await signed.login({ ...userKey(emulator), 'sts-endpoint': `127.0.0.1:${emulator.tlsPort}` }));
  });

  test('is direct to what no_proxy names', async () => {
    const { emulator } = scene;
    for (const names of ['127.0.0.1', '*']) {
      const job = scene.job({ ...emulator.githubEnv({ direct: true }), no_proxy: names, NO_PROXY: '' });
      succeeded(await job.login({ ...OIDC, 'sts-endpoint': `127.0.0.1:${emulator.tlsPort}` }));
      expect(job.requests.every(({ viaProxy }) => !viaProxy)).toBe(true);
    }
  });

  test.each(['https_proxy', 'HTTPS_PROXY'])('leads through the proxy that %s names', async (name) => {
    const job = scene.job({ ...NO_PROXY, [name]: scene.emulator.proxyUrl });
    succeeded(await job.login(OIDC));
    expect(job.requests.every(({ viaProxy }) => viaProxy)).toBe(true);
  });

  test.skipIf(!has.caseInVariables)(
    'leads through the proxy of the lower-case variable where both are there (needs letter case in variables)',
    async () => {
      const job = scene.job({ https_proxy: scene.emulator.proxyUrl, HTTPS_PROXY: 'http://127.0.0.1:1' });
      succeeded(await job.login(OIDC));
    },
  );

  test('leads through a proxy without a scheme', async () => {
    const { host } = new URL(scene.emulator.proxyUrl);
    succeeded(await scene.job({ https_proxy: host }).login(OIDC));
  });

  test('leads through a proxy that wants a password, which is never shown', async () => {
    const emulator = await startEmulator({ proxyAuth: 'proxy-user:p@ss:w/ord+proxy' });
    try {
      const job = scene.job({ ...emulator.clientEnv(), ...emulator.githubEnv() });
      job.secrets.push('p@ss:w/ord+proxy', emulator.world.github.requestToken);
      succeeded(await job.login(OIDC));
      expect(emulator.requests.map(({ viaProxy }) => viaProxy)).toEqual([true, true]);

      const wrongUrl = emulator.proxyUrl.replace(/\/\/.*@/, '//proxy-user:wrong-proxy-password@');
      const wrong = scene.job({
        ...emulator.clientEnv(),
        ...emulator.githubEnv(),
        https_proxy: wrongUrl,
        HTTPS_PROXY: wrongUrl,
      });
      wrong.secrets.push('wrong-proxy-password');
      const refused = await wrong.login(OIDC);
      expect(refusalOf(refused)).toMatch(/proxy/i);
      expect(refused.duration).toBeLessThan(5_000);
    } finally {
      await emulator.close();
    }
  });

  test('that leads to a dead proxy ends within seconds in an error that names the proxy', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as net.AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const job = scene.job({ https_proxy: `http://user:proxy-password@127.0.0.1:${port}` });
    job.secrets.push('proxy-password');
    const result = await job.login(OIDC);
    expect(refusalOf(result)).toMatch(/proxy/i);
    expect(refusalOf(result)).toContain(`127.0.0.1:${port}`);
    expect(result.duration).toBeLessThan(10_000);
  });

  test('that leads to something that is no proxy’s URL is refused by the variable’s name', async () => {
    const job = scene.job({ https_proxy: 'ftp://user:proxy-password@127.0.0.1:1080' });
    job.secrets.push('proxy-password');
    expect(refusalOf(await job.login(OIDC))).toContain('https_proxy');
  });

  test.each([
    [{ 'sts-region': 'cn-shanghai' }, 'sts.cn-shanghai.aliyuncs.com'],
    [{ 'sts-region': 'eu-central-1', 'sts-vpc': 'true' }, 'sts-vpc.eu-central-1.aliyuncs.com'],
    [{ 'sts-region': 'cn-north-2-gov-1', 'sts-vpc': 'true' }, 'sts-vpc.cn-north-2-gov-1.aliyuncs.com'],
    [{ 'sts-region': 'cn-hangzhou-finance' }, 'sts.aliyuncs.com'],
    [{ 'sts-endpoint': 'STS.ap-southeast-1.aliyuncs.com' }, 'sts.ap-southeast-1.aliyuncs.com'],
    [{ 'sts-endpoint': 'sts.us-east-1.aliyuncs.com:443' }, 'sts.us-east-1.aliyuncs.com'],
    [{ region: 'cn-shanghai' }, 'sts.aliyuncs.com'],
  ])('leads for %o to %s, for every request', async (inputs, host) => {
    const job = scene.job();
    succeeded(await job.login({ ...OIDC, ...inputs, 'role-to-assume': `${SAMPLE.deploy}\n${SAMPLE.audit}` }));
    expect(job.requests.slice(1).map((request) => request.host)).toEqual([host, host]);
  });
});

describe('STS’s refusal', () => {
  const restore: (() => void)[] = [];
  afterEach(() => {
    for (const undo of restore.splice(0)) undo();
  });
  const claim = (name: string, value: string): void => {
    const { claims } = scene.emulator.world.github;
    const before = claims[name];
    claims[name] = value;
    restore.push(() => {
      claims[name] = before;
    });
  };
  /** The step fails with this code, having asked STS once. */
  const expectFinal = async (inputs: Record<string, string>, code: string): Promise<string> => {
    const job = scene.job();
    const message = refusalOf(await job.login(inputs));
    expect(message).toContain(code);
    expect(message).toMatch(/RequestId/);
    expect(job.actions).toHaveLength(1);
    return message;
  };

  test('of the audience is final and shown', () =>
    expectFinal({ ...OIDC, audience: 'somebody-else' }, 'AudienceNotMatch'));

  test('of a foreign subject is final and shown', async () => {
    claim('repository', 'mallory/fork');
    await expectFinal(OIDC, 'AuthenticationFail.NoPermission');
  });

  test('of an unknown role or provider is final and shown', async () => {
    await expectFinal(
      { ...OIDC, 'role-to-assume': `acs:ram::${SAMPLE.account}:role/nobody` },
      'EntityNotExist.Role',
    );
    await expectFinal(
      { ...OIDC, 'oidc-provider-arn': `acs:ram::${SAMPLE.account}:oidc-provider/nobody` },
      'AuthenticationFail.NoPermission',
    );
  });

  test('of a duration above the role’s maximum is final and shown', () =>
    expectFinal({ ...OIDC, 'role-session-expiration': '7200' }, 'InvalidParameter.DurationSeconds'));

  test('of an expired token is shown', async () => {
    scene.emulator.faults.queue('sts', { kind: 'skew', ms: 301_000 });
    await expectFinal(OIDC, 'OIDCToken.Expired');
  });

  test('of a disabled or unknown key is final and shown', async () => {
    await expectFinal(userKey(scene.emulator, SAMPLE.inactiveKey), 'InvalidAccessKeyId.Inactive');
    await expectFinal(
      { 'access-key-id': 'LTAI5tNobody', 'access-key-secret': 'nobodys-secret' },
      'InvalidAccessKeyId.NotFound',
    );
  });

  test('of a temporary key whose time is up is final and shown', async () => {
    const session = scene.emulator.world.issueSession(scene.emulator.world.role(SAMPLE.deploy), 'old', 3600);
    scene.emulator.world.expireSession(session.accessKeyId);
    const key = {
      'access-key-id': session.accessKeyId,
      'access-key-secret': session.accessKeySecret,
      'security-token': session.securityToken,
    };
    await expectFinal(key, 'InvalidSecurityToken.Expired');
  });

  test('that repeats what it was sent, in whatever form, shows no secret', async () => {
    const session = scene.emulator.world.issueSession(scene.emulator.world.role(SAMPLE.deploy), 'echo', 3600);
    const { accessKeyId, accessKeySecret, securityToken } = session;
    const forms = [accessKeySecret, securityToken, encodeURIComponent(securityToken)].join(' and ');
    const message = `You sent ${accessKeyId} with ${forms}, ${JSON.stringify(securityToken)}, we say no.`;
    scene.emulator.faults.queue('sts', { kind: 'error', code: 'NoPermission', message });
    const job = scene.job();
    const result = await job.login({
      'access-key-id': accessKeyId,
      'access-key-secret': accessKeySecret,
      'security-token': securityToken,
    });
    expect(refusalOf(result)).toContain('NoPermission');
  });

  test('that repeats the OIDC token shows none of it', async () => {
    const job = scene.job();
    let echo = '';
    scene.emulator.faults.queue('sts', {
      kind: 'body',
      status: 401,
      // Read when the answer is made, after the request has come.
      get body() {
        return JSON.stringify({
          Code: 'AuthenticationFail.OIDCToken.Invalid',
          Message: echo,
          RequestId: 'x',
        });
      },
      match: ({ form }) => {
        echo = `The token ${form['OIDCToken']} is not good enough.`;
        return true;
      },
    });
    expect(refusalOf(await job.login(OIDC))).toContain('OIDCToken.Invalid');
  });

  test('that begins a workflow command is only text', async () => {
    scene.emulator.faults.queue('sts', {
      kind: 'error',
      code: 'NoPermission',
      message: 'no\n::set-env name=EVIL::1\n::add-mask::a\r\n##[command]x',
    });
    const result = await scene.job().login(OIDC);
    refusalOf(result);
    expect(result.raw).not.toMatch(/^(::set-env|::add-mask::a$|##\[)/m);
  });
});

describe('a failure that passes', () => {
  test.each([
    ['throttling', { kind: 'throttle' }],
    ['a 503', { kind: 'status', status: 503 }],
    ['a 500 with STS’s own code', { kind: 'error', code: 'InternalError' }],
    ['a connection that breaks', { kind: 'reset' }],
    ['a connection that breaks in the middle of the answer', { kind: 'reset', after: 'headers' }],
    ['HTML that some gateway sent', { kind: 'body', body: '<html>Bad Gateway</html>', status: 502 }],
  ] as const)('(%s) is tried again, with a new OIDC token for each exchange', async (_, fault) => {
    scene.emulator.faults.queue('sts', { ...fault, times: 2 });
    const job = scene.job();
    const result = succeeded(await job.login(OIDC));
    expect(job.actions).toHaveLength(3);
    expect(new Set(tokensOf(job)).size).toBe(3);
    expect(job.read(result.outputs['oidc-token-file'] ?? '')).toBe(tokensOf(job).at(-1));
  });

  test('of GitHub is tried again', async () => {
    scene.emulator.faults.queue('github', { kind: 'status', status: 500 }, { kind: 'reset' });
    const job = scene.job();
    succeeded(await job.login(OIDC));
    expect(job.requests.filter(({ service }) => service === 'github')).toHaveLength(3);
    expect(job.actions).toHaveLength(1);
  });

  test('is tried again no more than retry-max-attempts times', async () => {
    scene.emulator.faults.queue('sts', { kind: 'status', status: 503, times: 9 });
    const job = scene.job();
    expect(refusalOf(await job.login({ ...OIDC, 'retry-max-attempts': '2' }))).toContain('503');
    expect(job.actions).toHaveLength(2);
  });

  test('is no failure where STS throttles: that is waited out, and counted only where the workflow counts', async () => {
    const throttled = { kind: 'throttle', times: 6 } as const;
    scene.emulator.faults.queue('sts', throttled);
    const job = scene.job();
    succeeded(await job.login({ ...OIDC, 'timeout-seconds': '20' }));
    expect(job.actions).toHaveLength(7);
    scene.emulator.faults.queue('sts', throttled);
    const counting = scene.job();
    const error = refusalOf(await counting.login({ ...OIDC, 'retry-max-attempts': '2' }));
    expect(error).toContain('STS is throttling');
    expect(counting.actions).toHaveLength(2);
  });

  test('of GitHub for good is not tried again for every exchange', async () => {
    scene.emulator.faults.queue('github', { kind: 'status', status: 503, times: 99 });
    const job = scene.job();
    refusalOf(await job.login({ ...OIDC, 'retry-max-attempts': '3' }));
    expect(job.requests).toHaveLength(3);
  });

  test('waits as long as STS asks for', async () => {
    scene.emulator.faults.queue('sts', { kind: 'throttle', headers: { 'x-acs-retry-after': '700' } });
    const job = scene.job();
    succeeded(await job.login(userKey(scene.emulator)));
    const [first, second] = job.requests;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(690);
  });

  test('is a clock that is wrong: the signed request is sent again with STS’s time, and a warning', async () => {
    scene.emulator.world.clockOffset = 3_600_000;
    const job = scene.job();
    const result = succeeded(await job.login(userKey(scene.emulator)));
    expect(warningsOf(result).join()).toMatch(/clock/);
    expect(job.actions).toHaveLength(2);
  });
});

describe('an answer that cannot be used', () => {
  test.each([
    ['100 MB', { kind: 'flood', bytes: 100_000_000 }, /sts\.aliyuncs\.com/, 1],
    ['a redirect', { kind: 'redirect', location: 'https://sts.cn-beijing.aliyuncs.com/' }, /302|redirect/, 1],
  ] as const)('(%s) is final', async (_, fault, words, attempts) => {
    scene.emulator.faults.queue('sts', { ...fault, times: 9 });
    const job = scene.job();
    const result = await job.login(OIDC);
    expect(refusalOf(result)).toMatch(words);
    expect(job.requests.filter(({ service }) => service === 'sts')).toHaveLength(attempts);
    expect(job.requests.every(({ host }) => !host.includes('beijing'))).toBe(true);
    expect(result.duration).toBeLessThan(10_000);
  });

  test.each([
    ['HTML', '<html>Log in to the hotel</html>'],
    ['JSON that is no object', '[]'],
    ['JSON without a credential', '{"RequestId":"x"}'],
    [
      'a credential without its secret',
      '{"Credentials":{"AccessKeyId":"STS.half-a-key-id-here","SecurityToken":"x"}}',
    ],
  ])('(%s) is an error that shows nothing of it', async (_, body) => {
    scene.emulator.faults.queue('sts', { kind: 'body', body, times: 9 });
    const job = scene.job();
    job.secrets.push('STS.half-a-key-id-here', 'Log in to the hotel');
    const message = refusalOf(await job.login({ ...OIDC, 'retry-max-attempts': '2' }));
    expect(message).toContain('sts.aliyuncs.com');
  });

  test('of GitHub is an error that shows nothing of it', async () => {
    for (const body of ['<html>no-such-token-page</html>', '{"value":""}', '{"value":7}']) {
      scene.emulator.faults.clear();
      scene.emulator.faults.queue('github', { kind: 'body', body, times: 9 });
      const job = scene.job();
      job.secrets.push('no-such-token-page');
      refusalOf(await job.login({ ...OIDC, 'retry-max-attempts': '2' }));
      expect(job.actions).toEqual([]);
    }
  });

  test('(a redirect of GitHub) is not followed with the request token', async () => {
    scene.emulator.faults.queue('github', {
      kind: 'redirect',
      location: 'https://token.actions.githubusercontent.com/elsewhere',
    });
    const job = scene.job();
    refusalOf(await job.login({ ...OIDC, 'retry-max-attempts': '1' }));
    expect(job.requests).toHaveLength(1);
  });

  test('(the certificate of another host) is final, and nothing is sent', async () => {
    scene.emulator.faults.queue('sts', { kind: 'tls', problem: 'wrong-host', times: 9 });
    const job = scene.job();
    expect(refusalOf(await job.login(userKey(scene.emulator)))).toMatch(/TLS|certificate/i);
    expect(job.actions).toEqual([]);
  });

  test('(an unknown CA) is final, and nothing is sent', async () => {
    const job = scene.job({ NODE_EXTRA_CA_CERTS: '' });
    expect(refusalOf(await job.login(userKey(scene.emulator)))).toMatch(/TLS|certificate/i);
    expect(job.actions).toEqual([]);
  });
});

describe('timeout-seconds', () => {
  test.each([
    ['GitHub', 'github', { kind: 'hang' }],
    ['STS', 'sts', { kind: 'hang' }],
    ['STS, in the middle of its answer', 'sts', { kind: 'hang', after: 'headers' }],
    ['STS, which sends its answer byte by byte', 'sts', { kind: 'trickle', pause: 50 }],
    ['the proxy', 'proxy', { kind: 'hang' }],
  ] as const)('ends a step that %s lets hang', async (_, point, fault) => {
    scene.emulator.faults.queue(point, { ...fault, times: 9 });
    // A step that hangs all the same must not hang the tests too.
    const onStart = (child: ChildProcess): void =>
      void setTimeout(() => child.kill('SIGKILL'), 6_000).unref();
    const job = point === 'proxy' ? scene.proxiedJob() : scene.job();
    const result = await job.login({ ...OIDC, 'timeout-seconds': '1' }, { onStart });
    expect(refusalOf(result)).toContain('timeout-seconds');
    expect(result.duration).toBeGreaterThan(900);
    expect(result.duration).toBeLessThan(4_000);
  });

  test('ends a step that would wait longer than that for STS', async () => {
    scene.emulator.faults.queue('sts', { kind: 'throttle', headers: { 'x-acs-retry-after': '600000' } });
    const result = await scene.job().login({ ...OIDC, 'timeout-seconds': '20' });
    expect(refusalOf(result)).toContain('Throttling');
    expect(result.duration).toBeLessThan(10_000);
  });

  test('does not keep a step that is done', async () => {
    const result = succeeded(await scene.job().login({ ...OIDC, 'timeout-seconds': '30' }));
    expect(result.duration).toBeLessThan(5_000);
  });
});

test('a step that gets no GITHUB_STATE says so before it changes anything', async () => {
  const job = scene.job();
  const result = await job.login(OIDC, { env: { GITHUB_STATE: '' } });
  expect(refusalOf(result)).toContain('GITHUB_STATE');
  expect(job.requests.every(({ service }) => service !== 'sts')).toBe(true);
});

test('the action needs nothing of the folder it is run in', async () => {
  const job = scene.proxiedJob();
  job.write('workspace/package.json', 'no json');
  job.write('workspace/node_modules/undici/index.js', 'throw new Error("not this one")');
  succeeded(await job.login(OIDC));
});
