import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FileError, InputError, NetworkError, ServiceError } from '../../../src/errors.ts';
import type { Files } from '../../../src/runtime/files.ts';
import { Secret } from '../../../src/secrets/secret.ts';
import { readCredentialDocument } from '../../../src/sources/credential-document.ts';
import { stsClient } from '../../../src/sts/client.ts';
import { plainSecret } from '../support/arbitraries.ts';
import { assumedRole, fakeContext, json, refusal, shown, untouchable } from '../support/context.ts';
import {
  accessKeyProvider,
  bearerProvider,
  credentialsUri,
  ecsRamRole,
  environmentProvider,
  oidcRoleArn,
  ramRoleArn,
  stsProvider,
} from '../support/providers.ts';

const secret = (text: string): Secret => Secret.of(text, () => {});
const STS = { host: 'sts.aliyuncs.com', chosen: false, maxAttempts: 3 };
const SESSION = { roleSessionName: 'me', durationSeconds: 900 };
const ROLE = 'acs:ram::1234567890123456:role/deploy';
const DOCUMENT = {
  Code: 'Success',
  AccessKeyId: 'STS.documentKeyId',
  AccessKeySecret: 'documentSecret0123456789',
  SecurityToken: 'documentToken0123456789',
  Expiration: '2026-11-02T16:00:00Z',
  LastUpdated: '2026-11-02T10:00:00Z',
};

describe('a credential that the workflow gave', () => {
  test('is taken as it is, and nothing is asked, read or written', async () => {
    const context = untouchable<Parameters<ReturnType<typeof bearerProvider>>[0]>('context');
    const [id, key, token] = [secret('id'), secret('key'), secret('token')];
    expect((await accessKeyProvider(id, key)(context)).credential).toEqual({
      kind: 'access_key',
      accessKeyId: id,
      accessKeySecret: key,
    });
    expect((await stsProvider(id, key, token)(context)).credential).toMatchObject({
      kind: 'sts',
      securityToken: token,
    });
    expect((await bearerProvider(token)(context)).credential).toEqual({ kind: 'bearer', bearerToken: token });
  });
});

describe('the credential of the environment', () => {
  const KEY = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAIenv', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'envSecret' };

  test('is a key, or a session where there is a token, and is masked', async () => {
    const key = fakeContext({ env: { ...KEY, ALIBABA_CLOUD_SECURITY_TOKEN: '' } });
    expect((await environmentProvider(key)).credential.kind).toBe('access_key');
    expect(key.masks).toEqual(['LTAIenv', 'envSecret']);
    const session = fakeContext({ env: { ...KEY, ALIBABA_CLOUD_SECURITY_TOKEN: 'envToken' } });
    expect((await environmentProvider(session)).credential.kind).toBe('sts');
    expect(session.masks).toContain('envToken');
  });

  test.each([
    [{}, /ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET are not set/],
    [{ ALIBABA_CLOUD_ACCESS_KEY_ID: 'x' }, /ACCESS_KEY_SECRET is not set/],
    [{ ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'x' }, /ACCESS_KEY_ID is not set/],
  ])('is missed by name in %j', async (env, message) => {
    await expect(environmentProvider(fakeContext({ env }))).rejects.toThrow(message);
    await expect(environmentProvider(fakeContext({ env }))).rejects.toBeInstanceOf(InputError);
  });
});

describe('a credential of the environment that cannot be sent', () => {
  const KEY = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAIenv', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'envSecret' };

  test.each([
    ['ALIBABA_CLOUD_ACCESS_KEY_ID', 'LTAIenv\n'],
    ['ALIBABA_CLOUD_SECURITY_TOKEN', 'to\nk\nen'],
    ['ALIBABA_CLOUD_SECURITY_TOKEN', 'clé'],
    ['ALIBABA_CLOUD_ACCESS_KEY_SECRET', ' \n'],
  ])('is refused by the name of %s, and nothing is masked', async (name, value) => {
    const context = fakeContext({ env: { ...KEY, [name]: value } });
    await expect(environmentProvider(context)).rejects.toThrow(new RegExp(`^${name} `));
    await expect(environmentProvider(context)).rejects.toBeInstanceOf(InputError);
    expect(context.masks).toEqual([]);
  });

  test('is not its key secret, which only signs', async () => {
    const context = fakeContext({ env: { ...KEY, ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'a b' } });
    expect((await environmentProvider(context)).credential.kind).toBe('access_key');
  });
});

