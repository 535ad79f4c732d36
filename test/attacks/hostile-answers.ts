/** Every service answers with every hostile text, value and time in every field that it has. */

import type { Emulator, Fault, FaultPoint } from '../../emulator/emulator.ts';
import { SAMPLE } from '../../emulator/emulator.ts';
import type { RecordedRequest } from '../../emulator/http/message.ts';
import type { Attack, Kind } from './attack.ts';
import { DATES, TEXTS, VALUES } from './payloads.ts';
import type { Stage } from './stage.ts';

type Inputs = Readonly<Record<string, string>>;

/** Something that a service says, and the inputs with which it is asked. */
interface Answer {
  readonly point: FaultPoint;
  readonly status?: number;
  readonly inputs: (emulator: Emulator) => Inputs;
  /** Only these requests get it. */
  readonly match?: (request: RecordedRequest) => boolean;
  /** The fields of the document; a dot goes into an object. */
  readonly document: Readonly<Record<string, unknown>>;
  /** The body around the document. */
  readonly wrap?: (document: string) => string;
}

const OIDC: Inputs = { 'role-to-assume': SAMPLE.deploy, 'oidc-provider-arn': SAMPLE.oidcProvider };
const REFUSAL = {
  RequestId: '6894B13B-6D71-4EF5-88FA-F32781734A7F',
  HostId: 'sts.aliyuncs.com',
  Code: 'AuthenticationFail.NoPermission',
  Message: 'There is no permission',
  Recommend: 'https://api.aliyun.com/troubleshoot?q=x',
  AccessDeniedDetail: {
    AuthAction: 'sts:AssumeRole',
    AuthPrincipalType: 'SubUser',
    AuthPrincipalOwnerId: '1234567890123456',
    AuthPrincipalDisplayName: '2',
    NoPermissionType: 'ImplicitDeny',
    PolicyType: 'AccountLevelIdentityBasedPolicy',
    EncodedDiagnosticMessage: 'AQ',
  },
};
const KEY = {
  AccessKeyId: 'STS.NUattackAttackAttack01',
  AccessKeySecret: 'attackSecretAttackSecretAttackSecret01234567',
  SecurityToken: `CAISattack${'0123456789abcdefghij'.repeat(20)}`,
  Expiration: '2036-11-02T10:00:00Z',
};
const SESSION = {
  RequestId: REFUSAL.RequestId,
  AssumedRoleUser: { AssumedRoleId: '34:gh', Arn: 'acs:ram::1234567890123456:role/deploy/gh' },
  Credentials: KEY,
};
const IDENTITY = {
  RequestId: REFUSAL.RequestId,
  AccountId: '1234567890123456',
  Arn: 'acs:ram::1234567890123456:user/ci-deployer',
  IdentityType: 'RAMUser',
  PrincipalId: '2',
  UserId: '2',
};
const DOCUMENT = { Code: 'Success', LastUpdated: '2026-11-02T10:00:00Z', ...KEY };
const now = Math.floor(Date.now() / 1000);
const CLAIMS = {
  iss: 'https://token.actions.githubusercontent.com',
  sub: 'repo:octo-org/octo-repo:ref:refs/heads/main',
  aud: 'sts.aliyuncs.com',
  exp: now + 300,
  iat: now,
  nbf: now - 600,
  jti: 'x',
  repository: 'octo-org/octo-repo',
  repository_owner: 'octo-org',
  ref: 'refs/heads/main',
  environment: 'production',
  event_name: 'push',
  actor: 'octocat',
  workflow: 'deploy',
  job_workflow_ref: 'octo-org/octo-repo/.github/workflows/x.yml@refs/heads/main',
};

const userKey = (emulator: Emulator): Inputs => ({
  'access-key-id': SAMPLE.userKey,
  'access-key-secret': emulator.world.secretOf(SAMPLE.userKey),
});
const ecs = (emulator: Emulator): Inputs => ({
  type: 'ecs_ram_role',
  'metadata-endpoint': emulator.metadataUrl,
});
const credentialsUri = (emulator: Emulator): Inputs => ({ 'credentials-uri': emulator.secureCredentialsUri });
const isDocument = ({ path }: RecordedRequest): boolean => /security-credentials\/./.test(path);
const jwt = (claims: string): string =>
  JSON.stringify({
    value: ['{"alg":"RS256","typ":"JWT"}', claims, 'signature']
      .map((part) => Buffer.from(part).toString('base64url'))
      .join('.'),
  });

