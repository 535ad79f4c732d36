import type { Facts } from '../../../src/diagnosis/facts.ts';
/** What an explanation makes of the facts: who was asked, where the way to log in was found, and how often it was tried. */

import { describe, expect, test } from 'vitest';
import { type Explanation, SECTIONS } from '../../../src/diagnosis/catalogue.ts';
import { type Diagnosis, diagnose } from '../../../src/diagnosis/diagnose.ts';
import {
  ActionError,
  FileError,
  NetworkError,
  type NetworkFault,
  ServiceError,
} from '../../../src/errors.ts';
import type { Plan } from '../../../src/plan.ts';
import type { Phase } from '../../../src/runtime/progress.ts';
import { network, refused } from '../support/errors.ts';

const ROLE = 'acs:ram::1234567890123456:role/deploy';
const PLACE = 'profile “work” of /home/nobody/.alibabacloud/credentials';
const PHASES: readonly Phase[] = ['token', 'exchange', 'identity', 'metadata', 'credentials URI'];

const planFor = (roles: readonly string[]): Plan =>
  ({
    type: 'profile',
    source: { from: 'profile' },
    hops: roles.map((roleArn) => ({ roleArn })),
  }) as unknown as Plan;
const all = ({ short, long }: Diagnosis): string => `${short}\n${long}`;

describe('the remedy', () => {
  test('speaks of STS only where STS was asked', () => {
    const errors = [
      ...(Object.keys(FAULTS) as NetworkFault[]).map(network),
      new ActionError('step.timeout', 'The time was up.'),
    ];
    for (const error of errors) {
      for (const failed of PHASES.filter((phase) => phase !== 'exchange' && phase !== 'identity')) {
        expect(all(diagnose(error, { failed })), `${error.message} ${failed}`).not.toMatch(/sts-|\bSTS\b/);
      }
    }
    for (const failed of ['exchange', 'identity'] as const) {
      expect(diagnose(network('timeout'), { failed }).short).toContain('sts-region');
      expect(diagnose(network('dns'), { failed }).short).toContain('sts-endpoint');
      expect(diagnose(new ActionError('step.timeout', 'x'), { failed }).short).toContain('sts-region');
    }
  });

  test('for ECS metadata never is to look at a proxy, which it is never asked through', () => {
    for (const fault of ['too-large', 'malformed', 'redirect'] as const) {
      const { short } = diagnose(network(fault), { failed: 'metadata' });
      expect(short).not.toContain('https_proxy');
      expect(short).toContain('metadata endpoint');
    }
  });

  test('for a redirect is a final address only where the workflow gives one', () => {
    expect(diagnose(network('redirect'), { failed: 'token' }).short).not.toContain('final address');
    expect(diagnose(network('redirect'), { failed: 'credentials URI' }).short).toContain('final address');
  });

  const ofInputs =
    /role-to-assume|role-session-|external-id|input policy|repository’s secret|Give security-token|Set security-token/;

  test.each(
    Object.values(SECTIONS)
      .flat<readonly (readonly Explanation[])[]>()
      .filter(({ found }) => found !== undefined),
  )('of “$title” names the place where a profile says it, and no input', (entry) => {
    const error =
      'code' in entry
        ? refused(String(entry.code), 'message' in entry ? (entry.message as RegExp | undefined)?.source : '')
        : new FileError('Nothing there.', { code: 'token-file.empty' });
    const { title, short, long } = diagnose(error, { plan: planFor([]), place: PLACE });
    expect(title).toBe(entry.title);
    expect(short).toContain((entry.found ?? '').replace('{place}', PLACE));
    expect(`${short}${long}`).not.toContain('{place}');
    expect(short).not.toMatch(ofInputs);
    expect(diagnose(error, {}).short).not.toContain('where');
  });

  test('for a role that the workflow names is the input, wherever the key comes from', () => {
    const facts: Facts = { plan: planFor([ROLE]), place: PLACE };
    expect(diagnose(refused('EntityNotExist.Role', '', { role: ROLE }), facts).short).toContain(
      'role-to-assume',
    );
    expect(diagnose(refused('EntityNotExist.Role', '', { role: `${ROLE}2` }), facts).short).toContain(PLACE);
    expect(diagnose(refused('SignatureDoesNotMatch', '', { role: ROLE }), facts).short).toContain(PLACE);
  });
});