describe('an OIDC token in a file', () => {
  const role = {
    oidcProviderArn: 'acs:ram::1234567890123456:oidc-provider/github',
    roleArn: ROLE,
    session: SESSION,
  };
  const source = { from: 'github', role, audience: 'sts.aliyuncs.com' } as const;
  const filesWith = (...contents: (string | undefined)[]): Files =>
    ({ read: () => (contents.length > 1 ? contents.shift() : contents[0]) }) as unknown as Files;

  test('is exchanged for a session, masked, and its white space left out', async () => {
    const context = fakeContext({
      files: filesWith('\ufeff token.of-the.file_\r\n'),
      http: [json(200, assumedRole())],
    });
    const login = await oidcRoleArn(source, { path: () => '/t' }, STS, stsClient(context))(context);
    expect(login.identity?.accountId).toBe('1234567890123456');
    expect(login.credential.kind).toBe('sts');
    expect(new URLSearchParams(context.requests[0]?.body).get('OIDCToken')).toBe('token.of-the.file_');
    const credentials = assumedRole().Credentials;
    for (const value of [
      'token.of-the.file_',
      credentials['AccessKeySecret'],
      credentials['SecurityToken'],
    ]) {
      expect(context.masks).toContain(value);
    }
  });

  test('is made and read anew for every attempt', async () => {
    const context = fakeContext({
      files: filesWith('first-token', 'second-token'),
      http: [refusal(400, 'Throttling'), json(200, assumedRole())],
    });
    let refreshed = 0;
    const file = { path: () => '/t', refresh: async () => void refreshed++ };
    await oidcRoleArn(source, file, STS, stsClient(context))(context);
    expect(refreshed).toBe(2);
    const sent = context.requests.map((request) => new URLSearchParams(request.body).get('OIDCToken'));
    expect(sent).toEqual(['first-token', 'second-token']);
  });

  test.each([[undefined], ['']])(
    'that is missing or empty is refused by its path, and STS is not asked',
    async (content) => {
      const context = fakeContext({ files: filesWith(content) });
      const login = oidcRoleArn(source, { path: () => '/the/token' }, STS, stsClient(context))(context);
      await expect(login).rejects.toBeInstanceOf(FileError);
      await expect(login).rejects.toThrow('/the/token');
      expect(context.requests).toEqual([]);
    },
  );
});

describe('a file that holds no OIDC token', () => {
  test.each(['{\n"token": "a.b.c"\n}', 'a.b', 'a.b.c.d', 'a..c', 'a.b.c d', '{'])(
    'such as %j is named, and nothing of it is masked, shown or sent',
    async (content) => {
      const context = fakeContext({ files: { read: () => content } as unknown as Files });
      const role = { oidcProviderArn: 'p', roleArn: ROLE, session: SESSION };
      const error = await oidcRoleArn(
        { from: 'token-file', role, path: '/the/file' },
        { path: () => '/the/file' },
        STS,
        stsClient(context),
      )(context).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(FileError);
      expect((error as FileError).message).toContain('/the/file');
      expect(context.masks).toEqual([]);
      expect(context.requests).toEqual([]);
      expect(String(error)).not.toContain('a.b');
    },
  );
});