const ANSWERS: Readonly<Record<string, Answer>> = {
  'STS refuses a token': { point: 'sts', status: 401, inputs: () => OIDC, document: REFUSAL },
  'STS refuses a signature': {
    point: 'sts',
    status: 400,
    inputs: userKey,
    document: { ...REFUSAL, Code: 'SignatureDoesNotMatch' },
  },
  'STS refuses a role': {
    point: 'sts',
    status: 403,
    inputs: (emulator) => ({ ...userKey(emulator), 'role-to-assume': SAMPLE.deploy2 }),
    document: { ...REFUSAL, Code: 'NoPermission' },
  },
  'STS gives a session': { point: 'sts', inputs: () => OIDC, document: SESSION },
  'STS says who it is': { point: 'sts', inputs: userKey, document: IDENTITY },
  'STS says whose account it is': {
    point: 'sts',
    inputs: (emulator) => ({
      ...userKey(emulator),
      'allowed-account-ids': '9876543210987654',
      'mask-account-id': 'true',
    }),
    document: IDENTITY,
  },
  'GitHub refuses': {
    point: 'github',
    status: 403,
    inputs: () => OIDC,
    document: { message: 'Denied', typeKey: 'x' },
  },
  'GitHub gives a token': { point: 'github', inputs: () => OIDC, document: { count: 1, value: 'x' } },
  'GitHub gives claims': { point: 'github', inputs: () => OIDC, document: CLAIMS, wrap: jwt },
  'metadata gives a document': { point: 'metadata', inputs: ecs, match: isDocument, document: DOCUMENT },
  'metadata refuses': {
    point: 'metadata',
    status: 403,
    inputs: ecs,
    document: { Code: 'Forbidden', Message: 'No' },
  },
  'the credentials URI gives a document': {
    point: 'credentials-uri',
    inputs: credentialsUri,
    document: DOCUMENT,
  },
  'the credentials URI refuses': {
    point: 'credentials-uri',
    status: 500,
    inputs: credentialsUri,
    document: { Code: 'Failed', Message: 'No' },
  },
};

/** Answers that are one text. */
const PLAIN: Readonly<Record<string, Omit<Answer, 'document'>>> = {
  'STS refuses with': { point: 'sts', status: 403, inputs: () => OIDC },
  'STS answers': { point: 'sts', inputs: () => OIDC },
  'GitHub refuses with': { point: 'github', status: 400, inputs: () => OIDC },
  'GitHub answers': { point: 'github', inputs: () => OIDC },
  'metadata names the role': {
    point: 'metadata',
    inputs: ecs,
    match: ({ path }) => path.endsWith('/security-credentials/'),
  },
  'metadata gives its token': { point: 'metadata', inputs: ecs, match: ({ method }) => method === 'PUT' },
  'metadata answers': { point: 'metadata', inputs: ecs, match: isDocument },
  'the credentials URI answers': { point: 'credentials-uri', inputs: credentialsUri },
  'the proxy refuses with': { point: 'proxy', status: 403, inputs: () => OIDC },
};

/** Answers whose times matter. */
const TIMES = [
  'STS gives a session',
  'metadata gives a document',
  'the credentials URI gives a document',
  'GitHub gives claims',
];
const HAS_TIME = /Expiration|exp|iat|nbf/;

/** Echoes of what the service was sent, in the forms that a service may write it in. */
const ECHOES: Readonly<Record<string, (secret: string) => string>> = {
  'as it is': (secret) => secret,
  'percent-encoded': encodeURIComponent,
  'percent-encoded twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
  'in base64': (secret) => Buffer.from(secret).toString('base64'),
  'in base64 after a letter': (secret) => Buffer.from(`x${secret}`).toString('base64'),
  'in base64 after two letters': (secret) => Buffer.from(`xy${secret}`).toString('base64'),
  'in base64url': (secret) => Buffer.from(secret).toString('base64url'),
  'in hex': (secret) => Buffer.from(secret).toString('hex'),
  'in upper-case hex': (secret) => Buffer.from(secret).toString('hex').toUpperCase(),
  'in lines of 64': (secret) => secret.replace(/.{64}/g, '$&\n'),
  'in lines of 76, base64': (secret) => Buffer.from(secret).toString('base64').replace(/.{76}/g, '$&\r\n'),
  'in JSON in JSON': (secret) => JSON.stringify(JSON.stringify({ token: secret })),
  'with entities': (secret) => secret.replace(/[+/=.]/g, (character) => `&#${character.charCodeAt(0)};`),
  'its first half': (secret) => secret.slice(0, secret.length / 2),
  'its second half': (secret) => secret.slice(secret.length / 2),
  'its last 200 characters': (secret) => secret.slice(-200),
};

