import { makePlan } from '../../../src/plan/make-plan.ts';
/** Explicit inputs never read what the job's environment says of credentials. */

import { describe, expect, test } from 'vitest';
import type { Credential } from '../../../src/credentials.ts';
import { readInputs } from '../../../src/inputs/table.ts';
import type { HttpRequest, HttpResponse } from '../../../src/runtime/context.ts';
import type { Env } from '../../../src/runtime/env.ts';
import type { Files } from '../../../src/runtime/files.ts';
import { stsClient } from '../../../src/sts/client.ts';
import {
  type Answer,
  assumedRole,
  type FakeContext,
  fakeContext,
  json,
  noFiles,
  untouchable,
} from '../support/context.ts';
import { asPosix } from '../support/posix.ts';
import { providerFor } from '../support/providers.ts';

const ROLE = 'acs:ram::1234567890123456:role/deploy';
const PROVIDER = 'acs:ram::1234567890123456:oidc-provider/github';
const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJyZXBvOm8vciJ9.c2lnbmF0dXJl';
const KEY = { 'access-key-id': 'LTAI-input', 'access-key-secret': 'input-secret' };

/** Throws where anybody asks for an ambient variable that is not allowed. */
function pureEnv(inputs: Readonly<Record<string, string>>, allowed: readonly string[] = []): Env {
  const given = new Map(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
  return {
    initial: {},
    get: (name) => {
      if (/^(ALIBABA_CLOUD_|ALICLOUD_|ALIBABACLOUD_|OSS_)/.test(name) && !allowed.includes(name))
        throw new Error(`The ambient ${name} was asked for.`);
      return given.get(name);
    },
    set: (name) => {
      throw new Error(`${name} was set.`);
    },
    forget: () => {
      throw new Error('The exports were forgotten.');
    },
  };
}

const plain = (status: number, body: string): HttpResponse => ({ status, headers: {}, body });
const document = (): Answer => json(200, { Code: 'Success', ...assumedRole().Credentials });
const oneFile = (path: string, content: string): Files => ({
  ...untouchable<Files>('files'),
  look: (asked) => (asPosix(asked) === path ? { kind: 'file', mode: 0o600, uid: 0, gid: 0 } : undefined),
  read: (asked) => (asPosix(asked) === path ? content : undefined),
});

interface Options {
  readonly http?: readonly Answer[];
  readonly files?: Files;
  readonly allowed?: readonly string[];
}

/** From inputs to a credential, without a word from the environment. */
async function logIn(
  inputs: Readonly<Record<string, string>>,
  { http = [], files = noFiles, allowed }: Options = {},
): Promise<{ credential: Credential; context: FakeContext }> {
  const context = fakeContext({ env: pureEnv(inputs, allowed), http, files });
  const plan = makePlan(readInputs(context), {});
  const { credential } = await providerFor(plan, stsClient(context))(context);
  expect(context.unanswered()).toBe(0);
  return { credential, context };
}

const idOf = (credential: Credential): string =>
  credential.kind === 'bearer' ? credential.bearerToken.reveal() : credential.accessKeyId.reveal();

const ISSUED = assumedRole().Credentials['AccessKeyId'];

describe('the environment has no say in', () => {
  test('a key, a temporary key, a bearer token', async () => {
    const bearer = { 'bearer-token': 'input-bearer' };
    for (const type of ['', 'access_key'])
      expect(idOf((await logIn({ ...KEY, type })).credential)).toBe('LTAI-input');
    for (const type of ['', 'sts']) {
      const { credential } = await logIn({ ...KEY, type, 'security-token': 'input-token' });
      expect(credential.kind).toBe('sts');
    }
    for (const type of ['', 'bearer'])
      expect(idOf((await logIn({ ...bearer, type })).credential)).toBe('input-bearer');
  });

  test('a role that is assumed with a key', async () => {
    const inputs = { ...KEY, 'role-to-assume': `${ROLE}\n${ROLE}` };
    const http = [json(200, assumedRole()), json(200, assumedRole())];
    expect(idOf((await logIn(inputs, { http })).credential)).toBe(ISSUED);
  });

  test('a role by an OIDC token in a file', async () => {
    const inputs = { 'role-to-assume': ROLE, 'oidc-provider-arn': PROVIDER, 'oidc-token-file': '/token' };
    const options = { http: [json(200, assumedRole())], files: oneFile('/token', TOKEN) };
    expect(idOf((await logIn(inputs, options)).credential)).toBe(ISSUED);
  });

  test('an instance role that is named, in hardened and in normal mode', async () => {
    const named = { 'role-name': 'runner' };
    const hardened = [plain(200, 'metadata-token'), document()];
    expect(idOf((await logIn(named, { http: hardened })).credential)).toBe(ISSUED);
    const normal = { ...named, 'disable-imds-v1': 'false' };
    expect(idOf((await logIn(normal, { http: [plain(404, ''), document()] })).credential)).toBe(ISSUED);
    const forbidden = { ...named, 'disable-imds-v1': 'true' };
    await expect(logIn(forbidden, { http: [plain(404, '')] })).rejects.toThrow(/hardened mode/);
  });

  test('a credentials URI that is given', async () => {
    const inputs = { 'credentials-uri': 'https://credentials.example.com/x' };
    expect(idOf((await logIn(inputs, { http: [document()] })).credential)).toBe(ISSUED);
  });

  test('a profile, but for the place of its file', async () => {
    const profiles: [string, Options][] = [
      ['type = access_key\naccess_key_id = LTAI-ini\naccess_key_secret = s', {}],
      ['type = sts\naccess_key_id = LTAI-ini\naccess_key_secret = s\nsecurity_token = t', {}],
      [
        `type = ram_role_arn\naccess_key_id = LTAI-ini\naccess_key_secret = s\nrole_arn = ${ROLE}`,
        { http: [json(200, assumedRole())] },
      ],
      ['type = credentials_uri\ncredentials_uri = https://credentials.example.com/', { http: [document()] }],
      ['type = bearer\nbearer_token = LTAI-ini', {}],
    ];
    for (const [keys, options] of profiles) {
      const files = oneFile('/home/nobody/.alibabacloud/credentials', `[work]\n${keys}\n`);
      const allowed = ['ALIBABA_CLOUD_CREDENTIALS_FILE'];
      const { credential } = await logIn({ 'source-profile': 'work' }, { ...options, files, allowed });
      expect([ISSUED, 'LTAI-ini']).toContain(idOf(credential));
    }
  });
});

describe('the environment is asked, as the counterproof, for', () => {
  test.each([
    [{ type: 'ecs_ram_role' }, 'ALIBABA_CLOUD_ECS_METADATA'],
    [{ type: 'credentials_uri' }, 'ALIBABA_CLOUD_CREDENTIALS_URI'],
    [{ 'role-chaining': 'true', 'role-to-assume': ROLE }, 'ALIBABA_CLOUD_ACCESS_KEY_ID'],
    [{ 'source-profile': 'work' }, 'ALIBABA_CLOUD_CREDENTIALS_FILE'],
    [{ type: 'default' }, 'ALIBABA_CLOUD_ACCESS_KEY_ID'],
  ])('what %o leaves open: %s', async (inputs, variable) => {
    await expect(logIn(inputs)).rejects.toThrow(`The ambient ${variable}`);
  });
});

describe('every request to metadata', () => {
  test('is direct, has a short timeout, and goes to the endpoint alone', async () => {
    const asked: HttpRequest[] = [];
    const record =
      (answer: HttpResponse): Answer =>
      (request) => {
        asked.push(request);
        return answer;
      };
    await logIn(
      { 'role-name': 'runner' },
      {
        http: [
          record(plain(200, 'metadata-token')),
          record(json(200, { Code: 'Success', ...assumedRole().Credentials })),
        ],
      },
    );
    expect(asked.map(({ url, direct }) => [url.origin, direct])).toEqual([
      ['http://100.100.100.200', true],
      ['http://100.100.100.200', true],
    ]);
    for (const { timeout } of asked) expect(timeout).toBeLessThanOrEqual(2_000);
  });
});
