import { describe, expect, test } from 'vitest';
import { type Emulator, type Fault, SAMPLE } from '../../../emulator/emulator.ts';
import { ask, askDirectly, askSigned, askSts, emulate, oidcForm, userKeys } from './support.ts';

function whoAmI(emulator: Emulator) {
  return askSigned(emulator, 'GetCallerIdentity', userKeys(emulator));
}

async function withFault(fault: Fault) {
  const emulator = await emulate();
  emulator.faults.queue('sts', fault);
  return { emulator, answer: whoAmI(emulator) };
}

describe('the queue', () => {
  test('is used in order, as often as told, by requests that match', async () => {
    const emulator = await emulate();
    emulator.faults.queue(
      'sts',
      { kind: 'status', status: 503, match: ({ action }) => action === 'AssumeRole' },
      { kind: 'status', status: 502, times: 2 },
    );
    expect(emulator.faults.pending()).toBe(3);
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await whoAmI(emulator)).status);
    expect(statuses).toEqual([502, 502, 200]);
    expect(emulator.faults.pending('sts')).toBe(1);
    expect(emulator.faults.pending('github')).toBe(0);
    emulator.faults.clear();
    expect(emulator.faults.pending()).toBe(0);
  });
});

describe('answers in the right one’s stead', () => {
  test('status', async () => {
    const headers = { 'retry-after': '1' };
    const { answer } = await withFault({ kind: 'status', status: 429, body: 'slow', headers });
    expect(await answer).toMatchObject({ status: 429, text: 'slow', headers });
  });

  test('error, with the status and message that the code has', async () => {
    const { answer } = await withFault({ kind: 'error', code: 'InternalError' });
    expect(await answer).toMatchObject({
      status: 500,
      json: { Code: 'InternalError', HostId: 'sts.aliyuncs.com' },
    });
    const own = await withFault({ kind: 'error', code: 'Odd.Code', message: 'why', status: 418 });
    expect(await own.answer).toMatchObject({ status: 418, json: { Code: 'Odd.Code', Message: 'why' } });
  });

  test('throttle', async () => {
    const { answer } = await withFault({ kind: 'throttle', headers: { 'x-acs-retry-after': '5' } });
    expect(await answer).toMatchObject({
      status: 400,
      json: { Code: 'Throttling.User' },
      headers: { 'x-acs-retry-after': '5' },
    });
  });

  test('body', async () => {
    const html = await withFault({ kind: 'body', body: '<html>', headers: { 'content-type': 'text/html' } });
    expect(await html.answer).toMatchObject({
      status: 200,
      text: '<html>',
      headers: { 'content-type': 'text/html' },
    });
    const bytes = await withFault({ kind: 'body', body: new Uint8Array([123]), status: 500 });
    expect(await bytes.answer).toMatchObject({ status: 500, text: '{' });
  });

  test('redirect', async () => {
    const { answer } = await withFault({ kind: 'redirect', location: 'https://example.com/' });
    expect(await answer).toMatchObject({ status: 302, headers: { location: 'https://example.com/' } });
  });

  test('raw', async () => {
    const { answer } = await withFault({
      kind: 'raw',
      answer: (socket) => void socket.end('HTTP/1.1 299 Odd\r\ncontent-length: 2\r\n\r\nhi'),
    });
    expect(await answer).toMatchObject({ status: 299, text: 'hi' });
  });

  test('flood', async () => {
    const { answer } = await withFault({ kind: 'flood', bytes: 3_000_001 });
    expect((await answer).text.length).toBe(3_000_001);
  });
});

