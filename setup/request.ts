/** What setup is asked for: the options of the command line, checked. */

import { parseArgs } from 'node:util';
import { visible } from '../src/text/escapes.ts';
import { ACCOUNT_ID, REGION, ROLE_ARN } from '../src/text/formats.ts';
import { issuerOf } from './issuer.ts';

export type Format = 'cli' | 'policy';

/** Which jobs are to be trusted. In a name, `*` is any text and `?` any one character. */
export type Jobs =
  | { readonly of: 'branch' | 'tag' | 'environment'; readonly name: string }
  | { readonly of: 'pull-request' };

export interface Request {
  readonly format: Format;
  readonly owner: string;
  readonly repository: string;
  /** GitHub's numeric IDs, for the form of the subject that has them. */
  readonly ids: { readonly owner: string; readonly repository: string } | undefined;
  readonly jobs: Jobs;
  readonly issuer: string;
  readonly audience: string;
  /** Undefined: whatever account the administrator is logged in to. */
  readonly account: string | undefined;
  readonly region: string;
  readonly provider: string;
  readonly role: string;
  readonly policies: readonly { readonly type: 'System' | 'Custom'; readonly name: string }[];
  /** SHA-1 of the issuer's CA certificate, 40 hexadecimal digits; undefined: found out when it is needed. */
  readonly fingerprint: string | undefined;
  /** The second role of a chain, assumed with the first. */
  readonly then: { readonly arn: string; readonly account: string; readonly name: string } | undefined;
}

/** Something in the command line that cannot be right. */
export class UsageError extends Error {}

const TEXT = { type: 'string' } as const;
const LIST = { type: 'string', multiple: true } as const;
const FLAG = { type: 'boolean' } as const;

const OPTIONS = {
  help: FLAG,
  format: TEXT,
  repo: TEXT,
  branch: TEXT,
  tag: TEXT,
  environment: TEXT,
  'pull-request': FLAG,
  'repo-id': TEXT,
  'owner-id': TEXT,
  'server-url': TEXT,
  enterprise: TEXT,
  audience: TEXT,
  account: TEXT,
  region: TEXT,
  provider: TEXT,
  role: TEXT,
  'system-policy': LIST,
  'custom-policy': LIST,
  fingerprint: TEXT,
  // biome-ignore lint/suspicious/noThenProperty: the option is called that, and nobody awaits it
  then: TEXT,
} as const;

/** Reads the command line; `help` where that is all it asks for. Throws a {@link UsageError}. */
export function readRequest(args: readonly string[]): Request | 'help' {
  const values = parse(args);
  if (values.help || args.length === 0) return 'help';
  const [owner = '', repository = ''] = matching(
    values.repo,
    '--repo',
    /^[\w-]+\/(?!.*\.git$)[\w.-]+$/,
    'OWNER/NAME, without .git',
  ).split('/');
  const then = values.then === undefined ? undefined : chained(values.then);
  const account = optional(values.account, '--account', ACCOUNT_ID, 'the 12 to 16 digits of an account ID');
  if (then && !account)
    throw new UsageError('--then needs --account: the second role trusts the first by its account.');
  return {
    format: formatOf(values.format),
    owner,
    repository,
    ids: idsOf(values['owner-id'], values['repo-id']),
    jobs: jobsOf(values),
    issuer: issuer(values['server-url'], values.enterprise),
    audience: matching(
      values.audience ?? 'sts.aliyuncs.com',
      '--audience',
      /^[A-Za-z0-9][\w.:/-]{0,63}$/,
      CLIENT_ID,
    ),
    account,
    region: matching(values.region ?? 'cn-hangzhou', '--region', REGION, 'a region ID such as cn-hangzhou'),
    provider: matching(values.provider ?? 'github', '--provider', /^\w[\w.-]{0,127}$/, NAME),
    role: matching(values.role ?? 'deploy', '--role', /^[A-Za-z0-9][A-Za-z0-9.-]{0,63}$/, NAME),
    policies: [
      ...(values['system-policy'] ?? []).map((name) => policy('System', name)),
      ...(values['custom-policy'] ?? []).map((name) => policy('Custom', name)),
    ],
    fingerprint: optional(
      values.fingerprint,
      '--fingerprint',
      /^[0-9A-Fa-f]{40}$/,
      '40 hexadecimal digits',
    )?.toLowerCase(),
    then,
  };
}

