import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { GITHUB } from '../../../src/diagnosis/entries/github.ts';
import type { ActionError } from '../../../src/errors.ts';
import { mintToken } from '../../../src/github/oidc.ts';
import { whyNoToken } from '../../../src/github/why-no-token.ts';
import { environment } from '../../../src/runtime/env.ts';
import { fakeContext } from '../support/context.ts';
import { jobOf } from '../support/job.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'alicloud-credentials-unit-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const JOB = {
  GITHUB_ACTIONS: 'true',
  GITHUB_RUN_ID: '7',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_EVENT_PATH: path.join(folder, 'event.json'),
  GITHUB_ACTOR: 'octocat',
};
const FORK = { pull_request: { head: { repo: { id: 75, fork: true } }, base: { repo: { id: 74 } } } };
const FORK_IS_GONE = { pull_request: { head: { repo: null }, base: { repo: { id: 74 } } } };
const OWN_BRANCH = { pull_request: { head: { repo: { id: 74 } }, base: { repo: { id: 74 } } } };

function why(env: Record<string, string>, event: unknown = {}): ActionError {
  const variables = environment({ ...JOB, ...env });
  fs.writeFileSync(JOB.GITHUB_EVENT_PATH, typeof event === 'string' ? event : JSON.stringify(event));
  return whyNoToken({ env: variables, job: () => jobOf(variables) });
}

type NoTokenReason =
  | 'permission'
  | 'fork'
  | 'dependabot'
  | 'runner'
  | 'server'
  | 'forgejo'
  | 'gitea'
  | 'variables';

