/** Credentials that cannot be right: as inputs, from services, from a profile file, from a token file. */

import fs from 'node:fs';
import path from 'node:path';
import { type Emulator, type FaultPoint, SAMPLE } from '../../emulator/emulator.ts';
import type { Attack, Kind } from './attack.ts';
import { filesWithSecrets, look } from './judge.ts';
import type { Stage } from './stage.ts';

/** Values that a field of a credential may turn out to have. */
const ODD: Readonly<Record<string, string>> = {
  'one letter': 'e',
  'two letters': 'ab',
  'three letters': 'abc',
  'a word': 'true',
  'a number': '12345678',
  nothing: '',
  blanks: '     ',
  tabs: '\t\t\t\t\t',
  'a line feed': '\n',
  'an ideographic space': '\u3000\u3000\u3000\u3000',
  'invisible characters': '\u200b\u200b\u200b\u200b\u200b',
  'a blank in it': 'ATTACKattackATTACK attackATTACKattack0123',
  'a line feed in it': 'ATTACKattackATTACK\nattackATTACKattack0123',
  'a carriage return in it': 'ATTACKattackATTACK\rattackATTACKattack0123',
  'a line feed after it': 'ATTACKattackATTACKattackATTACKattack0123\n',
  'a blank before it': ' ATTACKattackATTACKattackATTACKattack0123',
  'a zero byte in it': 'ATTACKattackATTACK\u0000attackATTACKattack0123',
  'a control character in it': 'ATTACKattackATTACK\u0007attackATTACKattack0123',
  'letters with accents': 'ATTACKattackATTÄCKattackATTACKattack0123',
  emoji: 'ATTACKattackATTACK😀attackATTACKattack0123',
  'half an emoji': 'ATTACKattackATTACK\ud83dattackATTACKattack0123',
  'a command': '::error::ATTACKattackATTACKattack0123',
  'a variable': 'ATTACK=attack\nNODE_OPTIONS=--require=/tmp/x',
  'a heredoc': 'ATTACKattackATTACK\nghadelimiter_x\nPATH=/tmp',
  'quotes, semicolons and hashes': 'ATTACK"\'attack;#ATTACK[attack]=ATTACK',
  'percent signs': 'ATTACK%0Aattack%25ATTACK%0D',
  backslashes: 'ATTACK\\nattack\\\\ATTACK\\"',
  '31 kB': `ATTACK${'aB3'.repeat(10_400)}`,
  '100 kB': `ATTACK${'aB3'.repeat(33_000)}`,
  '128 kB': `ATTACK${'aB3'.repeat(43_690)}`,
  '200 kB': `ATTACK${'aB3'.repeat(66_000)}`,
  '900 kB': `ATTACK${'aB3'.repeat(300_000)}`,
};

const KEY = {
  AccessKeyId: 'STS.NUattackAttackAttack01',
  AccessKeySecret: 'attackSecretAttackSecretAttackSecret01234567',
  SecurityToken: `CAISattack${'0123456789abcdefghij'.repeat(20)}`,
};
type Field = keyof typeof KEY;
const FIELDS = Object.keys(KEY) as Field[];

/** Where a value comes from that the user did not give. */
interface Source {
  readonly point: FaultPoint;
  readonly inputs: (emulator: Emulator) => Readonly<Record<string, string>>;
  readonly body: (key: Readonly<Record<Field, string>>) => unknown;
  readonly path?: RegExp;
}

const EXPIRATION = '2036-11-02T10:00:00Z';
const SOURCES: Readonly<Record<string, Source>> = {
  STS: {
    point: 'sts',
    inputs: () => ({ 'role-to-assume': SAMPLE.deploy, 'oidc-provider-arn': SAMPLE.oidcProvider }),
    body: (key) => ({
      RequestId: 'x',
      AssumedRoleUser: { AssumedRoleId: '1:x', Arn: 'acs:ram::1234567890123456:role/deploy/x' },
      Credentials: { ...key, Expiration: EXPIRATION },
    }),
  },
  metadata: {
    point: 'metadata',
    inputs: (emulator) => ({ type: 'ecs_ram_role', 'metadata-endpoint': emulator.metadataUrl }),
    body: (key) => ({ Code: 'Success', ...key, Expiration: EXPIRATION, LastUpdated: '2026-11-02T10:00:00Z' }),
    path: /security-credentials\/./,
  },
  'the credentials URI': {
    point: 'credentials-uri',
    inputs: (emulator) => ({ 'credentials-uri': emulator.secureCredentialsUri }),
    body: (key) => ({ Code: 'Success', ...key, Expiration: EXPIRATION }),
  },
};

const WAYS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  variables: {},
  'a profile': { profile: 'odd', 'export-env': 'true' },
};

