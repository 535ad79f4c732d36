import fc from 'fast-check';
import type { JsonObject } from '../../../src/text/json.ts';
/** What an explanation makes of the facts: who was asked, where the way to log in was found, and how often it was tried. */

import { describe, expect, test } from 'vitest';
import { type Explanation, OWN, SECTIONS } from '../../../src/diagnosis/catalogue.ts';
import { type Diagnosis, diagnose } from '../../../src/diagnosis/diagnose.ts';
import {
  ActionError,
  type Circumstances,
  NetworkError,
  type NetworkFault,
  type OwnCode,
  type Phase,
  type ServiceAnswer,
  ServiceError,
} from '../../../src/errors.ts';
import { having, network, refused } from '../support/errors.ts';

const PLACE = 'profile “work” of /home/nobody/.alibabacloud/credentials';
const PHASES: readonly Phase[] = ['token', 'exchange', 'identity', 'metadata', 'credentials-uri'];

const timeUp = (): ActionError => new ActionError('step.timeout', 'The time was up.');
const all = ({ short, long }: Diagnosis): string => `${short}\n${long}`;

describe('the remedy', () => {
  test('speaks of STS only where STS was asked', () => {
    const errors = (): ActionError[] => [...(Object.keys(FAULTS) as NetworkFault[]).map(network), timeUp()];
    for (const phase of PHASES.filter((one) => one !== 'exchange' && one !== 'identity')) {
      for (const error of errors()) {
        const told = all(diagnose(having(error, { phase })));
        expect(told, `${error.message} ${phase}`).not.toMatch(/sts-|\bSTS\b/);
      }
    }
    for (const phase of ['exchange', 'identity'] as const) {
      expect(diagnose(having(network('timeout'), { phase })).short).toContain('sts-region');
      expect(diagnose(having(network('dns'), { phase })).short).toContain('sts-endpoint');
      expect(diagnose(having(timeUp(), { phase })).short).toContain('sts-region');
    }
  });

  test('for ECS metadata never is to look at a proxy, which it is never asked through', () => {
    for (const fault of ['too-large', 'malformed', 'redirect'] as const) {
      const { short } = diagnose(having(network(fault), { phase: 'metadata' }));
      expect(short).not.toContain('https_proxy');
      expect(short).toContain('metadata endpoint');
    }
  });

  test('for a redirect is a final address only where the workflow gives one', () => {
    expect(diagnose(having(network('redirect'), { phase: 'token' })).short).not.toContain('final address');
    expect(diagnose(having(network('redirect'), { phase: 'credentials-uri' })).short).toContain(
      'final address',
    );
  });

  const ofInputs =
    /role-to-assume|role-session-|external-id|input policy|repository’s secret|Give security-token|Set security-token/;

  test.each(
    Object.values(SECTIONS)
      .flat<readonly (readonly Explanation[])[]>()
      .filter(({ remedy }) => remedy.includes('{place}')),
  )('of “$title” names the place where a profile says it, and no input', (entry) => {
    const own = (Object.keys(OWN) as OwnCode[]).find((code) => OWN[code] === entry);
    const error =
      'codes' in entry
        ? refused(
            String([entry.codes].flat()[0]),
            'message' in entry ? (entry.message as RegExp | undefined)?.source : '',
          )
        : new ActionError(own ?? 'input', 'What went wrong.');
    const { title, short, long } = diagnose(having(error, { origin: PLACE }));
    expect(title).toBe(entry.title);
    expect(short).toContain(entry.remedy.replace('{place}', PLACE));
    expect(`${short}${long}`).not.toContain('{place}');
    expect(short).not.toMatch(ofInputs);
  });

  test('for a role that the workflow names is the input, wherever the key comes from', () => {
    const told = (code: string, known: Circumstances): string => diagnose(having(refused(code), known)).short;
    expect(told('EntityNotExist.Role', { signer: PLACE })).toContain('role-to-assume');
    expect(told('EntityNotExist.Role', { origin: PLACE })).toContain(PLACE);
    expect(told('SignatureDoesNotMatch', { signer: PLACE })).toContain(PLACE);
    expect(told('SignatureDoesNotMatch', { signer: PLACE, origin: '/other' })).toContain(PLACE);
  });
});

describe('a step whose time was up', () => {
  test('says for whom it waited, in short and in full', () => {
    const up = having(timeUp(), { phase: 'exchange', host: 'sts.aliyuncs.com' });
    const { title, short, long } = diagnose(up);
    expect(title).toBe('Timed out');
    expect(short).toContain('It was waiting for sts.aliyuncs.com (exchange).');
    expect(long).toContain('phase exchange, host sts.aliyuncs.com');
  });

  test('says what failed before', () => {
    const before = { attempt: 3, message: 'No answer.' };
    const { short, long } = diagnose(having(timeUp(), { phase: 'exchange', host: 'h', before }));
    expect(short).toContain('Before that, attempt 3 failed: No answer.');
    expect(long).toContain('**Before that:** `attempt 3 failed: No answer.`');
  });
});

