/** What `npm run setup` prints, run by a shell: against the emulator, with a stand-in for the aliyun CLI. */

import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Emulator, SAMPLE, startEmulator } from '../../emulator/emulator.ts';
import * as runner from '../../emulator/runner.ts';
import type { Job } from '../unit/setup/support.ts';
import { askedJobs, exactJobs, isAsked, optionsOf, repositories } from '../unit/setup/support.ts';
import { ACTION, ROOT } from './support.ts';

const FINGERPRINT = 'ab'.repeat(20);
let emulator: Emulator;
let folder: string;

beforeAll(async () => {
  emulator = await startEmulator();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setup-'));
  const program = path.join(ROOT, 'test/scenarios/programs/aliyun.ts');
  executable('aliyun', `exec "${process.execPath}" "${program}" "$@"`);
  // Asks the emulator, where the real one would ask GitHub.
  executable(
    'openssl',
    [
      `PATH=\${PATH#*:}`,
      'for word; do shift; case $word in *:443) word=127.0.0.1:$STAND_IN_PORT ;; esac; set -- "$@" "$word"; done',
      'exec openssl "$@"',
    ].join('\n'),
  );
});

afterAll(async () => {
  await emulator.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

function executable(name: string, text: string): void {
  fs.writeFileSync(path.join(folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
}

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Not spawnSync: the emulator answers in this process. */
function start(command: string, args: readonly string[], env: NodeJS.ProcessEnv, input = ''): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: 'pipe' });
    const said = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => {
        said[name] += text;
      });
    child.on('error', reject).on('close', (status) => resolve({ status, ...said }));
    child.stdin.end(input);
  });
}

function setup(...args: readonly string[]): Promise<Ran> {
  return start(process.execPath, [path.join(ROOT, 'setup/main.ts'), ...args], process.env);
}

/** Runs a printed script as an administrator, as a file or pasted into a shell. */
function run(
  script: string,
  { key = SAMPLE.adminKey as string, args = [] as string[], pasted = false, fingerprint = '' } = {},
): Promise<Ran> {
  const file = path.join(folder, 'setup.sh');
  fs.writeFileSync(file, script);
  const env = {
    PATH: `${folder}:${process.env['PATH']}`,
    NODE_EXTRA_CA_CERTS: emulator.caFile,
    STAND_IN_PORT: String(emulator.tlsPort),
    STAND_IN_KEY_ID: key,
    STAND_IN_KEY_SECRET: emulator.world.secretOf(key),
    ...(fingerprint && { STAND_IN_FINGERPRINT: fingerprint }),
  };
  return pasted
    ? start('sh', ['-s'], env, `${script}\necho "the shell is still here"\n`)
    : start('sh', [file, ...args], env);
}

/** Takes away what a script made. */
function forget(role: string): void {
  emulator.world.roles.delete(`acs:ram::${SAMPLE.account}:role/${role}`);
}

/** Whether STS gives a job's token the role. */
async function logsIn(job: Job, form: 'classic' | 'immutable', role: string): Promise<boolean> {
  const { github } = emulator.world;
  const { owner, name, ownerId, id } = job.repository;
  const ref = job.of.of === 'pull-request' ? '' : job.of.name;
  github.subjectForm = form;
  Object.assign(github.claims, {
    repository: `${owner}/${name}`,
    repository_id: id,
    repository_owner_id: ownerId,
    event_name: job.of.of === 'pull-request' ? 'pull_request' : 'push',
    ref: job.of.of === 'tag' ? `refs/tags/${ref}` : `refs/heads/${ref}`,
    environment: job.of.of === 'environment' ? ref : undefined,
  });
  const token = await github.issueToken({ audience: 'sts.aliyuncs.com', now: Date.now() });
  const { tlsPort, caPem } = emulator;
  const form_ = new URLSearchParams({
    OIDCProviderArn: SAMPLE.oidcProvider,
    RoleArn: `acs:ram::${SAMPLE.account}:role/${role}`,
    RoleSessionName: 'session',
    OIDCToken: token,
  });
  const { request, Agent } = await import('undici');
  const dispatcher = new Agent({ connect: { ca: caPem } });
  const { statusCode, body } = await request(
    `https://127.0.0.1:${tlsPort}/?Action=AssumeRoleWithOIDC&Version=2015-04-01&Format=JSON`,
    {
      dispatcher,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form_.toString(),
    },
  );
  const answer = (await body.json()) as { Code?: string; Message?: string };
  await dispatcher.close();
  if (statusCode !== 200) expect(answer).toMatchObject({ Code: 'AuthenticationFail.NoPermission' });
  return statusCode === 200;
}