/**
 * The step either refuses it or exports what tools can use; the stage has judged that.
 * @param own given by the workflow’s author or the machine’s owner
 */
async function judge(
  stage: Stage,
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
  own: boolean,
): Promise<void> {
  const job = await stage.job(env);
  await job.login({ ...inputs, 'timeout-seconds': '6', 'retry-max-attempts': '1' }, {}, { own });
  await job.finish();
  for (const file of filesWithSecrets(look(job.home, job.temp, job.workspace), stage.secrets))
    stage.find(`a secret is left in ${file}`);
}

async function issued(
  stage: Stage,
  { point, inputs, body, path: asked }: Source,
  field: Field,
  value: string,
  way: string,
): Promise<void> {
  const emulator = await stage.emulator();
  emulator.faults.queue(point, {
    kind: 'body',
    body: JSON.stringify(body({ ...KEY, [field]: value })),
    times: 100,
    ...(asked && { match: (request) => asked.test(request.path) }),
  });
  stage.secrets.add(KEY.AccessKeySecret, KEY.SecurityToken);
  if (value.includes('ATTACK') && value.length < 1_000) stage.secrets.add(value);
  await judge(
    stage,
    { ...inputs(emulator), ...WAYS[way] },
    point === 'metadata' ? { ALIBABA_CLOUD_ECS_METADATA_DISABLED: '' } : {},
    false,
  );
}

const GIVEN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'access-key-id': { 'access-key-secret': KEY.AccessKeySecret },
  'access-key-secret': { 'access-key-id': 'LTAI5tattackAttackAttack' },
  'security-token': { 'access-key-id': 'STS.NUattack', 'access-key-secret': KEY.AccessKeySecret },
  'bearer-token': {},
  'credentials-uri': {},
};

async function given(stage: Stage, input: string, value: string, way: string): Promise<void> {
  const emulator = await stage.emulator();
  // Whoever it is: STS knows it.
  emulator.faults.queue('sts', {
    kind: 'body',
    body: JSON.stringify({
      RequestId: 'x',
      AccountId: '1234567890123456',
      Arn: 'acs:ram::1234567890123456:user/x',
      IdentityType: 'RAMUser',
    }),
    times: 100,
  });
  if (value.includes('ATTACK') && value.length < 1_000) stage.secrets.add(value);
  await judge(stage, { ...GIVEN[input], [input]: value, ...WAYS[way] }, {}, true);
}

/** A credentials.ini or a token file that another program has left. */
async function found(stage: Stage, name: string, value: string): Promise<void> {
  const file = path.join(stage.root, 'found');
  if (value.includes('ATTACK') && value.length < 1_000) stage.secrets.add(value);
  if (name === 'a token file') {
    fs.writeFileSync(file, value);
    const inputs = { 'role-to-assume': SAMPLE.deploy, 'oidc-provider-arn': SAMPLE.oidcProvider };
    await judge(stage, { ...inputs, 'oidc-token-file': file }, {}, true);
    return;
  }
  fs.writeFileSync(
    file,
    `[found]\ntype = sts\naccess_key_id = STS.NUattack\naccess_key_secret = ${value}\nsecurity_token = ${KEY.SecurityToken}\n`,
  );
  await judge(
    stage,
    { type: 'profile', 'source-profile': 'found' },
    { ALIBABA_CLOUD_CREDENTIALS_FILE: file },
    true,
  );
}

/** A process takes no variable with a zero byte, nor one of more than 128 KiB. */
const isVariable = (value: string): boolean =>
  !value.includes('\u0000') && Buffer.byteLength(value) < 127_000;

function* attacks(): Generator<Attack> {
  for (const [name, value] of Object.entries(ODD)) {
    for (const way of Object.keys(WAYS)) {
      for (const [from, source] of Object.entries(SOURCES)) {
        for (const field of FIELDS)
          yield {
            name: `${from} gives as ${field}: ${name}, into ${way}`,
            run: (stage) => issued(stage, source, field, value, way),
          };
      }
      if (isVariable(value)) {
        for (const input of Object.keys(GIVEN))
          yield {
            name: `the input ${input} is ${name}, into ${way}`,
            run: (stage) => given(stage, input, value, way),
          };
      }
    }
    for (const file of ['a token file', 'a profile file'])
      yield { name: `${file} holds ${name}`, run: (stage) => found(stage, file, value) };
  }
}

export const oddCredentials: Kind = {
  name: 'odd credentials',
  does: 'Credentials of one letter to 900 kB, blank, with line feeds, zero bytes, commands and quotes in each part, from each service, input, profile file and token file',
  usual: 45,
  all: [...attacks()],
};
