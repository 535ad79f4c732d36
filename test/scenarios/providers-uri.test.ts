/** `credentials_uri`: a URL that hands out a credential, and may itself be a secret. */

import { describe, expect, test } from 'vitest';
import { SAMPLE } from '../../emulator/emulator.ts';
import { asked, closedPort, datedSession, failureOf, setProviderScene } from './providers-support.ts';
import { ACTION, forAll, refusalOf, succeeded, TOKENS, type WatchedJob } from './support.ts';

const scene = setProviderScene();

const VARIABLE = 'ALIBABA_CLOUD_CREDENTIALS_URI';
const QUERY_SECRET = 'query-secret-0123456789';

/** A job whose credentials URI is a secret in its path. */
function jobWithUri(env: Record<string, string> = {}): WatchedJob {
  const job = scene.job(env);
  job.secrets.push(scene.emulator.world.credentialsUri.path.slice('/credentials/'.length));
  return job;
}

describe('a credentials URI', () => {
  test('on this machine is asked over http, directly, and what it issued is exported with its expiry', async () => {
    const job = jobWithUri();
    const result = succeeded(await job.login({ 'credentials-uri': scene.emulator.credentialsUri }));
    const session = datedSession(job, result);
    expect(session.role.arn).toBe(SAMPLE.deploy);
    expect(result.outputs['type']).toBe('credentials_uri');
    expect(TOKENS.map((name) => result.exported[name])).toEqual(TOKENS.map(() => session.securityToken));
    expect(job.requests).toMatchObject([{ service: 'credentials-uri', method: 'GET', viaProxy: false }]);
  });

  test('elsewhere is asked over https, through the proxy', async () => {
    const job = jobWithUri(scene.emulator.clientEnv());
    const inputs = { 'credentials-uri': scene.emulator.secureCredentialsUri };
    datedSession(job, succeeded(await job.login(inputs)));
    expect(job.requests).toMatchObject([
      { service: 'credentials-uri', host: 'credentials.example.com', viaProxy: true },
    ]);
  });

  test('comes from the environment where type alone is given', async () => {
    const job = jobWithUri({ [VARIABLE]: scene.emulator.credentialsUri });
    const result = succeeded(await job.login({ type: 'credentials_uri' }));
    datedSession(job, result);
    expect(job.masks).toContain(scene.emulator.credentialsUri);
  });

  test('of the input wins over that of the environment', async () => {
    const job = jobWithUri({ [VARIABLE]: 'http://127.0.0.1:1/never' });
    succeeded(await job.login({ 'credentials-uri': scene.emulator.credentialsUri }));
  });

  test('that nobody gives is missed by both its names', async () => {
    const message = refusalOf(await scene.job().login({ type: 'credentials_uri' }));
    expect(message).toContain('credentials-uri');
    expect(message).toContain(VARIABLE);
  });
});

describe('the secret in a credentials URI', () => {
  const withQuery = (): string => `${scene.emulator.credentialsUri}?token=${QUERY_SECRET}&x=1`;

  test('is masked and not printed where all goes well', async () => {
    for (const [inputs, env] of [
      [{ 'credentials-uri': withQuery() }, {}],
      [{ type: 'credentials_uri' }, { [VARIABLE]: withQuery() }],
    ] as const) {
      const job = jobWithUri(env);
      job.secrets.push(QUERY_SECRET);
      succeeded(await job.login(inputs));
      expect(job.requests[0]?.query).toEqual({ token: QUERY_SECRET, x: '1' });
      expect(job.masks).toContain(withQuery());
    }
  });

  test('is not printed where the service fails and echoes it', async () => {
    const uri = new URL(withQuery());
    const echo = `Not found: ${uri.href} ${uri.pathname} ${uri.search} ${QUERY_SECRET}`;
    const faults = [
      { kind: 'body', status: 404, body: echo },
      { kind: 'body', status: 200, body: echo },
      { kind: 'body', status: 200, body: JSON.stringify({ Code: QUERY_SECRET, Message: echo }) },
      { kind: 'redirect', location: `${uri.href}&again=1` },
    ] as const;
    for (const fault of faults) {
      scene.emulator.faults.queue('credentials-uri', { ...fault, times: 2 });
      const job = jobWithUri();
      job.secrets.push(QUERY_SECRET);
      const inputs = { 'credentials-uri': uri.href, 'retry-max-attempts': '2' };
      refusalOf(await job.login(inputs));
      scene.emulator.faults.clear();
    }
  });

  test('is not printed where nobody answers', async () => {
    const job = jobWithUri();
    job.secrets.push(QUERY_SECRET);
    const uri = `http://127.0.0.1:${await closedPort()}/${QUERY_SECRET}`;
    const message = failureOf(await job.login({ 'credentials-uri': uri, 'retry-max-attempts': '1' }));
    expect(message).toContain(new URL(uri).host);
  });
});

