/** What services and tokens say in log, summary and pasted policies; and one annotation, whatever happens. */

import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { OIDC, preloading, refusalOf, type StepResult, setScene, succeeded, userKey } from './support.ts';

const scene = setScene();

/** What of a summary acts as Markdown. */
const acting = ({ summary }: StepResult): string =>
  summary.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');

describe('what STS says', () => {
  test('of who somebody is forges no line of the log', async () => {
    const Arn = 'acs:ram::1234567890123456:user/ci\nLogged in as acs:ram::9999999999999999:root';
    const body = JSON.stringify({ AccountId: '1234567890123456\n::warning::forged', Arn, RequestId: 'R' });
    scene.emulator.faults.queue('sts', { kind: 'body', body });
    const result = await scene.job().login(userKey(scene.emulator));
    expect(result.log.split('\n').filter((line) => line.startsWith('Logged in as'))).not.toContain(
      'Logged in as acs:ram::9999999999999999:root',
    );
    expect(result.annotations.filter(({ message }) => message.includes('forged'))).toEqual([]);
  });

  test('of a refusal is no link, no line and no heading of the summary', async () => {
    const evil =
      'see `x` [here](https://evil.example.com) or www.evil.example.com\n\n# Done\n- **What to do:** x';
    const body = JSON.stringify({
      Code: 'NoPermission',
      Message: evil,
      RequestId: `R ${evil}`,
      AccessDeniedDetail: { NoPermissionType: evil, PolicyType: '``` ` https://evil.example.com' },
    });
    scene.emulator.faults.queue('sts', { kind: 'body', status: 403, body });
    const result = await scene
      .job()
      .login({ ...userKey(scene.emulator), 'role-to-assume': OIDC['role-to-assume'] });
    expect(refusalOf(result)).toContain('The role may not be assumed');
    expect(acting(result)).not.toMatch(/evil|^# /m);
    expect(result.summary.match(/^- \*\*What to do:\*\*/gm)).toHaveLength(1);
  });
});

test('what STS or GitHub quotes of a secret, in part, is hidden', async () => {
  const key = userKey(scene.emulator);
  const secret = key['access-key-secret'] ?? '';
  const Message = `The secret ${secret.slice(0, 12)}… (…${secret.slice(-12)}) is not that of the key.`;
  scene.emulator.faults.queue('sts', {
    kind: 'body',
    status: 403,
    body: JSON.stringify({ Code: 'SignatureDoesNotMatch', Message, RequestId: secret.slice(4, 16) }),
  });
  const refused = await scene.job().login(key);
  refusalOf(refused);
  expect(refused.raw + refused.summary).toContain('The secret ***… (…***) is not that of the key.');
  const { requestToken } = scene.emulator.world.github;
  const body = JSON.stringify({ message: `No token for ${requestToken.slice(-16)}.` });
  scene.emulator.faults.queue('github', { kind: 'body', status: 401, body });
  const job = scene.job();
  expect(refusalOf(await job.login(OIDC))).toContain('No token for ***.');
});

test('a branch whose name only looks like another is shown, and pasted, by its escapes', async () => {
  const { github } = scene.emulator.world;
  github.claims.ref = 'refs/heads/m\u0430in\u202e';
  scene.emulator.faults.queue('sts', { kind: 'error', code: 'AuthenticationFail.NoPermission' });
  try {
    const result = await scene.job().login(OIDC);
    expect(refusalOf(result)).toContain('The role does not trust this job');
    const [, policy = ''] = /```json\n([\s\S]*?)\n```/.exec(result.summary) ?? [];
    expect(policy).toMatch(/^[\x20-\x7e\n]*m\\u0430in\\u202e[\x20-\x7e\n]*$/);
    expect(result.summary).toContain('make sure that you know who chose that name');
  } finally {
    github.claims.ref = 'refs/heads/main';
  }
});

describe('one annotation ends', () => {
  const tokenOf = (payload: string): string =>
    `eyJhbGciOiJSUzI1NiJ9.${Buffer.from(payload).toString('base64url')}.c2lnbmF0dXJl`;

  test('a login whose token has a claim as deep as a token can be long', async () => {
    const job = scene.job();
    const token = tokenOf(`{"iss":${'['.repeat(7_300)}${']'.repeat(7_300)},"aud":"a","sub":"s"}`);
    job.secrets.push(token);
    job.leaves.push(/token$/);
    scene.emulator.faults.queue('sts', { kind: 'error', code: 'AuthenticationFail.NoPermission' });
    const result = await job.login({ ...OIDC, 'oidc-token-file': job.write('temp/token', token) });
    expect(refusalOf(result)).toContain('The role does not trust this job');
    expect(result.summary).toContain('What to do');
  });

  test('a login that STS refuses in the year 275760', async () => {
    const body = JSON.stringify({ Code: 'InvalidTimeStamp.Expired', Message: 'No.', RequestId: 'R' });
    const headers = { date: 'Sat, 13 Sep 275760 00:00:00 GMT' };
    scene.emulator.faults.queue('sts', { kind: 'body', status: 400, body, headers });
    const result = await scene.job().login(userKey(scene.emulator));
    expect(refusalOf(result)).toContain('The clock of this machine is wrong');
  });

  test.each([
    ['an exception that nobody awaits', 'setTimeout(() => { throw new Error("astray") }, 300)'],
    ['a rejection that nobody awaits', 'setTimeout(() => void Promise.reject(new Error("astray")), 300)'],
  ])('%s, and nothing is exported', async (_, program) => {
    const job = scene.job();
    const file = job.write('temp/astray.cjs', program);
    scene.emulator.faults.queue('sts', { kind: 'hang' });
    const result = await job.login(OIDC, { env: { NODE_OPTIONS: preloading(job, pathToFileURL(file)) } });
    expect(refusalOf(result)).toMatch(/^Internal error: astray/);
    expect(result.duration).toBeLessThan(5_000);
    succeeded(await job.login(OIDC));
  });
});
