import { describe, expect, test } from 'vitest';
import { NetworkError } from '../../../src/errors.ts';
import { networkError } from '../../../src/http/faults.ts';
import { verdictOf } from '../../../src/http/verdict.ts';

const thrown = (code: string): Error => Object.assign(new TypeError('Invalid.'), { code });

describe('what Node threw', () => {
  test('for a header that cannot be sent is no fault of the network, and not worth another attempt', () => {
    const error = networkError(thrown('ERR_INVALID_CHAR'), 'sts.aliyuncs.com', false);
    expect(error).not.toBeInstanceOf(NetworkError);
    expect(error.code).toBe('input');
    expect(error.message).toContain('sts.aliyuncs.com');
    expect(verdictOf(error)).toBeUndefined();
  });

  test.each(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])('for %s is a broken connection, and is', (code) => {
    const error = networkError(thrown(code), 'sts.aliyuncs.com', false);
    expect(error).toMatchObject({ fault: 'reset' });
    expect(verdictOf(error)).toBeDefined();
  });
});
