/**
 * The fault matrix: what goes wrong where, and how the step must end. Data for run.ts, and for the catalogue's test,
 * which takes from here what is shown in a real run.
 */

import { type Emulator, type FaultKind, type FaultPoint, SAMPLE } from '../../emulator/emulator.ts';
import type { RecordedRequest } from '../../emulator/http/message.ts';
import type { ErrorCode } from '../../src/errors.ts';
import { DOCUMENTED, type DocumentedError, WORTH } from './documented.ts';

export type Place =
  | 'GitHub token'
  | 'STS exchange'
  | 'STS role hop'
  | 'GetCallerIdentity'
  | 'ECS metadata'
  | 'Credentials URI'
  | 'Proxy';

type Values = Readonly<Record<string, string>>;
type Kind = FaultKind;

/** How a step logs in so that it meets a fault at a place. */
export interface Way {
  readonly point: FaultPoint;
  /** The requests that count as attempts, and that meet the fault. */
  readonly asks: (request: RecordedRequest) => boolean;
  readonly inputs: (emulator: Emulator) => Values;
  /** What the messages call it. */
  readonly phase: string;
  readonly host: (emulator: Emulator) => string;
}

const OIDC: Values = { 'role-to-assume': SAMPLE.deploy, 'oidc-provider-arn': SAMPLE.oidcProvider };
const userKey = ({ world }: Emulator): Values => ({
  'access-key-id': SAMPLE.userKey,
  'access-key-secret': world.secretOf(SAMPLE.userKey),
});
const STS = (): string => 'sts.aliyuncs.com';
const action =
  (name: string) =>
  (request: RecordedRequest): boolean =>
    request.action === name;

export const WAYS: Readonly<Record<Place, Way>> = {
  'GitHub token': {
    point: 'github',
    asks: ({ service }) => service === 'github',
    inputs: () => OIDC,
    phase: 'token',
    host: () => 'pipelines.actions.githubusercontent.com',
  },
  'STS exchange': {
    point: 'sts',
    asks: action('AssumeRoleWithOIDC'),
    inputs: () => OIDC,
    phase: 'exchange',
    host: STS,
  },
  'STS role hop': {
    point: 'sts',
    asks: action('AssumeRole'),
    inputs: (emulator) => ({ ...userKey(emulator), 'role-to-assume': SAMPLE.deploy2 }),
    phase: 'exchange',
    host: STS,
  },
  GetCallerIdentity: {
    point: 'sts',
    asks: action('GetCallerIdentity'),
    inputs: userKey,
    phase: 'identity',
    host: STS,
  },
  'ECS metadata': {
    point: 'metadata',
    asks: ({ service, path }) => service === 'metadata' && path.endsWith('/security-credentials/ecs-runner'),
    inputs: ({ metadataUrl }) => ({ type: 'ecs_ram_role', 'metadata-endpoint': metadataUrl }),
    phase: 'metadata',
    host: ({ metadataUrl }) => new URL(metadataUrl).host,
  },
  'Credentials URI': {
    point: 'credentials-uri',
    asks: ({ service }) => service === 'credentials-uri',
    inputs: ({ secureCredentialsUri }) => ({ 'credentials-uri': secureCredentialsUri }),
    phase: 'credentials-uri',
    host: () => 'credentials.example.com',
  },
  Proxy: {
    point: 'proxy',
    asks: ({ host }) => host === 'sts.aliyuncs.com',
    inputs: userKey,
    phase: 'identity',
    host: STS,
  },
};

export type Expected =
  /** The step succeeds; with a warning where one is due. */
  | { readonly survives: true; readonly warning?: RegExp }
  /** It fails, and the annotation's title is that of the catalogue's entry. */
  | { readonly ends: ErrorCode; readonly message?: string; readonly warning?: RegExp };

