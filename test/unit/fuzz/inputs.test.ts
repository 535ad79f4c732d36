import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportFailure } from '../../../src/diagnosis/report.ts';
import { ActionError } from '../../../src/errors.ts';
import type { InputName } from '../../../src/inputs/table.ts';
import { CREDENTIAL_TYPES } from '../../../src/plan/plan.ts';
import type { HttpRequest, HttpResponse } from '../../../src/runtime/context.ts';
import { sampleOf } from '../../thorough.ts';
import { leaksIn, published, recorded } from '../support/recorded.ts';
import { run } from '../support/run.ts';

const RUNS = sampleOf(10_000, 8);

/** What a workflow gives as a secret, well-formed or not; each is given to nobody else. */
const SECRETS = {
  'access-key-id': [
    'LTAI5tPlantedKeyId0123456789',
    'STS.PlantedKeyId0123456789',
    'planted key id with spaces',
  ],
  'access-key-secret': [
    'plantedSecret0123456789ABCDEF',
    'plantedSecret/+=&% "quoted" 0123',
    'planted secret\nof two lines 0123',
    'plantedSecretÜ中文0123456789',
  ],
  'security-token': [
    `CAISplanted+/${'0123456789abcdefABCDEF+/'.repeat(12)}==`,
    'planted token\r\nwith an end',
  ],
  'bearer-token': ['plantedBearerToken0123456789', 'planted::error::bearer'],
  'credentials-uri': [
    'https://credentials.example.com/planted-path-0123456789?q=planted-query-0123456789',
    'http://credentials.example.com/planted-path-0123456789',
    'https://planted-user:planted-password@credentials.example.com/',
    'plantedNoUriAtAll0123456789',
  ],
} satisfies Partial<Record<InputName, readonly string[]>>;

const ROLE = 'acs:ram::1234567890123456:role/deploy';
/** A missing input does not compile. */
const VALID: Readonly<Record<Exclude<InputName, keyof typeof SECRETS>, readonly string[]>> = {
  type: [...CREDENTIAL_TYPES],
  'role-to-assume': [ROLE, `${ROLE}\n${ROLE}-2`, `\n${ROLE}\n\n`],
  'oidc-provider-arn': ['acs:ram::1234567890123456:oidc-provider/github'],
  audience: ['sts.aliyuncs.com', 'https://example.com/x'],
  'oidc-token-file': ['/var/run/token'],
  'role-name': ['runner'],
  'disable-imds-v1': ['true', 'false'],
  'metadata-endpoint': ['http://100.100.100.200', 'http://127.0.0.1:8080'],
  'credentials-uri-allow-http': ['true', 'false'],
  'source-profile': ['work', 'default'],
  'role-chaining': ['true', 'false'],
  'role-session-name': ['session@1'],
  'role-session-expiration': ['900', '3600', '43200'],
  policy: ['{"Version":"1","Statement":[]}'],
  'external-id': ['external-id'],
  'source-identity': ['octocat@example.com'],
  'allowed-account-ids': ['1234567890123456', '1234567890123456, 2234567890123456'],
  region: ['cn-hangzhou'],
  'sts-region': ['cn-shanghai', 'cn-north-2-gov-1', 'xx-nowhere-1'],
  'sts-endpoint': ['sts.aliyuncs.com', '127.0.0.1:8443', 'STS.cn-beijing.aliyuncs.com'],
  'sts-vpc': ['true', 'false'],
  'export-env': ['true', 'false'],
  profile: ['ci', 'StsProfile'],
  'credentials-file': ['/tmp/runner/credentials.ini', 'relative.ini', '~/x.ini'],
  'output-credentials': ['true', 'false'],
  refresh: ['true', 'false'],
  'mask-account-id': ['true', 'false'],
  'dry-run': ['true', 'false'],
  summary: ['true', 'false'],
  'timeout-seconds': ['1', '60', '3600'],
  'retry-max-attempts': ['1', '5', '100'],
  cleanup: ['true', 'false'],
};
const VALUES: Readonly<Record<string, readonly string[]>> = { ...VALID, ...SECRETS };
const NAMES = Object.keys(VALUES);

