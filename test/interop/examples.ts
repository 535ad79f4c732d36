/**
 * The workflows in examples/, run by act where their users put them. The action is the built one, and the emulator has
 * the roles that they name; other actions, the clouds' tools and the repository's own scripts have stand-ins.
 */

import fs from 'node:fs';
import path from 'node:path';
import {
  defaultWorld,
  type Emulator,
  SAMPLE,
  startEmulator,
  trusts,
  trustsGithub,
  type World,
} from '../../emulator/emulator.ts';
import { GITHUB_ISSUER } from '../../emulator/github/issuer.ts';
import { ramArn } from '../../emulator/ram/arn.ts';
import { act, type Bench, filesBelow, makeBench } from './act.ts';
import type { Checks } from './checks.ts';
import { ACTION_FOLDER, CACHE, HERE, ROOT } from './paths.ts';
import { makeActions } from './stand-ins.ts';

const EXAMPLES = path.join(ROOT, 'examples');

interface Run {
  readonly workflow: string;
  readonly event: string;
  /** What is special about this run of the workflow. */
  readonly about?: string;
  readonly payload?: object;
  readonly parameters?: readonly string[];
  /** How each program was called, after the role by whose credential it would act, or a dash. */
  readonly calls: readonly string[];
  readonly fails?: boolean;
}

const upload = (role: string, from: string, to: string): string =>
  `${role} aliyun oss cp ${from} oss://${to}`;
const pullRequest = (head: string): object => ({
  action: 'opened',
  number: 7,
  pull_request: { number: 7, head: { ref: 'topic', repo: { full_name: head } }, base: { ref: 'main' } },
});
const OWN_BRANCH = pullRequest('octo-org/octo-repo');
const FORK = pullRequest('somebody/octo-repo');
const UNIT_TESTS = ['- npm ci', '- npm test'];
const INTEGRATION_TESTS = ['- npm ci', 'test npm run test:integration'];

const SAE = [
  'sae aliyun sae DeployApplication',
  ...['sae aliyun sae DescribeChangeOrder', 'sae sleep 5', 'sae aliyun sae DescribeChangeOrder'],
];

const RUNS: readonly Run[] = [
  {
    workflow: 'build-push-acr.yml',
    event: 'push',
    calls: [
      '- docker build --tag my-registry.cn-hangzhou.cr.aliyuncs.com/my-namespace/app:',
      'push docker login --username cr_temp_user --password-stdin my-registry.cn-hangzhou.cr.aliyuncs.com',
      'push docker push my-registry.cn-hangzhou.cr.aliyuncs.com/my-namespace/app:',
      'push docker logout my-registry.cn-hangzhou.cr.aliyuncs.com',
    ],
  },
  {
    workflow: 'deploy-ack.yml',
    event: 'workflow_dispatch',
    parameters: ['--input', 'tag=v7'],
    calls: [
      'rollout aliyun cs DescribeClusterUserKubeconfig --ClusterId c0123456789abcdef --TemporaryDurationMinutes 60',
      'rollout kubectl --namespace my-namespace set image deployment/app app=',
      'rollout kubectl --namespace my-namespace rollout status deployment/app',
    ],
  },
  {
    workflow: 'static-site-oss.yml',
    event: 'push',
    calls: [
      '- npm ci',
      '- npm run build',
      upload('site', 'dist', 'my-site/ -r -f --exclude *.html'),
      upload('site', 'dist', 'my-site/ -r -f --include *.html'),
      'site aliyun cdn RefreshObjectCaches',
    ],
  },
  {
    workflow: 'terraform-oss-backend.yml',
    event: 'push',
    calls: ['apply terraform init', 'apply terraform apply'],
  },
  {
    workflow: 'terraform-oss-backend.yml',
    event: 'pull_request',
    about: 'of a branch',
    payload: OWN_BRANCH,
    calls: ['plan terraform init', 'plan terraform plan'],
  },
  {
    workflow: 'terraform-oss-backend.yml',
    event: 'pull_request',
    about: 'of a fork',
    payload: FORK,
    calls: [],
  },
  { workflow: 'function-compute.yml', event: 'push', calls: ['- npm ci', 'function npx s deploy'] },
  {
    workflow: 'sae.yml',
    event: 'workflow_dispatch',
    parameters: ['--input', 'image=app:v7'],
    calls: SAE,
  },
  {
    workflow: 'sae.yml',
    event: 'workflow_dispatch',
    parameters: ['--input', 'image=app:broken'],
    calls: SAE,
    fails: true,
  },
  {
    workflow: 'cloud-assistant.yml',
    event: 'push',
    calls: [
      'ecs aliyun ecs RunCommand',
      'ecs sleep 5',
      ...['ecs aliyun ecs DescribeInvocationResults', 'ecs aliyun ecs DescribeInvocationResults'],
    ],
  },
  {
    workflow: 'release-to-oss.yml',
    event: 'push',
    payload: { ref: 'refs/tags/v1.2.3' },
    calls: ['- make dist', upload('release', 'dist', 'my-downloads/v1.2.3/ -r')],
  },
  { workflow: 'sdk-tests.yml', event: 'push', calls: ['- npm ci', 'test npm test'] },
  {
    workflow: 'role-chain.yml',
    event: 'workflow_dispatch',
    parameters: ['--input', 'build=build-7'],
    calls: [
      'build aliyun oss cp oss://my-builds/build-7.tgz app.tgz',
      upload('other deploy', 'app.tgz', 'my-production/app.tgz'),
    ],
  },
  {
    workflow: 'matrix.yml',
    event: 'push',
    calls: [
      upload('deploy', 'config/staging', 'my-config-staging/ -r'),
      upload('other deploy', 'config/production', 'my-config-production/ -r'),
    ],
  },
  {
    workflow: 'reusable-workflow.yml',
    event: 'push',
    calls: [
      upload('deploy', 'app', 'my-app-staging/ -r'),
      upload('other deploy', 'app', 'my-app-production/ -r'),
    ],
  },
  {
    workflow: 'self-hosted-ecs.yml',
    event: 'schedule',
    calls: ['- make nightly', upload('nightly', 'nightly', 'my-nightly/ -r')],
  },
  { workflow: 'fork-pull-requests.yml', event: 'push', calls: [...UNIT_TESTS, ...INTEGRATION_TESTS] },
  {
    workflow: 'fork-pull-requests.yml',
    event: 'pull_request',
    about: 'of a branch',
    payload: OWN_BRANCH,
    calls: [...UNIT_TESTS, ...INTEGRATION_TESTS],
  },
  {
    workflow: 'fork-pull-requests.yml',
    event: 'pull_request',
    about: 'of a fork',
    payload: FORK,
    calls: UNIT_TESTS,
  },
];

