/**
 * Generated machines, judged by the published SDKs: each is who the model of its rules says (test/unit/support/tools.ts),
 * and nobody but who is meant unless a warning of the step named it. test/unit/export/machines.test.ts has more machines,
 * and the other tools.
 */

import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SAMPLE } from '../../emulator/emulator.ts';
import { sampleOf } from '../thorough.ts';
import {
  type Config,
  everyTool,
  type Fields,
  INI_FILES,
  type Machine,
  secretOf,
  tokenOf,
  type Variables,
} from '../unit/support/tools.ts';
import {
  askPythonSdk,
  askSdk,
  CONFIG,
  type Found,
  INI,
  ini,
  own,
  PYTHON,
  setProviderScene,
  tokenFile,
} from './providers-support.ts';
import {
  OIDC,
  type StepResult,
  sessionKey,
  succeeded,
  userKey,
  type WatchedJob,
  warningsOf,
} from './support.ts';

const scene = setProviderScene();
const MACHINES = sampleOf(300, 30);
const SEED = Number(process.env['FUZZ_SEED'] ?? 2026);
const SDKS = [askSdk, ...(PYTHON === undefined ? [] : [askPythonSdk])];

const key = (id: string): Fields => ({ access_key_id: id, access_key_secret: secretOf(id) });
const oneOf = (...choices: Variables[]): fc.Arbitrary<Variables> => fc.constantFrom({}, {}, {}, ...choices);
const variable = (name: string, ...values: string[]): fc.Arbitrary<Variables> =>
  oneOf(...values.map((value) => ({ [`ALIBABA_CLOUD_${name}`]: value })));

