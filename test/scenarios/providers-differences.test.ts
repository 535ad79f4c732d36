/**
 * The published SDK's default chain and this action's, given the same environment, home and files: the same credential,
 * but for the differences that docs/differences.md lists. Each row there has a test here of the same name.
 */

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { SAMPLE } from '../../emulator/emulator.ts';
import { oneIn } from '../thorough.ts';
import {
  AFTER_ECS,
  askAction,
  askPythonSdk,
  askSdk,
  type CliProfile,
  CONFIG,
  config,
  type Found,
  INI,
  ini,
  own,
  PYTHON,
  sessionFields,
  setProviderScene,
  tokenFile,
  userFields,
} from './providers-support.ts';
import {
  ROOT,
  refusalOf,
  type StepResult,
  sessionKey,
  succeeded,
  userKey,
  type WatchedJob,
} from './support.ts';

const scene = setProviderScene();

const ON_ECS = { ALIBABA_CLOUD_ECS_METADATA_DISABLED: '' };

/** A machine, described before a job begins on it. */
interface Machine {
  readonly env?: Record<string, string>;
  readonly cli?: Record<string, CliProfile>;
  readonly profiles?: Record<string, Record<string, string>>;
  /** Whatever needs the job itself. */
  readonly prepare?: (job: WatchedJob) => unknown;
}

async function jobOn({ env, cli, profiles, prepare }: Machine): Promise<WatchedJob> {
  const job = scene.job(env);
  if (cli) own(job, CONFIG, config(cli));
  if (profiles) own(job, INI, ini(profiles));
  await prepare?.(job);
  return job;
}

interface Both {
  readonly job: WatchedJob;
  readonly action: StepResult;
  readonly sdk: Found;
}

/** What both find on the machine. Metadata is the emulator's for both. */
async function askBoth(machine: Machine): Promise<Both> {
  const job = await jobOn(machine);
  const [action, sdk] = await Promise.all([askAction(job), askSdk(job)]);
  return { job, action, sdk };
}

/** As `askBoth`, the action first, so that their requests can be told apart. */
async function askInTurn(machine: Machine): Promise<Both> {
  const job = await jobOn(machine);
  return { job, action: await askAction(job), sdk: await askSdk(job) };
}

/** The role of a credential that was issued, or the key itself; and the session's name where the machine gives one. */
function identityOf(accessKeyId: string | undefined): Record<string, string | undefined> {
  const session = scene.emulator.world.sessions.get(accessKeyId ?? '');
  if (!session || session.roleSessionName === 'given') return { accessKeyId };
  return { role: session.role.arn, account: session.role.account, session: session.roleSessionName };
}

const KEY_ENV = (): Record<string, string> => environmentOf(userKey(scene.emulator));

function environmentOf(key: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(key).map(([name, value]) => [
      `ALIBABA_CLOUD_${name.toUpperCase().replaceAll('-', '_')}`,
      value,
    ]),
  );
}

const ROLE = { role_arn: SAMPLE.deploy2, role_session_name: 'the-session' };
const CLI_ROLE = { ram_role_arn: SAMPLE.deploy2, ram_session_name: 'the-session' };

const pod =
  (variables: Record<string, string> = {}) =>
  async (job: WatchedJob): Promise<void> => {
    Object.assign(job.env, {
      ALIBABA_CLOUD_ROLE_ARN: SAMPLE.deploy,
      ALIBABA_CLOUD_OIDC_PROVIDER_ARN: SAMPLE.oidcProvider,
      ALIBABA_CLOUD_OIDC_TOKEN_FILE: await tokenFile(job),
      ALIBABA_CLOUD_ROLE_SESSION_NAME: 'the-session',
      ...variables,
    });
  };

