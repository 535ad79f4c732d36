import { InputError } from '../errors.ts';
import { CREDENTIAL_TYPES } from '../plan/plan.ts';
import type { Env } from '../runtime/env.ts';
import type { Log } from '../runtime/log.ts';
import { FLAW_HINT, flawOf, Secret } from '../secrets/secret.ts';
import {
  ACCOUNT_ID,
  EXTERNAL_ID,
  MAX_SESSION,
  MIN_SESSION,
  OIDC_PROVIDER_ARN,
  REGION,
  ROLE_ARN,
  ROLE_NAME,
  ROLE_SESSION_NAME,
  SOURCE_IDENTITY,
} from '../text/formats.ts';
import {
  type Format,
  flag,
  host,
  list,
  metadataEndpoint,
  oneOf,
  policy,
  profileName,
  text,
  whole,
} from './formats.ts';

export interface Row {
  /** As action.yml says it. */
  readonly description: string;
  readonly format: Format<unknown>;
  /** The value if the input is not given; without it the value is undefined. */
  readonly default?: unknown;
  /** Account IDs stand in it. */
  readonly accounts?: true;
  /** Its name in mozillazg/alibabacloud-oidc-auth, whose workflows work here. */
  readonly alias?: string;
}

/** A secret is used exactly as given: a space or a newline may be part of it. */
export interface SecretRow {
  readonly description: string;
  /** `sent`: goes into a header or URL, which restricts its characters. `signs`: may contain any character. */
  readonly secret: 'sent' | 'signs';
}

