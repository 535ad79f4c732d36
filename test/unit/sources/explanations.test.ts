import { makePlan } from '../../../src/plan/make-plan.ts';
/** What providers leave for explanations: where the way to log in was found, who is asked for whom, which entry fits. */

import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { NetworkError, withErrorContext } from '../../../src/errors.ts';
import { readInputs } from '../../../src/inputs/table.ts';
import type { Files } from '../../../src/runtime/files.ts';
import { stsClient } from '../../../src/sts/client.ts';
import {
  type Answer,
  assumedRole,
  type FakeContext,
  fakeContext,
  json,
  noFiles,
  refusal,
  shown,
} from '../support/context.ts';
import { asPosix } from '../support/posix.ts';
import { providerFor } from '../support/providers.ts';

const ACCOUNT = '1234567890123456';
const ROLE = `acs:ram::${ACCOUNT}:role/deploy`;
const OTHER = 'acs:ram::6543210987654321:role/other';
const PROVIDER = `acs:ram::${ACCOUNT}:oidc-provider/ack-rrsa`;
const CLAIMS = {
  iss: 'https://oidc.example.com/c1',
  aud: 'sts.aliyuncs.com',
  sub: 'system:serviceaccount:ci:runner',
};
const TOKEN = `eyJhbGciOiJSUzI1NiJ9.${Buffer.from(JSON.stringify(CLAIMS)).toString('base64url')}.c2ln`;
const INI = '/home/nobody/.alibabacloud/credentials';
const CONFIG = '/home/nobody/.aliyun/config.json';
const KEY = 'access_key_id = LTAI-ini\naccess_key_secret = ini-secret';
const plain = (status: number, body: string): Answer => ({ status, headers: {}, body });
const document = (): Answer => json(200, { Code: 'Success', ...assumedRole().Credentials });

interface World {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly http?: readonly Answer[];
}

/** Logs in, as far as it goes. */
async function logIn({
  inputs = { type: 'default' },
  env = {},
  files = {},
  http = [],
}: World): Promise<FakeContext & { failure: unknown }> {
  const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const context = fakeContext({
    env: { ...env, ...Object.fromEntries(given) },
    http,
    files: {
      ...noFiles,
      read: (path) => files[asPosix(path)],
      look: (path) => (asPosix(path) in files ? { kind: 'file', mode: 0o600, uid: 0, gid: 0 } : undefined),
    } as Files,
  });
  const plan = makePlan(readInputs(context), {});
  const logged = withErrorContext({ type: plan.type }, () => providerFor(plan, stsClient(context))(context));
  const failure: unknown = await logged.catch((reason: unknown) => reason);
  return { ...context, failure };
}

/** The error as the author of the workflow reads it. */
async function told(world: World): Promise<{ title: string; short: string; long: string }> {
  const { failure } = await logIn(world);
  const { title, short, long = '' } = diagnose(failure);
  return { title, short, long };
}

const RRSA: World = {
  env: {
    ALIBABA_CLOUD_ROLE_ARN: ROLE,
    ALIBABA_CLOUD_OIDC_PROVIDER_ARN: PROVIDER,
    ALIBABA_CLOUD_OIDC_TOKEN_FILE: '/token',
  },
  files: { '/token': TOKEN },
};
const OIDC_PROFILE: World = {
  inputs: { 'source-profile': 'pod' },
  files: {
    '/token': TOKEN,
    [INI]: `[pod]\ntype = oidc_role_arn\noidc_provider_arn = ${PROVIDER}\nrole_arn = ${ROLE}\noidc_token_file_path = /token`,
  },
};
const noTrust = refusal(401, 'AuthenticationFail.NoPermission', 'There is no permission');

describe('a role that does not trust the token', () => {
  test.each([
    ['an ACK pod’s variables', RRSA],
    ['a profile', OIDC_PROFILE],
  ])('of %s shows claims and a policy, as GitHub’s does', async (_, world) => {
    const { title, short, long } = await told({ ...world, http: [noTrust] });
    expect(title).toBe('The role does not trust this job');
    expect(short).toContain(`AssumeRoleWithOIDC of ${ROLE}`);
    expect(long).toContain(`| \`sub\` | \`${CLAIMS.sub}\` |`);
    expect(long).toContain(`"Federated": [\n          "${PROVIDER}"`);
    expect(long).toContain(`A trust policy for \`${ROLE}\``);
  });
});

