/** Whatever an option holds, what setup prints runs nothing of it and says nothing but what it says for a plain one. */

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { shellScript } from '../../../setup/cli.ts';
import { notes } from '../../../setup/notes.ts';
import { type Request, readRequest, UsageError } from '../../../setup/request.ts';
import { sampleOf } from '../../thorough.ts';

const PLAIN = {
  repo: 'octo-org/octo-repo',
  branch: 'main',
  'server-url': 'https://github.example.com',
  audience: 'https://example.com/x',
  account: '1234567890123456',
  provider: 'github',
  role: 'deploy',
  'owner-id': '1',
  'repo-id': '2',
  'system-policy': 'AliyunOSSReadOnlyAccess',
  'custom-policy': 'mine',
  // biome-ignore lint/suspicious/noThenProperty: the option is called that, and nobody awaits it
  then: 'acs:ram::2234567890123456:role/target',
};
type Options = Record<string, string>;

/** Undefined where it is refused. */
function requestOf(options: Options): Request | undefined {
  try {
    return readRequest(Object.entries(options).map(([name, value]) => `--${name}=${value}`)) as Request;
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

/** A command of {@link STANDS_IN}, in small letters and without blanks, so that a host's name can hold it. */
const ATTACKS = ['$(ran)', '`ran`', "';ran;'", '";ran;"', ';ran;', '|ran|', '&ran&', '>ran', '!ran', '${a}'];
const harmless = fc.constantFrom(
  '',
  'x',
  'a.b',
  '-',
  '*',
  '?',
  '"',
  "'",
  '\\',
  '{',
  '}',
  '#',
  '//',
  ':',
  '@',
  '\n',
);
const hostile = fc
  .tuple(harmless, fc.constantFrom(...ATTACKS), harmless)
  .map(([before, attack, after]) => before + attack + after);

const ways: readonly ((text: string) => Options)[] = [
  ...Object.keys(PLAIN).map((name) => (text: string) => ({ ...PLAIN, [name]: text })),
  ...Object.entries(PLAIN).map(([name, value]) => (text: string) => ({ ...PLAIN, [name]: value + text })),
  (text) => ({ ...PLAIN, repo: `octo-org/${text}` }),
  (text) => ({ ...PLAIN, 'server-url': `https://${text}.example.com` }),
  (text) => ({ ...PLAIN, 'server-url': `https://${text}.ghe.com` }),
  (text) => ({ ...PLAIN, 'server-url': 'https://github.com', enterprise: text }),
  ...(['tag', 'environment'] as const).map((of) => (text: string) => {
    const { branch: _, ...others } = PLAIN;
    return { ...others, [of]: text };
  }),
];
const requests = fc
  .tuple(fc.constantFrom(...ways), hostile)
  .map(([way, text]) => requestOf(way(text)))
  .filter((request) => request !== undefined);

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inert-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const STANDS_IN = `
aliyun() {
  case $* in
    *GetCallerIdentity*) echo '{"AccountId": "1234567890123456"}' ;;
    *CertFingerprint*) echo '{"Fingerprint": "abababababababababababababababababababab"}' ;;
    *" Get"*) echo EntityNotExist; return 1 ;;
  esac
}
ran() { : >ran; }
`;

/** @returns the files that are made where a text is pasted into a shell, and what it says */
function runs(text: string): { readonly made: string[]; readonly said: string } {
  const cwd = fs.mkdtempSync(path.join(folder, 'run-'));
  const env = { PATH: process.env['PATH'], HOME: cwd };
  const { stdout } = spawnSync('sh', ['-s'], {
    cwd,
    env,
    input: STANDS_IN + text,
    encoding: 'utf8',
    timeout: 20_000,
  });
  const made = fs.readdirSync(cwd);
  fs.rmSync(cwd, { recursive: true });
  return { made, said: stdout };
}

test.skipIf(spawnSync('sh', ['-c', 'exit']).status !== 0)(
  'a shell runs nothing of it (needs sh)',
  () => {
    fc.assert(
      fc.property(requests, (request) => {
        // A zsh that is typed into knows no comments.
        const script = shellScript(request).replace(/^# (?=Lets )/m, ': ');
        expect(runs(script)).toMatchObject({ made: [], said: expect.stringContaining('role-to-assume: ') });
      }),
      { numRuns: sampleOf(150, 3) },
    );
  },
  120_000,
);

test.each([0x85, 0x9b, 0x2028, 0x202e, 0x2066])('no name has the character %d in it', (code) => {
  const { branch: _, ...others } = PLAIN;
  for (const of of ['branch', 'tag', 'environment'])
    expect(requestOf({ ...others, [of]: `a${String.fromCharCode(code)}b` })).toBeUndefined();
});

test.each(['role', 'provider', 'system-policy', 'custom-policy'])(
  '--%s is no option of the CLI',
  (option) => {
    expect(requestOf({ ...PLAIN, [option]: '--force' })).toBeUndefined();
  },
);

test.each(['0x10', 'true', 'null', '1e3', 'a:'])('YAML takes the audience %s for a text', (audience) => {
  const request = requestOf({ ...PLAIN, audience }) as Request;
  const workflow = notes(request).slice(notes(request).indexOf('\non:'));
  const { jobs } = parse(workflow) as { jobs: { deploy: { steps: unknown[] } } };
  expect(jobs.deploy.steps[0]).toMatchObject({ with: { audience } });
});

test('YAML reads the workflow as it is meant', () => {
  fc.assert(
    fc.property(requests, (request) => {
      const [, workflow = ''] = notes(request).split(/\nThe workflow[^\n]*:\n\n|^The workflow[^\n]*:\n\n/);
      const { jobs } = parse(workflow) as { jobs: { deploy: Record<string, unknown> } };
      expect(Object.keys(jobs)).toEqual(['deploy']);
      expect(jobs.deploy['environment']).toBe(
        request.jobs.of === 'environment' ? request.jobs.name : undefined,
      );
      // GitHub gives pull requests from forks no token: the job would fail there.
      expect(Boolean(jobs.deploy['if'])).toBe(request.jobs.of === 'pull-request');
      expect(jobs.deploy['steps']).toMatchObject([{ with: { audience: request.audience } }, {}]);
    }),
    { numRuns: sampleOf(2_000, 4) },
  );
});
