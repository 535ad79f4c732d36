/** The request as a shell script of aliyun CLI commands. It looks before it creates, so it can be run again. */

import { fingerprintCommand } from '../src/trust/fingerprint.ts';
import type { Request } from './request.ts';
import { assumePolicy, assumePolicyName, chainTrustPolicy, inWords, trustPolicy } from './trust.ts';

/** Stands for the account's ID, which the script finds out. No option can hold it, and JSON leaves it as it is. */
const ACCOUNT = '\x7f';

export function shellScript(request: Request): string {
  // In brackets, so that it can be pasted into a shell, which an exit then leaves alone.
  return [
    head(request),
    '(',
    'set -eu',
    '',
    functions(request.region),
    '',
    account(request),
    '',
    ...parts(request),
    ')',
    '',
  ].join('\n');
}

function parts(request: Request): string[] {
  const { then } = request;
  const first = [
    ...provider(request),
    ...role(request.role, trustPolicy(request, providerArn(request))),
    ...permissions(request),
  ];
  const done = [
    `echo "role-to-assume: acs:ram::$account:role/${request.role}"`,
    `echo "oidc-provider-arn: acs:ram::$account:oidc-provider/${request.provider}"`,
    ...noPermissions(request),
  ];
  if (!then) return [...first, ...done];
  const second = role(then.name, chainTrustPolicy(`acs:ram::${request.account}:role/${request.role}`));
  return [...inAccount(request.account ?? '', [...first, ...done]), '', ...inAccount(then.account, second)];
}

/** Quoted in the comment, too: where zsh is typed into, it knows no comments, and runs what is in them. */
function head(request: Request): string {
  return `#!/bin/sh
# Lets ${quoted(inWords(request))} assume the RAM role ${request.role}.
# It checks before it creates anything, leaves what exists alone, and can be run again.
# Needs the aliyun CLI, logged in as an administrator of RAM.`;
}

function account({ account, then }: Request): string {
  const found = `answer=$(api sts GetCallerIdentity)
account=$(field AccountId)
[ -n "$account" ] || { echo 'The aliyun CLI is not logged in.' >&2; exit 1; }`;
  if (!account) return found;
  const wanted = [...new Set([account, ...(then ? [then.account] : [])])];
  return `${found}
case $account in
  ${wanted.join(' | ')}) ;;
  *) echo "The aliyun CLI is logged in to account $account, not to ${wanted.join(' or ')}." >&2; exit 1 ;;
esac`;
}

/**
 * Fields are found by their names: in a JSON text no other value can hold a name in bare quotes. Where a whole document is
 * compared, something has to read it, and Cloud Shell has both.
 */
const functions = (region: string): string => `errors=$(mktemp)
trap 'rm -f "$errors"' EXIT

# What is asked is the same in every region, but the CLI wants to know one.
api() { aliyun "$@" --region ${region}; }

# Whether there is what a command looks for, which is then in $answer. Any other failure ends the script.
exists() {
  answer=$(api "$@" 2>"$errors") && return 0
  case $answer$(cat "$errors") in *EntityNotExist*) return 1 ;; esac
  printf '%s' "$answer" | cat - "$errors" >&2
  exit 1
}

# The value of a field of $answer
field() { printf '%s' "$answer" | sed -n 's/.*"'"$1"'": *"\\([^"]*\\)".*/\\1/p'; }

# Whether the role in $answer has this trust policy
trusts() {
  if command -v node >/dev/null; then
    node -e 'const { Role } = JSON.parse(process.argv[1])
      const [found, wanted] = [Role.AssumeRolePolicyDocument, process.argv[2]].map((text) => JSON.parse(text))
      process.exitCode = require("util").isDeepStrictEqual(found, wanted) ? 0 : 1' "$answer" "$1"
  elif command -v python3 >/dev/null; then
    python3 -c 'import json, sys
role = json.loads(sys.argv[1])["Role"]
sys.exit(json.loads(role["AssumeRolePolicyDocument"]) != json.loads(sys.argv[2]))' "$answer" "$1"
  else
    echo 'The role exists. Comparing its trust policy needs node or python3.' >&2
    exit 1
  fi
}

# TYPE POLICY ROLE
attach() {
  exists ram ListPoliciesForRole --RoleName "$3"
  case $(printf '%s' "$answer" | tr -d ' \\t\\n') in
    *"\\"PolicyName\\":\\"$2\\""*) echo "Policy $2 is attached to role $3." ;;
    *)
      api ram AttachPolicyToRole --PolicyType "$1" --PolicyName "$2" --RoleName "$3" >/dev/null
      echo "Attached policy $2 to role $3."
      ;;
  esac
}`;