describe('refused before anybody is asked', () => {
  const refusals = async (
    cases: Record<string, { uri: string; says: RegExp; hides?: string }>,
    way: 'input' | 'variable',
  ): Promise<void> => {
    const job = scene.job();
    job.secrets.push(...Object.values(cases).flatMap(({ hides }) => hides ?? []));
    const messages = await forAll(cases, async ({ uri, says }) => {
      const env =
        way === 'input'
          ? { 'INPUT_CREDENTIALS-URI': uri }
          : { INPUT_TYPE: 'credentials_uri', [VARIABLE]: uri };
      const result = await job.run([ACTION.main], { env });
      job.results.push(result);
      const message = refusalOf(result);
      expect(message).toContain(way === 'input' ? 'credentials-uri' : VARIABLE);
      return says.test(message) ? undefined : message;
    });
    expect(Object.values(messages).filter(Boolean)).toEqual([]);
    expect(job.requests).toEqual([]);
  };

  const cases = {
    'plain http to another host': {
      uri: `http://credentials.example.com/${QUERY_SECRET}`,
      says: /plain http to credentials\.example\.com.*credentials-uri-allow-http/s,
      hides: QUERY_SECRET,
    },
    'plain http to a host that only looks near': {
      uri: 'http://127.0.0.1.example.com/x',
      says: /plain http to 127\.0\.0\.1\.example\.com/,
    },
    'plain http to an address of the net': { uri: 'http://10.0.0.1/x', says: /plain http to 10\.0\.0\.1/ },
    'a user name and a password': {
      uri: 'https://some-user:uri-password-0123@credentials.example.com/x',
      says: /user name or password/,
      hides: 'uri-password-0123',
    },
    'a user name on this machine': { uri: 'http://some-user@127.0.0.1:1/x', says: /user name or password/ },
    'another protocol': { uri: 'ftp://127.0.0.1/x', says: /not an http or https URL/ },
    'a file': { uri: 'file:///etc/passwd', says: /not an http or https URL/ },
    'no URL': { uri: `//${QUERY_SECRET}`, says: /not an http or https URL/, hides: QUERY_SECRET },
  };

  test('an input that would send a secret in clear, or is none', () => refusals(cases, 'input'));

  test('a variable that would send a secret in clear, or is none', () => refusals(cases, 'variable'));

  test('plain http elsewhere is not refused where credentials-uri-allow-http allows it', async () => {
    // This machine by an address that is neither loopback nor link-local.
    const job = jobWithUri({ http_proxy: '', HTTP_PROXY: '' });
    const uri = scene.emulator.credentialsUri.replace('127.0.0.1', '0.0.0.0');
    expect(refusalOf(await job.login({ 'credentials-uri': uri }))).toContain('plain http');
    expect(job.requests).toEqual([]);
    const inputs = { 'credentials-uri': uri, 'credentials-uri-allow-http': 'true' };
    datedSession(job, succeeded(await job.login(inputs)));
  });
});

describe('an answer that is no credential', () => {
  /** The error for an answer in place of the right one. */
  const refusedFor = async (fault: Parameters<typeof scene.emulator.faults.queue>[1]): Promise<string> => {
    scene.emulator.faults.queue('credentials-uri', { ...fault, times: 5 });
    const job = jobWithUri();
    const inputs = { 'credentials-uri': scene.emulator.credentialsUri, 'retry-max-attempts': '2' };
    const message = failureOf(await job.login(inputs));
    scene.emulator.faults.clear();
    return `${job.requests.length} requests: ${message}`;
  };

  test('is refused: a redirect is not followed, an endless body not read', async () => {
    const location = scene.emulator.credentialsUri;
    expect(await refusedFor({ kind: 'redirect', location })).toMatch(/^1 requests.*redirects/s);
    expect(await refusedFor({ kind: 'flood', bytes: 64 * 1024 * 1024 })).toMatch(/^1 requests.*more than/s);
  });

  test('is refused with the status, and only what may pass is tried again', async () => {
    expect(await refusedFor({ kind: 'status', status: 403 })).toMatch(/^1 requests.*status 403/s);
    expect(await refusedFor({ kind: 'status', status: 503 })).toMatch(/^2 requests.*status 503/s);
  });

  test('is refused with the names of what is missing, or with its code', async () => {
    const body = JSON.stringify({ Code: 'Success', AccessKeyId: 'STS.MadeUpKeyId0123' });
    expect(await refusedFor({ kind: 'body', body })).toContain('AccessKeySecret, SecurityToken, Expiration');
    scene.emulator.world.credentialsUri.roleArn = undefined;
    const job = jobWithUri();
    const message = refusalOf(await job.login({ 'credentials-uri': scene.emulator.credentialsUri }));
    expect(message).toContain('Failed');
    expect(job.requests).toHaveLength(1);
  });

  test('that comes late, or at the second time, is taken', async () => {
    scene.emulator.faults.queue('credentials-uri', { kind: 'reset' }, { kind: 'delay', ms: 300 });
    const job = jobWithUri();
    datedSession(job, succeeded(await job.login({ 'credentials-uri': scene.emulator.credentialsUri })));
    expect(job.requests).toHaveLength(2);
  });
});

describe('what follows', () => {
  test('a chain of roles is assumed with the credential', async () => {
    const job = jobWithUri();
    const result = succeeded(
      await job.login({
        'credentials-uri': scene.emulator.credentialsUri,
        'role-to-assume': SAMPLE.target,
        'allowed-account-ids': SAMPLE.otherAccount,
      }),
    );
    expect(datedSession(job, result).role.arn).toBe(SAMPLE.target);
    expect(result.outputs).toMatchObject({ 'account-id': SAMPLE.otherAccount, type: 'credentials_uri' });
    expect(asked(job)).toEqual(['credentials-uri', 'AssumeRole']);
  });

  test('the account is asked of STS where allowed-account-ids is given, and another one refused', async () => {
    const inputs = { 'credentials-uri': scene.emulator.credentialsUri };
    const job = jobWithUri();
    const allowed = await job.login({ ...inputs, 'allowed-account-ids': SAMPLE.account });
    expect(succeeded(allowed).outputs['account-id']).toBe(SAMPLE.account);
    const other = await jobWithUri().login({ ...inputs, 'allowed-account-ids': SAMPLE.otherAccount });
    expect(refusalOf(other)).toContain(SAMPLE.account);
  });
});
