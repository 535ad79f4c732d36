import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reportFailure } from '../../../src/diagnosis/report.ts';
import { ActionError, NetworkError, type NetworkFault } from '../../../src/errors.ts';
import type { HttpResponse } from '../../../src/runtime/context.ts';
import { sampleOf } from '../../thorough.ts';
import { START } from '../support/context.ts';
import { leaksIn, published, recorded } from '../support/recorded.ts';
import { run } from '../support/run.ts';

const RUNS = sampleOf(10_000, 8);

/** Given to the step as inputs, or issued to it: nothing of them may ever be read by anybody. */
const KEY_ID = 'LTAI5tPlantedKeyId0123456789';
const KEY_SECRET = 'plantedInputSecret/+with=signs&';
const REQUEST_TOKEN = 'eyJ0eXAiOiJKV1QifQ.cGxhbnRlZFJlcXVlc3RUb2tlbg.c2lnbmF0dXJl';
const OIDC_TOKEN = `eyJhbGciOiJSUzI1NiJ9.${Buffer.from('{"iss":"i","aud":"a","sub":"repo:o/r:ref:x","planted":"oidc"}').toString('base64url')}.cGxhbnRlZFNpZ25hdHVyZQ`;
const URI_SECRET = 'plantedUriSecret0123456789';
const ISSUED = {
  id: 'STS.PlantedIssuedKeyId0123456789',
  secret: 'plantedIssuedSecret0123456789ABCDEF',
  token: `CAISplanted+/${'abcdefghijABCDEFGHIJ0123456789+/'.repeat(4)}==`,
};
const METADATA_TOKEN = 'plantedMetadataToken0123456789==';
const GIVEN = [KEY_ID, KEY_SECRET, REQUEST_TOKEN, OIDC_TOKEN, URI_SECRET, METADATA_TOKEN];
const SECRETS = [...GIVEN, ...Object.values(ISSUED)];

const STS_SUCCESS = {
  RequestId: 'REQ-1',
  AssumedRoleUser: { AssumedRoleId: '3:session', Arn: 'acs:ram::1234567890123456:role/deploy/session' },
  Credentials: {
    AccessKeyId: ISSUED.id,
    AccessKeySecret: ISSUED.secret,
    SecurityToken: ISSUED.token,
    Expiration: '2026-11-02T11:00:00Z',
  },
};
const IDENTITY = {
  RequestId: 'REQ-1',
  AccountId: '1234567890123456',
  Arn: 'acs:ram::1234567890123456:user/ci',
  IdentityType: 'RAMUser',
};
const DOCUMENT = { Code: 'Success', LastUpdated: '2026-11-02T10:00:00Z', ...STS_SUCCESS.Credentials };

/** Stands in a document for what the service echoes; which of the step's secrets that is, the run decides. */
const echoes = fc.nat(999).map((which) => `@echo${which}@`);

/** What a service can echo: what it was sent or has issued, as it is, percent-encoded, form-encoded, in JSON. */
function echoed(text: string, secrets: readonly string[]): string {
  return text.replace(/@echo(\d+)@/g, (_, digits: string) => {
    const which = Number(digits);
    const secret = secrets[which % secrets.length] ?? '';
    const encoded = encodeURIComponent(secret);
    const forms = [secret, secret, encoded, encoded.replaceAll('%', '%25'), encoded.replaceAll('%20', '+')];
    return forms[Math.floor(which / secrets.length) % forms.length] ?? '';
  });
}
const errorDocument = fc.record({
  RequestId: fc.constantFrom('REQ-1', 'A-B-C', ''),
  HostId: fc.constant('sts.aliyuncs.com'),
  Code: fc.constantFrom(
    'SignatureDoesNotMatch',
    'Throttling.User',
    'AuthenticationFail.NoPermission',
    'AuthenticationFail.OIDCToken.Invalid',
    'InvalidTimeStamp.Expired',
    'InternalError',
    'NoPermission',
    'Surprise',
    '',
    'Failed',
  ),
  Message: fc
    .tuple(
      fc.string({ maxLength: 40 }),
      echoes,
      fc.constantFrom(' ', '"', '&', '\n', ', ', '\n::error::', '%0A'),
    )
    .map(([text, echo, gap]) => `${text}${gap}${echo}${gap}server string to sign is:${gap}${echo}`),
  Recommend: echoes.map((echo) => `https://api.aliyun.com/troubleshoot?q=${echo}`),
  AccessDeniedDetail: fc.record({ NoPermissionType: fc.constant('ImplicitDeny'), PolicyType: echoes }),
});