describe('a role hop', () => {
  test('is signed by the credential of the provider before it', async () => {
    const second = {
      ...assumedRole(),
      Credentials: { ...assumedRole().Credentials, AccessKeyId: 'STS.secondHop' },
    };
    const context = fakeContext({ http: [json(200, assumedRole()), json(200, second)] });
    const source = accessKeyProvider(secret('LTAIsource'), secret('key'));
    const hub = ramRoleArn(source, { roleArn: ROLE, session: SESSION }, STS, stsClient(context));
    const login = await ramRoleArn(
      hub,
      { roleArn: ROLE, session: SESSION, externalId: 'ext' },
      STS,
      stsClient(context),
    )(context);
    const [first, last] = context.requests;
    expect(first?.headers['authorization']).toContain('Credential=LTAIsource,');
    expect(first?.url.searchParams.has('ExternalId')).toBe(false);
    expect(last?.headers['authorization']).toContain(
      `Credential=${assumedRole().Credentials['AccessKeyId']},`,
    );
    expect(last?.headers['x-acs-security-token']).toBe(assumedRole().Credentials['SecurityToken']);
    expect(last?.url.searchParams.get('ExternalId')).toBe('ext');
    expect(login.credential).toMatchObject({ kind: 'sts' });
    expect(context.masks).toContain('STS.secondHop');
  });
});

describe('a credential document', () => {
  const FIELDS = ['AccessKeyId', 'AccessKeySecret', 'SecurityToken', 'Expiration'];

  test('is read, with a code of success or without one', () => {
    const { Code, ...bare } = DOCUMENT;
    for (const document of [DOCUMENT, bare, { ...bare, Code }]) {
      expect(readCredentialDocument(JSON.stringify(document), 'metadata', 'h', (text) => text)).toEqual({
        accessKeyId: DOCUMENT.AccessKeyId,
        accessKeySecret: DOCUMENT.AccessKeySecret,
        securityToken: DOCUMENT.SecurityToken,
        expiration: new Date(DOCUMENT.Expiration),
      });
    }
  });

  test('with anything missing is refused by name, without a word of the rest', () => {
    fc.assert(
      fc.property(
        plainSecret,
        plainSecret,
        plainSecret,
        fc.constantFrom(...FIELDS),
        fc.constantFrom(undefined, '', null, 7),
        (id, key, token, field, value) => {
          const document = {
            ...DOCUMENT,
            AccessKeyId: id,
            AccessKeySecret: key,
            SecurityToken: token,
            [field]: value,
          };
          let error: unknown;
          try {
            readCredentialDocument(JSON.stringify(document), 'metadata', 'h', (text) => text);
          } catch (reason) {
            error = reason;
          }
          expect(error).toBeInstanceOf(NetworkError);
          expect(String(error)).toContain(field);
          for (const text of [id, key, token]) expect(String(error)).not.toContain(text);
        },
      ),
    );
  });

  test('with another code is refused, and a code that may be a secret is not shown', () => {
    const refused = (Code: string) => () =>
      readCredentialDocument(JSON.stringify({ ...DOCUMENT, Code }), 'metadata', 'h', (text) => text);
    expect(refused('Failed')).toThrow(ServiceError);
    expect(refused('Failed')).toThrow('Failed');
    expect(refused('a secret with spaces')).toThrow(expect.not.stringContaining('a secret'));
  });
});

