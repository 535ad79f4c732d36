import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stsCredential } from '../../../src/credentials.ts';
import {
  type Cached,
  cachedFrom,
  cacheFile,
  formatCached,
  isAlive,
  isFresh,
  readCached,
} from '../../../src/renewal/cache.ts';
import { fakeContext, START } from '../support/context.ts';
import { memoryFiles } from '../support/memory-files.ts';

const HOUR = 3_600_000;
const expiring = (expiration?: Date) =>
  stsCredential(
    {
      accessKeyId: 'STS.Key',
      accessKeySecret: 'secret',
      securityToken: 'token',
      ...(expiration && { expiration }),
    },
    () => {},
  );

describe('a credential that is kept for the next call', () => {
  const cached = { line: '{}', obtained: START, expires: START + HOUR };

  test.each([
    [-60_001, false, false],
    [-60_000, true, true],
    [0, true, true],
    [HOUR - HOUR / 3 - 1, true, true],
    [HOUR - HOUR / 3, false, true],
    [HOUR - 2_001, false, true],
    [HOUR - 2_000, false, false],
    [HOUR, false, false],
  ])('%i ms after it was asked for: fresh %s, alive %s', (past, fresh, alive) => {
    expect([isFresh(cached, START + past), isAlive(cached, START + past)]).toEqual([fresh, alive]);
  });

  test('is told to tools in the form that all of them take, in the machine’s time', () => {
    const kept = cachedFrom(expiring(new Date(START + HOUR)), START, 600_000);
    expect(kept).toMatchObject({ obtained: START, expires: START + HOUR - 600_000 });
    expect(kept?.line).toBe(
      '{"mode":"StsToken","access_key_id":"STS.Key","access_key_secret":"secret","sts_token":"token","expiration":"2026-11-02T10:50:00Z"}',
    );
    expect(cachedFrom(expiring(), START, 0)).toBeUndefined();
  });
});

describe('its file', () => {
  const read = (text: string | undefined): Cached | undefined => {
    const { files, write } = memoryFiles();
    files.ensureFolder('/temp/folder');
    if (text !== undefined) write(cacheFile('/temp/folder'), text);
    return readCached(fakeContext({ files }), '/temp/folder');
  };
  const whole = cachedFrom(expiring(new Date(START + HOUR)), START, 0) as Cached;

  test('is read as it was written, and cut short anywhere it is as if there were none', () => {
    const text = formatCached(whole);
    expect(read(text)).toEqual(whole);
    for (let length = 0; length < text.length; length++) expect(read(text.slice(0, length))).toBeUndefined();
    expect(read(undefined)).toBeUndefined();
  });

  test('without one of its parts, or with a line that is no answer, neither', () => {
    for (const name of ['line', 'obtained', 'expires']) {
      expect(read(JSON.stringify({ ...whole, [name]: undefined }))).toBeUndefined();
      expect(read(JSON.stringify({ ...whole, [name]: name === 'line' ? 1 : '1' }))).toBeUndefined();
    }
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (line) => {
        expect(read(JSON.stringify({ ...whole, line }))).toBeUndefined();
      }),
    );
  });
});