export interface Row {
  readonly place: Place;
  /** What goes wrong, for the table. */
  readonly fault: string;
  readonly often: 'once' | 'twice' | 'always';
  /** Puts the fault in place; gives inputs and variables that the step has besides. */
  readonly arrange: (emulator: Emulator) => Arranged | undefined;
  readonly expected: Expected;
  /**
   * How often the place is asked: requests and, where they fail before there is one, connections. Where nothing of
   * the emulator is ever reached, what the log says counts.
   */
  readonly attempts: number;
  /** Milliseconds from the first attempt to the second, at least. */
  readonly pause?: number;
  /** Milliseconds that the whole step takes at least, and may take at most. */
  readonly least?: number;
  readonly within?: number;
  /** The step waits for a limit: it does not keep the others from running. */
  readonly idle?: boolean;
}

export interface Arranged {
  readonly inputs?: Values;
  readonly env?: Values;
}

const OFTEN = { once: 1, twice: 2, always: 99 } as const;
type More = Partial<Pick<Row, 'pause' | 'least' | 'within' | 'idle'>> & {
  readonly inputs?: Values;
  readonly asks?: Way['asks'];
};

function row(
  place: Place,
  fault: string,
  often: Row['often'],
  kind: Kind,
  expected: Expected,
  attempts: number,
  { inputs, asks, ...more }: More = {},
): Row {
  const way = WAYS[place];
  return {
    place,
    fault,
    often,
    expected,
    attempts,
    arrange: ({ faults }) => {
      faults.queue(way.point, { ...kind, times: OFTEN[often], match: asks ?? way.asks });
      return inputs ? { inputs } : undefined;
    },
    ...more,
  };
}

function situation(
  place: Place,
  fault: string,
  arrange: (emulator: Emulator) => Arranged | undefined,
  expected: Expected,
  attempts: number,
  more: Pick<More, 'pause' | 'least' | 'within' | 'idle'> = {},
): Row {
  return { place, fault, often: 'always', arrange, expected, attempts, ...more };
}

const SURVIVES: Expected = { survives: true };
const HTML = '<html><body>Log in to the hotel</body></html>';
const HTML_HEADERS = { 'content-type': 'text/html' };
const SERVICES = [
  'GitHub token',
  'STS exchange',
  'STS role hop',
  'GetCallerIdentity',
  'ECS metadata',
  'Credentials URI',
] as const satisfies readonly Place[];
const STS_PLACES = ['STS exchange', 'STS role hop', 'GetCallerIdentity'] as const satisfies readonly Place[];

/** Metadata is on the same machine's network: it is asked twice at most, and has a second for each. */
const most = (place: Place): number => (place === 'ECS metadata' ? 2 : 5);

/** What passes by itself. Injected once, the step must not notice. */
const PASSING: readonly (readonly [fault: string, kind: Kind])[] = [
  ...[408, 429, 500, 502, 503, 504].map((status): [string, Kind] => [
    `status ${status}`,
    { kind: 'status', status },
  ]),
  ['connection cut before the answer', { kind: 'reset' }],
  ['connection cut in the middle of the answer', { kind: 'reset', after: 'headers' }],
  ['HTML in place of the answer', { kind: 'body', body: HTML, headers: HTML_HEADERS }],
  ['truncated JSON', { kind: 'body', body: '{"Credentials":{"AccessKeyId":"STS.tru' }],
  ['empty body', { kind: 'body', body: '' }],
];

const passing: readonly Row[] = SERVICES.flatMap((place) =>
  PASSING.map(([fault, kind]) => row(place, fault, 'once', kind, SURVIVES, 2)),
);

const throttling: readonly Row[] = STS_PLACES.flatMap((place) => [
  ...['Throttling', 'Throttling.User', 'Throttling.Api', 'InternalError', 'ServiceUnavailable'].map((code) =>
    row(place, code, 'twice', { kind: 'error', code }, SURVIVES, 3, { idle: true }),
  ),
  row(place, 'SignatureNonceUsed', 'once', { kind: 'error', code: 'SignatureNonceUsed' }, SURVIVES, 2),
]);

