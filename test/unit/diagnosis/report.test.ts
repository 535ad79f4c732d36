import { describe, expect, test } from 'vitest';
import { OWN } from '../../../src/diagnosis/catalogue.ts';
import { reportFailure } from '../../../src/diagnosis/report.ts';
import {
  ActionError,
  type ErrorCode,
  FileError,
  InputError,
  NetworkError,
  type OwnCode,
  ServiceError,
} from '../../../src/errors.ts';
import { fakeContext, shown } from '../support/context.ts';

const CODES: ErrorCode[] = [...(Object.keys(OWN) as OwnCode[]), 'sts.NoPermission', 'sts.Surprise'];

async function report(error: unknown, secret?: string) {
  const context = fakeContext();
  const summaries: string[] = [];
  const runner = { ...context.runner, summarize: async (text: string) => void summaries.push(text) };
  if (secret) context.log.mask(secret);
  await reportFailure({ ...context, runner }, error);
  return { lines: context.lines, summaries };
}

const annotations = (lines: readonly string[]): string[] =>
  lines.filter((line) => line.startsWith('::error'));

describe('a failure', () => {
  test.each(CODES)('of kind %s is one annotation with a title and the message', async (code) => {
    const { lines } = await report(new ActionError(code, 'What went wrong.'));
    expect(annotations(lines)).toHaveLength(1);
    expect(annotations(lines)[0]).toMatch(/^::error title=.+::/);
    expect(shown(lines)).toContain('What went wrong.');
  });

  test('shows what the reader should do', async () => {
    for (const error of [new InputError('No.', 'Do this.'), new FileError('No.', { hint: 'Do this.' })]) {
      expect(shown((await report(error)).lines)).toContain('Do this.');
    }
  });

  test('of a service shows its code and request ID', async () => {
    const answer = {
      service: 'sts' as const,
      action: 'AssumeRole',
      host: 'sts.aliyuncs.com',
      status: 403,
      serviceCode: 'NoPermission',
      serviceMessage: 'You are not authorized.',
      requestId: 'REQ-77',
    };
    const { lines } = await report(
      new ServiceError('sts.NoPermission', 'sts.aliyuncs.com refused AssumeRole: NoPermission', answer),
    );
    expect(annotations(lines)).toHaveLength(1);
    expect(shown(lines)).toMatch(/NoPermission/);
    expect(shown(lines)).toMatch(/REQ-77|sts\.aliyuncs\.com/);
  });

  test('that nobody foresaw asks for a report, and its stack stays in the debug log', async () => {
    const { lines } = await report(new TypeError('x is not a function'));
    expect(annotations(lines)).toHaveLength(1);
    expect(shown(lines)).toMatch(/report/i);
    for (const line of lines.filter((text) => /\bat .*\.ts:\d+/.test(text)))
      expect(line).toMatch(/^::debug::/);
  });

  test.each(['a string', null, undefined, 7, {}, Object.create(null)])(
    'that is %j and no error is reported too',
    async (thrown) => {
      expect(annotations((await report(thrown)).lines)).toHaveLength(1);
    },
  );

  test('shows no masked secret, wherever it is: message, hint, cause, stack, summary', async () => {
    const secret = 'the-masked-secret-0123456789';
    const cause = new Error(`cause ${secret}`);
    const errors = [
      new ActionError('metadata.refused', `m ${secret}`, { hint: `h ${secret}`, cause }),
      new InputError(`m ${secret}`, `h ${secret}`),
      new NetworkError('reset', secret, `m ${secret}`, { cause }),
      new ServiceError('sts.X', `m ${secret}`, {
        service: 'sts',
        host: 'h',
        status: 400,
        serviceCode: 'X',
        serviceMessage: secret,
        requestId: secret,
      }),
      new TypeError(`m ${secret}`, { cause }),
      `m ${secret}`,
    ];
    for (const error of errors) {
      const { lines, summaries } = await report(error, secret);
      expect(shown(lines)).not.toContain(secret);
      expect(summaries.join('')).not.toContain(secret);
    }
  });

  test('is reported although no summary can be written', async () => {
    const context = fakeContext();
    const runner = {
      ...context.runner,
      summarize: async () => {
        throw new FileError('The disk is full.');
      },
    };
    await reportFailure(
      { ...context, runner },
      new ServiceError('sts.NoPermission', 'No.', {
        service: 'sts',
        host: 'h',
        status: 403,
        serviceCode: 'NoPermission',
      }),
    );
    expect(annotations(context.lines)).toHaveLength(1);
  });

  test('is told although it cannot be explained', async () => {
    const error = new ActionError('sts.NoPermission', 'What went wrong.');
    Object.defineProperty(error, 'circumstances', {
      get: () => {
        throw new RangeError('Maximum call stack size exceeded');
      },
    });
    const { lines } = await report(error);
    expect(annotations(lines)).toHaveLength(1);
    expect(shown(lines)).toContain('What went wrong.\nThis cannot be explained (Maximum call');
  });
});