const PULL = { GITHUB_EVENT_NAME: 'pull_request' };
type Case = readonly [string, NoTokenReason, Record<string, string>, unknown];
type Given = readonly [string, NoTokenReason, Record<string, string>, unknown?];
const given: readonly Given[] = [
  ['a push without the permission', 'permission', {}],
  ['a pull request from a branch of its own', 'permission', PULL, OWN_BRANCH],
  ['a pull request from a fork', 'fork', PULL, FORK],
  ['a pull request from a fork that was deleted', 'fork', PULL, FORK_IS_GONE],
  ['a review of a pull request from a fork', 'fork', { GITHUB_EVENT_NAME: 'pull_request_review' }, FORK],
  [
    'pull_request_target for a fork, which does get tokens',
    'permission',
    { GITHUB_EVENT_NAME: 'pull_request_target' },
    FORK,
  ],
  ['a pull request of Dependabot', 'dependabot', { ...PULL, GITHUB_ACTOR: 'dependabot[bot]' }, OWN_BRANCH],
  ['a push of Dependabot', 'dependabot', { GITHUB_ACTOR: 'dependabot[bot]' }],
  ['Dependabot in a fork', 'fork', { ...PULL, GITHUB_ACTOR: 'dependabot[bot]' }, FORK],
  ['a reusable workflow whose caller grants nothing', 'permission', { GITHUB_EVENT_NAME: 'workflow_call' }],
  [
    'GitHub Enterprise Cloud with data residency',
    'permission',
    { GITHUB_SERVER_URL: 'https://octo.ghe.com' },
  ],
  ['GitHub Enterprise Server', 'server', { GITHUB_SERVER_URL: 'https://github.example.com' }],
  [
    'a server whose name only begins like GitHub’s',
    'server',
    { GITHUB_SERVER_URL: 'https://github.com.example.org' },
  ],
  ['a server without a name', 'permission', { GITHUB_SERVER_URL: '' }],
  ['a server that is no URL', 'server', { GITHUB_SERVER_URL: 'nonsense' }],
  ['act', 'runner', { ACT: 'true' }],
  ['Forgejo', 'forgejo', { FORGEJO_ACTIONS: 'true', GITEA_ACTIONS: 'true' }],
  ['Gitea', 'gitea', { GITEA_ACTIONS: 'true' }, FORK],
  ['act, for a pull request from a fork', 'runner', { ...PULL, ACT: 'true' }, FORK],
  ['a program that is no GitHub runner', 'runner', { GITHUB_ACTIONS: '', GITHUB_RUN_ID: '' }],
  ['a job container that hooks started without GITHUB_ACTIONS', 'permission', { GITHUB_ACTIONS: '' }],
  ['a URL without a token', 'variables', { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.example.com/?x' }],
  ['a token without a URL', 'variables', { ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'a-request-token' }],
  [
    'half of the variables, in a fork',
    'variables',
    { ...PULL, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'a-request-token' },
    FORK,
  ],
  ['an event that is not JSON', 'permission', PULL, '{"pull_request":'],
  ['an event that is no object', 'permission', PULL, '[]'],
  ['an event whose pull request is no object', 'permission', PULL, { pull_request: 7 }],
  ['an event that cannot be read', 'permission', { ...PULL, GITHUB_EVENT_PATH: '/nowhere' }, FORK],
  ['a job without an event', 'permission', { ...PULL, GITHUB_EVENT_PATH: '' }],
];
const cases: readonly Case[] = given.map(([name, reason, env, event = {}]) => [name, reason, env, event]);

describe('a job without an OIDC token', () => {
  test.each(cases)('(%s) is told why: %s', (_, reason, env, event) => {
    expect(why(env, event).code).toBe(`github.${reason}`);
  });

  test('of every reason is shown by one case at least', () => {
    const reasons = Object.keys(GITHUB).map((code) => code.slice('github.'.length));
    const answered = ['refused', 'unavailable', 'ended'];
    expect(new Set([...cases.map(([, reason]) => reason), ...answered])).toEqual(new Set(reasons));
  });

  test.each(cases)('(%s) gets a title of its own for %s, and one thing to do', (_, reason, env, event) => {
    const { title, short, long } = diagnose(why(env, event));
    expect(title.length).toBeLessThanOrEqual(60);
    expect(short).toMatch(
      {
        permission: /id-token: write/,
        fork: /if: \$\{\{ .*github\.event\.pull_request\.head\.repo\.full_name == github\.repository \}\}/,
        dependabot: /if: github\.actor != 'dependabot\[bot\]'/,
        runner: /oidc-token-file/,
        server: /id-token: write/,
        forgejo: /enable-openid-connect: true/,
        gitea: /a key from Gitea/,
        variables: /ACTIONS_ID_TOKEN_REQUEST/,
      }[reason],
    );
    expect(long).toContain('What to do');
    expect(`${title}${short}${long}`).not.toContain('a-request-token');
  });

  test.each([
    ['a push', true, {}],
    ['a schedule, whose payload has nothing', true, { schedule: '7 3 * * 2' }],
    ['a pull request from a branch', true, { pull_request: { head: { repo: { full_name: 'o/r' } } } }],
    ['a pull request from a fork', false, { pull_request: { head: { repo: { full_name: 'f/r' } } } }],
    ['a pull request whose fork is gone', false, { pull_request: { head: { repo: null } } }],
  ])('is told a condition for forks that on %s is %s', (_, runs, event) => {
    const { remedy } = GITHUB['github.fork'];
    const line = /`(if: .*)`/.exec(remedy)?.[1] ?? '';
    const { if: condition } = parse(line) as { if: string };
    // As GitHub evaluates it: whatever a missing property has is missing too.
    const script = condition.replace(/^\$\{\{|\}\}$/g, '').replaceAll('.', '?.');
    expect(runInNewContext(script, { github: { repository: 'o/r', event } })).toBe(runs);
  });

  test('on GitHub Enterprise Server is told of the permission as well: since 3.5 that is what misses first', () => {
    const { short } = diagnose(why({ GITHUB_SERVER_URL: 'https://github.example.com' }));
    expect(short).toMatch(/id-token: write/);
  });

  test('is told before anything is sent', async () => {
    const context = fakeContext({ env: JOB });
    await expect(mintToken(context, 'sts.aliyuncs.com', 5)).rejects.toMatchObject({
      code: 'github.permission',
    });
    expect(context.requests).toEqual([]);
  });

  test.each([
    'http://token.example.com/?x',
    'file:///etc/passwd',
    'nonsense',
    'http://127.0.0.1.example.com/?x',
  ])('is told that a URL like %s is not the runner’s, and its request token goes nowhere', async (url) => {
    const env = {
      ...JOB,
      ACTIONS_ID_TOKEN_REQUEST_URL: url,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'a-request-token',
    };
    const context = fakeContext({ env });
    await expect(mintToken(context, 'sts.aliyuncs.com', 5)).rejects.toMatchObject({
      code: 'github.variables',
    });
    expect(context.requests).toEqual([]);
    expect(context.lines.join('')).not.toContain('a-request-token');
  });
});
