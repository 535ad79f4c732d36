/** The jobs in which the consumers run: the built action has logged in, and exports in one of several ways. */

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { type Emulator, SAMPLE } from '../../emulator/emulator.ts';
import { Job, type StepOptions, type StepResult } from '../../emulator/runner.ts';
import { ACTION, CACHE } from './paths.ts';

/**
 * `ini`: the profile again, but config.json is switched off, so that credentials.ini alone is read; `refresh`: a profile
 * that renews itself.
 */
export type ExportOptions = 'env' | 'profile' | 'profile+env' | 'refresh' | 'ini';
/** `key`: a RAM user's access key; `sts`: a temporary credential, got for GitHub's token. */
export type Kind = 'key' | 'sts';

export const KINDS: readonly Kind[] = ['key', 'sts'];
export const PROFILE = 'interop';
const TIME_LIMIT = 240_000;

export interface Login {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken: string;
  readonly arn: string;
}

/** A job after the action's main step. */
export interface LoggedIn {
  readonly job: Job;
  readonly login: Login;
  /** The files and folders that the action made. */
  readonly made: readonly string[];
  /** The names of the variables that it set. */
  readonly exported: readonly string[];
  readonly emulator: Emulator;
}

/**
 * Starts a job of the sample repository and logs it in.
 *
 * @param owners what stands in config.json before the job
 */
export async function logIn(
  emulator: Emulator,
  kind: Kind,
  exportOptions: ExportOptions,
  owners?: string,
): Promise<LoggedIn> {
  const job = new Job({ ...emulator.clientEnv(), ...emulator.githubEnv() });
  // As a runner behind a proxy has it: loopback is asked directly.
  Object.assign(job.env, { no_proxy: '127.0.0.1', NO_PROXY: '127.0.0.1' });
  if (owners !== undefined) {
    fs.mkdirSync(path.join(job.home, '.aliyun'));
    fs.writeFileSync(path.join(job.home, '.aliyun/config.json'), owners, { mode: 0o600 });
  }
  const before = job.files();
  const result = await job.use(ACTION, {
    ...(kind === 'key'
      ? { 'access-key-id': SAMPLE.userKey, 'access-key-secret': emulator.world.secretOf(SAMPLE.userKey) }
      : { 'role-to-assume': SAMPLE.deploy, 'oidc-provider-arn': SAMPLE.oidcProvider }),
    region: 'cn-hangzhou',
    ...(exportOptions !== 'env' && { profile: PROFILE }),
    ...(exportOptions === 'profile+env' && { 'export-env': 'true' }),
    ...(exportOptions === 'refresh' && { refresh: 'true' }),
  });
  if (result.exitCode !== 0) {
    job.dispose();
    throw new Error(`The action failed.\n${result.log}`);
  }
  const made = Object.keys(job.files()).filter((name) => !(name in before));
  const exported = Object.keys(result.exported);
  return { job, made, exported, emulator, login: loginOf(result, emulator, kind) };
}

/** What the action says it exported, checked against what the emulator issued. */
function loginOf({ outputs }: StepResult, emulator: Emulator, kind: Kind): Login {
  const session = [...emulator.world.sessions.values()].at(-1);
  const issued =
    kind === 'key'
      ? [SAMPLE.userKey, emulator.world.secretOf(SAMPLE.userKey), '']
      : [session?.accessKeyId, session?.accessKeySecret, session?.securityToken];
  const [accessKeyId = '', accessKeySecret = '', securityToken = ''] = issued;
  const told = [outputs['access-key-id'], outputs['access-key-secret'], outputs['security-token'] ?? ''];
  if (JSON.stringify(told) !== JSON.stringify(issued))
    throw new Error('The outputs are not what was issued.');
  if (kind === 'sts' && !/^(?=.*\+)(?=.*\/).*==$/.test(securityToken))
    throw new Error('The token has not the characters that tools stumble over.');
  const arn =
    kind === 'key'
      ? `acs:ram::${SAMPLE.account}:user/ci-deployer`
      : `acs:ram::${SAMPLE.account}:assumed-role/deploy/${session?.roleSessionName}`;
  return { accessKeyId, accessKeySecret, securityToken, arn };
}