const junk = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\n',
    '0',
    '-1',
    '1e9',
    'NaN',
    '99999999999999999999',
    'yes',
    'null',
    '{}',
    '[',
    '__proto__',
    'constructor',
    '\u0000',
    '\ufeff',
    '\ud800',
    '::error::x',
    '999.999.999.999',
    'a:99999',
    '../..',
    'http://',
    'x'.repeat(5000),
  ),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  // A secret of this step that went into the wrong input as well.
  fc.constantFrom('@secret0@', '@secret1@'),
);
const aValueOf = (name: string): fc.Arbitrary<string> => {
  const fitting = fc.constantFrom(...(VALUES[name] ?? ['']));
  // Junk in a secret's place is a secret that nobody could tell from a word, so it stays away from there.
  return name in SECRETS
    ? fitting
    : fc.oneof({ arbitrary: fitting, weight: 9 }, { arbitrary: junk, weight: 1 });
};
/** A few inputs at random, after those that make a login of one kind or another likely. */
const LOGINS: readonly (readonly string[])[] = [
  [],
  ['role-to-assume', 'oidc-provider-arn'],
  ['access-key-id', 'access-key-secret'],
  ['access-key-id', 'access-key-secret', 'role-to-assume'],
  ['access-key-id', 'access-key-secret', 'security-token'],
  ['role-chaining', 'role-to-assume'],
  ['credentials-uri'],
  ['bearer-token'],
  ['role-name'],
];
const inputs: fc.Arbitrary<Record<string, string>> = fc
  .tuple(fc.constantFrom(...LOGINS), fc.subarray(NAMES, { maxLength: 4 }))
  .chain(([login, more]) => {
    const names = [...new Set([...login, ...more])];
    return fc.record(Object.fromEntries(names.map((name) => [name, aValueOf(name)])));
  });

const ISSUED = {
  AccessKeyId: 'STS.PlantedIssuedKeyId0123456789',
  AccessKeySecret: 'plantedIssuedSecret0123456789ABCDEF',
  SecurityToken: `CAISplantedIssued${'0123456789'.repeat(10)}`,
  Expiration: '2026-11-02T11:00:00Z',
};
const STANDING = 'plantedStandingSecret0123456789';
const OIDC_TOKEN = `eyJhbGciOiJSUzI1NiJ9.${Buffer.from('{"sub":"repo:o/r:ref:x","aud":"planted-in-token"}').toString('base64url')}.cGxhbnRlZFNpZ25hdHVyZQ`;
const REQUEST_TOKEN = 'plantedRequestToken0123456789';

function answer({ url, headers }: HttpRequest): HttpResponse {
  const json = (document: object): HttpResponse => ({
    status: 200,
    headers: {},
    body: JSON.stringify(document),
  });
  if (url.host === 'token.example.com') return json({ value: OIDC_TOKEN });
  if (url.pathname.startsWith('/latest/')) {
    if (url.pathname.endsWith('/api/token')) return { status: 404, headers: {}, body: '' };
    return url.pathname.endsWith('/') ? { status: 200, headers: {}, body: 'runner' } : json(ISSUED);
  }
  if (url.host.startsWith('credentials.')) return json({ Code: 'Success', ...ISSUED });
  if (headers['x-acs-action'] === 'GetCallerIdentity') {
    return json({ AccountId: '1234567890123456', Arn: 'acs:ram::1234567890123456:user/ci' });
  }
  return json({
    AssumedRoleUser: { Arn: 'acs:ram::1234567890123456:role/deploy/session' },
    Credentials: ISSUED,
  });
}

test(`whatever the inputs are, nothing but an ActionError is thrown and nothing leaks (${RUNS} combinations)`, async () => {
  const counts = { succeeded: 0, failed: 0 };
  const property = fc.asyncProperty(inputs, fc.boolean(), async (chosen, standing) => {
    const own = Object.keys(SECRETS).flatMap((name) => chosen[name] ?? []);
    const given = Object.fromEntries(
      Object.entries(chosen).map(([name, value]) => [
        name,
        value.replace(/^@secret(\d)@$/, (_, which: string) => own[Number(which)] ?? ''),
      ]),
    );
    const env = {
      GITHUB_ACTIONS: 'true',
      RUNNER_TEMP: '/tmp/runner',
      ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.example.com/?api-version=2.0',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: REQUEST_TOKEN,
      ...(standing && {
        ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tPlantedStandingKeyId',
        ALIBABA_CLOUD_ACCESS_KEY_SECRET: STANDING,
      }),
      ...Object.fromEntries(
        Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
      ),
    };
    const context = recorded(env, answer);
    try {
      await run(context);
      counts.succeeded += 1;
    } catch (error) {
      counts.failed += 1;
      expect(error, error instanceof Error ? (error.stack ?? '') : '').toBeInstanceOf(ActionError);
      await reportFailure(context, error);
      expect(context.exported.size + context.outputs.size, 'exported after a failure').toBe(0);
    }
    const secrets = [
      ...own,
      ISSUED.AccessKeyId,
      ISSUED.AccessKeySecret,
      ISSUED.SecurityToken,
      STANDING,
      OIDC_TOKEN,
      REQUEST_TOKEN,
    ];
    expect(leaksIn(published(context), secrets)).toEqual([]);
  });
  await fc.assert(property, {
    numRuns: RUNS,
    interruptAfterTimeLimit: 240_000,
    markInterruptAsFailure: true,
  });
  expect(counts.succeeded).toBeGreaterThan(RUNS / 20);
  expect(counts.failed).toBeGreaterThan(RUNS / 10);
}, 300_000);
