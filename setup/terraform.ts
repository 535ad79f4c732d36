/**
 * The request as HCL for the alicloud provider. Source: its documentation of alicloud_ims_oidc_provider, alicloud_ram_role
 * (from 1.252.0 on), alicloud_ram_policy and alicloud_ram_role_policy_attachment.
 */

import { assignments, Expression, hcl } from './hcl.ts';
import type { Request } from './request.ts';
import { assumePolicy, assumePolicyName, chainTrustPolicy, inWords, trustPolicy } from './trust.ts';

export function terraform(request: Request): string {
  return [
    `# Lets ${inWords(request)} assume the RAM role ${request.role}.`,
    requirements(request),
    'data "alicloud_account" "current" {}',
    ...fingerprint(request),
    provider(request),
    locals(request),
    role(request),
    ...attachments(request),
    ...chain(request),
    OUTPUTS,
  ].join('\n\n');
}

function requirements({ then }: Request): string {
  // The second role is made by a provider of its own, logged in to the other account.
  const aliases = then ? { configuration_aliases: [new Expression('alicloud.target')] } : {};
  const alicloud = { source: 'aliyun/alicloud', version: '>= 1.252.0', ...aliases };
  return `terraform {\n  required_providers {\n    alicloud = ${hcl(alicloud, '    ')}\n  }\n}`;
}

function fingerprint(request: Request): string[] {
  if (request.fingerprint) return [];
  return [
    `variable "fingerprint" {
  type        = string
  description = "SHA-1 of the CA certificate of ${new URL(request.issuer).hostname}"
  validation {
    condition     = can(regex("^[0-9a-f]{40}$", var.fingerprint))
    error_message = "A fingerprint is 40 hexadecimal digits, in lower case."
  }
}`,
  ];
}

function provider({ provider, issuer, audience, fingerprint }: Request): string {
  return block('resource "alicloud_ims_oidc_provider" "github"', {
    oidc_provider_name: provider,
    issuer_url: issuer,
    client_ids: [audience],
    fingerprints: [fingerprint ?? new Expression('var.fingerprint')],
    issuance_limit_time: 1,
  });
}

function locals({ account }: Request): string {
  const id = account ?? '${data.alicloud_account.current.id}';
  return `locals {
  oidc_provider_arn = "acs:ram::${id}:oidc-provider/\${alicloud_ims_oidc_provider.github.oidc_provider_name}"
}`;
}

function role(request: Request): string {
  return block('resource "alicloud_ram_role" "github"', {
    role_name: request.role,
    max_session_duration: 3600,
    assume_role_policy_document: json(trustPolicy(request, new Expression('local.oidc_provider_arn'))),
  });
}

function attachments({ policies }: Request): string[] {
  return policies.map(({ type, name }, index) =>
    block(`resource "alicloud_ram_role_policy_attachment" "policy_${index + 1}"`, {
      role_name: new Expression('alicloud_ram_role.github.role_name'),
      policy_name: name,
      policy_type: type,
    }),
  );
}

function chain(request: Request): string[] {
  const { then } = request;
  if (!then) return [];
  return [
    block('resource "alicloud_ram_policy" "chain"', {
      policy_name: assumePolicyName(request, then),
      policy_document: json(assumePolicy(then.arn)),
    }),
    block('resource "alicloud_ram_role_policy_attachment" "chain"', {
      role_name: new Expression('alicloud_ram_role.github.role_name'),
      policy_name: new Expression('alicloud_ram_policy.chain.policy_name'),
      policy_type: 'Custom',
    }),
    block('resource "alicloud_ram_role" "target"', {
      provider: new Expression('alicloud.target'),
      role_name: then.name,
      max_session_duration: 3600,
      assume_role_policy_document: json(chainTrustPolicy(new Expression('alicloud_ram_role.github.arn'))),
    }),
  ];
}

const OUTPUTS = `output "role_to_assume" {
  value = alicloud_ram_role.github.arn
}

output "oidc_provider_arn" {
  value = local.oidc_provider_arn
}
`;

function json(value: object): Expression {
  return new Expression(`jsonencode(${hcl(value, '  ')})`);
}

function block(head: string, args: Readonly<Record<string, unknown>>): string {
  const values = Object.values(args).map((value) => hcl(value, '  '));
  return `${head} {\n${assignments(Object.keys(args), values, '  ')}\n}`;
}