describe('the attempts', () => {
  const throttled = (): ActionError => refused('Throttling.User', '', { retryAfter: 600_000 });
  const told = (error: ActionError, known: Circumstances): string | undefined =>
    /It was tried.*/.exec(diagnose(having(error, known)).short)?.[0];

  test.each([
    [1, 'once'],
    [2, 'twice'],
    [5, '5 times'],
  ])('(%i) are told', (attempt, words) => {
    expect(told(throttled(), { attempt })).toBe(`It was tried ${words}.`);
    expect(diagnose(having(throttled(), { attempt })).long).toContain(`**Attempts:** It was tried ${words}.`);
  });

  test('end where the service asks to wait for longer than the step has', () => {
    expect(told(throttled(), { attempt: 1, pause: 600_450.3 })).toBe(
      'It was tried once; the service asked to wait 600 s, more than timeout-seconds leaves.',
    );
    expect(told(refused('InternalError'), { attempt: 3, pause: 900 })).toBe(
      'It was tried 3 times; timeout-seconds leaves no time for another attempt.',
    );
  });

  test('are told also of an error that was wrapped', () => {
    const cause = having(network('timeout'), { attempt: 2 });
    const error = new NetworkError('timeout', 'h', 'Silence.', { cause, code: 'metadata.silent' });
    expect(told(error, { attempt: 1 })).toBe('It was tried twice.');
  });

  test('are not mentioned where another one would not have helped', () => {
    expect(told(refused('NoPermission'), {})).toBeUndefined();
  });
});

describe('the full form', () => {
  test('shows what a service says also where it has no code', () => {
    const answer = { service: 'github' as const, host: 'h', status: 403, serviceMessage: 'Not for you.' };
    expect(diagnose(new ServiceError('github.refused', 'No.', answer)).long).toContain(
      '**The service says:** `Not for you.`',
    );
  });

  test('shows what services and files say as it is, and not as Markdown or HTML', () => {
    const said = 'a <img src=x> ![y](https://evil.example.com) `z`';
    const { long = '' } = diagnose(
      having(refused('NoPermission', said, { requestId: '<b>' }), { origin: 'profile “<i>” of /x' }),
    );
    expect(long).toContain('`NoPermission: a <img src=x> ![y](https://evil.example.com) \\u0060z\\u0060`');
    expect(outsideOfCode(long)).not.toMatch(/<|!\[|\]\(|evil/);
  });
});

/** Every fault; the type sees to it that none is missing. */
const FAULTS: Record<NetworkFault, true> = {
  dns: true,
  refused: true,
  unreachable: true,
  reset: true,
  tls: true,
  proxy: true,
  'proxy-refused': true,
  timeout: true,
  'too-large': true,
  redirect: true,
  malformed: true,
};

/** What of a text in Markdown acts. */
function outsideOfCode(long: string): string {
  return long.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
}

test('nothing that a service, a file or a token says acts in the summary', () => {
  const evil = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom(
      'see https://evil.example.com',
      'www.evil.example.com',
      '[x](https://evil.example.com)',
      '`',
      '``` ',
      '\n```\n# x',
      '@everyone',
      '| a | b |',
      '<script>',
      '\u202e',
    ),
  );
  const codes = fc.constantFrom(
    'NoPermission',
    'AuthenticationFail.NoPermission',
    'Surprise',
    'InternalError',
  );
  fc.assert(
    fc.property(codes, fc.array(evil, { minLength: 9, maxLength: 9 }), (code, said) => {
      const [message, requestId, denial, action, origin, iss, sub, ref, aud] = said;
      const of = (texts: object): JsonObject => texts as JsonObject;
      const exchange = { oidcProviderArn: 'p', roleArn: 'r', claims: of({ iss, sub, ref, aud }) };
      const answer = { requestId, denial, action } as Partial<ServiceAnswer>;
      const known = { origin, exchange } as Circumstances;
      const told = (words: readonly (string | undefined)[]): string => {
        const error = having(refused(code, words[0], answer), known);
        return outsideOfCode(diagnose(error).long ?? '');
      };
      expect(told([message])).not.toMatch(/evil|<|@|\[|https?:|www\.|#|[^\x20-\x7e\n’“”…]/);
    }),
  );
});
