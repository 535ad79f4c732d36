/**
 * What wins over a login (src/export/advice/override-rules.ts), with the tools that are installed here: the step warns of it,
 * and the tool does what the warning says.
 */

import fs from 'node:fs';
import path from 'node:path';
import { type Emulator, SAMPLE } from '../../emulator/emulator.ts';
import { Job } from '../../emulator/runner.ts';
import { RULES } from '../../src/export/advice/override-rules.ts';
import type { Checks } from './checks.ts';
import { CONSUMERS, type Consumer } from './consumers.ts';
import { startOss } from './oss.ts';
import { ACTION } from './paths.ts';
import { answers, runIn, runtimeEnv } from './scene.ts';

interface Override {
  /** The rule's effect. */
  readonly effect: string;
  readonly consumers: readonly string[];
  readonly inputs: (emulator: Emulator) => Readonly<Record<string, string>>;
  readonly standing: (emulator: Emulator, job: Job) => Promise<Readonly<Record<string, string>>>;
  /** Who the tool is then, in its answer; for one that asks OSS, the role that it assumed. */
  readonly becomes: string;
}

const SDKS = CONSUMERS.filter(({ proof }) => proof === 'identity').map(({ tool }) => tool);
const user = ({ world }: Emulator): Record<string, string> => ({
  'access-key-id': SAMPLE.userKey,
  'access-key-secret': world.secretOf(SAMPLE.userKey),
});
const role = { 'role-to-assume': SAMPLE.deploy, 'oidc-provider-arn': SAMPLE.oidcProvider };

/**
 * Of the other rules, `ALIBABA_CLOUD_CLI_PROFILE_DISABLED` is the column “credentials.ini alone” of docs/compatibility.md,
 * and the rest is about tools that are not installed here, or (OpenDAL's library) are without a client for STS.
 */
const OVERRIDES: readonly Override[] = [
  {
    effect: 'use that key instead of the profile',
    consumers: SDKS,
    inputs: () => ({ ...role, profile: 'interop' }),
    standing: async ({ world }) => ({
      ALIBABA_CLOUD_ACCESS_KEY_ID: SAMPLE.userKey,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: world.secretOf(SAMPLE.userKey),
    }),
    becomes: ':user/ci-deployer',
  },
  {
    effect: 'log in with that OIDC role instead of the profile',
    // Node's knows no proxy, by which it would reach STS here; test/scenarios/overrides.test.ts has it.
    consumers: SDKS.filter((tool) => !tool.includes('Node.js')),
    inputs: (emulator) => ({ ...user(emulator), profile: 'interop' }),
    standing: async ({ world }, job) => {
      const token = path.join(job.home, 'pod-token');
      fs.writeFileSync(token, await world.github.issueToken({ audience: SAMPLE.audience, now: world.now() }));
      return {
        ALIBABA_CLOUD_ROLE_ARN: SAMPLE.deploy,
        ALIBABA_CLOUD_OIDC_PROVIDER_ARN: SAMPLE.oidcProvider,
        ALIBABA_CLOUD_OIDC_TOKEN_FILE: token,
      };
    },
    becomes: ':assumed-role/deploy/',
  },
  {
    effect: 'logs in with that OIDC role instead of the profile',
    consumers: ['aliyun/credentials-go (Go)'],
    inputs: (emulator) => ({ ...user(emulator), profile: 'interop' }),
    standing: async ({ world }) => ({
      ALIBABA_CLOUD_ROLE_ARN: SAMPLE.deploy,
      ALIBABA_CLOUD_OIDC_PROVIDER_ARN: SAMPLE.oidcProvider,
      ALIBABA_CLOUD_OIDC_TOKEN: await world.github.issueToken({
        audience: SAMPLE.audience,
        now: world.now(),
      }),
    }),
    becomes: ':assumed-role/deploy/',
  },
  {
    effect: 'assume that role on top of this login (the provider in an assume_role block)',
    consumers: ['OpenTofu, OSS backend'],
    inputs: user,
    standing: async () => ({ ALICLOUD_ASSUME_ROLE_ARN: SAMPLE.deploy2 }),
    becomes: SAMPLE.deploy2,
  },
];

export async function overrides(
  emulator: Emulator,
  scratch: string,
  available: (consumer: Consumer) => boolean,
  checks: Checks,
): Promise<void> {
  for (const override of OVERRIDES) {
    const rule = RULES.find(({ effect }) => effect === override.effect);
    const job = new Job({ ...emulator.clientEnv(), ...emulator.githubEnv() });
    try {
      Object.assign(job.env, { no_proxy: '127.0.0.1', NO_PROXY: '127.0.0.1' });
      Object.assign(job.env, await override.standing(emulator, job));
      const { log } = await job.use(ACTION, { region: 'cn-hangzhou', ...override.inputs(emulator) });
      checks.expect(
        `${override.effect}: the step says so`,
        rule !== undefined && log.includes(rule.effect),
        log,
      );
      for (const consumer of CONSUMERS.filter(({ tool }) => override.consumers.includes(tool)).filter(
        available,
      )) {
        const told = await ask(consumer, job, emulator, scratch);
        checks.expect(
          `${override.effect}: ${consumer.tool}`,
          told.who.includes(override.becomes),
          told.everything,
        );
      }
      await job.finish();
    } finally {
      job.dispose();
    }
  }
}

/** Who a tool says that it is; for one that says nothing, the roles that were assumed meanwhile. */
async function ask(
  consumer: Consumer,
  job: Job,
  emulator: Emulator,
  scratch: string,
): Promise<{ who: string; everything: string }> {
  const oss = await startOss(emulator.world);
  const invocation = { endpoint: oss.endpoint, folder: fs.mkdtempSync(path.join(scratch, 'run-')) };
  const first = emulator.requests.length;
  try {
    const said = await runIn(job, consumer.command(invocation), {
      ...runtimeEnv(emulator, job.home, scratch),
      ...consumer.env?.(invocation),
    });
    const assumed = emulator.requests
      .slice(first)
      .filter(({ action }) => action === 'AssumeRole')
      .map(({ query, form }) => query['RoleArn'] ?? form['RoleArn']);
    const who = consumer.proof === 'oss' ? assumed.join() : String(answers(said)[0]?.['arn']);
    return { who, everything: `${who}\n${said.everything}` };
  } finally {
    await oss.close();
  }
}