type Mutation =
  | { readonly how: 'remove' }
  | { readonly how: 'set'; readonly value: unknown }
  | { readonly how: 'wrap'; readonly before: string; readonly after: string }
  | { readonly how: 'huge' };
const mutation: fc.Arbitrary<{ where: number; what: Mutation }> = fc.record({
  where: fc.nat(12),
  what: fc.oneof(
    { arbitrary: fc.constant<Mutation>({ how: 'remove' }), weight: 4 },
    {
      arbitrary: fc
        .oneof(
          fc.constantFrom<unknown>(
            null,
            0,
            -1,
            true,
            false,
            '',
            ' ',
            [],
            {},
            [[]],
            { a: { b: [1] } },
            '__proto__',
          ),
          fc.string({ unit: 'grapheme', maxLength: 12 }),
        )
        .map((value): Mutation => ({ how: 'set', value })),
      weight: 4,
    },
    {
      arbitrary: fc
        .tuple(
          fc.constantFrom('', '\u0000', '\r\n', '\n::error::', '\u001b[31m', '中', '\ud800', '%', '\u2028'),
          fc.constantFrom('', '\n', '\u0007', '\n::add-mask::x', '`', '|'),
        )
        .map(([before, after]): Mutation => ({ how: 'wrap', before, after })),
      weight: 4,
    },
    { arbitrary: fc.constant<Mutation>({ how: 'huge' }), weight: 1 },
  ),
});