function provider({ provider: name, issuer, audience, fingerprint }: Request): string[] {
  return [
    '# GitHub as an identity provider',
    `if exists ims GetOIDCProvider --OIDCProviderName ${name}; then`,
    `  [ "$(field IssuerUrl)" = '${issuer}' ] || {`,
    `    echo 'OIDC provider ${name} has another issuer than ${issuer}: choose another name with --provider.' >&2`,
    '    exit 1',
    '  }',
    `  echo 'OIDC provider ${name} exists.'`,
    '  case ,$(field ClientIds), in',
    `    *,'${audience}',*) ;;`,
    `    *) api ims AddClientIdToOIDCProvider --OIDCProviderName ${name} --ClientId '${audience}' >/dev/null ;;`,
    '  esac',
    'else',
    ...(fingerprint ? [`  fingerprint=${fingerprint}`] : findFingerprint(issuer)),
    `  api ims CreateOIDCProvider --OIDCProviderName ${name} --IssuerUrl '${issuer}' \\`,
    `    --ClientIds '${audience}' --Fingerprints "$fingerprint" --IssuanceLimitTime 1 >/dev/null || {`,
    `    echo 'If the account has a provider for ${issuer} already (aliyun ims ListOIDCProviders), name it with --provider.' >&2`,
    '    exit 1',
    '  }',
    `  echo 'Created OIDC provider ${name}.'`,
    'fi',
    '',
  ];
}

/** Whatever fields the answer of IMS has: of all that it could hold, only a fingerprint is 40 hexadecimal digits. */
function findFingerprint(issuer: string): string[] {
  const { hostname, port } = new URL(issuer);
  return [
    '  # SHA-1 of the CA certificate of the issuer, as Alibaba Cloud sees it, or from here where that cannot reach it',
    `  fingerprint=$(api ims GetOIDCIssuerCertFingerprint --IssuerUrl '${issuer}' 2>/dev/null |`,
    `    sed -n 's/.*"\\([0-9A-Fa-f]\\{40\\}\\)".*/\\1/p' | tr A-F a-f)`,
    '  [ ${#fingerprint} = 40 ] ||',
    `    fingerprint=$(${fingerprintCommand(hostname, port || '443')})`,
    '  [ ${#fingerprint} = 40 ] || {',
    `    echo 'No certificate from ${hostname}. Find its fingerprint elsewhere and give it with --fingerprint.' >&2`,
    '    exit 1',
    '  }',
  ];
}

function role(name: string, policy: object): string[] {
  return [
    `# The role ${name}, and who may assume it`,
    `trust_policy=${quoted(JSON.stringify(policy, null, 2))}`,
    `if exists ram GetRole --RoleName ${name}; then`,
    '  if trusts "$trust_policy"; then',
    `    echo 'Role ${name} exists.'`,
    '  elif [ "${1:-}" = --replace-trust-policy ]; then',
    `    api ram UpdateRole --RoleName ${name} --NewAssumeRolePolicyDocument "$trust_policy" >/dev/null`,
    `    echo 'Replaced the trust policy of role ${name}.'`,
    '  else',
    `    echo 'Role ${name} exists with a different trust policy, which was left unchanged. Add the statement of this script to it, choose another' >&2`,
    "    echo 'name with --role, or run this script with --replace-trust-policy.' >&2",
    '    exit 1',
    '  fi',
    'else',
    `  api ram CreateRole --RoleName ${name} --MaxSessionDuration 3600 --AssumeRolePolicyDocument "$trust_policy" >/dev/null`,
    `  echo 'Created role ${name}.'`,
    'fi',
    '',
  ];
}

function permissions(request: Request): string[] {
  const { role, policies, then } = request;
  const attached = policies.map(({ type, name }) => `attach ${type} ${name} ${role}`);
  const lines = [...(then ? mayAssume(request, then) : []), ...attached];
  return lines.length === 0 ? [] : ['# What the role may do', ...lines, ''];
}

/** Said last, where it is read. */
function noPermissions({ role, policies, then }: Request): string[] {
  if (then || policies.length > 0) return [];
  return [
    `echo 'Role ${role} may do nothing yet, unless you have given it a policy. To give it one:'`,
    `echo '  aliyun ram AttachPolicyToRole --RoleName ${role} --PolicyType System --PolicyName AliyunOSSReadOnlyAccess'`,
  ];
}

function mayAssume(request: Request, then: NonNullable<Request['then']>): string[] {
  const name = assumePolicyName(request, then);
  return [
    `exists ram GetPolicy --PolicyType Custom --PolicyName ${name} ||`,
    `  api ram CreatePolicy --PolicyName ${name} \\`,
    `    --PolicyDocument ${quoted(JSON.stringify(assumePolicy(then.arn)))} >/dev/null`,
    `attach Custom ${name} ${request.role}`,
  ];
}

function inAccount(account: string, lines: readonly string[]): string[] {
  return [`if [ "$account" = ${account} ]; then`, ...lines, 'fi'];
}

function providerArn({ provider }: Request): string {
  return `acs:ram::${ACCOUNT}:oidc-provider/${provider}`;
}

/** A text as one word of the shell, with $account in the place of {@link ACCOUNT}. */
function quoted(text: string): string {
  return text
    .split(ACCOUNT)
    .map((part) => `'${part.replaceAll("'", "'\\''")}'`)
    .join('"$account"');
}