const NAME = 'letters, digits, dots and dashes';
const CLIENT_ID = 'letters, digits, dots, dashes, colons and slashes, at most 64';

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function formatOf(text = 'cli'): Format {
  if (text === 'cli' || text === 'policy') return text;
  throw new UsageError(
    '--format must be cli or policy. For Terraform there is a module: setup/terraform/README.md.',
  );
}

function jobsOf(values: ReturnType<typeof parse>): Jobs {
  const asked = [
    ...(['branch', 'tag', 'environment'] as const).flatMap((of): Jobs[] => {
      const name = values[of];
      return name === undefined
        ? []
        : [{ of, name: of === 'environment' ? environment(name) : ref(of, name) }];
    }),
    ...(values['pull-request'] ? [{ of: 'pull-request' } as const] : []),
  ];
  const [jobs, ...more] = asked;
  if (jobs === undefined || more.length > 0)
    throw new UsageError(
      'Name the jobs to trust with one of --branch, --tag, --environment and --pull-request.',
    );
  return jobs;
}

/** The name of a branch or tag, as git takes it, but that `*` and `?` may be in it. */
function ref(of: 'branch' | 'tag', name: string): string {
  if (name.startsWith('refs/'))
    throw new UsageError(`--${of} must be the ${of}'s name, without refs/… before it.`);
  if (!/^[^ ~^:\\[]{1,200}$/.test(name) || name.includes('..'))
    throw new UsageError(`--${of} must be the name of a ${of} (“*” stands for any text in it).`);
  return seen(`--${of}`, name);
}

function environment(name: string): string {
  if (!/^.{1,255}$/s.test(name) || name.includes('${{'))
    throw new UsageError('--environment must be the name of an environment (“*” stands for any text in it).');
  return seen('--environment', name);
}

/** What cannot be seen makes a name look like another one to whoever reviews it, or a terminal obeys it. */
function seen(option: string, name: string): string {
  if (visible(name) !== name)
    throw new UsageError(`${option} has a character in it that cannot be seen: ${visible(name)}`);
  return name;
}

function idsOf(owner: string | undefined, repository: string | undefined): Request['ids'] {
  if (owner === undefined && repository === undefined) return undefined;
  if (owner === undefined || repository === undefined)
    throw new UsageError('--owner-id and --repo-id go together.');
  const digits = /^[0-9]{1,20}$/;
  return {
    owner: matching(owner, '--owner-id', digits, 'a number'),
    repository: matching(repository, '--repo-id', digits, 'a number'),
  };
}

function issuer(serverUrl: string | undefined, enterprise: string | undefined): string {
  const found = issuerOf(
    serverUrl ?? 'https://github.com',
    optional(enterprise, '--enterprise', /^[A-Za-z0-9-]{1,100}$/, 'the enterprise’s name in its URL'),
  );
  if (found === undefined)
    throw new UsageError(
      '--server-url must be the https URL of a GitHub server; --enterprise is for github.com only.',
    );
  return found;
}

function policy(type: 'System' | 'Custom', name: string): Request['policies'][number] {
  return {
    type,
    name: matching(
      name,
      `--${type.toLowerCase()}-policy`,
      /^[A-Za-z0-9][A-Za-z0-9-]{0,127}$/,
      'a policy’s name',
    ),
  };
}

function chained(arn: string): Request['then'] {
  const [, account = ''] = ROLE_ARN.exec(matching(arn, '--then', ROLE_ARN, 'a role’s ARN')) ?? [];
  return { arn, account, name: arn.slice(arn.lastIndexOf('/') + 1) };
}

function optional(
  value: string | undefined,
  option: string,
  form: RegExp,
  words: string,
): string | undefined {
  return value === undefined ? undefined : matching(value, option, form, words);
}

function matching(value: string | undefined, option: string, form: RegExp, words: string): string {
  if (value === undefined) throw new UsageError(`${option} is missing.`);
  if (!form.test(value)) throw new UsageError(`${option} must be ${words}.`);
  return value;
}