/** Without it, throttling is waited out for as long as the step has. */
const AT_MOST_5 = { name: ', retry-max-attempts: 5', inputs: { 'retry-max-attempts': '5' } };

const pauses: readonly Row[] = [
  row(
    'STS exchange',
    'throttled, x-acs-retry-after: 700',
    'once',
    { kind: 'throttle', headers: { 'x-acs-retry-after': '700' } },
    SURVIVES,
    2,
    { pause: 700 },
  ),
  row(
    'STS role hop',
    'throttled, retry-after: 1',
    'once',
    { kind: 'throttle', headers: { 'retry-after': '1' } },
    SURVIVES,
    2,
    { pause: 1000 },
  ),
  row(
    'GetCallerIdentity',
    'status 503, retry-after: 1',
    'once',
    { kind: 'status', status: 503, headers: { 'retry-after': '1' } },
    SURVIVES,
    2,
    { pause: 1000 },
  ),
  row(
    'GitHub token',
    'status 429, retry-after: 1',
    'once',
    { kind: 'status', status: 429, headers: { 'retry-after': '1' } },
    SURVIVES,
    2,
    { pause: 1000 },
  ),
  row(
    'Credentials URI',
    'status 503, retry-after: 1',
    'once',
    { kind: 'status', status: 503, headers: { 'retry-after': '1' } },
    SURVIVES,
    2,
    { pause: 1000 },
  ),
  row(
    'STS exchange',
    'throttled for longer than the step has',
    'always',
    { kind: 'throttle', headers: { 'x-acs-retry-after': '600000' } },
    { ends: 'sts.Throttling.User' },
    1,
    { within: 3000 },
  ),
  row(
    'GetCallerIdentity',
    'status 503, retry-max-attempts: 2',
    'always',
    { kind: 'status', status: 503 },
    { ends: 'sts.no-code' },
    2,
    { inputs: { 'retry-max-attempts': '2' } },
  ),
];

/** An exchange has 10 seconds, of metadata one; a step has its own limit. */
const hangs: readonly Row[] = [
  ...(['GitHub token', 'STS exchange', 'GetCallerIdentity', 'Credentials URI', 'Proxy'] as const).map(
    (place) =>
      row(place, 'hangs', 'once', { kind: 'hang' }, SURVIVES, 2, {
        idle: true,
        least: 10_000,
        within: 20_000,
      }),
  ),
  row('STS role hop', 'hangs after the headers', 'once', { kind: 'hang', after: 'headers' }, SURVIVES, 2, {
    idle: true,
    least: 10_000,
    within: 20_000,
  }),
  row('STS exchange', 'answers byte by byte', 'once', { kind: 'trickle', pause: 50 }, SURVIVES, 2, {
    idle: true,
    least: 10_000,
    within: 20_000,
  }),
  row('ECS metadata', 'hangs', 'once', { kind: 'hang' }, SURVIVES, 2, { idle: true, least: 1000 }),
  row('ECS metadata', 'hangs', 'always', { kind: 'hang' }, { ends: 'metadata.silent' }, 2, { idle: true }),
  row('STS exchange', 'answers slowly', 'once', { kind: 'trickle', pause: 20, size: 100 }, SURVIVES, 1),
  row('GetCallerIdentity', 'answers late', 'once', { kind: 'delay', ms: 700 }, SURVIVES, 1, { idle: true }),
  ...(
    ['GitHub token', 'STS exchange', 'STS role hop', 'GetCallerIdentity', 'Credentials URI', 'Proxy'] as const
  ).map((place) =>
    row(
      place,
      'hangs for as long as timeout-seconds',
      'always',
      { kind: 'hang' },
      { ends: 'step.timeout' },
      1,
      {
        inputs: { 'timeout-seconds': '2' },
        idle: true,
        within: 8000,
      },
    ),
  ),
  row(
    'STS exchange',
    'answers byte by byte, as long as timeout-seconds',
    'always',
    { kind: 'trickle', pause: 50 },
    { ends: 'step.timeout' },
    1,
    { inputs: { 'timeout-seconds': '2' }, idle: true, within: 8000 },
  ),
];