/** Every input of the action: what it means, what it may hold, and its default. */
export const INPUTS = {
  type: {
    description: `${CREDENTIAL_TYPES.slice(0, -1).join(', ')} or ${CREDENTIAL_TYPES.at(-1)}. Inferred from the other inputs if not given.`,
    format: oneOf(CREDENTIAL_TYPES),
  },
  'role-to-assume': {
    description:
      'ARN of the RAM role to log in as. Several, one per line, form a chain: each is assumed with the one before.',
    format: list(/\r?\n/, ROLE_ARN, 'the ARN of a role, acs:ram::<account>:role/<name>'),
    default: [],
    accounts: true,
    alias: 'role-arn-to-assume',
  },
  'oidc-provider-arn': {
    description: "ARN of RAM's OIDC identity provider for GitHub.",
    format: text(OIDC_PROVIDER_ARN, 'the ARN of an OIDC provider, acs:ram::<account>:oidc-provider/<name>'),
    accounts: true,
  },
  audience: {
    description: "Audience of GitHub's OIDC token; default sts.aliyuncs.com.",
    format: text(/^[\x21-\x7e]{1,1024}$/, 'an audience without spaces'),
  },
  'oidc-token-file': {
    description:
      "A file that already holds an OIDC token (an ACK pod's, for example), used instead of GitHub's token.",
    format: text(),
  },
  'access-key-id': {
    description: "ID of an access key, from the repository's secrets.",
    secret: 'sent',
  },
  'access-key-secret': {
    description: 'Secret of that access key.',
    secret: 'signs',
  },
  'security-token': {
    description: 'Security token, if the key is a temporary one from STS.',
    secret: 'sent',
  },
  'role-name': {
    description: "Name of the ECS instance's RAM role; if not given, the instance is asked for it.",
    format: text(ROLE_NAME, 'the name of a role: 1 to 64 letters, digits, dots, dashes'),
  },
  'disable-imds-v1': {
    description:
      'true: use ECS metadata in hardened mode only; default false, unless ALIBABA_CLOUD_IMDSV1_DISABLED is true.',
    format: flag,
  },
  'metadata-endpoint': {
    description:
      'URL of the ECS metadata service, never contacted through a proxy; default http://100.100.100.200.',
    format: metadataEndpoint,
  },
  'credentials-uri': {
    description: 'URL to GET a credential from; https, or http to a loopback or link-local address.',
    secret: 'sent',
  },
  'credentials-uri-allow-http': {
    description: 'true: allow plain http to any host in credentials-uri; default false.',
    format: flag,
  },
  'bearer-token': {
    description: 'A bearer token, exported as it is, masked.',
    secret: 'sent',
  },
  'source-profile': {
    description: "Profile to log in with, from an existing credentials.ini or the aliyun CLI's config.json.",
    format: text(/^[^\]\r\n]{1,256}$/, 'the name of a profile'),
  },
  'role-chaining': {
    description: 'true: start from the credential that is already in the environment.',
    format: flag,
    default: false,
  },
  'role-session-name': {
    description: 'Role session name, shown in audit logs; default gh-<repository id>-<run id>-<attempt>.',
    format: text(ROLE_SESSION_NAME, 'a role session name: 2 to 64 letters, digits and . @ _ -'),
  },
  'role-session-expiration': {
    description: "Lifetime of the session in seconds, from 900 to the role's maximum; default 3600.",
    format: whole(MIN_SESSION, MAX_SESSION, 'seconds'),
    alias: 'role-duration-seconds',
  },
  policy: {
    description: 'A RAM policy (JSON) that narrows what the session may do.',
    format: policy,
  },
  'external-id': {
    description: "External ID that the role's trust policy asks for.",
    format: text(EXTERNAL_ID, 'an external ID: 2 to 1224 letters, digits and _ + = , . @ : / -'),
  },
  'source-identity': {
    description:
      'Written into the session of every role that is assumed with the credential before it, and shown in audit logs.',
    format: text(SOURCE_IDENTITY, 'a source identity: 2 to 64 letters, digits and _ + = , . @ -'),
  },
  'allowed-account-ids': {
    description:
      'IDs of the accounts that the credential may belong to. If it belongs to any other account, the step fails and exports nothing.',
    format: list(/[\s,]+/, ACCOUNT_ID, 'an account ID of 12 to 16 digits'),
    default: [],
    accounts: true,
  },
  region: {
    description: 'Region ID for the tools, such as cn-hangzhou.',
    format: text(REGION, 'a region ID such as cn-hangzhou'),
  },
  'sts-region': {
    description: 'Region whose STS to use; defaults to the global endpoint.',
    format: text(REGION, 'a region ID such as cn-hangzhou'),
  },
  'sts-endpoint': {
    description: 'Host name of the STS to use, instead of sts-region.',
    format: host,
  },
  'sts-vpc': {
    description: 'true: use the STS endpoint inside the VPC of sts-region.',
    format: flag,
    default: false,
  },
  'export-env': {
    description:
      'Export the credential as environment variables; default true, or false if profile is given.',
    format: flag,
    alias: 'export-environment-variables',
  },
  profile: {
    description:
      "Write the credential as a profile with this name to credentials.ini and the aliyun CLI's config.json.",
    format: profileName,
  },
  'credentials-file': {
    description: 'Absolute path of that credentials.ini; defaults to a private file under RUNNER_TEMP.',
    format: text(),
  },
  refresh: {
    description:
      'true, with profile: the profile renews itself for as long as the job lasts, for tools that run its command; default false.',
    format: flag,
    default: false,
  },
  'output-credentials': {
    description: 'Set the credential as masked outputs of the step; default true.',
    format: flag,
    default: true,
    alias: 'set-outputs',
  },
  'mask-account-id': {
    description: 'Hide the account ID in the log; default false.',
    format: flag,
    default: false,
  },
  'dry-run': {
    description: 'true: report what would be done; send nothing, change nothing. Default false.',
    format: flag,
    default: false,
  },
  summary: {
    description:
      'true: after success, add a short table (identity, account, expiration, where it was exported) to the job summary; default false.',
    format: flag,
    default: false,
  },
  'timeout-seconds': {
    description: 'Time limit for the whole step, in seconds; default 60.',
    format: whole(1, 3600, 'seconds'),
    default: 60,
  },
  'retry-max-attempts': {
    description:
      'Maximum number of attempts for each request; default 5, not counting those that are throttled. ECS metadata is asked at most twice.',
    format: whole(1, 100, 'attempts'),
  },
  cleanup: {
    description: 'Undo everything when the job ends; default true.',
    format: flag,
    default: true,
  },
} as const satisfies Record<string, Row | SecretRow>;

