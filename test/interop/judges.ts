/** The SDKs log in on their own, against the emulator: it must serve what they ask for and refuse what is wrong. */

import fs from 'node:fs';
import path from 'node:path';
import { type Emulator, SAMPLE } from '../../emulator/emulator.ts';
import { Job } from '../../emulator/runner.ts';
import type { Checks } from './checks.ts';
import { java } from './consumers.ts';
import type { Toolchain } from './install.ts';
import { BIN, CACHE } from './paths.ts';
import { answers, runIn, runtimeEnv } from './scene.ts';

interface Case {
  readonly name: string;
  readonly config: Readonly<Record<string, string | boolean>>;
  /** The role that it must become; or the documented error that it must tell. */
  readonly becomes?: string;
  readonly fails?: RegExp;
}

interface Judge {
  readonly name: string;
  readonly toolchain: Toolchain;
  readonly command: readonly [string, ...string[]];
  /** Whether its requests go through the proxy, those for metadata too; they must not go anywhere else. */
  readonly proxied: boolean;
}

const JUDGES: readonly Judge[] = [
  {
    name: 'Node.js',
    toolchain: 'node',
    command: [process.execPath, path.join(CACHE, 'node/judge.mjs')],
    proxied: false,
  },
  {
    name: 'Python',
    toolchain: 'python',
    command: [path.join(CACHE, 'python/.venv/bin/python'), path.join(CACHE, 'python/judge.py')],
    proxied: true,
  },
  { name: 'Go', toolchain: 'go', command: [path.join(BIN, 'interop-go'), 'judge'], proxied: true },
  { name: 'Java', toolchain: 'java', command: java('Judge'), proxied: true },
];

export async function judge(
  emulator: Emulator,
  scratch: string,
  available: (toolchain: Toolchain) => boolean,
  checks: Checks,
): Promise<void> {
  for (const { name, toolchain, command, proxied } of JUDGES) {
    if (!available(toolchain)) continue;
    const job = new Job({ ...emulator.clientEnv(), no_proxy: '127.0.0.1', NO_PROXY: '127.0.0.1' });
    try {
      const cases = await casesFor(emulator, job, proxied);
      const file = path.join(job.temp, 'cases.json');
      fs.writeFileSync(file, JSON.stringify(cases.map(({ name, config }) => ({ name, config }))));
      const { ALIBABA_CLOUD_ECS_METADATA_DISABLED: _, ...env } = runtimeEnv(emulator, job.home, scratch);
      const said = await runIn(job, [...command, file], env);
      const outcomes = answers(said);
      for (const one of cases) {
        const outcome = outcomes.find((answer) => answer['name'] === one.name);
        const told = JSON.stringify(outcome) ?? `no answer\n${said.everything}`;
        const held = one.becomes
          ? String(outcome?.['arn']).includes(`:assumed-role/${one.becomes}/`)
          : outcome?.['error'] !== undefined && (one.fails?.test(String(outcome['error'])) ?? false);
        checks.expect(`${name}: ${one.name}`, held, told);
      }
    } finally {
      job.dispose();
    }
  }
}

async function casesFor(emulator: Emulator, job: Job, proxied: boolean): Promise<Case[]> {
  const { world } = emulator;
  const key = { accessKeyId: SAMPLE.userKey, accessKeySecret: world.secretOf(SAMPLE.userKey) };
  const ram = { type: 'ram_role_arn', ...key, roleArn: SAMPLE.deploy2, roleSessionName: 'judge' };
  const expired = world.issueSession(world.role(SAMPLE.deploy), 'given', 3600, Date.now() - 7_200_000);
  const live = world.issueSession(world.role(SAMPLE.deploy), 'given', 3600);
  const oidc = (token: string, name: string): Case['config'] => {
    const oidcTokenFilePath = path.join(job.temp, name);
    fs.writeFileSync(oidcTokenFilePath, token, { mode: 0o600 });
    return {
      type: 'oidc_role_arn',
      roleArn: SAMPLE.deploy,
      roleSessionName: 'judge',
      oidcProviderArn: SAMPLE.oidcProvider,
      oidcTokenFilePath,
    };
  };
  const token = (audience: string = SAMPLE.audience, age = 0, claims = {}): Promise<string> =>
    world.github.issueToken({ audience, now: Date.now() - age, claims });
  const session = ({ accessKeyId, accessKeySecret, securityToken }: typeof live) => ({
    accessKeyId,
    accessKeySecret,
    securityToken,
  });
  // An SDK that knows no proxy would send these to the real address: left out.
  const metadata: Case[] = [
    {
      name: 'ecs_ram_role',
      config: { type: 'ecs_ram_role' },
      becomes: 'ecs-runner',
    },
    {
      name: 'ecs_ram_role, named, hardened mode only',
      config: { type: 'ecs_ram_role', roleName: 'ecs-runner', disableIMDSv1: true },
      becomes: 'ecs-runner',
    },
    {
      name: 'ecs_ram_role of another name',
      config: { type: 'ecs_ram_role', roleName: 'nobody' },
      fails: /404|not found/i,
    },
  ];
  const uri = proxied ? emulator.secureCredentialsUri : emulator.credentialsUri;
  return [
    { name: 'ram_role_arn with a key', config: ram, becomes: 'deploy2' },
    {
      name: 'ram_role_arn with a session, into another account',
      config: { ...ram, ...session(live), roleArn: SAMPLE.target },
      becomes: 'target',
    },
    {
      name: 'ram_role_arn with an external ID',
      config: { ...ram, roleArn: SAMPLE.partner, externalId: SAMPLE.externalId },
      becomes: 'partner',
    },
    {
      name: 'ram_role_arn without the external ID',
      config: { ...ram, roleArn: SAMPLE.partner },
      fails: /NoPermission/,
    },
    {
      name: 'ram_role_arn with a wrong secret',
      config: { ...ram, accessKeySecret: 'wrong' },
      fails: /SignatureDoesNotMatch|secret is invalid/,
    },
    {
      name: 'ram_role_arn with a key that is disabled',
      config: {
        ...ram,
        accessKeyId: SAMPLE.inactiveKey,
        accessKeySecret: world.secretOf(SAMPLE.inactiveKey),
      },
      fails: /InvalidAccessKeyId\.Inactive/,
    },
    {
      name: 'ram_role_arn with an expired session',
      config: { ...ram, ...session(expired), roleArn: SAMPLE.target },
      fails: /InvalidSecurityToken\.Expired/,
    },
    { name: 'oidc_role_arn', config: oidc(await token(), 'good'), becomes: 'deploy' },
    {
      name: 'oidc_role_arn with a wrong audience',
      config: oidc(await token('somebody-else'), 'audience'),
      fails: /AudienceNotMatch/,
    },
    {
      name: 'oidc_role_arn with a foreign subject',
      config: oidc(
        await token(SAMPLE.audience, 0, { sub: 'repo:mallory/fork:ref:refs/heads/main' }),
        'subject',
      ),
      fails: /AuthenticationFail\.NoPermission/,
    },
    {
      name: 'oidc_role_arn with an expired token',
      config: oidc(await token(SAMPLE.audience, 3_600_000), 'expired'),
      fails: /OIDCToken\.Expired/,
    },
    ...(proxied ? metadata : []),
    {
      name: 'credentials_uri',
      config: { type: 'credentials_uri', credentialsUri: uri },
      becomes: 'deploy',
    },
    {
      name: 'credentials_uri at a wrong path',
      config: { type: 'credentials_uri', credentialsUri: `${uri}x` },
      fails: /404|not found/i,
    },
  ];
}
