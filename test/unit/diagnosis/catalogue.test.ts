import { describe, expect, test } from 'vitest';
import {
  type Explanation,
  explanationOf,
  lookUp,
  OWN,
  SECTIONS,
  STS,
  type StsExplanation,
} from '../../../src/diagnosis/catalogue.ts';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { placeInWorkflow } from '../../../src/diagnosis/entries/explanation.ts';
import { ActionError, type ErrorCode, type OwnCode, type ServiceError } from '../../../src/errors.ts';
import { readToken } from '../../../src/github/oidc.ts';
import { verdictByCode } from '../../../src/sts/retryable.ts';
import { DOCUMENTED, type DocumentedError, WORTH } from '../../faults/documented.ts';
import { MATRIX } from '../../faults/matrix.ts';
import { having, refused } from '../support/errors.ts';

const HOST = 'sts.aliyuncs.com';
const ENTRIES: readonly (Explanation | StsExplanation)[] = Object.values(SECTIONS).flat();
const OWN_CODES = Object.keys(OWN) as OwnCode[];

/** What the action makes of a documented error of STS. */
const stsError = ({ code, status, message, action }: DocumentedError): ServiceError =>
  refused(code, message, { status, action });

const errors: readonly (readonly [name: string, error: ActionError])[] = [
  ...DOCUMENTED.map((error) => [`${error.code} (${error.message})`, stsError(error)] as const),
  ...OWN_CODES.map((code) => [code, new ActionError(code, 'What went wrong.')] as const),
  ['a code that nobody documents', refused('Surprise', 'What?')],
];