export async function runExamples(scratch: string, checks: Checks): Promise<void> {
  const emulator = await startEmulator({ world: worldOfExamples() });
  try {
    const bench = makeBench(scratch, (repository) => fill(repository, emulator));
    const run = makeRunner(bench, emulator);
    for (const one of RUNS) await run(one, checks);
    const called = [...RUNS.map(({ workflow }) => workflow), 'reusable-deploy.yml', 'README.md'];
    const missing = fs.readdirSync(EXAMPLES).filter((name) => !called.includes(name));
    checks.expect('every example runs', missing.length === 0, missing.join(', '));
    checks.expect(
      'examples ask for no other host',
      emulator.refused.length === 0,
      emulator.refused.join('\n'),
    );
  } finally {
    await emulator.close();
  }
}

/** Every role that the examples name trusts the repository, or the one that assumes it. */
function worldOfExamples(): World {
  const world = defaultWorld();
  const [provider] = world.providers.values();
  const other = ramArn(SAMPLE.otherAccount, 'oidc-provider', 'github');
  world.addProvider({
    account: SAMPLE.otherAccount,
    name: 'github',
    issuer: GITHUB_ISSUER,
    clientIds: provider?.clientIds ?? [],
  });
  const texts = fs.readdirSync(EXAMPLES).map((name) => fs.readFileSync(path.join(EXAMPLES, name), 'utf8'));
  for (const [, name = ''] of texts.join('\n').matchAll(/\bacs:ram::\d+:role\/([\w-]+)/g))
    if (!world.roles.has(ramArn(SAMPLE.account, 'role', name)))
      world.addRole({ account: SAMPLE.account, name, trustPolicy: trustsGithub() });
  world.addRole({ account: SAMPLE.account, name: 'nightly', trustPolicy: trusts(SAMPLE.ecsRunner) });
  const byRepository = trustsGithub(undefined, other);
  const byRole = trusts(ramArn(SAMPLE.account, 'role', 'build'));
  world.addRole({
    account: SAMPLE.otherAccount,
    name: 'deploy',
    trustPolicy: { Version: '1', Statement: [...byRepository.Statement, ...byRole.Statement] },
  });
  return world;
}

/** The examples, and what a repository has that they are for. */
function fill(repository: string, emulator: Emulator): void {
  const workflows = path.join(repository, '.github/workflows');
  fs.cpSync(EXAMPLES, workflows, { recursive: true });
  const selfHosted = path.join(workflows, 'self-hosted-ecs.yml');
  const text = fs.readFileSync(selfHosted, 'utf8');
  fs.writeFileSync(
    selfHosted,
    text.replace(/^( +)disable-imds-v1: true.*$/m, `$&\n$1metadata-endpoint: ${emulator.metadataUrl}`),
  );
  for (const folder of ['app', 'config/production', 'config/staging', 'dist', 'nightly']) {
    fs.mkdirSync(path.join(repository, folder), { recursive: true });
    fs.writeFileSync(path.join(repository, folder, 'index.html'), '');
  }
  fs.writeFileSync(path.join(repository, 'deploy.sh'), 'echo deployed by Cloud Assistant\n');
}

