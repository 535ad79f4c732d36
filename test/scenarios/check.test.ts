/** The action check: says before a login whether it would work, and asks Alibaba Cloud nothing. */

import { afterEach, describe, expect, test } from 'vitest';
import { SAMPLE, trustsGithub } from '../../emulator/emulator.ts';
import { CHECK, OIDC, type StepResult, setScene, type WatchedJob } from './support.ts';

const scene = setScene();

afterEach(() => {
  delete scene.emulator.world.github.claims.environment;
  scene.emulator.world.github.claims.event_name = 'push';
  scene.emulator.world.github.subjectForm = 'classic';
});

const MAIN = [
  'repo:octo-org/octo-repo:ref:refs/heads/main',
  'repo:octo-org@65/octo-repo@74:ref:refs/heads/main',
];

async function check(
  policy: unknown,
  inputs: Record<string, string> = {},
): Promise<[StepResult, WatchedJob]> {
  const job = scene.job();
  const text = typeof policy === 'string' ? policy : JSON.stringify(policy);
  const result = await job.use(CHECK, { ...OIDC, 'trust-policy': text, ...inputs });
  job.results.push(result);
  expect(job.actions).toEqual([]);
  expect(result.exported).toEqual({});
  return [result, job];
}

describe('a policy that trusts this job and no more', () => {
  test('passes without a remark, claim by claim and in both forms', async () => {
    const [result] = await check(trustsGithub(MAIN));
    expect(result).toMatchObject({ exitCode: 0, stderr: '', annotations: [] });
    expect(result.log).toContain(`${SAMPLE.deploy} would trust this job`);
    expect(result.log).toContain('✓ oidc:aud StringEquals sts.aliyuncs.com');
    expect(result.log).toContain(`✓ ${MAIN[0]} (this job)`);
    expect(result.log).toContain(`✓ ${MAIN[1]} (this job, in the other form)`);
  });

  test('is judged for other jobs too', async () => {
    const subjects =
      'refs/heads/main\nrefs/tags/v1\nenvironment:a:b\npull_request\nrepo:octo-org/other:pull_request';
    const [result] = await check(trustsGithub(MAIN), { subjects });
    expect(result.exitCode).toBe(0);
    for (const line of [
      '✓ repo:octo-org/octo-repo:ref:refs/heads/main',
      '✗ repo:octo-org/octo-repo:ref:refs/tags/v1',
      '✗ repo:octo-org@65/octo-repo@74:ref:refs/tags/v1',
      '✗ repo:octo-org/octo-repo:environment:a%3Ab',
      '✗ repo:octo-org/octo-repo:pull_request',
      '✗ repo:octo-org/other:pull_request',
    ])
      expect(result.log).toContain(line);
  });

  test('is taken out of what GetRole answers', async () => {
    const document = JSON.stringify(trustsGithub(MAIN), null, 2);
    for (const answer of [{ RequestId: 'x', Role: { AssumeRolePolicyDocument: document } }, document]) {
      const [result] = await check(JSON.stringify(answer));
      expect(result).toMatchObject({ exitCode: 0, annotations: [] });
    }
  });

  test('is read from a file in the workspace', async () => {
    const job = scene.job();
    job.write('workspace/trust.json', JSON.stringify(trustsGithub(MAIN)));
    const result = await job.use(CHECK, { ...OIDC, 'trust-policy-file': 'trust.json' });
    expect(result).toMatchObject({ exitCode: 0, annotations: [] });
    job.leaves.push(/^workspace\/trust\.json$/);
  });
});

describe('a policy that does not trust this job', () => {
  test('fails, says in what, and shows one that would', async () => {
    const [result] = await check(trustsGithub(['repo:octo-org/octo-repo:ref:refs/heads/release']));
    expect(result.exitCode).toBe(1);
    expect(result.annotations).toMatchObject([
      { message: expect.stringContaining('The closest statement still differs in oidc:sub.') },
    ]);
    expect(result.log).toContain('✗ oidc:sub');
    expect(result.log).toContain('A trust policy that accepts this job');
  });

  test('says where only the letter case differs', async () => {
    const [result] = await check(trustsGithub(['repo:Octo-Org/octo-repo:ref:refs/heads/main']));
    expect(result.exitCode).toBe(1);
    expect(result.annotations.at(-1)?.message).toContain('differs in oidc:sub (only in letter case).');
    expect(result.log).toContain('octo-repo:ref:refs/heads/main; only the letter case differs)');
  });

  test('fails where a statement denies it', async () => {
    const { Version, Statement } = trustsGithub(MAIN);
    const [result] = await check({ Version, Statement: [...Statement, { ...Statement[0], Effect: 'Deny' }] });
    expect(result.exitCode).toBe(1);
    expect(result.log).toContain('Statement 2 denies it.');
  });
});