describe('the SDK and this action find the same', () => {
  const machines: Record<string, () => Machine> = {
    'key in the environment': () => ({ env: KEY_ENV() }),
    'temporary key in the environment': () => ({
      env: environmentOf(sessionKey(scene.emulator, SAMPLE.audit)),
    }),
    'key in the environment, before all else': () => ({
      env: { ...KEY_ENV(), ALIBABA_CLOUD_CREDENTIALS_URI: scene.emulator.credentialsUri },
      cli: { default: { mode: 'StsToken', ...sessionFields(scene.emulator, SAMPLE.audit, 'sts_token') } },
      prepare: pod(),
    }),
    'OIDC role in the environment': () => ({ prepare: pod() }),
    'OIDC role in the environment, before the files': () => ({
      cli: { default: { mode: 'AK', ...userFields(scene.emulator) } },
      prepare: pod(),
    }),
    'current profile of config.json, a key': () => ({
      cli: { mine: { mode: 'AK', ...userFields(scene.emulator) }, other: { mode: 'AK' } },
    }),
    'current profile of config.json, a temporary key': () => ({
      cli: { mine: { mode: 'StsToken', ...sessionFields(scene.emulator, SAMPLE.audit, 'sts_token') } },
    }),
    'current profile of config.json, a role': () => ({
      cli: { mine: { mode: 'RamRoleArn', ...userFields(scene.emulator), ...CLI_ROLE, expired_seconds: 900 } },
    }),
    'current profile of config.json, a role by OIDC': () => ({
      prepare: async (job) =>
        own(
          job,
          CONFIG,
          config({
            mine: {
              mode: 'OIDC',
              oidc_provider_arn: SAMPLE.oidcProvider,
              oidc_token_file: await tokenFile(job),
              ram_role_arn: SAMPLE.deploy,
              ram_session_name: 'the-session',
            },
          }),
        ),
    }),
    'current profile of config.json, an instance role': () => ({
      env: ON_ECS,
      cli: { mine: { mode: 'EcsRamRole', ram_role_name: 'ecs-runner' } },
    }),
    'current profile of config.json, an instance role by ALIBABA_CLOUD_ECS_METADATA': () => ({
      env: { ...ON_ECS, ALIBABA_CLOUD_ECS_METADATA: 'ecs-runner' },
      cli: { mine: { mode: 'EcsRamRole' } },
    }),
    'current profile of config.json, a chain of roles': () => ({
      env: ON_ECS,
      cli: {
        mine: {
          mode: 'ChainableRamRoleArn',
          source_profile: 'source',
          ram_role_arn: AFTER_ECS,
          ram_session_name: 'the-session',
        },
        source: { mode: 'EcsRamRole', ram_role_name: 'ecs-runner' },
      },
    }),
    'profile of config.json that ALIBABA_CLOUD_PROFILE names': () => ({
      env: { ALIBABA_CLOUD_PROFILE: 'work' },
      cli: { mine: { mode: 'AK' }, work: { mode: 'AK', ...userFields(scene.emulator) } },
      profiles: { work: { type: 'access_key' } },
    }),
    'section [default] of credentials, a key': () => ({
      profiles: { default: { type: 'access_key # the type', ...userFields(scene.emulator) } },
    }),
    'section [default] of credentials, config.json being disabled': () => ({
      env: { ALIBABA_CLOUD_CLI_PROFILE_DISABLED: 'true' },
      cli: { mine: { mode: 'StsToken', ...sessionFields(scene.emulator, SAMPLE.audit, 'sts_token') } },
      profiles: { default: { type: 'access_key', ...userFields(scene.emulator) } },
    }),
    'section of credentials that ALIBABA_CLOUD_PROFILE names, a role': () => ({
      env: { ALIBABA_CLOUD_PROFILE: 'work' },
      cli: { mine: { mode: 'AK', ...userFields(scene.emulator) } },
      profiles: { work: { type: 'ram_role_arn', ...userFields(scene.emulator), ...ROLE } },
    }),
    'section of credentials, an instance role': () => ({
      env: ON_ECS,
      profiles: { default: { type: 'ecs_ram_role', role_name: 'ecs-runner' } },
    }),
    'section of the file that ALIBABA_CLOUD_CREDENTIALS_FILE names': () => ({
      profiles: { default: { type: 'access_key', access_key_id: 'x', access_key_secret: 'y' } },
      prepare: (job) => {
        const file = ini({ default: { type: 'access_key', ...userFields(scene.emulator) } });
        job.env['ALIBABA_CLOUD_CREDENTIALS_FILE'] = own(job, 'home/own.ini', file);
      },
    }),
    'instance role that ALIBABA_CLOUD_ECS_METADATA names': () => ({
      env: {
        ...ON_ECS,
        ALIBABA_CLOUD_ECS_METADATA: 'ecs-runner',
        ALIBABA_CLOUD_CREDENTIALS_URI: scene.emulator.credentialsUri,
      },
    }),
    'credentials URI': () => ({ env: { ALIBABA_CLOUD_CREDENTIALS_URI: scene.emulator.credentialsUri } }),
  };

  test.each(Object.keys(machines))('%s', async (name) => {
    const { sdk, action } = await askBoth(machines[name]?.() ?? {});
    const { outputs } = succeeded(action);
    expect(sdk.error).toBeUndefined();
    expect(identityOf(outputs['access-key-id'])).toEqual(identityOf(sdk.accessKeyId));
    expect(Boolean(outputs['security-token'])).toBe(Boolean(sdk.securityToken));
    if (identityOf(sdk.accessKeyId)['role'] === undefined) {
      expect(outputs['access-key-secret']).toBe(sdk.accessKeySecret);
      expect(outputs['security-token'] ?? '').toBe(sdk.securityToken ?? '');
    }
  });

  test('in hardened mode alone: an instance role', async () => {
    scene.emulator.world.ecs.mode = 'hardened-only';
    const { sdk, action } = await askBoth({ env: { ...ON_ECS, ALIBABA_CLOUD_ECS_METADATA: 'ecs-runner' } });
    expect(identityOf(succeeded(action).outputs['access-key-id'])).toEqual(identityOf(sdk.accessKeyId));
  });

  test('which is nothing, on a machine that has nothing', async () => {
    const { job, sdk, action } = await askBoth({});
    expect(sdk.error).toContain('unable to get credentials');
    expect(refusalOf(action)).toContain('No credential was found');
    expect(job.requests).toEqual([]);
  });
});

