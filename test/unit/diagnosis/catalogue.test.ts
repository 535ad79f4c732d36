import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { CATALOGUE, type Entry, lookUp } from '../../../src/diagnosis/catalogue.ts';
import { diagnose, entryFor } from '../../../src/diagnosis/diagnose.ts';
import {
  ActionError,
  type ErrorCode,
  FileError,
  GithubTokenError,
  InputError,
  NetworkError,
  type NetworkFault,
  type NoTokenReason,
  ServiceError,
} from '../../../src/errors.ts';
import { readError } from '../../../src/sts/responses.ts';
import { verdictOf } from '../../../src/sts/retryable.ts';
import { DOCUMENTED, type DocumentedError, WORTH } from '../../faults/documented.ts';
import { MATRIX } from '../../faults/matrix.ts';
import { refusal } from '../support/context.ts';

const ENTRIES: readonly Entry[] = Object.values(CATALOGUE).flat();
const HOST = 'sts.aliyuncs.com';

/** What the action makes of a documented error of STS. */
function stsError({ code, status, message, action }: DocumentedError): ServiceError {
  const answer = readError(refusal(status, code, message), HOST, action, (text) => text);
  return new ServiceError(`${HOST} refused ${action}: ${code}.`, answer);
}

const network = (fault: NetworkFault): NetworkError => new NetworkError(fault, HOST, `No answer of ${HOST}.`);
const noToken = (reason: NoTokenReason): GithubTokenError => new GithubTokenError(reason);
const github = (status: number): ServiceError =>
  new ServiceError('GitHub gave no OIDC token.', { service: 'GitHub', host: 'github.example.com', status });
const withoutCode = (status: number): ServiceError =>
  new ServiceError(
    'Refused.',
    readError({ status, headers: {}, body: '<html>' }, HOST, 'AssumeRole', (text) => text),
  );

const answered = (service: string, status: number): ServiceError =>
  new ServiceError('Refused.', { service, host: 'h', status });
const about = (entry: string, code: ErrorCode = 'file'): ActionError =>
  new ActionError(code, 'What went wrong.', { entry });

/** Errors that no service can be made to answer here; each shows one entry. */
const UNIT_CASES: Readonly<Record<string, ActionError>> = {
  'github.permission': noToken('permission'),
  'github.fork': noToken('fork'),
  'github.dependabot': noToken('dependabot'),
  'github.runner': noToken('runner'),
  'github.variables': noToken('variables'),
  'github.refused': github(403),
  'github.unavailable': github(503),
  'network.dns': network('dns'),
  'network.refused': network('refused'),
  'network.unreachable': network('unreachable'),
  'network.reset': network('reset'),
  'network.tls': network('tls'),
  'network.proxy': network('proxy'),
  'network.proxy-refused': network('proxy-refused'),
  'network.timeout': network('timeout'),
  'network.too-large': network('too-large'),
  'network.redirect': network('redirect'),
  'network.malformed': network('malformed'),
  'metadata.silent': about('metadata.silent', 'network'),
  'metadata.no-role': about('metadata.no-role', 'service'),
  'metadata.role-unknown': about('metadata.role-unknown', 'service'),
  'metadata.no-hardened-mode': about('metadata.no-hardened-mode', 'service'),
  'metadata.forbidden': about('metadata.forbidden', 'input'),
  'metadata.refused': answered('ECS metadata', 401),
  'metadata.failed': answered('ECS metadata', 503),
  'metadata.code': answered('ECS metadata', 200),
  'uri.refused': answered('The credentials URI', 404),
  'uri.failed': answered('The credentials URI', 500),
  'uri.code': answered('The credentials URI', 200),
  'default.nothing': about('default.nothing', 'input'),
  'profile.unusable': about('profile.unusable'),
  'profile.config': about('profile.config'),
  'token-file.empty': about('token-file.empty'),
  'step.timeout': new ActionError('timeout', 'The step’s time was up.'),
  'http.nocode': withoutCode(502),
  'http.unknown': stsError({ code: 'Surprise', status: 400, message: 'What?', action: 'AssumeRole' }),
};

const errors: readonly (readonly [name: string, error: ActionError])[] = [
  ...DOCUMENTED.map((error) => [`${error.code} (${error.message})`, stsError(error)] as const),
  ...Object.entries(UNIT_CASES),
];

