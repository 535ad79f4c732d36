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
    account(request),
    '',
    FUNCTIONS,
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
# Needs the aliyun CLI, logged in as an administrator of RAM, and openssl.`;
}

function account({ account, then }: Request): string {
  const found = `account=$(aliyun sts GetCallerIdentity | sed -n 's/.*"AccountId": *"\\([0-9]*\\)".*/\\1/p')
[ -n "$account" ] || { echo 'The aliyun CLI is not logged in.' >&2; exit 1; }`;
  if (!account) return found;
  const wanted = [...new Set([account, ...(then ? [then.account] : [])])];
  return `${found}
case $account in
  ${wanted.join(' | ')}) ;;
  *) echo "The aliyun CLI is logged in to account $account, not to ${wanted.join(' or ')}." >&2; exit 1 ;;
esac`;
}

const FUNCTIONS = `# Whether there is what a command looks for, which is then in $found. Any other failure ends the script.
exists() {
  found=$("$@" 2>&1) && return 0
  case $found in *EntityNotExist*) return 1 ;; esac
  printf '%s\\n' "$found" >&2
  exit 1
}

# Whether $found holds a policy, however it is quoted and spaced.
has_policy() {
  case $(printf '%s' "$found" | tr -d '\\\\ \\t\\n') in
    *"$(printf '%s' "$1" | tr -d '\\\\ \\t\\n')"*) return 0 ;;
  esac
  return 1
}

# TYPE POLICY ROLE
attach() {
  exists aliyun ram ListPoliciesForRole --RoleName "$3"
  case $(printf '%s' "$found" | tr -d ' \\t\\n') in
    *"\\"PolicyName\\":\\"$2\\""*) echo "Policy $2 is attached to role $3." ;;
    *)
      aliyun ram AttachPolicyToRole --PolicyType "$1" --PolicyName "$2" --RoleName "$3" >/dev/null
      echo "Attached policy $2 to role $3."
      ;;
  esac
}`;

function provider({ provider: name, issuer, audience, fingerprint }: Request): string[] {
  const host = new URL(issuer).hostname;
  const port = new URL(issuer).port || '443';
  return [
    '# GitHub as an identity provider',
    `if exists aliyun ims GetOIDCProvider --OIDCProviderName ${name}; then`,
    '  case $found in',
    `    *'"${issuer}"'*) echo 'OIDC provider ${name} exists.' ;;`,
    `    *) echo 'OIDC provider ${name} has another issuer than ${issuer}: choose another name with --provider.' >&2; exit 1 ;;`,
    '  esac',
    '  case $found in',
    `    *[\\",]'${audience}'[\\",]*) ;;`,
    `    *) aliyun ims AddClientIdToOIDCProvider --OIDCProviderName ${name} --ClientId '${audience}' >/dev/null ;;`,
    '  esac',
    'else',
    ...(fingerprint
      ? [`  fingerprint=${fingerprint}`]
      : [
          '  # SHA-1 of the CA certificate, the last that the issuer sends',
          `  fingerprint=$(${fingerprintCommand(host, port)})`,
          `  [ \${#fingerprint} = 40 ] || { echo 'No certificate from ${host}. Find its fingerprint elsewhere and give it with --fingerprint.' >&2; exit 1; }`,
        ]),
    `  aliyun ims CreateOIDCProvider --OIDCProviderName ${name} --IssuerUrl '${issuer}' \\`,
    `    --ClientIds '${audience}' --Fingerprints "$fingerprint" --IssuanceLimitTime 1 >/dev/null || {`,
    `    echo 'If the account has a provider for ${issuer} already (aliyun ims ListOIDCProviders), name it with --provider.' >&2`,
    '    exit 1',
    '  }',
    `  echo 'Created OIDC provider ${name}.'`,
    'fi',
    '',
  ];
}

function role(name: string, policy: object): string[] {
  return [
    `# The role ${name}, and who may assume it`,
    `trust_policy=${quoted(JSON.stringify(policy, null, 2))}`,
    `if exists aliyun ram GetRole --RoleName ${name}; then`,
    '  if has_policy "$trust_policy"; then',
    `    echo 'Role ${name} exists.'`,
    '  elif [ "${1:-}" = --replace-trust-policy ]; then',
    `    aliyun ram UpdateRole --RoleName ${name} --NewAssumeRolePolicyDocument "$trust_policy" >/dev/null`,
    `    echo 'Replaced the trust policy of role ${name}.'`,
    '  else',
    `    echo 'Role ${name} exists with a different trust policy, which was left unchanged. Add the statement of this script to it, choose another' >&2`,
    "    echo 'name with --role, or run this script with --replace-trust-policy.' >&2",
    '    exit 1',
    '  fi',
    'else',
    `  aliyun ram CreateRole --RoleName ${name} --MaxSessionDuration 3600 --AssumeRolePolicyDocument "$trust_policy" >/dev/null`,
    `  echo 'Created role ${name}.'`,
    'fi',
    '',
  ];
}

function permissions(request: Request): string[] {
  const { role, policies, then } = request;
  const attached = policies.map(({ type, name }) => `attach ${type} ${name} ${role}`);
  const chain = then ? mayAssume(request, then) : [];
  const lines = [...chain, ...attached];
  const none = `# It has no permissions yet: aliyun ram AttachPolicyToRole --RoleName ${role} --PolicyType System --PolicyName …`;
  return lines.length === 0 ? [none, ''] : ['# What the role may do', ...lines, ''];
}

function mayAssume(request: Request, then: NonNullable<Request['then']>): string[] {
  const name = assumePolicyName(request, then);
  return [
    `exists aliyun ram GetPolicy --PolicyType Custom --PolicyName ${name} ||`,
    `  aliyun ram CreatePolicy --PolicyName ${name} \\`,
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