/** What both say where they differ. */
interface Difference {
  machine: () => Machine;
  /** The action's error, or the identity that it finds. */
  action: RegExp | Record<string, string>;
  /** The SDK's. */
  sdk: RegExp | Record<string, string>;
  /** Python's, where that is not the same as Node's; `person` where it would ask a person's login service. */
  python?: RegExp | Record<string, string> | 'person';
}

const DEPLOY_BY_URI = { role: SAMPLE.deploy, account: SAMPLE.account, session: 'credentials-uri' };
const USER = { accessKeyId: SAMPLE.userKey };
const NOTHING = /unable to (get|load) credentials/;
const uriEnv = (): Record<string, string> => ({
  ALIBABA_CLOUD_CREDENTIALS_URI: scene.emulator.credentialsUri,
});
const sectionOf = (type: string, keys: Record<string, string> = {}): Machine => ({
  profiles: { default: { type, ...keys } },
});

/** By the first column of docs/differences.md. */
const DIFFERENCES: Record<string, readonly Difference[]> = {
  'Half a key in the environment': [
    {
      machine: () => ({ env: { ...uriEnv(), ALIBABA_CLOUD_ACCESS_KEY_ID: SAMPLE.userKey } }),
      action: /ALIBABA_CLOUD_ACCESS_KEY_SECRET is not/,
      sdk: DEPLOY_BY_URI,
    },
  ],
  'Half of an OIDC role in the environment': [
    {
      machine: () => ({ env: uriEnv(), prepare: pod({ ALIBABA_CLOUD_ROLE_ARN: '' }) }),
      action: /ALIBABA_CLOUD_OIDC_PROVIDER_ARN is set, but ALIBABA_CLOUD_ROLE_ARN is not set/,
      sdk: DEPLOY_BY_URI,
    },
  ],
  'A place that is configured but does not work': [
    {
      machine: () => ({
        env: uriEnv(),
        prepare: pod({ ALIBABA_CLOUD_OIDC_TOKEN_FILE: '/nowhere/token' }),
      }),
      action: /no OIDC token at \/nowhere\/token/,
      sdk: DEPLOY_BY_URI,
    },
    {
      machine: () => ({ env: uriEnv(), cli: { mine: { mode: 'AK', access_key_secret: 'x' } } }),
      action: /“mine” has no access_key_id/,
      sdk: DEPLOY_BY_URI,
    },
    {
      machine: () => ({ env: { ...ON_ECS, ...uriEnv(), ALIBABA_CLOUD_ECS_METADATA: 'nobody' } }),
      action: /no RAM role “nobody”/,
      sdk: DEPLOY_BY_URI,
    },
  ],
  '`ALIBABA_CLOUD_PROFILE` or `ALIBABA_CLOUD_CREDENTIALS_FILE` names what is nowhere': [
    {
      machine: () => ({
        env: { ...uriEnv(), ALIBABA_CLOUD_PROFILE: 'gone' },
        cli: { mine: { mode: 'AK', ...userFields(scene.emulator) } },
      }),
      action: /ALIBABA_CLOUD_PROFILE names “gone”/,
      sdk: DEPLOY_BY_URI,
    },
    {
      machine: () => ({ env: { ...uriEnv(), ALIBABA_CLOUD_CREDENTIALS_FILE: '/nowhere/own.ini' } }),
      action: /ALIBABA_CLOUD_CREDENTIALS_FILE is set/,
      sdk: DEPLOY_BY_URI,
    },
  ],
  'A credentials.ini that does not parse': [
    ...['type = access_key\n[default]', '[default\ntype = access_key', '[other]\nno equals sign'].map(
      (text) => ({
        machine: () => ({ env: uriEnv(), prepare: (job: WatchedJob) => own(job, INI, `${text}\n`) }),
        action: /credentials is not a credentials\.ini: line \d/,
        sdk: DEPLOY_BY_URI,
      }),
    ),
  ],
  'Two sections, or two keys of a section, that say different things': [
    {
      machine: () => ({
        prepare: (job) => {
          const role = ini({ default: { type: 'ram_role_arn', role_arn: SAMPLE.deploy2 } });
          own(job, INI, `${role}${ini({ default: userFields(scene.emulator) })}`);
        },
      }),
      action: /it has the section \[default\] twice/,
      sdk: { role: SAMPLE.deploy2 },
      python: NOTHING,
    },
    {
      machine: () => ({
        prepare: (job) => {
          const section = ini({
            default: { type: 'access_key', access_key_id: 'x', ...userFields(scene.emulator) },
          });
          own(job, INI, `[default]\naccess_key_id = LTAI-of-another\n${section.replace('[default]\n', '')}`);
        },
      }),
      action: /\[default\] has two values for access_key_id/,
      sdk: USER,
      python: NOTHING,
    },
  ],
  'Two profiles of one name in config.json': [
    {
      machine: () => ({
        prepare: (job) => {
          const first = { name: 'mine', mode: 'AK', ...userFields(scene.emulator) };
          const profiles = [first, { name: 'mine', mode: 'EcsRamRole' }];
          own(job, CONFIG, JSON.stringify({ current: 'mine', profiles }));
        },
      }),
      action: /profile “mine” is there twice/,
      sdk: USER,
    },
  ],
  'A policy in single quotes in credentials.ini': [
    {
      machine: () =>
        sectionOf('ram_role_arn', {
          ...userFields(scene.emulator),
          ...ROLE,
          policy: `'{"Version":"1","Statement":[]}'`,
        }),
      action: { role: SAMPLE.deploy2 },
      sdk: NOTHING,
    },
  ],
  'A section in both of the default files': [
    {
      machine: () => ({
        prepare: (job) => {
          own(job, INI, ini({ default: { type: 'access_key', ...userFields(scene.emulator) } }));
          const other = { type: 'ecs_ram_role', role_name: 'ecs-runner' };
          own(job, `${INI}.ini`, ini({ default: other }));
        },
      }),
      action: /\[default\] is in .*credentials and in .*credentials\.ini, and they differ/,
      sdk: USER,
      python: NOTHING,
    },
  ],
  '`current` in config.json that names no profile': [
    {
      machine: () => ({
        env: uriEnv(),
        prepare: (job) => {
          const text = config({ mine: { mode: 'AK', ...userFields(scene.emulator) } });
          own(job, CONFIG, text.replace('"current": "mine"', '"current": "gone"'));
        },
      }),
      action: /its current profile “gone” is not in it/,
      sdk: DEPLOY_BY_URI,
    },
  ],
  'An instance role that nothing asks for': [
    {
      machine: () => ({ env: ON_ECS }),
      action: /the instance role: ALIBABA_CLOUD_ECS_METADATA is not set/,
      sdk: { role: SAMPLE.ecsRunner, account: SAMPLE.account, session: 'i-bp1emulator00000000' },
    },
  ],
  'ECS metadata that refuses hardened mode': [
    {
      machine: () => {
        scene.emulator.faults.queue('metadata', {
          kind: 'status',
          status: 403,
          times: 2,
          match: ({ method }) => method === 'PUT',
        });
        return { env: { ...ON_ECS, ALIBABA_CLOUD_ECS_METADATA: 'ecs-runner' } };
      },
      action: /no token for hardened mode/,
      sdk: { role: SAMPLE.ecsRunner },
    },
  ],
  'Types `sts`, `oidc_role_arn`, `credentials_uri`, `bearer` in credentials.ini': [
    {
      machine: () => sectionOf('sts', sessionFields(scene.emulator, SAMPLE.audit, 'security_token')),
      action: { role: SAMPLE.audit },
      sdk: NOTHING,
    },
    {
      machine: () => ({
        prepare: async (job) =>
          own(
            job,
            INI,
            ini({
              default: {
                type: 'oidc_role_arn',
                oidc_provider_arn: SAMPLE.oidcProvider,
                oidc_token_file_path: await tokenFile(job),
                role_arn: SAMPLE.deploy,
              },
            }),
          ),
      }),
      action: { role: SAMPLE.deploy },
      sdk: NOTHING,
    },
    {
      machine: () => sectionOf('credentials_uri', { credentials_uri: scene.emulator.credentialsUri }),
      action: { role: SAMPLE.deploy },
      sdk: NOTHING,
    },
    {
      machine: () => sectionOf('bearer', { bearer_token: 'bearer-token-0123456789' }),
      action: { bearer: 'bearer-token-0123456789' },
      sdk: NOTHING,
    },
  ],
  'Type `rsa_key_pair` in credentials.ini': [
    {
      machine: () => ({
        env: uriEnv(),
        ...sectionOf('rsa_key_pair', {
          public_key_id: 'LTAI-of-a-pair',
          private_key_file: '/nowhere/key.pem',
        }),
      }),
      action: /\[default\] has a type “rsa_key_pair” that is not one of access_key, sts/,
      sdk: DEPLOY_BY_URI,
    },
  ],
  "A comment after a section's header": [
    {
      machine: () => ({
        prepare: (job) => {
          const file = ini({ default: { type: 'access_key', ...userFields(scene.emulator) } });
          own(job, INI, file.replace('[default]', '[default]   # default configuration'));
        },
      }),
      action: USER,
      sdk: NOTHING,
    },
  ],
  '`~/.alibabacloud/credentials.ini`': [
    {
      machine: () => ({
        prepare: (job) =>
          own(job, `${INI}.ini`, ini({ default: { type: 'access_key', ...userFields(scene.emulator) } })),
      }),
      action: USER,
      sdk: NOTHING,
      python: USER,
    },
  ],
  '`enable = false`': [
    {
      machine: () => sectionOf('access_key', { enable: 'false', ...userFields(scene.emulator) }),
      action: /\[default\] is disabled/,
      sdk: USER,
      python: NOTHING,
    },
  ],
  'Modes `CredentialsURI` and `BearerToken` in config.json': [
    {
      machine: () => ({
        cli: { mine: { mode: 'CredentialsURI', credentials_uri: scene.emulator.credentialsUri } },
      }),
      action: { role: SAMPLE.deploy },
      sdk: NOTHING,
    },
    {
      machine: () => ({ cli: { mine: { mode: 'BearerToken', bearer_token: 'bearer-token-0123456789' } } }),
      action: { bearer: 'bearer-token-0123456789' },
      sdk: NOTHING,
    },
  ],
  'Mode `RamRoleArnWithRoleName` in config.json': [
    {
      machine: () => ({
        env: ON_ECS,
        cli: {
          mine: { mode: 'RamRoleArnWithRoleName', ram_role_name: 'ecs-runner', ram_role_arn: AFTER_ECS },
        },
        profiles: { default: { type: 'access_key', ...userFields(scene.emulator) } },
      }),
      action: { role: AFTER_ECS },
      sdk: USER,
      python: { role: SAMPLE.ecsRunner },
    },
  ],
  'Modes `OAuth` and `CloudSSO` in config.json': [
    ...['OAuth', 'CloudSSO'].flatMap((mode) => {
      const machine = (seconds: number) => () => ({
        profiles: { default: { type: 'access_key', ...userFields(scene.emulator) } },
        cli: {
          mine: {
            mode,
            ...sessionFields(scene.emulator, SAMPLE.audit, 'sts_token'),
            sts_expiration: Math.round(Date.now() / 1000) + seconds,
          },
        },
      });
      return [
        {
          machine: machine(600),
          action: { role: SAMPLE.audit },
          sdk: USER,
          python: mode === 'OAuth' ? { role: SAMPLE.audit } : NOTHING,
        },
        {
          machine: machine(-600),
          action: /“mine” has a session that ended at 20\d\d-/,
          sdk: USER,
          python: mode === 'OAuth' ? ('person' as const) : NOTHING,
        },
      ];
    }),
  ],
  'Mode `External` in config.json': [
    {
      machine: () => ({
        prepare: (job) => {
          const key = userFields(scene.emulator);
          const answer = JSON.stringify(JSON.stringify({ mode: 'AK', ...key }));
          const program = own(job, 'home/answer.cjs', `process.stdout.write(${answer});`);
          const command = `${job.node} ${program}`;
          own(job, CONFIG, config({ mine: { mode: 'External', process_command: command } }));
        },
      }),
      action: /“mine” has a mode “External” that is not one of AK/,
      sdk: USER,
    },
  ],
  "A role's profile with a temporary key or an external ID": [
    {
      machine: () => ({
        cli: {
          mine: {
            mode: 'RamRoleArn',
            ...sessionFields(scene.emulator, SAMPLE.deploy, 'sts_token'),
            ram_role_arn: SAMPLE.target,
          },
        },
      }),
      action: { role: SAMPLE.target },
      sdk: NOTHING,
    },
    {
      machine: () =>
        sectionOf('ram_role_arn', {
          ...sessionFields(scene.emulator, SAMPLE.deploy, 'security_token'),
          role_arn: SAMPLE.target,
        }),
      action: { role: SAMPLE.target },
      sdk: NOTHING,
    },
    {
      machine: () => ({
        cli: {
          mine: {
            mode: 'RamRoleArn',
            ...userFields(scene.emulator),
            ram_role_arn: SAMPLE.partner,
            external_id: SAMPLE.externalId,
          },
        },
      }),
      action: { role: SAMPLE.partner },
      sdk: NOTHING,
      python: { role: SAMPLE.partner },
    },
  ],
  'A key or role that a profile lacks, but the environment has': [
    {
      machine: () => ({
        env: { ALIBABA_CLOUD_ROLE_ARN: SAMPLE.deploy2 },
        profiles: { default: { type: 'ram_role_arn', ...userFields(scene.emulator) } },
      }),
      action: /\[default\] has no role_arn/,
      sdk: { role: SAMPLE.deploy2 },
      python: NOTHING,
    },
  ],
  'A credentials URI over plain http on another host': [
    {
      machine: () => ({
        env: {
          ALIBABA_CLOUD_CREDENTIALS_URI: `http://credentials.example.com${scene.emulator.world.credentialsUri.path}`,
        },
      }),
      action: /plain http to credentials\.example\.com/,
      sdk: DEPLOY_BY_URI,
    },
  ],
  'A document whose `Code` is not `Success`': [
    {
      machine: () => {
        const session = scene.emulator.world.issueSession(
          scene.emulator.world.role(SAMPLE.audit),
          'expired',
          3600,
        );
        const body = JSON.stringify({
          Code: 'Failed',
          AccessKeyId: session.accessKeyId,
          AccessKeySecret: session.accessKeySecret,
          SecurityToken: session.securityToken,
          Expiration: new Date(session.expiration).toISOString().replace(/\.\d+Z/, 'Z'),
        });
        scene.emulator.faults.queue('credentials-uri', { kind: 'body', body, times: 2 });
        return { env: uriEnv() };
      },
      action: /its code is Failed/,
      sdk: { role: SAMPLE.audit },
      python: NOTHING,
    },
  ],
};