/** What lasts. */
const lasting: readonly Row[] = [
  ...SERVICES.map((place) =>
    row(
      place,
      'connection cut before the answer',
      'always',
      { kind: 'reset' },
      { ends: place === 'ECS metadata' ? 'metadata.silent' : 'network.reset' },
      most(place),
    ),
  ),
  ...SERVICES.map((place) =>
    row(
      place,
      'HTML in place of the answer',
      'always',
      { kind: 'body', body: HTML, headers: HTML_HEADERS },
      { ends: 'network.malformed' },
      most(place),
    ),
  ),
  ...SERVICES.map((place) =>
    row(
      place,
      'a body of 100 MB',
      'always',
      { kind: 'flood', bytes: 100_000_000 },
      { ends: 'network.too-large' },
      1,
      {
        within: 8000,
      },
    ),
  ),
  ...STS_PLACES.map((place) =>
    row(
      place,
      'status 502 with HTML',
      'always',
      { kind: 'status', status: 502, body: HTML },
      { ends: 'sts.no-code' },
      5,
    ),
  ),
  ...STS_PLACES.map((place) =>
    row(
      place,
      'a redirect',
      'always',
      { kind: 'redirect', location: 'https://sts.cn-beijing.aliyuncs.com/' },
      { ends: 'network.redirect' },
      1,
    ),
  ),
  ...(['GitHub token', 'ECS metadata', 'Credentials URI'] as const).map((place) =>
    row(
      place,
      'a redirect',
      'always',
      { kind: 'redirect', location: 'https://token.actions.githubusercontent.com/elsewhere' },
      { ends: 'network.redirect' },
      1,
    ),
  ),
  row(
    'STS exchange',
    'an error code that nobody documents',
    'always',
    { kind: 'error', code: 'Surprise.OfTheDay', status: 400 },
    { ends: 'sts.Surprise.OfTheDay' },
    1,
  ),
  ...[401, 403, 404].map((status) =>
    row(
      'GitHub token',
      `status ${status}`,
      'always',
      { kind: 'status', status },
      { ends: 'github.refused' },
      1,
    ),
  ),
  ...[408, 429, 500, 503].map((status) =>
    row(
      'GitHub token',
      `status ${status}${status === 429 ? AT_MOST_5.name : ''}`,
      'always',
      { kind: 'status', status },
      { ends: 'github.unavailable' },
      5,
      status === 429 ? { inputs: AT_MOST_5.inputs } : {},
    ),
  ),
  ...[401, 403, 404].map((status) =>
    row(
      'Credentials URI',
      `status ${status}`,
      'always',
      { kind: 'status', status },
      { ends: 'uri.refused' },
      1,
    ),
  ),
  row(
    'Credentials URI',
    'a code that is not Success',
    'always',
    { kind: 'body', body: '{"Code":"Failed"}' },
    { ends: 'uri.code' },
    1,
  ),
  row('Credentials URI', 'status 500', 'always', { kind: 'status', status: 500 }, { ends: 'uri.failed' }, 5),
  ...[401, 403, 404].map((status) =>
    row(
      'ECS metadata',
      `status ${status}`,
      'always',
      { kind: 'status', status },
      { ends: status === 404 ? 'metadata.role-unknown' : 'metadata.refused' },
      1,
    ),
  ),
  row(
    'ECS metadata',
    'status 500',
    'always',
    { kind: 'status', status: 500 },
    { ends: 'metadata.failed' },
    2,
  ),
];