describe('connections', () => {
  test.each([undefined, 'headers'] as const)('reset, after %s', async (after) => {
    const fault = after === undefined ? ({ kind: 'reset' } as const) : ({ kind: 'reset', after } as const);
    const { emulator, answer } = await withFault(fault);
    await expect(answer).rejects.toThrow();
    expect(emulator.requests).toHaveLength(1);
    expect((await whoAmI(emulator)).status).toBe(200);
  });

  test('hang, until the emulator closes', async () => {
    const { emulator, answer } = await withFault({ kind: 'hang' });
    const failed = expect(answer).rejects.toThrow();
    await expect.poll(() => emulator.requests.length).toBe(1);
    const before = performance.now();
    await emulator.close();
    expect(performance.now() - before).toBeLessThan(500);
    await failed;
  });

  test('delay', async () => {
    const before = performance.now();
    const { answer } = await withFault({ kind: 'delay', ms: 60 });
    expect((await answer).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(55);
  });

  test('trickle', async () => {
    const { answer } = await withFault({ kind: 'trickle', pause: 1, size: 32 });
    expect((await answer).json.IdentityType).toBe('RAMUser');
  });

  test('tls: a certificate for another host, by proxy and directly, and then the right one', async () => {
    const emulator = await emulate();
    emulator.faults.queue('sts', { kind: 'tls', problem: 'wrong-host', times: 2 });
    const mismatch = { code: 'ERR_TLS_CERT_ALTNAME_INVALID' };
    await expect(whoAmI(emulator)).rejects.toMatchObject(mismatch);
    const direct = () => askDirectly(emulator, `https://127.0.0.1:${emulator.tlsPort}/`);
    await expect(direct()).rejects.toMatchObject(mismatch);
    expect((await direct()).status).toBe(400);
  });

  test('tls: reset during the handshake', async () => {
    const emulator = await emulate();
    emulator.faults.queue('sts', { kind: 'tls', problem: 'reset', times: 2 });
    await expect(whoAmI(emulator)).rejects.toThrow();
    await expect(askDirectly(emulator, `https://127.0.0.1:${emulator.tlsPort}/`)).rejects.toThrow();
    expect(emulator.requests).toEqual([]);
    expect((await whoAmI(emulator)).status).toBe(200);
  });
});

describe('skew', () => {
  test('moves the dates that are checked and the Date header', async () => {
    const { answer } = await withFault({ kind: 'skew', ms: 3600_000 });
    const { json, headers } = await answer;
    expect(json.Code).toBe('InvalidTimeStamp.Expired');
    const ahead = Date.parse(headers['date'] ?? '') - Date.now();
    expect(Math.abs(ahead - 3600_000)).toBeLessThan(5000);
  });

  test('makes a fresh token expired', async () => {
    const emulator = await emulate();
    emulator.faults.queue('sts', { kind: 'skew', ms: 301_000 });
    const answer = await askSts(emulator, 'AssumeRoleWithOIDC', await oidcForm(emulator));
    expect(answer.json.Code).toBe('AuthenticationFail.OIDCToken.Expired');
  });
});

describe('other services', () => {
  test('github, metadata and the credentials URI meet their own faults', async () => {
    const emulator = await emulate();
    emulator.faults
      .queue('github', { kind: 'status', status: 500 })
      .queue('metadata', { kind: 'error', code: 'Oops' })
      .queue('credentials-uri', { kind: 'body', body: '{"Code":"Succ' });
    expect((await ask(emulator, emulator.githubEnv()['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '')).status).toBe(
      500,
    );
    const region = 'http://100.100.100.200/latest/meta-data/region-id';
    expect((await ask(emulator, region)).json).toMatchObject({ Code: 'Oops' });
    expect((await askDirectly(emulator, emulator.credentialsUri)).text).toBe('{"Code":"Succ');
    expect((await ask(emulator, emulator.secureCredentialsUri)).json.Code).toBe('Success');
    expect(emulator.requests.map(({ service }) => service)).toEqual([
      'github',
      'metadata',
      'credentials-uri',
      'credentials-uri',
    ]);
  });

  test('the proxy', async () => {
    const emulator = await emulate();
    const toSts = ({ host }: { host: string }) => host === 'sts.aliyuncs.com';
    emulator.faults.queue('proxy', { kind: 'status', status: 503, match: toSts }, { kind: 'reset' });
    await expect(whoAmI(emulator)).rejects.toThrow('503');
    await expect(whoAmI(emulator)).rejects.toThrow();
    emulator.faults.queue('proxy', { kind: 'delay', ms: 10 });
    expect((await whoAmI(emulator)).json.Arn).toBe(`acs:ram::${SAMPLE.account}:user/ci-deployer`);
  });
});