describe('a credentials URI', () => {
  const provider = (uri: string, allowHttp = false) => credentialsUri({ uri: secret(uri), allowHttp }, STS);

  test('is asked, and the answer masked', async () => {
    const context = fakeContext({ http: [json(200, DOCUMENT)] });
    const { credential } = await provider('https://vault.example.com/v1?key=the-uri-key')(context);
    expect(credential).toMatchObject({ kind: 'sts' });
    expect(context.requests[0]?.url.href).toBe('https://vault.example.com/v1?key=the-uri-key');
    expect(context.masks).toContain(DOCUMENT.AccessKeySecret);
  });

  test.each([
    ['http://vault.example.com/', 'http'],
    ['ftp://vault.example.com/', 'URL'],
    ['nonsense', 'URL'],
    ['https://user:password@vault.example.com/', 'password'],
  ])('such as %s is not asked', async (uri, message) => {
    const context = fakeContext();
    await expect(provider(uri)(context)).rejects.toBeInstanceOf(InputError);
    await expect(provider(uri)(context)).rejects.toThrow(message);
    expect(context.requests).toEqual([]);
  });

  test.each([
    ['http://127.0.0.1:9000/', false, true],
    ['http://169.254.169.254/', false, true],
    ['http://vault.example.com/', true, false],
  ])('%s may be asked by plain http (allowed: %s), directly: %s', async (uri, allowed, direct) => {
    const context = fakeContext({ http: [json(200, DOCUMENT)] });
    await provider(uri, allowed)(context);
    expect(context.requests[0]?.direct).toBe(direct);
  });

  test('that redirects is not followed', async () => {
    const answer = { status: 302, headers: { location: 'https://evil.example' }, body: '' };
    const context = fakeContext({ http: [answer] });
    await expect(provider('https://vault.example.com/')(context)).rejects.toMatchObject({
      code: 'uri.refused',
    });
    expect(context.requests).toHaveLength(1);
  });

  test('shows neither its path nor its query in a failure', async () => {
    const answer = json(500, { message: 'no such path: /v1/the-secret-path?key=the-secret-key' });
    const context = fakeContext({ http: [answer, answer, answer] });
    const error = await provider('https://vault.example.com/v1/the-secret-path?key=the-secret-key')(
      context,
    ).catch((reason: unknown) => reason);
    expect(context.lines.join('') + String(error)).not.toMatch(/the-secret/);
  });

  test.each(['', '/v1', '?key=a'])('shows no part of them as the code of its document (%s)', async (more) => {
    for (const part of ['the-secret-path', 'the-secret-name', 'the-secret-value']) {
      const context = fakeContext({ http: [json(200, { Code: part })] });
      const error = await provider(
        `https://vault.example.com/v1/the-secret-path${more}${more.includes('?') ? '&' : '?'}the-secret-name=the-secret-value`,
      )(context).catch((reason: unknown) => reason);
      context.log.error('Refused', String(error));
      expect(context.lines.join('')).not.toMatch(/the-secret/);
    }
  });

  test('of the usual form leaves our own words alone', async () => {
    const context = fakeContext({ http: [json(404, {})] });
    const error = await provider('http://127.0.0.1:9000/credentials')(context).catch(
      (reason: unknown) => reason,
    );
    context.log.error('Refused', String(error));
    expect(context.lines.join('')).toContain('The credentials URI');
  });
});