/** Every place in a document: its path from the root. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, child]) => placesIn(child, [...path, key]));
  return path.length > 0 ? [path, ...inner] : inner;
}

function mutate(document: object, mutations: readonly { where: number; what: Mutation }[]): object {
  const copy = structuredClone(document) as Record<string, unknown>;
  for (const { where, what } of mutations) {
    const places = placesIn(copy);
    const place = places[where % Math.max(1, places.length)];
    const name = place?.at(-1);
    if (!place || name === undefined) continue;
    let parent = copy;
    for (const key of place.slice(0, -1)) parent = parent[key] as Record<string, unknown>;
    const old = parent[name];
    if (what.how === 'remove') delete parent[name];
    else if (what.how === 'set') parent[name] = structuredClone(what.value);
    else if (typeof old !== 'string') continue;
    else if (what.how === 'wrap') parent[name] = `${what.before}${old}${what.after}`;
    // Four times huge would be longer than a string can be.
    else if (old.length < 1e5) parent[name] = old.repeat(200);
  }
  return copy;
}

const asText = fc.oneof(
  { arbitrary: fc.constant((text: string) => text), weight: 8 },
  { arbitrary: fc.nat(200).map((length) => (text: string) => text.slice(0, length)), weight: 2 },
  { arbitrary: fc.constant((text: string) => `\ufeff${text}`), weight: 1 },
  { arbitrary: fc.constant((text: string) => `[${text}]`), weight: 1 },
  { arbitrary: fc.constant((text: string) => `<html><body>${text}</body></html>`), weight: 1 },
  { arbitrary: fc.constant((text: string) => Buffer.from(text).toString('utf16le')), weight: 1 },
  { arbitrary: fc.constant((text: string) => text + text), weight: 1 },
  { arbitrary: fc.constant(() => '['.repeat(5000)), weight: 1 },
);
const raw = fc.oneof(
  fc.constantFrom('', 'null', '0', '"x"', '[]', '{}', '{"value":""}', '<html></html>', 'a\u0000b'),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('utf8')),
  fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.stringify(value)),
  fc.constantFrom('deploy', METADATA_TOKEN, 'no role name: ?', '../../etc/passwd'),
);
const documents = fc.oneof(
  { arbitrary: fc.constant<object>(STS_SUCCESS), weight: 4 },
  { arbitrary: fc.constant<object>(DOCUMENT), weight: 4 },
  { arbitrary: fc.constant<object>(IDENTITY), weight: 2 },
  { arbitrary: fc.constant<object>({ count: 1, value: OIDC_TOKEN }), weight: 4 },
  { arbitrary: errorDocument, weight: 6 },
  { arbitrary: fc.constant<object>({ message: `Bad token ${REQUEST_TOKEN}` }), weight: 1 },
);
const body = fc.oneof(
  {
    arbitrary: fc
      .tuple(documents, fc.array(mutation, { maxLength: 3 }), asText)
      .map(([document, mutations, write]) => write(JSON.stringify(mutate(document, mutations)))),
    weight: 6,
  },
  { arbitrary: raw, weight: 1 },
);
const status = fc.oneof(
  { arbitrary: fc.constant(200), weight: 5 },
  { arbitrary: fc.constantFrom(400, 401, 403, 404, 408, 429, 500, 502, 503), weight: 4 },
  { arbitrary: fc.nat(999), weight: 2 },
);
const headers = fc.record(
  {
    date: fc.constantFrom('Mon, 02 Nov 2026 11:00:00 GMT', 'garbage', '', '0', '+275760-09-13T00:00:00.001Z'),
    'retry-after': fc.constantFrom(
      '0',
      '1',
      '-1',
      '999999999',
      '1e9',
      'Mon, 02 Nov 2026 11:00:00 GMT',
      '\u0000',
    ),
    'x-acs-retry-after': fc.constantFrom('10', '', '99999999999999999999', 'NaN', '0x10'),
    'x-acs-request-id': fc.oneof(fc.constant(`id ${ISSUED.token}`), fc.string({ maxLength: 20 })),
    location: fc.constant(`https://evil.example.com/?t=${OIDC_TOKEN}`),
  },
  { requiredKeys: [] },
);
const FAULTS: readonly NetworkFault[] = ['dns', 'reset', 'tls', 'timeout', 'too-large', 'proxy', 'malformed'];
const answer: fc.Arbitrary<HttpResponse | NetworkFault> = fc.oneof(
  { arbitrary: fc.record({ status, headers, body }) as fc.Arbitrary<HttpResponse>, weight: 12 },
  { arbitrary: fc.constantFrom(...FAULTS), weight: 1 },
);

const ROLE = 'acs:ram::1234567890123456:role/deploy';
const PROVIDER = 'acs:ram::1234567890123456:oidc-provider/github';
const KEY = { 'access-key-id': KEY_ID, 'access-key-secret': KEY_SECRET };
interface Way {
  readonly inputs: Readonly<Record<string, string>>;
  /** What the step knows to be secret before it asks. */
  readonly secrets: readonly string[];
}
const WAYS: readonly Way[] = [
  { inputs: { 'role-to-assume': ROLE, 'oidc-provider-arn': PROVIDER }, secrets: [REQUEST_TOKEN] },
  {
    inputs: {
      'role-to-assume': `${ROLE}\n${ROLE}2`,
      'oidc-provider-arn': PROVIDER,
      'allowed-account-ids': '1234567890123456',
    },
    secrets: [REQUEST_TOKEN],
  },
  { inputs: KEY, secrets: [KEY_ID, KEY_SECRET] },
  { inputs: { ...KEY, 'role-to-assume': ROLE }, secrets: [KEY_ID, KEY_SECRET] },
  { inputs: { type: 'ecs_ram_role' }, secrets: [] },
  { inputs: { 'role-name': 'deploy', 'disable-imds-v1': 'true', 'role-to-assume': ROLE }, secrets: [] },
  {
    inputs: { 'credentials-uri': `https://credentials.example.com/c/${URI_SECRET}?token=${URI_SECRET}` },
    secrets: [URI_SECRET],
  },
];
/** Known by their look, whether the step has met them or not. */
const TELLING = [OIDC_TOKEN, ISSUED.id, ISSUED.token, KEY_ID];
const JOB = {
  GITHUB_ACTIONS: 'true',
  RUNNER_TEMP: '/tmp/runner',
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.example.com/?api-version=2.0',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: REQUEST_TOKEN,
};
/** What answers well, so that a run gets beyond its first request. */
function wellAnswered(host: string, path: string, action: string | undefined): HttpResponse {
  const json = (document: object): HttpResponse => ({
    status: 200,
    headers: {},
    body: JSON.stringify(document),
  });
  if (host === 'token.example.com') return json({ value: OIDC_TOKEN });
  if (path === '/latest/api/token') return { status: 200, headers: {}, body: METADATA_TOKEN };
  if (path.endsWith('/security-credentials/')) return { status: 200, headers: {}, body: 'deploy' };
  if (host === '100.100.100.200' || host === 'credentials.example.com') return json(DOCUMENT);
  return json(action === 'GetCallerIdentity' ? IDENTITY : STS_SUCCESS);
}