describe('the SDK and this action differ on purpose:', () => {
  const found = (accessKeyId: string | undefined): Record<string, string | undefined> => {
    const session = scene.emulator.world.sessions.get(accessKeyId ?? '');
    return session ? { ...identityOf(accessKeyId), role: session.role.arn } : { accessKeyId };
  };

  const isChosen = oneIn(5);

  test.each(Object.keys(DIFFERENCES))('%s', async (name) => {
    for (const { machine, action, sdk } of DIFFERENCES[name] ?? []) {
      if (!isChosen()) continue;
      const described = machine();
      const asked = await askBoth({
        ...described,
        prepare: async (job) => {
          job.secrets.push('bearer-token-0123456789');
          await described.prepare?.(job);
        },
      });
      if (action instanceof RegExp) {
        expect(refusalOf(asked.action)).toMatch(action);
      } else {
        const { outputs } = succeeded(asked.action);
        const bearer = outputs['bearer-token'];
        expect(bearer ? { bearer } : found(outputs['access-key-id'])).toMatchObject(action);
      }
      if (sdk instanceof RegExp) expect(asked.sdk.error).toMatch(sdk);
      else expect(found(asked.sdk.accessKeyId)).toMatchObject(sdk);
    }
  });

  test.runIf(PYTHON).each(Object.keys(DIFFERENCES))(
    '%s; and from Python’s SDK (needs SDK_PYTHON)',
    async (name) => {
      for (const { machine, sdk, python = sdk } of DIFFERENCES[name] ?? []) {
        if (python === 'person') continue;
        const asked = await askPythonSdk(await jobOn(machine()));
        if (python instanceof RegExp) expect(asked.error).toMatch(python);
        else expect(found(asked.accessKeyId), asked.error).toMatchObject(python);
      }
    },
  );

  test('Name and length of a session', async () => {
    const unnamed = await askInTurn({
      env: { ALIBABA_CLOUD_ROLE_SESSION_NAME: 'from-the-environment' },
      profiles: {
        default: { type: 'ram_role_arn', ...userFields(scene.emulator), role_arn: SAMPLE.deploy2 },
      },
    });
    expect(identityOf(succeeded(unnamed.action).outputs['access-key-id'])['session']).toBe(
      'gh-123456789-9876543210-1',
    );
    expect(identityOf(unnamed.sdk.accessKeyId)['session']).toBe('from-the-environment');

    const length = { role_session_expiration: '900' };
    const section = await askInTurn({
      profiles: { default: { type: 'ram_role_arn', ...userFields(scene.emulator), ...ROLE, ...length } },
    });
    const oidc = await askInTurn({
      prepare: async (job) =>
        own(
          job,
          CONFIG,
          config({
            mine: {
              mode: 'OIDC',
              oidc_provider_arn: SAMPLE.oidcProvider,
              oidc_token_file: await tokenFile(job),
              ram_role_arn: SAMPLE.deploy,
              expired_seconds: 900,
            },
          }),
        ),
    });
    for (const { job, action, sdk } of [section, oidc]) {
      succeeded(action);
      expect(sdk.error).toBeUndefined();
      const durations = job.requests
        .filter(({ action }) => action?.startsWith('AssumeRole'))
        .map(({ query, form }) => query['DurationSeconds'] ?? form['DurationSeconds']);
      expect(durations).toEqual(['900', '3600']);
    }
  });

  test("`policy` of a role's profile in config.json", async () => {
    const role = { ...userFields(scene.emulator), ...CLI_ROLE };
    const policy = '{ "Version": "1", "Statement": [] }';
    const { job, action, sdk } = await askInTurn({ cli: { mine: { mode: 'RamRoleArn', ...role, policy } } });
    succeeded(action);
    expect(sdk.error).toBeUndefined();
    const policies = job.requests.map(({ query, form }) => query['Policy'] ?? form['Policy']);
    expect(policies).toEqual(['{"Version":"1","Statement":[]}', undefined]);
  });

  test('Which STS is asked', async () => {
    const hosts = async (machine: Machine): Promise<(string | undefined)[]> => {
      const { job, action, sdk } = await askInTurn(machine);
      expect(identityOf(succeeded(action).outputs['access-key-id'])).toEqual(identityOf(sdk.accessKeyId));
      return job.requests.map(({ host }) => host);
    };
    const section = { type: 'ram_role_arn', ...userFields(scene.emulator), ...ROLE };
    const variable = { ALIBABA_CLOUD_STS_REGION: 'cn-beijing' };
    expect(await hosts({ env: variable, profiles: { default: section } })).toEqual([
      'sts.aliyuncs.com',
      'sts.cn-beijing.aliyuncs.com',
    ]);
    const inIni = { ...section, sts_endpoint: 'sts.cn-beijing.aliyuncs.com' };
    expect(await hosts({ profiles: { default: inIni } })).toEqual([
      'sts.cn-beijing.aliyuncs.com',
      'sts.aliyuncs.com',
    ]);
    const inConfig = { mode: 'RamRoleArn', ...userFields(scene.emulator), ...CLI_ROLE };
    const endpoint = { sts_endpoint: 'sts.cn-beijing.aliyuncs.com' };
    expect(await hosts({ cli: { mine: { ...inConfig, ...endpoint } } })).toEqual([
      'sts.cn-beijing.aliyuncs.com',
      'sts.cn-beijing.aliyuncs.com',
    ]);
  });

  test('are all in docs/differences.md, and nothing else is', () => {
    const page = fs.readFileSync(path.join(ROOT, 'docs/differences.md'), 'utf8');
    const [table = '', python = ''] = page.split('\n## ');
    const others = Object.keys(DIFFERENCES).filter((name) =>
      DIFFERENCES[name]?.some((difference) => 'python' in difference),
    );
    const told = [...python.matchAll(/^\| (.+?) \|/gm)].map(([, situation]) => situation ?? '');
    expect(told.slice(1).sort()).toEqual(others.sort());
    const rows = [...table.matchAll(/^\| (.+?) \|/gm)].map(([, situation]) => situation ?? '');
    const alone = [
      'Name and length of a session',
      'Which STS is asked',
      "`policy` of a role's profile in config.json",
    ];
    expect(rows.slice(1).sort()).toEqual([...Object.keys(DIFFERENCES), ...alone].sort());
  });
});