describe('a step whose time was up', () => {
  const up = new ActionError('step.timeout', 'The step’s time was up after 60 seconds.');

  test('says for whom it waited, in short and in full', () => {
    const { title, short, long } = diagnose(up, { failed: 'exchange', host: 'sts.aliyuncs.com' });
    expect(title).toBe('Timed out');
    expect(short).toContain('It was waiting for sts.aliyuncs.com (exchange).');
    expect(long).toContain('phase exchange, host sts.aliyuncs.com');
  });

  test('says what failed before, if it was in the same phase', () => {
    const lastFailure = { error: network('reset'), attempt: 3, phase: 'exchange' } as const;
    const { short, long } = diagnose(up, { failed: 'exchange', host: 'h', lastFailure });
    expect(short).toContain('Before that, attempt 3 failed: No answer.');
    expect(long).toContain('**Before that:** attempt 3 failed: No answer.');
    expect(all(diagnose(up, { failed: 'identity', host: 'h', lastFailure }))).not.toContain('Before that');
  });
});

describe('the attempts', () => {
  const throttled = refused('Throttling.User', '', { retryAfter: 600_000 });
  const phase = 'exchange';
  const told = (error: ActionError, lastFailure: Facts['lastFailure']): string | undefined =>
    /It was tried.*/.exec(diagnose(error, { lastFailure }).short)?.[0];

  test.each([
    [1, 'once'],
    [2, 'twice'],
    [5, '5 times'],
  ])('(%i) are told', (attempt, words) => {
    expect(told(throttled, { error: throttled, attempt, phase })).toBe(`It was tried ${words}.`);
    expect(diagnose(throttled, { lastFailure: { error: throttled, attempt, phase } }).long).toContain(
      `**Attempts:** It was tried ${words}.`,
    );
  });

  test('end where the service asks to wait for longer than the step has', () => {
    expect(told(throttled, { error: throttled, attempt: 1, phase, pause: 600_450.3 })).toBe(
      'It was tried once; the service asked to wait 600 s, more than timeout-seconds leaves.',
    );
    const busy = refused('InternalError');
    expect(told(busy, { error: busy, attempt: 3, phase, pause: 900 })).toBe(
      'It was tried 3 times; timeout-seconds leaves no time for another attempt.',
    );
  });

  test('are told also of an error that was wrapped', () => {
    const inner = network('timeout');
    const error = new NetworkError('timeout', 'h', 'Silence.', { cause: inner, code: 'metadata.silent' });
    expect(told(error, { error: inner, attempt: 2, phase: 'metadata' })).toBe('It was tried twice.');
  });

  test('are not told of what nobody would try again, nor of another error', () => {
    const denied = refused('NoPermission');
    expect(told(denied, { error: denied, attempt: 1, phase })).toBeUndefined();
    expect(told(denied, { error: throttled, attempt: 4, phase })).toBeUndefined();
  });
});

describe('the full form', () => {
  test('shows what a service says also where it has no code', () => {
    const answer = { service: 'github' as const, host: 'h', status: 403, serviceMessage: 'Not for you.' };
    expect(diagnose(new ServiceError('github.refused', 'No.', answer), {}).long).toContain(
      '**The service says:** Not for you.',
    );
  });

  test('shows what services and files say as it is, and not as Markdown or HTML', () => {
    const said = 'a <img src=x> ![y](https://evil.example.com) `z`';
    const { long = '' } = diagnose(refused('NoPermission', said, { requestId: '<b>' }), {
      place: 'profile “<i>” of /x',
    });
    expect(long.replaceAll(/\\[<`!]/g, '')).not.toMatch(/<(?!account|name)|!\[|`z/);
    expect(long).toContain('\\<img src=x>');
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