function makeRunner(bench: Bench, emulator: Emulator): (run: Run, checks: Checks) => Promise<void> {
  const { folder } = bench;
  const programs = path.join(folder, 'programs');
  fs.mkdirSync(programs);
  for (const name of ['aliyun', 'docker', 'kubectl', 'make', 'npm', 'npx', 'sleep', 'terraform']) {
    fs.writeFileSync(
      path.join(programs, name),
      `#!/usr/bin/env node\n${fs.readFileSync(path.join(HERE, 'act/program.cjs'), 'utf8')}`,
      { mode: 0o755 },
    );
  }
  const action = path.join(folder, 'action');
  for (const name of ['action.yml', 'acr-login', 'dist'])
    fs.cpSync(path.join(ACTION_FOLDER, name), path.join(action, name), { recursive: true });
  const actions = makeActions(path.join(folder, 'actions'), EXAMPLES);
  const notes = path.join(folder, 'notes');
  const payloadFile = path.join(folder, 'event.json');

  return async ({ workflow, event, about, payload, parameters = [], calls, fails = false }, checks) => {
    fs.writeFileSync(notes, '');
    if (payload !== undefined) fs.writeFileSync(payloadFile, JSON.stringify(payload));
    const issued = emulator.world.sessions.size;
    const { exitCode, log } = await act(bench, event, workflow, {
      programs,
      env: {
        ...emulator.clientEnv(),
        ...emulator.githubEnv(),
        NOTES: notes,
        // The program of the tests: an SDK, which knows no proxy.
        CONSUMER: path.join(CACHE, 'node/who.mjs'),
        STS_ENDPOINT: `127.0.0.1:${emulator.tlsPort}`,
      },
      parameters: [
        ...['--secret', 'GITHUB_TOKEN=none', '--platform', 'ecs=-self-hosted'],
        ...['--local-repository', `org/alicloud-credentials@v1=${action}`, ...actions],
        ...(payload === undefined ? [] : ['--eventpath', payloadFile]),
        ...parameters,
      ],
    });
    const expect = (what: string, holds: boolean, detail = log.slice(-6000)): void =>
      checks.expect(
        `${workflow}, ${[event, about ?? [], parameters].flat().join(' ')}: ${what}`,
        holds,
        detail,
      );
    expect(fails ? 'fails' : 'succeeds', (exitCode === 0) === !fails);

    const seen = callsIn(notes, emulator.world).toSorted();
    const expected = calls.toSorted();
    expect(
      'every program is called by whom it should be',
      seen.length === expected.length && seen.every((call, index) => call.startsWith(expected[index] ?? '')),
      `${seen.join('\n')}\n\n${log.slice(-3000)}`,
    );
    if (/^sdk-tests|^fork/.test(workflow) && calls.some((call) => call.startsWith('test ')))
      expect('the tests’ SDK is the role', /INTEROP .*assumed-role\/test\//.test(log));

    const sessions = [...emulator.world.sessions.values()].slice(issued);
    const secrets = [
      ...sessions.flatMap(({ accessKeySecret, securityToken }) => [accessKeySecret, securityToken]),
      ...emulator.world.registries.issued.map(({ password }) => password),
      'secret-of-cluster',
    ];
    const printed = secrets.filter((secret) => log.includes(secret));
    expect('the log holds no secret', printed.length === 0);
    const left = filesBelow(folder).filter((file) => {
      if (file.includes('/ossutil/ossutil_report_') || file.startsWith(programs)) return false;
      const text = fs.readFileSync(file, 'utf8');
      return secrets.some((secret) => text.includes(secret));
    });
    expect('no file holds a secret', left.length === 0, left.join('\n'));
  };
}

/** The notes of the programs; the other actions', about their inputs, are left out. */
function callsIn(notes: string, world: World): string[] {
  const lines = fs.readFileSync(notes, 'utf8').split('\n').filter(Boolean);
  return lines.flatMap((line) => {
    const { program, parameters, accessKeyId } = JSON.parse(line) as {
      program?: string;
      parameters: readonly string[];
      accessKeyId: string;
    };
    if (program === undefined) return [];
    const role = world.sessions.get(accessKeyId)?.role;
    const whose = role?.account === SAMPLE.otherAccount ? `other ${role.name}` : (role?.name ?? '-');
    return [[whose, program, ...parameters].join(' ')];
  });
}