describe('the catalogue', () => {
  test.each(DOCUMENTED)('knows $code with the message “$message”', (error) => {
    const entry = lookUp(error.code, error.message);
    expect(entry, 'no entry').toBeDefined();
    expect(entryFor(stsError(error))).toBe(entry);
  });

  test('has no entry that no run of the fault matrix and no case here shows', () => {
    const inMatrix = MATRIX.flatMap(({ expected }) =>
      'ends' in expected ? (lookUp(expected.ends, expected.message) ?? []) : [],
    );
    const here = Object.values(UNIT_CASES).flatMap((error) => entryFor(error) ?? []);
    const shown = new Set([...inMatrix, ...here]);
    expect(
      ENTRIES.filter((entry) => !shown.has(entry)).map(({ code, title }) => `${code}: ${title}`),
    ).toEqual([]);
  });

  test('has every documented code in the fault matrix', () => {
    const inMatrix = new Set(MATRIX.flatMap(({ expected }) => ('ends' in expected ? expected.ends : [])));
    expect(DOCUMENTED.map(({ code }) => code).filter((code) => !inMatrix.has(code))).toEqual([]);
  });

  test('has no entry that another, before it, hides', () => {
    for (const entry of ENTRIES) {
      const sample = DOCUMENTED.find(
        ({ code, message }) =>
          code === entry.code && (entry.message?.test(message) ?? true) && lookUp(code, message) === entry,
      );
      const found = sample
        ? lookUp(sample.code, sample.message)
        : lookUp(entry.code.replace('*', 'Anything'));
      expect(found, entry.title).toBe(entry);
    }
  });

  test('names the case of every unit case by its own code', () => {
    for (const [code, error] of Object.entries(UNIT_CASES)) expect(entryFor(error)?.code, code).toBe(code);
  });

  test('has every entry that an error of the sources names', () => {
    const named = fs
      .readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => [
        ...fs.readFileSync(path.join('src', name), 'utf8').matchAll(/\bentry\b[:=? ][^;\n]*/g),
      ])
      .flatMap(([text]) => [...text.matchAll(/'([a-z-]+\.[a-z-]+)'/g)].map((match) => match[1] ?? ''));
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((code) => lookUp(code) === undefined)).toEqual([]);
  });

  test.each(ENTRIES)('writes “$title” so that Markdown shows all of it', (entry) => {
    const { title, meaning, remedy, remedies, found, commands } = entry;
    for (const text of [title, meaning, remedy, ...Object.values(remedies ?? {}), found ?? '']) {
      expect(text.replace(/`[^`]*`/g, '')).not.toMatch(/[<>`*[\]|]|(?<!\w)_|_(?!\w)/);
    }
    // To a shell, <word> reads from a file.
    for (const command of commands ?? []) expect(command.replaceAll('</dev/null', '')).not.toMatch(/<|…/);
  });

  test('does not claim that it was tried again, or that something was waited for', () => {
    for (const { meaning, remedy } of ENTRIES)
      expect(`${meaning} ${remedy}`).not.toMatch(/\balso (when|after)/);
  });

  test.each(ENTRIES)('explains “$title” in full and in short', ({ title, meaning, remedy, commands }) => {
    expect(title.length).toBeLessThanOrEqual(60);
    expect(title).toMatch(/^(?:[A-Z]|config\.json ).*[^.]$/);
    expect(meaning).toMatch(/^\S.{20,}\.$/s);
    expect(remedy).toMatch(/^\S.{15,}$/s);
    for (const text of [title, meaning, remedy, ...(commands ?? [])]) {
      expect(text).not.toMatch(/[\r\n\t]|undefined|\bTODO\b/);
    }
  });

  test('tells a wrong secret, an expired session, a disabled or deleted key and a wrong clock apart', () => {
    const codes = [
      'SignatureDoesNotMatch',
      'InvalidSecurityToken.Expired',
      'InvalidAccessKeyId.Inactive',
      'InvalidAccessKeyId.NotFound',
      'InvalidTimeStamp.Expired',
    ];
    const entries = codes.map((code) => lookUp(code));
    for (const key of ['title', 'meaning', 'remedy'] as const) {
      expect(new Set(entries.map((entry) => entry?.[key])).size, key).toBe(codes.length);
    }
    expect(lookUp('SignatureDoesNotMatch')?.title).toMatch(/secret/);
    expect(lookUp('InvalidSecurityToken.Expired')?.title).toMatch(/expired/);
    expect(lookUp('InvalidAccessKeyId.Inactive')?.title).toMatch(/disabled/);
    expect(lookUp('InvalidTimeStamp.Expired')?.title).toMatch(/clock/);
  });

  test('tells the three refusals apart that share the code AuthenticationFail.NoPermission', () => {
    const titles = DOCUMENTED.filter(({ code }) => code === 'AuthenticationFail.NoPermission').map(
      ({ code, message }) => lookUp(code, message)?.title,
    );
    expect(new Set(titles).size).toBe(3);
  });
});