/** Runs the post step; gives what it left behind that must not be there. */
export async function logOut({ job, login, made, emulator }: LoggedIn): Promise<string[]> {
  const results = await job.finish();
  const sessions = [...emulator.world.sessions.values()];
  const secrets = [login, ...sessions]
    .flatMap((one) => [one.accessKeySecret, one.securityToken])
    .filter((secret) => secret !== '');
  const after = job.files();
  const problems = results.flatMap(({ exitCode, log }) =>
    exitCode === 0 ? [] : [`the post step failed: ${log}`],
  );
  for (const [name, content] of Object.entries(after)) {
    if (secrets.some((secret) => content.includes(secret))) problems.push(`${name} still holds a secret`);
    // What a consumer makes for itself is its own affair.
    else if (made.includes(name)) problems.push(`${name} is left behind`);
  }
  for (const [name, value] of Object.entries(job.env))
    if (secrets.includes(value) || value === login.accessKeyId) problems.push(`${name} is still set`);
  return problems;
}

/** What a program said, whether it ran or not. */
export interface Said {
  readonly exitCode: number | undefined;
  /** Its standard output. */
  readonly raw: string;
  /** All that is known of it. */
  readonly everything: string;
}

/** Runs a program in a later step of the job. */
export async function runIn(
  job: Job,
  [program, ...parameters]: readonly [string, ...string[]],
  env: Readonly<Record<string, string>>,
  onStart?: StepOptions['onStart'],
): Promise<Said> {
  let timer: NodeJS.Timeout | undefined;
  try {
    const { exitCode, signal, raw, stderr } = await job.exec(program, parameters, {
      env,
      onStart: (child) => {
        timer = setTimeout(() => child.kill('SIGKILL'), TIME_LIMIT);
        onStart?.(child);
      },
    });
    return { exitCode, raw, everything: `exit code ${exitCode ?? signal}\n${raw}\n${stderr}` };
  } catch (error) {
    return { exitCode: undefined, raw: '', everything: String(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** The lines that our programs print for us. */
export function answers({ raw }: Said): Record<string, unknown>[] {
  return raw
    .split('\n')
    .filter((line) => line.startsWith('INTEROP '))
    .map((line) => JSON.parse(line.slice('INTEROP '.length)));
}

/** Variables by which each runtime finds the emulator: standard knobs of the runtimes, none of the SDKs'. */
export function runtimeEnv(emulator: Emulator, home: string, scratch: string): Record<string, string> {
  return {
    // Node's STS SDK knows no proxy.
    STS_ENDPOINT: `127.0.0.1:${emulator.tlsPort}`,
    // No chain shall end at the metadata service's real address.
    ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONPATH: path.join(CACHE, 'python'),
    TMPDIR: scratch,
    CHECKPOINT_DISABLE: '1',
    JAVA_TOOL_OPTIONS: javaOptions(emulator, home, scratch).join(' '),
  };
}

function javaOptions(emulator: Emulator, home: string, scratch: string): string[] {
  const { hostname, port } = new URL(emulator.proxyUrl);
  return [
    ...['http', 'https'].flatMap((scheme) => [
      `-D${scheme}.proxyHost=${hostname}`,
      `-D${scheme}.proxyPort=${port}`,
    ]),
    `-Djavax.net.ssl.trustStore=${path.join(scratch, 'trust.p12')}`,
    '-Djavax.net.ssl.trustStorePassword=changeit',
    `-Djava.io.tmpdir=${scratch}`,
    // It asks for the metadata address's name; with a file of hosts it asks no name server.
    '-Djdk.net.hosts.file=/etc/hosts',
    // Java takes the home folder from the user database, not from HOME.
    `-Duser.home=${home}`,
    '-XX:TieredStopAtLevel=1',
    '-XX:-UsePerfData',
    '-Xshare:auto',
  ];
}

/** The emulator's CA as a trust store for Java. */
export function makeTrustStore(emulator: Emulator, scratch: string): void {
  const store = path.join(scratch, 'trust.p12');
  if (fs.existsSync(store)) return;
  const { JAVA_TOOL_OPTIONS: _, ...env } = process.env;
  execFileSync(
    'keytool',
    [
      ...['-importcert', '-noprompt', '-alias', 'emulator', '-file', emulator.caFile],
      ...['-keystore', store, '-storetype', 'PKCS12', '-storepass', 'changeit'],
    ],
    { stdio: 'ignore', env },
  );
}