/** Before there is a credential, metadata is asked for a token and the role's name. */
const asksToken = ({ path }: RecordedRequest): boolean => path === '/latest/api/token';
const metadata: readonly Row[] = [
  row('ECS metadata', 'status 503 for the token', 'once', { kind: 'status', status: 503 }, SURVIVES, 1, {
    asks: asksToken,
  }),
  row('ECS metadata', 'status 429 for the token', 'once', { kind: 'status', status: 429 }, SURVIVES, 1, {
    asks: asksToken,
  }),
  row('ECS metadata', 'connection cut for the token', 'once', { kind: 'reset' }, SURVIVES, 1, {
    asks: asksToken,
  }),
  row(
    'ECS metadata',
    'status 403 for the token',
    'always',
    { kind: 'status', status: 403 },
    { ends: 'metadata.refused' },
    0,
    {
      asks: asksToken,
    },
  ),
  situation(
    'ECS metadata',
    'no hardened mode',
    ({ world }) => {
      world.ecs.mode = 'normal-only';
      return undefined;
    },
    { survives: true, warning: /no hardened mode/ },
    1,
  ),
];

const asksRoleName = ({ path }: RecordedRequest): boolean => path.endsWith('/security-credentials/');
const noCredential: readonly Row[] = [
  situation(
    'ECS metadata',
    'an instance without a RAM role',
    ({ world }) => {
      world.ecs.roleArn = undefined;
      return undefined;
    },
    { ends: 'metadata.no-role' },
    0,
  ),
  situation(
    'ECS metadata',
    'no hardened mode, and normal mode forbidden',
    ({ world }) => {
      world.ecs.mode = 'normal-only';
      return { inputs: { 'disable-imds-v1': 'true' } };
    },
    { ends: 'metadata.no-hardened-mode' },
    0,
  ),
  row(
    'ECS metadata',
    'a code that is not Success',
    'always',
    { kind: 'body', body: '{"Code":"Failed"}' },
    { ends: 'metadata.code' },
    1,
  ),
  row(
    'ECS metadata',
    'something that is no role’s name',
    'always',
    { kind: 'body', body: HTML },
    { ends: 'network.malformed' },
    0,
    {
      asks: asksRoleName,
    },
  ),
];

