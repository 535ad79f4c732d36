import { describe, expect, test } from 'vitest';
import { readToken } from '../../../src/github/token-file.ts';
import { fakeContext } from '../support/context.ts';
import { memoryFiles } from '../support/memory-files.ts';

const FILE = '/var/run/token';
const tokenOf = (length: number): string => `eyJh.eyJz.${'s'.repeat(length - 10)}`;

function read(text: string): { token: string; masks: readonly string[] } {
  const memory = memoryFiles();
  memory.write(FILE, text);
  const context = fakeContext({ files: memory.files });
  return { token: readToken(context, { path: () => FILE }).reveal(), masks: context.masks };
}

describe('the token in a file', () => {
  test('is masked, without the white space around it', () => {
    const token = tokenOf(40);
    expect(read(`\ufeff${token}\r\n`)).toEqual({ token, masks: [token] });
  });

  test('is as long as STS takes one, and no longer', () => {
    expect(read(tokenOf(20_000)).token).toHaveLength(20_000);
    expect(() => read(tokenOf(20_001))).toThrow(
      '/var/run/token holds 20001 characters, and STS takes no OIDC token of more than 20000.',
    );
  });
});