describe('what a review remarks on', () => {
  const loose = (changes: object, subjects = MAIN): object => {
    const { Version, Statement } = trustsGithub(subjects);
    return { Version, Statement: [{ ...Statement[0], ...changes }] };
  };
  const equals = { 'oidc:iss': 'https://token.actions.githubusercontent.com', 'oidc:aud': SAMPLE.audience };

  test.each([
    ['other owners', loose({ Condition: { StringEquals: equals } }), 1, /anybody on GitHub/i],
    ['forks', trustsGithub(['repo:*/octo-repo:*']), 1, /anybody on GitHub/i],
    ['owners that begin alike', trustsGithub(['repo:octo-org*']), 1, /anybody on GitHub/i],
    ['repositories by IDs', trustsGithub([...MAIN, 'repo:octo-org@65*']), 0, /Repositories other than/],
    ['other repositories', trustsGithub(['repo:octo-org/*']), 0, /Repositories other than/],
    ['repositories that begin alike', trustsGithub(['repo:octo-org/octo-repo*']), 0, /Repositories other/],
    ['any branch', trustsGithub(['repo:octo-org/octo-repo:ref:refs/heads/*']), 0, /Any branch/],
    ['any tag', trustsGithub([...MAIN, 'repo:octo-org/octo-repo:ref:refs/tags/*']), 0, /Any tag/],
    [
      'any environment',
      trustsGithub([...MAIN, 'repo:octo-org/octo-repo:environment:*']),
      0,
      /Any environment/,
    ],
    ['pull requests', trustsGithub([...MAIN, 'repo:octo-org/octo-repo:pull_request']), 0, /Pull requests/],
    [
      'all but one subject',
      loose({ Condition: { StringEquals: equals, StringNotLike: { 'oidc:sub': 'x' } } }),
      1,
      /anybody on GitHub/i,
    ],
    [
      'an audience',
      loose({ Condition: { StringEquals: { 'oidc:iss': equals['oidc:iss'], 'oidc:sub': MAIN[0] } } }),
      0,
      /oidc:aud/,
    ],
    ['an action', loose({ Action: 'sts:*' }), 0, /sts:\*/],
    ['any provider', loose({ Principal: { Federated: '*' } }), 0, /Any OIDC provider/],
    [
      'an issuer pattern',
      loose({
        Condition: {
          StringEquals: { 'oidc:aud': SAMPLE.audience, 'oidc:sub': MAIN[0] },
          StringLike: { 'oidc:iss': 'https://token*' },
        },
      }),
      0,
      /oidc:iss is not checked/,
    ],
  ])('%s', async (_name, policy, exitCode, remark) => {
    const [result] = await check(policy);
    expect(result.annotations.map(({ message }) => message).join('\n')).toMatch(remark);
    expect(result.exitCode).toBe(exitCode);
    const [strict] = await check(policy, { 'fail-on': 'warning' });
    expect(strict.exitCode).toBe(1);
  });

  test('a workflow that decides by itself, in one line that is no flaw', async () => {
    const workflow = 'job_workflow_ref:octo-org/flows/.github/workflows/d.yml@refs/heads/main';
    const [result] = await check(trustsGithub([...MAIN, `repo:octo-org/octo-repo:${workflow}`]), {
      'fail-on': 'warning',
    });
    expect(result).toMatchObject({ exitCode: 0, annotations: [] });
    expect(result.log).toContain('up to the workflow in job_workflow_ref');
  });

  test('conditions that are called like what every object has', async () => {
    const named = '{"__proto__":{"__proto__":"x"},"toString":{"constructor":"x"}}';
    const text = JSON.stringify(trustsGithub(MAIN)).replace(
      '"Condition":{',
      `"Condition":${named.slice(0, -1)},`,
    );
    const [result] = await check(text);
    expect(result.annotations.at(-1)?.message).toMatch(/would not trust this job/);
    expect(result.log).toContain('? __proto__ __proto__ x');
  });

  test('letters that look like others, escaped', async () => {
    const [result] = await check(loose({ Action: ['sts:AssumeRole', 'sts:\u0430'] }), {
      subjects: 'refs/heads/m\u0430in',
    });
    expect(result.annotations.map(({ message }) => message).join()).toContain('sts:\\u0430');
    expect(result.log).not.toContain('\u0430');
    const [refused] = await check('', { 'trust-policy-file': 'p\u043elicy.json' });
    expect(refused.annotations[0]?.message).toContain('p\\u043elicy.json');
  });

  test('a star in StringEquals', async () => {
    const star = loose({
      Condition: { StringEquals: { ...equals, 'oidc:sub': 'repo:octo-org/octo-repo:*' } },
    });
    const [result] = await check(star);
    expect(result.exitCode).toBe(1);
    expect(result.log).toContain('Use StringLike for a pattern.');
  });
});

describe('what is refused', () => {
  test.each([
    [{ 'trust-policy': '' }, /one of trust-policy and trust-policy-file/],
    [{ 'trust-policy-file': 'x' }, /one of trust-policy and trust-policy-file/],
    [{ 'trust-policy': '{' }, /trust-policy is not a JSON object/],
    [
      { 'trust-policy': '', 'trust-policy-file': 'none.json' },
      /trust-policy-file: none\.json does not exist/,
    ],
    [{ 'trust-policy': '{"Roles":{"Role":[]}}' }, /GetRole calls AssumeRolePolicyDocument/],
    [{ 'trust-policy': '{"Version":"1","Version":"1","Statement":[]}' }, /a key twice/],
    [{ subjects: 'main' }, /subjects: "main" is not/],
    [{ 'fail-on': 'never' }, /fail-on/],
    [{ 'role-to-assume': '', 'oidc-provider-arn': '', type: 'default' }, /there is no trust to check/],
  ])('%j', async (inputs, message) => {
    const [result] = await check(trustsGithub(MAIN), inputs);
    expect(result.exitCode).toBe(1);
    expect(result.annotations[0]?.message).toMatch(message);
  });
});