function* attacks(): Generator<Attack> {
  for (const [place, answer] of Object.entries(ANSWERS)) {
    for (const field of fieldsOf(answer.document)) {
      for (const [name, text] of TEXTS) yield attack(place, answer, field, name, () => JSON.stringify(text));
      for (const [name, json] of VALUES) yield attack(place, answer, field, name, () => json);
      if (TIMES.includes(place) && HAS_TIME.test(field))
        for (const [name, date] of DATES)
          yield attack(place, answer, field, name, () => JSON.stringify(date));
    }
    for (const [name, form] of Object.entries(ECHOES)) {
      for (const field of fieldsOf(answer.document).filter((one) => ECHOED.test(one)))
        yield echo(place, answer, field, name, form);
    }
  }
  for (const [place, answer] of Object.entries(PLAIN)) {
    for (const [name, text] of TEXTS)
      yield { name: `${place} ${name}`, run: (stage) => answered(stage, answer, () => text) };
    for (const [name, json] of VALUES)
      yield { name: `${place} ${name}`, run: (stage) => answered(stage, answer, () => json) };
    for (const [name, form] of Object.entries(ECHOES))
      yield {
        name: `${place} what it was sent, ${name}`,
        run: (stage) => answered(stage, answer, (request) => `x ${form(sentIn(request))} y`),
      };
  }
}

const ECHOED = /Message|Recommend|Code|RequestId|Arn|message|EncodedDiagnosticMessage|sub|environment/;

function attack(place: string, answer: Answer, field: string, name: string, json: () => string): Attack {
  return {
    name: `${place}, ${field}: ${name}`,
    run: (stage) => answered(stage, answer, () => bodyWith(answer, field, json())),
  };
}

function echo(
  place: string,
  answer: Answer,
  field: string,
  name: string,
  form: (secret: string) => string,
): Attack {
  return {
    name: `${place}, ${field}: what it was sent, ${name}`,
    run: (stage) =>
      answered(stage, answer, (request) =>
        bodyWith(answer, field, JSON.stringify(`x ${form(sentIn(request))} y`)),
      ),
  };
}

/** The most secret thing in a request. */
function sentIn({ form, headers, path }: RecordedRequest): string {
  return (
    form['OIDCToken'] ??
    headers['authorization']?.replace(/^Bearer /, '') ??
    headers['x-aliyun-ecs-metadata-token'] ??
    path
  );
}

async function answered(
  stage: Stage,
  { point, status, inputs, match }: Omit<Answer, 'document'>,
  body: (request: RecordedRequest) => string,
): Promise<void> {
  const emulator = await stage.emulator();
  const debug = stage.random.chance(0.3);
  const job = await stage.job({
    ...(debug && { RUNNER_DEBUG: '1' }),
    ...(point === 'metadata' && { ALIBABA_CLOUD_ECS_METADATA_DISABLED: '' }),
  });
  emulator.faults.queue(point, hostile(body, status, point, match));
  const result = await job.login({ ...inputs(emulator), 'timeout-seconds': '6', 'retry-max-attempts': '2' });
  for (const value of [...Object.values(result.exported), ...Object.values(result.outputs)]) {
    if (KEY_VALUES.has(value)) stage.secrets.add(value);
  }
  await job.finish();
}

const KEY_VALUES: ReadonlySet<string> = new Set([KEY.AccessKeySecret, KEY.SecurityToken]);

/** A fault whose body depends on the request that meets it. */
function hostile(
  body: (request: RecordedRequest) => string,
  status: number | undefined,
  point: FaultPoint,
  match: ((request: RecordedRequest) => boolean) | undefined,
): Fault {
  let met: RecordedRequest | undefined;
  const fault = {
    times: 1000,
    match: (request: RecordedRequest): boolean => {
      if (match && !match(request)) return false;
      met = request;
      return true;
    },
    get body(): string {
      return met ? body(met) : '';
    },
  };
  return point === 'proxy'
    ? Object.defineProperties(
        { kind: 'status', status: status ?? 403 } as Fault,
        Object.getOwnPropertyDescriptors(fault),
      )
    : Object.defineProperties(
        { kind: 'body', status: status ?? 200 } as Fault,
        Object.getOwnPropertyDescriptors(fault),
      );
}

/** The names of all fields, those of objects in it included. */
function fieldsOf(document: Readonly<Record<string, unknown>>, prefix = ''): string[] {
  return Object.entries(document).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null
      ? [prefix + name, ...fieldsOf(value as Record<string, unknown>, `${prefix}${name}.`)]
      : [prefix + name],
  );
}

const PLACEHOLDER = '@@hostile@@';

function bodyWith({ document, wrap = (text) => text }: Answer, field: string, json: string): string {
  const copy = structuredClone(document) as Record<string, unknown>;
  const path = field.split('.');
  const last = path.pop() ?? '';
  const target = path.reduce((object, name) => object[name] as Record<string, unknown>, copy);
  target[last] = PLACEHOLDER;
  // A function, since a text may hold what replace() takes for a pattern.
  return wrap(JSON.stringify(copy).replace(JSON.stringify(PLACEHOLDER), () => json));
}

export const hostileAnswers: Kind = {
  name: 'hostile answers',
  does: 'Every field of every answer that STS, GitHub, ECS metadata, a credentials URI and a proxy give holds, one at a time, 1 MB and 60 kB of each kind of repetition, commands, links, control characters, values of other types, odd times, and what the service was sent, in 16 encodings',
  usual: 100,
  all: [...attacks()],
};