const KEY = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI-env',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: secretOf('LTAI-env'),
};
const RRSA = {
  ALIBABA_CLOUD_ROLE_ARN: SAMPLE.deploy,
  ALIBABA_CLOUD_OIDC_PROVIDER_ARN: SAMPLE.oidcProvider,
  ALIBABA_CLOUD_OIDC_TOKEN_FILE: 'TOKEN',
};
const machine = fc.record({
  variables: fc
    .tuple(
      oneOf(
        KEY,
        { ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI-env' },
        { ALIBABA_CLOUD_SECURITY_TOKEN: 'a-stale-token' },
      ),
      oneOf(RRSA, { ALIBABA_CLOUD_ROLE_ARN: SAMPLE.deploy }),
      variable('PROFILE', 'owner', 'gone', 'ci'),
      variable('CLI_PROFILE_DISABLED', 'true', 'True', '1'),
      variable('CREDENTIALS_URI', 'URI'),
      variable('ECS_METADATA', 'ecs-runner'),
      variable('ECS_METADATA_DISABLED', 'true', 'True', 'no'),
    )
    .map((parts) => Object.assign({}, ...parts) as Variables),
  config: fc.option(
    fc.record({
      current: fc.constantFrom('owner', 'ci', 'gone'),
      profiles: fc.uniqueArray(
        fc
          .tuple(
            fc.constantFrom('owner', 'ci'),
            fc.constantFrom<Fields>(
              { mode: 'AK', ...key('LTAI-owner') },
              { mode: 'StsToken', ...key('STS.owner'), sts_token: tokenOf('STS.owner') },
              { mode: 'EcsRamRole', ram_role_name: 'ecs-runner' },
              { mode: 'AK', access_key_id: '', access_key_secret: '' },
            ),
          )
          .map(([name, fields]) => ({ ...fields, name })),
        { minLength: 1, maxLength: 2, selector: ({ name }) => name },
      ),
    }),
  ),
  sections: fc.dictionary(
    fc.constantFrom('ci', 'default', 'owner'),
    fc.constantFrom<Fields>(
      { enable: 'true', type: 'access_key', ...key('LTAI-ini') },
      { enable: 'true', type: 'ecs_ram_role', role_name: 'ecs-runner' },
    ),
  ),
  who: fc.constantFrom('key', 'session', 'role', 'role'),
  how: fc.constantFrom<Fields>(
    ...[{}, { profile: 'ci' }, { profile: 'ci', 'export-env': 'true' }],
    { profile: 'ci', refresh: 'true' },
    { profile: 'ci', refresh: 'true' },
  ),
});
type Generated = typeof machine extends fc.Arbitrary<infer M> ? M : never;

async function furnished({ variables, config, sections }: Generated): Promise<WatchedJob> {
  const { emulator } = scene;
  const job = scene.job({ ALIBABA_CLOUD_ECS_METADATA_DISABLED: '' });
  if (config) own(job, CONFIG, JSON.stringify(config));
  for (const file of [INI, `${INI}.ini`]) own(job, file, ini(sections));
  job.secrets.push(emulator.world.credentialsUri.path.slice('/credentials/'.length));
  const token = await tokenFile(job);
  for (const [name, value] of Object.entries(variables))
    job.env[name] = value === 'TOKEN' ? token : value === 'URI' ? emulator.credentialsUri : value;
  emulator.world.credentialsUri.roleArn = SAMPLE.audit;
  return job;
}

/** The machine that the next step finds, in the model's words: secrets are made of their IDs. */
function modelled(job: WatchedJob, { outputs }: StepResult): Machine {
  const { 'access-key-id': id = '', 'access-key-secret': secret = '', 'security-token': token } = outputs;
  const worded = (text: string): string => {
    const named = text.replaceAll(secret, secretOf(id));
    return token ? named.replaceAll(token, tokenOf(id)) : named;
  };
  const file = path.join(job.root, CONFIG);
  const files = [
    [job.env['ALIBABA_CLOUD_CREDENTIALS_FILE'] ?? '', job.env['ALIBABA_CLOUD_CREDENTIALS_FILE'] ?? ''],
    [INI_FILES.node, path.join(job.root, INI)],
    [INI_FILES.python, path.join(job.root, `${INI}.ini`)],
  ].filter(([, real = '']) => fs.existsSync(real));
  return {
    env: Object.fromEntries(Object.entries(job.env).map(([name, value]) => [name, worded(value)])),
    config: fs.existsSync(file) ? (JSON.parse(worded(fs.readFileSync(file, 'utf8'))) as Config) : undefined,
    ini: Object.fromEntries(
      files.map(([name = '', real = '']) => [name, sectionsOf(worded(fs.readFileSync(real, 'utf8')))]),
    ),
    metadata: true,
    renewed: worded(`${id}/${token ?? ''}`),
  };
}

function sectionsOf(text: string): Record<string, Fields> {
  return Object.fromEntries(
    text.split(/^\[/m).flatMap((part) => {
      const [name = '', ...lines] = part.split(/\]?\n/);
      const entries = lines.map((line) => line.split(' = ')).filter(([, value]) => value !== undefined);
      return name ? [[name, Object.fromEntries(entries) as Fields]] : [];
    }),
  );
}

/** In the model's words. */
function whoIs(
  { accessKeyId: id, securityToken: token }: Found,
  ours: string | undefined,
): string | undefined {
  if (id === undefined) return undefined;
  const role = scene.emulator.world.sessions.get(id)?.role.arn;
  if (id === ours || role === undefined) return `${id}/${token ? tokenOf(id) : ''}`;
  return { [SAMPLE.ecsRunner]: 'instance', [SAMPLE.audit]: 'uri' }[role] ?? `oidc ${role}`;
}

/** The profile’s command gives nothing from now on: its credential is gone, and so is what it logs in again with. */
function failRenewal(job: WatchedJob): void {
  for (const name of fs.readdirSync(job.temp, { recursive: true, encoding: 'utf8' }))
    if (path.basename(name) === 'credential.json') fs.rmSync(path.join(job.temp, name));
  scene.emulator.faults.queue('github', { kind: 'status', status: 403, times: 100 });
}

const machines = fc.sample(machine, { numRuns: MACHINES, seed: SEED });

test.each(machines.map((one, index) => [index, one] as const))(
  'On machine %i the SDKs are who the model says, and who is meant, or a warning names them',
  async (_, one) => {
    const { emulator } = scene;
    const job = await furnished(one);
    const isKey = one.who === 'key' && one.how['refresh'] === undefined;
    const isSession = one.who === 'session' && one.how['refresh'] === undefined;
    const credential = isKey ? userKey(emulator) : isSession ? sessionKey(emulator) : OIDC;
    const result = succeeded(await job.login({ ...credential, ...one.how, region: 'cn-hangzhou' }));
    job.yieldTo();
    const ours = result.outputs['access-key-id'];
    const told = warningsOf(result).filter((warning) => warning.includes(': Alibaba Cloud’s SDKs'));
    const compare = async (now: Machine): Promise<void> => {
      const models = everyTool(now).filter(([tool]) => tool === 'sdks');
      for (const [index, ask] of SDKS.entries()) {
        const found = await ask(job);
        const who = whoIs(found, ours);
        expect(who, JSON.stringify({ ...one, found })).toBe(models[index]?.[1]);
        if (who !== undefined && found.accessKeyId !== ours) expect(told, who).not.toEqual([]);
      }
    };
    const now = modelled(job, result);
    await compare(now);
    if (one.how['refresh']) {
      failRenewal(job);
      await compare({ ...now, renewed: undefined });
    }
  },
);