export type InputName = keyof typeof INPUTS;

/** The inputs of a table, keyed by name, each checked on its own. */
export type ValuesOf<Table> = { readonly [Name in keyof Table]: ValueOf<Table[Name]> };

/** The action's inputs. An empty one counts as not given: an unset secret or variable arrives as an empty text. */
export type Inputs = ValuesOf<typeof INPUTS>;

type ValueOf<R> = R extends SecretRow
  ? Secret | undefined
  : R extends { readonly format: Format<infer T> }
    ? T | (R extends { readonly default: unknown } ? never : undefined)
    : never;

/** All names that a workflow may give an input by. */
function namesOf(name: string, row: Row): readonly string[] {
  return row.alias === undefined ? [name] : [name, row.alias];
}

/** Whether a workflow gave an input a value other than the default. */
export function isGiven(inputs: Inputs, name: InputName): boolean {
  const row: Row | SecretRow = INPUTS[name];
  return inputs[name] !== ('default' in row ? row.default : undefined);
}

/** Where to read inputs, and how to hide the secret ones. */
interface Asked {
  readonly env: Env;
  readonly log: Pick<Log, 'mask' | 'conceal'>;
}

/**
 * Reads and checks every input.
 * @throws InputError that names the input
 */
export function readInputs(context: Asked): Inputs {
  return readTable(context, INPUTS);
}

/**
 * Reads and checks the inputs of a table. The only reader of the `INPUT_*` variables.
 * @throws InputError that names the input
 */
export function readTable<Table extends Readonly<Record<string, Row | SecretRow>>>(
  { env, log }: Asked,
  table: Table,
): ValuesOf<Table> {
  const rows: readonly (readonly [string, Row | SecretRow])[] = Object.entries(table);
  const raw = (name: string): string => env.get(`INPUT_${name.toUpperCase()}`) ?? '';
  const read = (name: string, row: Row): unknown => {
    const given = namesOf(name, row).filter((candidate) => raw(candidate).trim() !== '');
    const [first, second] = given.map((candidate) => ({ name: candidate, value: raw(candidate).trim() }));
    if (first && second && first.value !== second.value) {
      throw new InputError(`${first.name} and ${second.name} mean the same, and contradict each other.`);
    }
    return first ? row.format(first.name, first.value) : row.default;
  };

  const flaws: string[] = [];
  /** Don't mask a value that cannot be right: each of its lines would become a mask for the rest of the job. */
  const secret = (name: string, { secret }: SecretRow): Secret | undefined => {
    const value = raw(name);
    if (value === '') return undefined;
    const flaw = flawOf(value, secret === 'sent');
    if (flaw) flaws.push(`${name} ${flaw}.`);
    return Secret.of(value, flaw ? log.conceal : log.mask);
  };

  // All secrets first: hide them before any check can print something.
  const secrets = rows.flatMap(([name, row]) =>
    'secret' in row ? [[name, secret(name, row)] as const] : [],
  );
  if ('mask-account-id' in table && read('mask-account-id', INPUTS['mask-account-id'])) {
    // Also account IDs in values that will be refused, and shown in the error.
    for (const [name, row] of rows) {
      if (!('accounts' in row)) continue;
      const texts = namesOf(name, row).map(raw).join(' ');
      for (const account of texts.match(/(?<!\d)\d{12,16}(?!\d)/g) ?? []) log.mask(account);
    }
  }
  if (flaws[0] !== undefined) throw new InputError(flaws[0], FLAW_HINT);

  const others = rows.flatMap(([name, row]) => ('format' in row ? [[name, read(name, row)] as const] : []));
  return Object.fromEntries([...secrets, ...others]) as ValuesOf<Table>;
}
