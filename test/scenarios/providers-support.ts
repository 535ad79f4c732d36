/** Scenes of the credential types: a world with roles for them, and the SDK beside the action. */

import net from 'node:net';
import path from 'node:path';
import { afterEach, expect } from 'vitest';
import { defaultWorld, type Emulator, SAMPLE, trusts } from '../../emulator/emulator.ts';
import { refusalOf, type Scene, type StepResult, setScene, type WatchedJob } from './support.ts';

/** Trusts the instance role. */
export const AFTER_ECS = `acs:ram::${SAMPLE.account}:role/after-ecs`;
/** In the other account; trusts the instance role. */
export const AFTER_ECS_ABROAD = `acs:ram::${SAMPLE.otherAccount}:role/after-ecs`;

export const USER_ARN = `acs:ram::${SAMPLE.account}:user/ci-deployer`;

/** One emulator for a test file; what a test does to the machine or the URI is undone after it. */
export function setProviderScene(): Scene {
  const world = defaultWorld();
  world.addRole({ account: SAMPLE.account, name: 'after-ecs', trustPolicy: trusts(SAMPLE.ecsRunner) });
  world.addRole({ account: SAMPLE.otherAccount, name: 'after-ecs', trustPolicy: trusts(SAMPLE.ecsRunner) });
  const scene = setScene({ world });
  afterEach(() => {
    world.ecs.mode = 'both';
    world.ecs.roleArn = SAMPLE.ecsRunner;
    world.credentialsUri.roleArn = SAMPLE.deploy;
  });
  return scene;
}

/** The inputs of an instance role, with metadata asked at the emulator. */
export function ecs(
  emulator: Emulator,
  inputs: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return { type: 'ecs_ram_role', 'metadata-endpoint': emulator.metadataUrl, ...inputs };
}

/** A file of the machine's owner that holds secrets and stays; gives its path. */
export function own(job: WatchedJob, file: string, content: string): string {
  job.leaves.push(new RegExp(`^${file.replace(/[.\\]/g, '\\$&')}$`));
  return job.write(file, content);
}

export const INI = 'home/.alibabacloud/credentials';
export const CONFIG = 'home/.aliyun/config.json';

/** A file with an OIDC token that somebody else keeps fresh. */
export async function tokenFile(job: WatchedJob, name = 'home/token'): Promise<string> {
  const { world } = job.emulator;
  const token = await world.github.issueToken({ audience: SAMPLE.audience, now: world.now() });
  return own(job, name, token);
}

/** A file in the form of credentials.ini. */
export function ini(sections: Readonly<Record<string, Readonly<Record<string, string>>>>): string {
  return Object.entries(sections)
    .map(
      ([name, keys]) =>
        `[${name}]\n${Object.entries(keys)
          .map(([key, value]) => `${key} = ${value}\n`)
          .join('')}`,
    )
    .join('\n');
}

export type CliProfile = Readonly<Record<string, string | number>>;

/** A file in the form of the aliyun CLI's config.json; the first profile is the current one. */
export function config(profiles: Readonly<Record<string, CliProfile>>): string {
  const list = Object.entries(profiles).map(([name, profile]) => ({ name, ...profile }));
  return JSON.stringify({ current: list[0]?.['name'] ?? '', profiles: list, meta_path: '' }, null, 2);
}

/** The sample user's key in the words of both files. */
export function userFields(emulator: Emulator): Record<string, string> {
  return { access_key_id: SAMPLE.userKey, access_key_secret: emulator.world.secretOf(SAMPLE.userKey) };
}

/** A fresh session's key and token; `name` is the token's name in the file. */
export function sessionFields(emulator: Emulator, role: string, name: string): Record<string, string> {
  const session = emulator.world.issueSession(emulator.world.role(role), 'given', 3600);
  return {
    access_key_id: session.accessKeyId,
    access_key_secret: session.accessKeySecret,
    [name]: session.securityToken,
  };
}

/** The session that a step exported, as STS or the service issued it; every value and the expiry are the issued ones. */
export function issuedSession(job: WatchedJob, { outputs }: StepResult) {
  const session = job.emulator.world.sessions.get(outputs['access-key-id'] ?? '');
  if (!session) throw new Error('The step exported nothing that was issued.');
  expect(outputs).toMatchObject({
    'access-key-secret': session.accessKeySecret,
    'security-token': session.securityToken,
  });
  return session;
}

/** As `issuedSession`, for a credential whose expiry is known. */
export function datedSession(job: WatchedJob, result: StepResult) {
  const session = issuedSession(job, result);
  expect(result.outputs['expiration']).toBe(
    new Date(session.expiration).toISOString().replace(/\.\d+Z$/, 'Z'),
  );
  return session;
}

/** The error of a failed step, with what the log says around it. */
export function failureOf(result: StepResult): string {
  return `${refusalOf(result)}\n${result.log}`;
}

/** The services that were asked, in order. */
export function asked(job: WatchedJob): string[] {
  return job.requests.map(({ service, action }) => action ?? service);
}

/** A port on loopback where nobody listens. */
export async function closedPort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const program = (name: string): string => path.join(import.meta.dirname, 'programs', name);

export interface Found {
  readonly accessKeyId?: string;
  readonly accessKeySecret?: string;
  readonly securityToken?: string;
  readonly providerName?: string;
  /** Why nothing was found. */
  readonly error?: string;
}

/** What the published SDK's default chain finds in the job. */
export async function askSdk(job: WatchedJob): Promise<Found> {
  const { refused } = job.emulator;
  const before = refused.length;
  const result = await job.run([program('sdk.ts')], { env: job.emulator.directEnv() });
  // It asks a host of this name where no credentials URI is set.
  expect(refused.splice(before).filter((host) => host !== 'undefined')).toEqual([]);
  expect(result.exitCode, result.stderr).toBe(0);
  return JSON.parse(result.raw) as Found;
}

/** The Python that has the SDK installed (test/interop does that); without it only Node's SDK is asked. */
export const PYTHON = process.env['SDK_PYTHON'];

/** As `askSdk`, of the Python SDK, through the emulator's proxy. */
export async function askPythonSdk(job: WatchedJob): Promise<Found> {
  if (PYTHON === undefined) throw new Error('SDK_PYTHON names no Python.');
  const folder = path.join(import.meta.dirname, '../interop/python');
  const { exitCode, signal, raw, stderr } = await job.exec(PYTHON, [path.join(folder, 'chain.py')], {
    env: {
      ...job.emulator.clientEnv(),
      no_proxy: '127.0.0.1',
      NO_PROXY: '127.0.0.1',
      PYTHONDONTWRITEBYTECODE: '1',
      PYTHONPATH: folder,
      // It knows no exception to the proxy: the same service, by the name that the proxy knows.
      ...(job.env['ALIBABA_CLOUD_CREDENTIALS_URI'] === job.emulator.credentialsUri && {
        ALIBABA_CLOUD_CREDENTIALS_URI: job.emulator.secureCredentialsUri,
      }),
    },
  });
  expect(exitCode ?? signal, stderr).toBe(0);
  return JSON.parse(raw) as Found;
}

/** What the action's default chain finds in the job, exported as outputs alone. */
export function askAction(
  job: WatchedJob,
  inputs: Readonly<Record<string, string>> = {},
): Promise<StepResult> {
  return job.login({
    type: 'default',
    'export-env': 'false',
    'metadata-endpoint': job.emulator.metadataUrl,
    ...inputs,
  });
}