describe('the catalogue', () => {
  test.each(DOCUMENTED)('knows $code with the message “$message”', (error) => {
    const entry = lookUp(error.code, error.message);
    expect(entry, 'no entry').toBeDefined();
    expect(explanationOf(stsError(error))).toBe(entry);
  });

  test('does not compile with a code of ours that has no explanation, or with a typing error', () => {
    // @ts-expect-error
    const missing: typeof OWN = { input: { title: 'Check the inputs' } };
    // @ts-expect-error
    const typo: ErrorCode = 'metadata.norole';
    const right: ErrorCode = 'sts.NoPermission';
    expect([missing, typo, right]).toHaveLength(3);
  });

  test('has no explanation of a code of STS that no run of the fault matrix shows', () => {
    const shown = MATRIX.flatMap(({ expected }) =>
      'ends' in expected ? (lookUp(expected.ends.slice('sts.'.length), expected.message) ?? []) : [],
    );
    expect(
      STS.filter((entry) => !shown.includes(entry)).map(({ codes, title }) => `${codes}: ${title}`),
    ).toEqual([]);
  });

  test('explains a code that nobody documents as one', () => {
    expect(explanationOf(refused('Surprise'))).toBe(SECTIONS.SERVICE.at(-1));
    expect(explanationOf(refused('toString')).title).toBe('The service refused');
  });

  test('has every documented code in the fault matrix', () => {
    const inMatrix = new Set(MATRIX.flatMap(({ expected }) => ('ends' in expected ? expected.ends : [])));
    expect(DOCUMENTED.map(({ code }) => code).filter((code) => !inMatrix.has(`sts.${code}`))).toEqual([]);
  });

  test('has no entry that another, before it, hides', () => {
    for (const entry of STS) {
      const sample = DOCUMENTED.find(
        ({ code, message }) =>
          entry.codes.includes(code) &&
          (entry.message?.test(message) ?? true) &&
          lookUp(code, message) === entry,
      );
      const found = sample
        ? lookUp(sample.code, sample.message)
        : lookUp(String(entry.codes[0]).replace('*', 'Anything'));
      expect(found, entry.title).toBe(entry);
    }
  });

  test.each(ENTRIES)('writes “$title” so that Markdown shows all of it', (entry) => {
    const { title, meaning, remedy, remedies, input, commands } = entry;
    for (const text of [title, meaning, remedy, ...Object.values(remedies ?? {}), input ?? '']) {
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

  test('tells an unknown provider from a role that does not trust, which share the code AuthenticationFail.NoPermission', () => {
    const titles = DOCUMENTED.filter(({ code }) => code === 'AuthenticationFail.NoPermission').map(
      ({ code, message }) => lookUp(code, message)?.title,
    );
    expect(new Set(titles).size).toBe(2);
  });
});

describe('retrying', () => {
  test.each(DOCUMENTED)('$code is worth as many attempts as it should be', (error) => {
    const verdict = verdictByCode(stsError(error));
    const worth = WORTH[error.code];
    // The clock is corrected by the client, which knows the service's time.
    if (worth === undefined || error.code === 'InvalidTimeStamp.Expired') expect(verdict).toBeUndefined();
    else {
      expect(verdict).toBeDefined();
      expect(verdict?.attempts).toBe(worth === 'many' ? undefined : worth);
    }
    expect(verdict?.throttled === true).toBe(error.code.startsWith('Throttling'));
  });
});

describe('a diagnosis', () => {
  test.each(errors)('of %s has a title, the message, the hint or remedy, and the whole of it', (_, error) => {
    const entry = explanationOf(error);
    const { title, short, long } = diagnose(error);
    expect(title).toBe(entry.title);
    expect(short).toContain(error.message);
    if ('meaning' in entry) {
      const remedy = entry.remedy.replace('{place}', placeInWorkflow(entry));
      for (const text of [entry.meaning, remedy]) expect(long).toContain(text);
      expect(short).toContain(remedy);
    } else {
      expect(long).toBeUndefined();
    }
    const hinted = diagnose(new ActionError(error.code, error.message, { hint: 'Do this.' }));
    expect(hinted.short).toContain('Do this.');
    expect(`${title}${short}${long ?? ''}`).not.toMatch(/undefined|\[object/);
  });

  test.each(DOCUMENTED)('of $code shows what the service says: code, message, RequestId', (error) => {
    const { long } = diagnose(having(stsError(error), { phase: 'exchange' }));
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
      const exchange = {
        oidcProviderArn: 'acs:ram::1234567890123456:oidc-provider/github',
        roleArn: 'acs:ram::1234567890123456:role/deploy',
        claims: { iss: 'https://token.actions.githubusercontent.com' },
      };
      const { long = '' } = diagnose(having(stsError(error ?? DOCUMENTED[0] ?? fail()), { exchange }));
      const shell = /```sh\n([\s\S]*?)\n```/.exec(long)?.[1] ?? '';
      expect(shell).toMatch(/^fingerprint=\$\(openssl s_client .*token\.actions\.githubusercontent\.com/m);
      expect(shell).toMatch(
        /^aliyun ims AddFingerprintToOIDCProvider --OIDCProviderName github --Fingerprint "\$fingerprint"$/m,
      );
      expect(shell).toMatch(/^aliyun ims RemoveFingerprintFromOIDCProvider /m);
    },
  );

  test('of a time limit says what the step was at', () => {
    const { short } = diagnose(
      having(new ActionError('step.timeout', 'The time was up.'), { phase: 'exchange' }),
    );
    expect(short).toContain('exchange');
  });

  test.each([new TypeError('x is not a function'), 'a text', undefined, null, 7, { message: 'no error' }])(
    'of something that nobody foresaw (%s) asks to report it',
    (thrown) => {
      const { title, short } = diagnose(thrown);
      expect(title).toBe('Internal error');
      expect(short).toMatch(/report/);
    },
  );

  test.each([401, 403, 404, 400, 408, 429, 500, 502, 503, 504])(
    'of GitHub’s status %i says that GitHub refused, or has failed where it was tried again',
    (status) => {
      const error = thrown(() => readToken({ status, headers: {}, body: '' }, 'h', (text) => text));
      const failed = verdictByCode(error) !== undefined;
      expect(failed).toBe(status === 408 || status === 429 || status >= 500);
      expect(error).toMatchObject({ code: failed ? 'github.unavailable' : 'github.refused' });
    },
  );
});

function thrown(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}

function fail(): never {
  throw new Error('There is no such code.');
}
