import { describe, expect, test } from 'vitest';
import { githubTokenFile, readToken } from '../../../src/github/token-file.ts';
import { fakeContext, json } from '../support/context.ts';
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

test('a new token is written by way of the lock, and not at all where that was taken away', async () => {
  const memory = memoryFiles();
  const folder = '/runner/_temp/alicloud-credentials-1';
  const file = (name: string): string => `${folder}/${name}`;
  const scratch = (name: string): string => `${folder}/credential.json.lock/mine/${name}`;
  const refresh = () =>
    githubTokenFile({ file, scratch }, 'sts.aliyuncs.com', 1).refresh?.(
      fakeContext({
        env: {
          ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.actions.githubusercontent.com/?api-version=2.0',
          ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'the-request-token',
        },
        files: memory.files,
        http: [json(200, { value: tokenOf(40) })],
      }),
    );
  memory.files.ensureFolder(folder);
  await expect(refresh()).rejects.toThrow('ENOENT');
  expect(memory.all()).toEqual({});
  memory.files.ensureFolder(`${folder}/credential.json.lock/mine`);
  await refresh();
  expect(memory.all()).toEqual({ [file('oidc-token')]: tokenOf(40) });
});