describe('a role of a chain that is refused', () => {
  const denied = refusal(403, 'NoPermission', 'No.');
  const key = { 'access-key-id': 'LTAI-input', 'access-key-secret': 'input-secret' };

  test('is named, with the role that asked for it', async () => {
    const { short, long } = await told({
      inputs: { ...key, 'role-to-assume': `${ROLE}\n${OTHER}` },
      http: [json(200, assumedRole()), denied],
    });
    const who = `AssumeRole of ${OTHER} as acs:ram::${ACCOUNT}:assumed-role/deploy/session`;
    expect(short).toContain(who);
    expect(long).toContain(`**What failed:** \`${who}\`\n`);
  });

  test.each<[string, World, string]>([
    ['a key that is given', { inputs: { ...key, 'role-to-assume': ROLE }, http: [denied] }, `of ${ROLE}: `],
    [
      'an instance’s role',
      {
        inputs: { 'role-name': 'runner', 'role-to-assume': ROLE },
        http: [plain(200, 'metadata-token'), document(), denied],
      },
      `of ${ROLE} with the instance role “runner”: `,
    ],
    [
      'a credentials URI',
      {
        inputs: { 'credentials-uri': 'https://credentials.example.com/x', 'role-to-assume': ROLE },
        http: [document(), denied],
      },
      `of ${ROLE} with the credentials URI (credentials.example.com): `,
    ],
    [
      'a profile’s key',
      {
        inputs: { 'source-profile': 'a', 'role-to-assume': ROLE },
        files: { [INI]: `[a]\ntype = access_key\n${KEY}` },
        http: [denied],
      },
      `of ${ROLE} with profile “a” of ${INI}: `,
    ],
    [
      'the credential of an earlier step',
      {
        inputs: { 'role-chaining': 'true', 'role-to-assume': ROLE },
        env: { ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI-env', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'env-secret' },
        http: [denied],
      },
      `of ${ROLE} with the credential in the environment: `,
    ],
  ])('is named, with what is known of %s', async (_, world, words) => {
    const { short } = await told(world);
    expect(asPosix(short)).toContain(`AssumeRole ${words}NoPermission`);
    expect(short).not.toMatch(/LTAI-|-secret/);
  });

  test('of a profile has its account hidden with mask-account-id, in the attempts that are told too', async () => {
    const { lines, masks } = await logIn({
      inputs: { 'source-profile': 'a', 'mask-account-id': 'true' },
      files: { [INI]: `[a]\ntype = ram_role_arn\n${KEY}\nrole_arn = ${OTHER}` },
      http: [refusal(503, 'ServiceUnavailable'), denied],
    });
    expect(masks).toContain('6543210987654321');
    expect(shown(lines)).toContain('Attempt 1:');
    expect(shown(lines)).not.toContain('6543210987654321');
  });
});

describe('what is wrong on the machine', () => {
  const unknownRole = [plain(200, 'metadata-token'), plain(404, '')];

  test.each<[string, World, string, RegExp]>([
    [
      'a role that ALIBABA_CLOUD_ECS_METADATA names and the instance has not',
      { env: { ALIBABA_CLOUD_ECS_METADATA: 'nobody' }, http: unknownRole },
      'The instance has no such RAM role',
      /Correct ALIBABA_CLOUD_ECS_METADATA\./,
    ],
    [
      'the same, with type: ecs_ram_role',
      { inputs: { type: 'ecs_ram_role' }, env: { ALIBABA_CLOUD_ECS_METADATA: 'nobody' }, http: unknownRole },
      'The instance has no such RAM role',
      /Correct ALIBABA_CLOUD_ECS_METADATA\./,
    ],
    [
      'a role that a profile names',
      {
        inputs: { 'source-profile': 'e' },
        files: { [INI]: '[e]\ntype = ecs_ram_role\nrole_name = nobody' },
        http: unknownRole,
      },
      'The instance has no such RAM role',
      /Correct the role’s name in the profile\./,
    ],
    [
      'a role that the instance itself names',
      {
        inputs: { type: 'ecs_ram_role' },
        http: [plain(200, 'metadata-token'), plain(200, 'gone'), plain(404, '')],
      },
      'The instance has no such RAM role',
      /Check which RAM role/,
    ],
    [
      'a role that an input names',
      { inputs: { 'role-name': 'nobody' }, http: unknownRole },
      'The instance has no such RAM role',
      /Correct role-name, or leave it out\./,
    ],
    [
      'metadata that is forbidden',
      { inputs: { type: 'ecs_ram_role' }, env: { ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' } },
      'ECS metadata is turned off on this runner',
      /Unset it/,
    ],
    ['nothing at all', {}, 'No credential was found', /role-to-assume and oidc-provider-arn/],
    [
      'a profile that is nowhere',
      { inputs: { 'source-profile': 'gone' } },
      'The profile cannot be used',
      /Set ALIBABA_CLOUD_CREDENTIALS_FILE if the file is elsewhere\./,
    ],
    [
      'a profile that is disabled',
      { inputs: { 'source-profile': 'a' }, files: { [INI]: '[a]\nenable = false' } },
      'The profile cannot be used',
      /Enable it/,
    ],
    [
      'a profile that lacks a key',
      { inputs: { 'source-profile': 'a' }, files: { [INI]: '[a]\ntype = access_key' } },
      'The profile cannot be used',
      /has no access_key_id.*Fix the profile/s,
    ],
    [
      'a config.json that is none',
      { inputs: { 'source-profile': 'a' }, files: { [CONFIG]: '{"current"' } },
      'config.json cannot be read',
      /Fix its JSON or remove/,
    ],
    [
      'a token file that is missing',
      { inputs: { 'role-to-assume': ROLE, 'oidc-provider-arn': PROVIDER, 'oidc-token-file': '/token' } },
      'There is no OIDC token in the file',
      /Correct the file’s path \(oidc-token-file\)/,
    ],
    [
      'a pod’s token file that is empty',
      { ...RRSA, files: { '/token': '\n' } },
      'There is no OIDC token in the file',
      /the file’s path \(the OIDC role in the environment\)/,
    ],
    [
      'a key in the environment that nobody knows',
      {
        env: { ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI-env', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'env-secret' },
        inputs: { type: 'default', 'role-to-assume': ROLE },
        http: [refusal(404, 'InvalidAccessKeyId.NotFound')],
      },
      'The access key does not exist',
      /put it where this one comes from \(the key in the environment\)/,
    ],
    [
      'a role of config.json’s current profile that does not exist',
      {
        files: {
          [CONFIG]: JSON.stringify({
            current: 'c',
            profiles: [
              {
                name: 'c',
                mode: 'RamRoleArn',
                access_key_id: 'LTAI-c',
                access_key_secret: 's',
                ram_role_arn: OTHER,
              },
            ],
          }),
        },
        http: [refusal(404, 'EntityNotExist.Role')],
      },
      'The role does not exist',
      /the role’s ARN \(the current profile of \/home\/nobody\/\.aliyun\/config\.json\)/,
    ],
  ])('(%s) is told by title and remedy', async (_, world, title, remedy) => {
    const diagnosis = await told(world);
    expect(diagnosis.title).toBe(title);
    expect(asPosix(diagnosis.short)).toMatch(remedy);
    expect(asPosix(diagnosis.long ?? '').replaceAll('`', '')).toMatch(remedy);
    expect(diagnosis.short).not.toMatch(/undefined/);
  });

  test('is silence of metadata after a second, twice', async () => {
    const silent = new NetworkError('timeout', '100.100.100.200', '100.100.100.200 did not answer in time.');
    const again = new NetworkError('timeout', '100.100.100.200', '100.100.100.200 did not answer in time.');
    const { title, short, long } = await told({ inputs: { type: 'ecs_ram_role' }, http: [silent, again] });
    expect(title).toBe('ECS metadata does not answer');
    expect(short).toContain('no answer from 100.100.100.200 within 1 second.\nIt was tried twice.');
    expect(long).toContain('phase metadata, host 100.100.100.200');
  });
});