// What it prints is for a POSIX shell; on Windows it runs in WSL, Git Bash or Cloud Shell.
const hasTools =
  process.platform !== 'win32' &&
  ['sh', 'sed', 'tr'].every((tool) => spawnSync(tool, { input: '' }).error === undefined);

describe.skipIf(!hasTools)('the script that setup prints (needs sh, sed and tr)', async () => {
  test('makes an account ready for the first login, and can be run again', async () => {
    const { world } = emulator;
    world.providers.delete(SAMPLE.oidcProvider);
    world.roles.delete(SAMPLE.deploy);
    const printed = await setup(
      '--repo',
      'octo-org/octo-repo',
      '--branch',
      'main',
      '--system-policy',
      'AliyunOSSReadOnlyAccess',
    );
    expect(printed.status).toBe(0);
    expect(printed.stderr).toContain(`role-to-assume: acs:ram::ACCOUNT_ID:role/deploy`);

    const first = await run(printed.stdout);
    expect(first).toMatchObject({ status: 0, stderr: '' });
    expect(first.stdout.trim().split('\n')).toEqual([
      'Created OIDC provider github.',
      'Created role deploy.',
      'Attached policy AliyunOSSReadOnlyAccess to role deploy.',
      `role-to-assume: ${SAMPLE.deploy}`,
      `oidc-provider-arn: ${SAMPLE.oidcProvider}`,
    ]);
    const provider = world.providers.get(SAMPLE.oidcProvider);
    expect(provider?.fingerprints[0]).toMatch(/^[0-9a-f]{40}$/);
    expect(world.role(SAMPLE.deploy).policies).toEqual([{ type: 'System', name: 'AliyunOSSReadOnlyAccess' }]);

    // The workflow that fits, with the account in it, logs a later step in.
    const workflow = parse(
      printed.stderr.split(':\n\non:')[1]?.replace(/^/, 'on:').replaceAll('ACCOUNT_ID', SAMPLE.account) ?? '',
    );
    expect(workflow.permissions).toEqual({ 'id-token': 'write', contents: 'read' });
    const [login] = workflow.jobs.deploy.steps;
    const job = new runner.Job({
      ...emulator.clientEnv(),
      ...emulator.githubEnv(),
      STS_ENDPOINT: `127.0.0.1:${emulator.tlsPort}`,
    });
    try {
      expect((await job.use(ACTION, login.with)).outputs['arn']).toContain(':assumed-role/deploy/');
      const later = await job.run([path.join(ROOT, 'demo/later-step.mjs')]);
      expect(later.log).toContain(':assumed-role/deploy/');
      await job.finish();
    } finally {
      job.dispose();
    }

    const before = structuredClone([provider, world.role(SAMPLE.deploy)]);
    const second = await run(printed.stdout);
    expect(second).toMatchObject({ status: 0, stderr: '' });
    expect(second.stdout).toContain('Role deploy exists.');
    expect([world.providers.get(SAMPLE.oidcProvider), world.role(SAMPLE.deploy)]).toEqual(before);
  });

  test('takes the fingerprint that IMS knows, and says what a role without policies needs', async () => {
    const { world } = emulator;
    world.providers.delete(SAMPLE.oidcProvider);
    const { stdout } = await setup('--repo', 'octo-org/octo-repo', '--branch', 'main', '--role', 'plain');
    const ran = await run(stdout, { fingerprint: FINGERPRINT.toUpperCase() });
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    expect(world.providers.get(SAMPLE.oidcProvider)?.fingerprints).toEqual([FINGERPRINT]);
    expect(ran.stdout).toContain('aliyun ram AttachPolicyToRole --RoleName plain --PolicyType System');
    forget('plain');
  });

  test('can be pasted: an error ends it, and not the shell', async () => {
    const { stdout } = await setup(
      '--repo',
      'octo-org/octo-repo',
      '--branch',
      'main',
      '--account',
      '9999999999999999',
    );
    const { stderr, stdout: said } = await run(stdout, { pasted: true });
    expect(stderr).toContain(`logged in to account ${SAMPLE.account}, not to 9999999999999999`);
    expect(said).toBe('the shell is still here\n');
  });

  test('is accepted, and trusts exactly the jobs that are asked for', async () => {
    const seen = { trusted: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.record({ repository: repositories, of: askedJobs }),
        fc.array(exactJobs, { minLength: 3, maxLength: 3 }),
        repositories,
        fc.boolean(),
        async (asked, refs, other, withIds) => {
          const printed = await setup(
            ...optionsOf(asked, withIds),
            '--role',
            'asked',
            '--fingerprint',
            FINGERPRINT,
          );
          expect(printed).toMatchObject({ status: 0 });
          expect(await run(printed.stdout)).toMatchObject({ status: 0, stderr: '' });
          const jobs = [
            asked,
            { ...asked, repository: other },
            ...refs.map((of) => ({ repository: asked.repository, of })),
          ];
          for (const form of ['classic', 'immutable'] as const) {
            for (const job of jobs) {
              const trusted = isAsked(asked, job, form, withIds);
              expect(await logsIn(job, form, 'asked')).toBe(trusted);
              seen[trusted ? 'trusted' : 'refused'] += 1;
            }
          }
          forget('asked');
        },
      ),
      { numRuns: 6, endOnFailure: true },
    );
    expect(seen.trusted).toBeGreaterThan(2);
  }, 180_000);

  test('leaves a role that trusts somebody else as it is, until it is told to replace that', async () => {
    const { world } = emulator;
    const { stdout } = await setup('--repo', 'octo-org/octo-repo', '--tag', 'v*', '--role', 'audit');
    const { trustPolicy } = world.role(SAMPLE.audit);
    const refused = await run(stdout);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('a different trust policy');
    expect(world.role(SAMPLE.audit).trustPolicy).toEqual(trustPolicy);
    expect(await run(stdout, { args: ['--replace-trust-policy'] })).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.stringify(world.role(SAMPLE.audit).trustPolicy)).toContain('refs/tags/v*');
    expect(await run(stdout)).toMatchObject({ status: 0 });
  });

  test('adds an audience to a provider that is there, and takes none of another issuer', async () => {
    const args = ['--repo', 'octo-org/octo-repo', '--branch', 'main', '--role', 'audience'];
    expect(await run((await setup(...args, '--audience', 'https://example.com/x')).stdout)).toMatchObject({
      status: 0,
    });
    expect(emulator.world.providers.get(SAMPLE.oidcProvider)?.clientIds).toEqual([
      'sts.aliyuncs.com',
      'https://example.com/x',
    ]);
    const foreign = await run((await setup(...args, '--server-url', 'https://octo.ghe.com')).stdout);
    expect(foreign.status).toBe(1);
    expect(foreign.stderr).toContain('another issuer');
    const taken = await run(
      (await setup(...args, '--provider', 'second', '--fingerprint', FINGERPRINT)).stdout,
    );
    expect(taken.status).toBe(1);
    expect(taken.stderr).toMatch(/EntityAlreadyExists[\s\S]*--provider/);
  });

  test('makes a chain into a second account, run once in each', async () => {
    const target = `acs:ram::${SAMPLE.otherAccount}:role/chained`;
    const { stdout } = await setup(
      ...['--repo', 'octo-org/octo-repo', '--branch', 'main', '--role', 'first'],
      ...['--account', SAMPLE.account, '--then', target],
    );
    // The second account cannot trust a role that is not there yet.
    expect((await run(stdout, { key: SAMPLE.otherAdminKey })).status).toBe(1);
    for (const key of [SAMPLE.adminKey, SAMPLE.otherAdminKey, SAMPLE.adminKey, SAMPLE.otherAdminKey])
      expect(await run(stdout, { key })).toMatchObject({ status: 0, stderr: '' });
    const { world } = emulator;
    const first = world.role(`acs:ram::${SAMPLE.account}:role/first`);
    expect(first.mayAssumeRoles).toEqual([target]);
    expect(first.maySetSourceIdentity).toEqual([target]);
    expect(world.role(target).trustPolicy.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
        Principal: { RAM: [first.arn] },
      },
    ]);
  });

  test('says what is wrong, and makes nothing, for somebody who may not', async () => {
    const { stdout } = await setup('--repo', 'octo-org/octo-repo', '--branch', 'main', '--role', 'nobody');
    const refused = await run(stdout, { key: SAMPLE.userKey });
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('NoPermission');
    expect(emulator.world.roles.has(`acs:ram::${SAMPLE.account}:role/nobody`)).toBe(false);
  });
});

test('a wrong option is said on standard error, and nothing is printed', async () => {
  expect(await setup('--repo', 'octo-repo')).toMatchObject({ status: 2, stdout: '' });
});