const connections: readonly Row[] = [
  ...(['GitHub token', 'STS role hop', 'GetCallerIdentity', 'Credentials URI'] as const).flatMap((place) => [
    row(
      place,
      'the certificate of another host',
      'always',
      { kind: 'tls', problem: 'wrong-host' },
      { ends: 'network.tls' },
      1,
    ),
    row(
      place,
      'connection cut in the TLS handshake',
      'twice',
      { kind: 'tls', problem: 'reset' },
      SURVIVES,
      3,
    ),
  ]),
  row(
    'STS exchange',
    'the certificate of another host',
    'always',
    { kind: 'tls', problem: 'wrong-host' },
    { ends: 'network.tls' },
    1,
  ),
  row(
    'STS exchange',
    'connection cut in the TLS handshake',
    'once',
    { kind: 'tls', problem: 'reset' },
    SURVIVES,
    2,
  ),
  row(
    'GetCallerIdentity',
    'connection cut in the TLS handshake',
    'always',
    { kind: 'tls', problem: 'reset' },
    { ends: 'network.reset' },
    5,
  ),
  situation(
    'GetCallerIdentity',
    'a CA that nobody knows',
    () => ({ env: { NODE_EXTRA_CA_CERTS: '' } }),
    { ends: 'network.tls' },
    1,
  ),
  situation(
    'GetCallerIdentity',
    'nothing listens at the port',
    () => ({ inputs: { 'sts-endpoint': '127.0.0.1:1' } }),
    { ends: 'network.refused' },
    5,
  ),
  situation(
    'GitHub token',
    'nothing listens at the port',
    () => ({ env: { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://127.0.0.1:1/?api-version=2.0' } }),
    { ends: 'network.refused' },
    5,
  ),
  situation(
    'ECS metadata',
    'nothing listens at the port',
    () => ({ inputs: { 'metadata-endpoint': 'http://127.0.0.1:1' } }),
    { ends: 'metadata.silent' },
    2,
  ),
  situation(
    'Credentials URI',
    'nothing listens at the port',
    () => ({ inputs: { 'credentials-uri': 'http://127.0.0.1:1/credentials/0123456789' } }),
    { ends: 'network.refused' },
    5,
  ),
];

const proxy: readonly Row[] = [
  ...[407, 403].map((status) =>
    row(
      'Proxy',
      `status ${status}`,
      'always',
      { kind: 'status', status },
      { ends: 'network.proxy-refused' },
      1,
    ),
  ),
  ...[502, 503].flatMap((status) => [
    row('Proxy', `status ${status}`, 'once', { kind: 'status', status }, SURVIVES, 2),
    row('Proxy', `status ${status}`, 'always', { kind: 'status', status }, { ends: 'network.proxy' }, 5),
  ]),
  row('Proxy', 'connection cut', 'once', { kind: 'reset' }, SURVIVES, 2),
  row('Proxy', 'connection cut', 'always', { kind: 'reset' }, { ends: 'network.proxy' }, 5),
  row('Proxy', 'answers late', 'once', { kind: 'delay', ms: 500 }, SURVIVES, 1, { idle: true }),
  situation(
    'Proxy',
    'nothing listens at the port',
    () => ({ env: { https_proxy: 'http://127.0.0.1:1', HTTPS_PROXY: '' } }),
    { ends: 'network.proxy' },
    5,
  ),
];

const HOUR = 3_600_000;
const clocks: readonly Row[] = (['STS role hop', 'GetCallerIdentity'] as const).flatMap((place) =>
  [HOUR, -HOUR].map((offset) =>
    situation(
      place,
      `the machine’s clock is an hour ${offset > 0 ? 'slow' : 'fast'}`,
      ({ world }) => {
        world.clockOffset = offset;
        return undefined;
      },
      { survives: true, warning: /clock of this machine is off by 3[56]\d\d seconds/ },
      2,
    ),
  ),
);

/** Codes that the emulator answers by itself, in the situation that they are for. */
const REAL: Readonly<Record<string, (emulator: Emulator) => Arranged | undefined>> = {
  'AuthenticationFail.NoPermission There is no permission': ({ world }) => {
    world.github.claims.repository = 'mallory/fork';
    return undefined;
  },
  'AuthenticationFail.NoPermission No such OIDC Provider registered.': () => ({
    inputs: { 'oidc-provider-arn': `acs:ram::${SAMPLE.account}:oidc-provider/nobody` },
  }),
  'AuthenticationFail.OIDCToken.AudienceNotMatch Invalid audience.': () => ({
    inputs: { audience: 'somebody-else' },
  }),
  "AuthenticationFail.OIDCToken.IssuerNotMatch The issuer in the OIDC Token doesn't match the OIDC Provider registered.":
    ({ world }) => {
      const provider = world.providers.get(SAMPLE.oidcProvider);
      if (provider) provider.issuer = 'https://token.actions.githubusercontent.com/octo-enterprise';
      return undefined;
    },
  'AuthenticationFail.OIDCToken.PublicKeyFingerprintMismatch The fingerprint of the OIDC provider certificate does not match.':
    state('fingerprint-mismatch'),
  'AuthenticationFail.OIDCToken.HttpsUrlInvalid Invoke url failed due to certificate chain validation':
    state('untrusted-certificate'),
  'AuthenticationFail.OIDCToken.IssuerConfigurationBroken Get public keys from OIDC Provider failed, the issuer is https://token.actions.githubusercontent.com':
    state('unreachable'),
  'EntityNotExist.Role The specified Role not exists .': () => ({
    inputs: { 'role-to-assume': `acs:ram::${SAMPLE.account}:role/nobody` },
  }),
  'NoPermission You are not authorized to do this action. You should be authorized by RAM.': () => ({
    inputs: { 'role-to-assume': SAMPLE.audit },
  }),
  'InvalidAccessKeyId.NotFound Specified access key is not found.': ({ world }) => {
    world.accessKeys.delete(SAMPLE.userKey);
    return undefined;
  },
  'InvalidAccessKeyId.Inactive Specified access key is disabled.': ({ world }) => {
    const key = world.accessKeys.get(SAMPLE.userKey);
    if (key) key.active = false;
    return undefined;
  },
  'SignatureDoesNotMatch Specified signature does not match our calculation. server StringToSign is [x] server CanonicalRequest is [y]':
    () => ({ inputs: { 'access-key-secret': 'not-the-secret-of-this-key' } }),
  'InvalidSecurityToken.Expired Specified SecurityToken is expired.': (emulator) => {
    const session = given(emulator);
    emulator.world.expireSession(session.inputs['access-key-id'] ?? '');
    return session;
  },
  'InvalidSecurityToken.Malformed Specified SecurityToken is malformed.': (emulator) => {
    const { inputs } = given(emulator);
    return { inputs: { ...inputs, 'security-token': (inputs['security-token'] ?? '').slice(0, -12) } };
  },
  'InvalidSecurityToken.MismatchWithAccessKey Specified SecurityToken mismatch with the AccessKey.': (
    emulator,
  ) => ({
    inputs: {
      ...given(emulator).inputs,
      'security-token': given(emulator).inputs['security-token'] ?? '',
    },
  }),
  'MissingSecurityToken SecurityToken is mandatory for this action.': (emulator) => {
    const { 'security-token': _, ...inputs } = given(emulator).inputs;
    return { inputs };
  },
};

function state(
  problem: 'fingerprint-mismatch' | 'untrusted-certificate' | 'unreachable',
): (emulator: Emulator) => undefined {
  return ({ world }) => {
    const provider = world.providers.get(SAMPLE.oidcProvider);
    if (provider) provider.state = problem;
    return undefined;
  };
}

function given({ world }: Emulator): { readonly inputs: Values } {
  const session = world.issueSession(world.role(SAMPLE.deploy), 'given', 3600);
  return {
    inputs: {
      'access-key-id': session.accessKeyId,
      'access-key-secret': session.accessKeySecret,
      'security-token': session.securityToken,
    },
  };
}

const PLACE_OF = {
  AssumeRoleWithOIDC: 'STS exchange',
  AssumeRole: 'STS role hop',
  GetCallerIdentity: 'GetCallerIdentity',
} as const satisfies Record<DocumentedError['action'], Place>;

/** Every documented code: once, unless another attempt could help. */
const documented: readonly Row[] = DOCUMENTED.map((error) => {
  const { code, message, status } = error;
  const place = PLACE_OF[error.action];
  const worth = WORTH[code] ?? 1;
  const attempts = worth === 'many' ? 5 : worth;
  const expected: Expected = { ends: `sts.${code}`, message };
  const variants = DOCUMENTED.filter((other) => other.code === code && other.action === error.action);
  const fault = variants.length > 1 ? `${code} (${message.replace(/\.$/, '')})` : code;
  const real = REAL[`${code} ${message}`];
  if (real) return situation(place, fault, real, expected, attempts);
  const bound = /^Throttling/.test(code) ? AT_MOST_5 : { name: '' };
  const kind = { kind: 'error', code, message, status } as const;
  return row(place, `${fault}${bound.name}`, 'always', kind, expected, attempts, {
    idle: attempts > 2,
    ...('inputs' in bound && { inputs: bound.inputs }),
  });
});

export const MATRIX: readonly Row[] = [
  ...passing,
  ...throttling,
  ...pauses,
  ...hangs,
  ...lasting,
  ...metadata,
  ...noCredential,
  ...connections,
  ...proxy,
  ...clocks,
  ...documented,
];