describe('an instance’s role', () => {
  const ENDPOINT = 'http://100.100.100.200';
  const token = { status: 200, headers: {}, body: 'metadata-token-0123456789' };
  const text = (status: number, body: string) => ({ status, headers: {}, body });

  test('is asked for in hardened mode, directly', async () => {
    const context = fakeContext({ http: [token, text(200, 'EcsRole\n'), json(200, DOCUMENT)] });
    const { credential } = await ecsRamRole({ endpoint: ENDPOINT }, STS)(context);
    expect(credential.kind).toBe('sts');
    expect(context.requests.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
      'PUT /latest/api/token',
      'GET /latest/meta-data/ram/security-credentials/',
      'GET /latest/meta-data/ram/security-credentials/EcsRole',
    ]);
    expect(context.requests.every(({ direct, url }) => direct && url.origin === ENDPOINT)).toBe(true);
    expect(context.requests.slice(1).map(({ headers }) => headers['x-aliyun-ecs-metadata-token'])).toEqual([
      token.body,
      token.body,
    ]);
    expect(context.masks).toContain(token.body);
    expect(shown(context.lines)).not.toContain(DOCUMENT.AccessKeySecret);
  });

  test.each(['', 'OK', 'a', 'success'])(
    'masks no answer for a token that can be none: %j would hide half the log',
    async (body) => {
      const context = fakeContext({ http: [text(200, body), text(404, '')] });
      await expect(ecsRamRole({ endpoint: ENDPOINT }, STS)(context)).rejects.toThrow(/no RAM role/);
      expect(context.masks).toEqual([]);
    },
  );

  test('that is named is not asked for', async () => {
    const context = fakeContext({ http: [token, json(200, DOCUMENT)] });
    await ecsRamRole({ endpoint: ENDPOINT, roleName: 'Named' }, STS)(context);
    expect(context.requests.at(-1)?.url.pathname).toMatch(/\/Named$/);
  });

  test('falls back to normal mode with a warning, unless that is forbidden', async () => {
    const answers = [text(404, ''), text(200, 'EcsRole'), json(200, DOCUMENT)];
    const allowed = fakeContext({ http: answers });
    await ecsRamRole({ endpoint: ENDPOINT }, STS)(allowed);
    expect(allowed.lines.join('')).toMatch(/::warning::/);
    expect(allowed.requests.at(-1)?.headers).not.toHaveProperty('x-aliyun-ecs-metadata-token');
    for (const [env, disableImdsV1] of [
      [{}, true],
      [{ ALIBABA_CLOUD_IMDSV1_DISABLED: 'true' }, undefined],
    ] as const) {
      const context = fakeContext({ env, http: answers });
      const login = ecsRamRole({ endpoint: ENDPOINT, ...(disableImdsV1 && { disableImdsV1 }) }, STS)(context);
      await expect(login).rejects.toBeInstanceOf(ServiceError);
      expect(context.requests).toHaveLength(1);
    }
  });

  test.each([
    [1, 1],
    [2, 2],
    [5, 2],
  ])('is asked for, with retry-max-attempts: %i, %i times', async (maxAttempts, times) => {
    const busy = text(503, '');
    const context = fakeContext({ http: [busy, busy, busy] });
    await expect(ecsRamRole({ endpoint: ENDPOINT }, { ...STS, maxAttempts })(context)).rejects.toThrow('503');
    expect(context.requests).toHaveLength(times);
  });

  test('is asked for again when the service wants to be', async () => {
    const busy = { status: 503, headers: { 'retry-after': '3' }, body: '' };
    const context = fakeContext({ http: [busy, token, json(200, DOCUMENT)] });
    await ecsRamRole({ endpoint: ENDPOINT, roleName: 'Named' }, STS)(context);
    expect(context.sleeps).toEqual([3050]);
  });

  test('is asked for as the workflow says, whatever the environment forbids', async () => {
    const env = { ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true', ALIBABA_CLOUD_IMDSV1_DISABLED: 'true' };
    const context = fakeContext({ env, http: [text(404, ''), json(200, DOCUMENT)] });
    await ecsRamRole({ endpoint: ENDPOINT, roleName: 'Named', disableImdsV1: false }, STS)(context);
    expect(context.requests).toHaveLength(2);
    await expect(ecsRamRole({ endpoint: ENDPOINT }, STS)(fakeContext({ env }))).rejects.toThrow(/forbids/);
  });

  test('does not fall back where nothing answers', async () => {
    const silent = new NetworkError('timeout', '100.100.100.200', 'No answer.');
    const context = fakeContext({ http: [silent, silent, silent] });
    await expect(ecsRamRole({ endpoint: ENDPOINT }, STS)(context)).rejects.toBeInstanceOf(NetworkError);
    // The last tells a container from a machine that is no instance; it asks for no credential.
    expect(context.requests.map(({ method }) => method)).toEqual(['PUT', 'PUT', 'GET']);
    expect(context.requests.at(-1)?.url.pathname).toBe('/latest/meta-data/instance-id');
  });

  test.each([
    ['', /no RAM role/],
    ['<html>login</html>', /not a role name/],
    ['../../evil', /not a role name/],
  ])('of the name %j is refused', async (name, message) => {
    const context = fakeContext({ http: [token, text(200, name)] });
    await expect(ecsRamRole({ endpoint: ENDPOINT }, STS)(context)).rejects.toThrow(message);
  });
});