describe('retrying', () => {
  test.each(DOCUMENTED)('$code is worth as many attempts as it should be', (error) => {
    const verdict = verdictOf(stsError(error));
    const worth = WORTH[error.code];
    // The clock is corrected by the client, which knows the service's time.
    if (worth === undefined || error.code === 'InvalidTimeStamp.Expired') expect(verdict).toBeUndefined();
    else expect(verdict?.attempts).toBe(worth === 'many' ? Number.POSITIVE_INFINITY : worth);
  });
});

describe('a diagnosis', () => {
  test.each(errors)('of %s has a title, the remedy, and the whole of it for log and summary', (_, error) => {
    const entry = entryFor(error);
    const { title, short, long } = diagnose(error, {});
    expect(title).toBe(entry?.title);
    expect(short).toContain(error.message);
    expect(short).toContain(error.hint ?? entry?.remedy);
    expect(long).toContain(entry?.meaning);
    expect(long).toContain(error.hint ?? entry?.remedy);
    expect(`${title}${short}${long}`).not.toMatch(/undefined|\[object/);
  });

  test.each(DOCUMENTED)('of $code shows what the service says: code, message, RequestId', (error) => {
    const { long } = diagnose(stsError(error), { failed: 'exchange' });
    expect(long).toContain(error.code);
    expect(long).toContain('REQ-1');
    expect(long).toContain(HOST);
    expect(long).toContain('phase exchange');
    expect(long).not.toMatch(/StringToSign|CanonicalRequest/);
  });

  test.each(['PublicKeyFingerprintMismatch', 'HttpsUrlInvalid'])(
    'of %s shows the commands that mend the fingerprint',
    (code) => {
      const error = DOCUMENTED.find((one) => one.code.endsWith(code));
      const oidc = {
        oidcProviderArn: 'acs:ram::1234567890123456:oidc-provider/github',
        roleArn: 'acs:ram::1234567890123456:role/deploy',
        claims: { iss: 'https://token.actions.githubusercontent.com' },
      };
      const { long = '' } = diagnose(stsError(error ?? DOCUMENTED[0] ?? fail()), { oidc });
      const shell = /```sh\n([\s\S]*?)\n```/.exec(long)?.[1] ?? '';
      expect(shell).toMatch(/^fingerprint=\$\(openssl s_client .*token\.actions\.githubusercontent\.com/m);
      expect(shell).toMatch(
        /^aliyun ims AddFingerprintToOIDCProvider --OIDCProviderName github --Fingerprint "\$fingerprint"$/m,
      );
      expect(shell).toMatch(/^aliyun ims RemoveFingerprintFromOIDCProvider /m);
    },
  );

  test.each<[ErrorCode, ActionError]>([
    ['input', new InputError('region: "x" is not a region ID.', 'Look it up.')],
    ['file', new FileError('Cannot write /x: the disk is full.')],
    [
      'account',
      new ActionError('account', 'The credential belongs to account 1.', { hint: 'Log in elsewhere.' }),
    ],
    ['timeout', new ActionError('timeout', 'The time was up.', { hint: 'Give more time.' })],
    ['cancelled', new ActionError('cancelled', 'The step was cancelled (SIGINT).')],
    ['service', new ServiceError('No.', { service: 'The credentials URI', host: 'h', status: 403 })],
    [
      'network',
      new ActionError('network', 'https_proxy is not the URL of an HTTP proxy.', { hint: 'Mend it.' }),
    ],
  ])('of an error of the kind %s repeats what it says, and its hint', (_, error) => {
    const { title, short } = diagnose(error, { failed: 'token' });
    expect(title.length).toBeGreaterThan(5);
    expect(short).toContain(error.message);
    expect(short).toContain(error.hint ?? '');
  });

  test('of a time limit says what the step was at', () => {
    const { short } = diagnose(new ActionError('timeout', 'The time was up.'), { failed: 'exchange' });
    expect(short).toContain('exchange');
  });

  test.each([new TypeError('x is not a function'), 'a text', undefined, null, 7, { message: 'no error' }])(
    'of something that nobody foresaw (%s) asks to report it',
    (thrown) => {
      const { title, short } = diagnose(thrown, {});
      expect(title).toBe('Internal error');
      expect(short).toMatch(/report/);
    },
  );

  test.each([401, 403, 404, 400])('of GitHub’s status %i says that the request was refused', (status) => {
    expect(entryFor(github(status))?.code).toBe('github.refused');
  });

  test.each([408, 429, 500, 502, 503, 504])(
    'of GitHub’s status %i, which was tried again, says that GitHub has failed',
    (status) => {
      expect(verdictOf(github(status))).toBeDefined();
      expect(entryFor(github(status))?.code).toBe('github.unavailable');
    },
  );
});

function fail(): never {
  throw new Error('There is no such code.');
}