describe('whatever the services answer', () => {
  const counts = { succeeded: 0, failed: 0 };
  const property = fc.asyncProperty(
    fc.constantFrom(...WAYS),
    fc.nat(3),
    fc.array(answer, { minLength: 1, maxLength: 6 }),
    async ({ inputs, secrets }, good, answers) => {
      const env = Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
      );
      let asked = 0;
      const context = recorded({ ...JOB, ...env }, ({ url, headers: sent }) => {
        const turn = asked++ - good;
        const given = answers[turn % answers.length];
        if (turn < 0 || given === undefined)
          return wellAnswered(url.host, url.pathname, sent['x-acs-action']);
        if (typeof given === 'string') return new NetworkError(given, url.host, `No answer (${given}).`);
        return { ...given, body: echoed(given.body, [...secrets, ...TELLING]) };
      });
      try {
        await run(context);
        counts.succeeded += 1;
      } catch (error) {
        counts.failed += 1;
        expect(error, error instanceof Error ? (error.stack ?? '') : '').toBeInstanceOf(ActionError);
        await reportFailure(context, error);
        expect(context.exported.size + context.outputs.size, 'exported after a failure').toBe(0);
      }
      expect(leaksIn(published(context), SECRETS)).toEqual([]);
      const forged = context.lines.filter((line) =>
        /^::(?!(add-mask|debug|warning|error|group|endgroup)\b)/m.test(line),
      );
      expect(forged).toEqual([]);
      expect(context.clock.now() - START).toBeLessThanOrEqual(61_000);
    },
  );

  test(`nothing but an ActionError is thrown, nothing leaks, nothing hangs (${RUNS} answers)`, async () => {
    await fc.assert(property, {
      numRuns: RUNS,
      interruptAfterTimeLimit: 240_000,
      markInterruptAsFailure: true,
    });
    // Else the answers would all be of one kind, and the rest untried.
    expect(counts.succeeded).toBeGreaterThan(RUNS / 50);
    expect(counts.failed).toBeGreaterThan(RUNS / 10);
  }, 300_000);
});

describe('a long text of a service, in which a secret stands', () => {
  test.each([
    ['the access key’s ID', KEY_ID],
    ['the OIDC token', OIDC_TOKEN],
    ['the issued security token', ISSUED.token],
  ])('shows no part of %s where it is cut', async (_, secret) => {
    for (let at = 1000 - secret.length; at <= 1000; at += 3) {
      const filler = 'word '.repeat(400).slice(0, at);
      const env = { 'INPUT_ACCESS-KEY-ID': KEY_ID, 'INPUT_ACCESS-KEY-SECRET': KEY_SECRET };
      const context = recorded(env, () => ({
        status: 403,
        headers: {},
        body: JSON.stringify({ Code: 'NoPermission', Message: `${filler}${secret} and more` }),
      }));
      const error = await run(context).catch((thrown: unknown) => thrown);
      await reportFailure(context, error);
      // A few characters say nothing; more of them narrow a search.
      expect(published(context).includes(secret.slice(0, 16)), `cut at ${1000 - at} of it`).toBe(false);
    }
  });
});
