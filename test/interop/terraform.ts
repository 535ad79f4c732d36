/** The Terraform module, judged by OpenTofu: its format, its arguments, its refusals, and the policies that a plan makes. */

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ascii } from '../../src/text/escapes.ts';
import type { Checks } from './checks.ts';
import { BIN, ROOT } from './paths.ts';

const ACCOUNT = '1234567890123456';
const FIRST = `acs:ram::${ACCOUNT}:role/deploy`;
const TARGET = 'acs:ram::2234567890123456:role/target';
const MODULE = path.join(ROOT, 'setup/terraform');

type Variables = Readonly<Record<string, unknown>>;

const SOUND: Variables = {
  repository: 'octo-org/octo-repo',
  branches: ['main'],
  fingerprints: ['ab'.repeat(20)],
};
const IDS = { owner: '65', repository: '74' };

/** What is asked for, of the module and of setup; the names have in them what HCL, JSON and patterns have characters for. */
const REQUESTS: Readonly<Record<string, { readonly variables: Variables; readonly options: string[] }>> = {
  'a branch': { variables: {}, options: ['--branch', 'main'] },
  'a tag pattern and both forms': {
    variables: { branches: [], tags: ['v*'], github_ids: IDS },
    options: ['--tag', 'v*', '--owner-id', IDS.owner, '--repo-id', IDS.repository],
  },
  'an environment of odd letters': {
    variables: { branches: [], environments: ['a "b" $${x ${y %%{z %{ \\ é:1'] },
    options: ['--environment', 'a "b" $${x ${y %%{z %{ \\ é:1'],
  },
  'pull requests and another issuer': {
    variables: {
      branches: [],
      pull_requests: true,
      issuer: 'https://token.actions.octo.ghe.com',
      audience: 'https://example.com/x',
    },
    options: [
      '--pull-request',
      '--server-url',
      'https://octo.ghe.com',
      '--audience',
      'https://example.com/x',
    ],
  },
  'a provider that is there': {
    variables: { fingerprints: [], oidc_provider_arn: `acs:ram::${ACCOUNT}:oidc-provider/other` },
    options: ['--branch', 'main', '--provider', 'other'],
  },
};

/** What must not be planned, and what is said about it. */
const REFUSED: readonly (readonly [Variables, RegExp])[] = [
  [{ repository: 'octo-org/octo-repo.git' }, /without \.git/],
  [{ repository: 'octo-repo' }, /OWNER\/NAME/],
  [{ branches: [] }, /which jobs to trust/],
  [{ branches: ['refs/heads/main'] }, /without refs\/heads/],
  [{ branches: ['ma\u200bin'] }, /invisible characters/],
  [{ tags: ['v\u202e1'] }, /invisible characters/],
  [{ environments: ['production\u00a0'] }, /invisible characters/],
  [{ github_ids: { owner: 'octo-org', repository: '74' } }, /are numbers/],
  [{ fingerprints: [] }, /GetOIDCIssuerCertFingerprint/],
  [{ fingerprints: ['AB'.repeat(20)] }, /40 hexadecimal digits/],
  [{ issuer: 'https://token.actions.githubusercontent.com/' }, /without a slash/],
  [{ audience: "a'b" }, /An audience/],
  [{ role_name: 'a b' }, /A role's name/],
  [{ may_assume: ['target'] }, /A role's ARN/],
  [{ oidc_provider_arn: 'github' }, /A provider's ARN/],
  [{ max_session_duration: 900 }, /3600 to 43200/],
];

export function judgeTerraform(scratch: string, checks: Checks): void {
  const folder = fs.mkdtempSync(path.join(scratch, 'terraform-'));
  const format = tofu(folder, 'fmt', '-check', '-diff', '-recursive', MODULE);
  checks.expect('Terraform: the modules are formatted', format.status === 0, format.said);

  for (const [name, { variables, options }] of Object.entries(REQUESTS)) {
    const { said, resources } = plan(folder, moduleCall({ ...SOUND, ...variables }));
    checks.expect(`Terraform, ${name}: valid, can be planned`, resources.length > 0, said);
    const wanted = setup('--repo', 'octo-org/octo-repo', '--account', ACCOUNT, ...options);
    const planned = policyOf(resources, 'module.github.alicloud_ram_role.github');
    checks.expect(
      `Terraform, ${name}: the plan has the trust policy that setup prints`,
      JSON.stringify(planned) === JSON.stringify(sorted(JSON.parse(wanted, subjectsAsList))),
      JSON.stringify({ planned, wanted }, null, 2),
    );
    const makes = resources.some(({ address }) => address.includes('alicloud_ims_oidc_provider'));
    checks.expect(
      `Terraform, ${name}: ${makes ? 'a' : 'no'} provider is made`,
      makes === !variables['oidc_provider_arn'],
    );
  }

  const attached = plan(
    folder,
    moduleCall({
      ...SOUND,
      system_policies: ['AliyunOSSReadOnlyAccess'],
      custom_policies: ['mine'],
      may_assume: [TARGET],
    }),
  );
  checks.expect(
    'Terraform: what the role may do is attached',
    attached.resources
      .map(({ address, values }) => [address, values['policy_name']].join(' '))
      .filter((line) => line.includes('attachment'))
      .join('\n') ===
      [
        'module.github.alicloud_ram_role_policy_attachment.chain[0] deploy-may-assume',
        'module.github.alicloud_ram_role_policy_attachment.custom["mine"] mine',
        'module.github.alicloud_ram_role_policy_attachment.system["AliyunOSSReadOnlyAccess"] AliyunOSSReadOnlyAccess',
      ].join('\n'),
    attached.said,
  );

  // As the README has it: each account's role named by the other's module.
  const both = plan(
    folder,
    `${moduleCall(SOUND, 'may_assume = [module.production.role_to_assume]')}
module "production" {
  source = ${JSON.stringify(path.join(MODULE, 'chained-role'))}
  providers = { alicloud = alicloud.production }
  trusted_role_arn = module.github.role_to_assume
}
`,
  );
  checks.expect('Terraform, two accounts: can be planned', both.resources.length > 0, both.said);
  const further = plan(
    folder,
    `${moduleCall(SOUND)}
module "further" {
  source = ${JSON.stringify(MODULE)}
  repository = "octo-org/octo-repo"
  environments = ["production"]
  role_name = "production"
  oidc_provider_arn = module.github.oidc_provider_arn
}
`,
  );
  checks.expect(
    'Terraform, a second role: uses the provider that the first call makes',
    further.resources.filter(({ address }) => address.includes('alicloud_ims_oidc_provider')).length === 1 &&
      further.resources.some(({ address }) => address === 'module.further.alicloud_ram_role.github'),
    further.said,
  );
  const second = plan(
    folder,
    `module "production" {
  source = ${JSON.stringify(path.join(MODULE, 'chained-role'))}
  trusted_role_arn = "${FIRST}"
}
`,
  );
  const { Statement } = policyOf(second.resources, 'module.production.alicloud_ram_role.target');
  checks.expect(
    'Terraform, the second account: trusts the first role, and nobody else',
    JSON.stringify(Statement) ===
      JSON.stringify([
        {
          Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
          Effect: 'Allow',
          Principal: { RAM: [FIRST] },
        },
      ]),
    second.said,
  );

  for (const [variables, pattern] of REFUSED) {
    const { resources, said } = plan(folder, moduleCall({ ...SOUND, ...variables }));
    checks.expect(
      `Terraform: ${ascii(JSON.stringify(variables))} is refused`,
      // It breaks long lines.
      resources.length === 0 && pattern.test(said.replace(/\s*\n[│╵\s]*/g, ' ')),
      said,
    );
  }
}

/** HCL that uses the module. A value is JSON, which HCL reads if nothing in it begins a template. */
function moduleCall(variables: Variables, more = ''): string {
  const lines = Object.entries(variables).map(
    ([name, value]) => `  ${name} = ${JSON.stringify(value).replaceAll(/[$%](?=\{)/g, '$&$&')}`,
  );
  return `module "github" {\n  source = ${JSON.stringify(MODULE)}\n${lines.join('\n')}\n  ${more}\n}\n`;
}

interface Resource {
  readonly address: string;
  readonly values: Readonly<Record<string, string>>;
}

const PROVIDERS = `
provider "alicloud" {}

provider "alicloud" {
  alias = "production"
}

terraform {
  required_providers {
    alicloud = { source = "aliyun/alicloud" }
  }
}
`;

/** What a plan would make; nothing where it fails. */
function plan(
  folder: string,
  text: string,
): { readonly said: string; readonly resources: readonly Resource[] } {
  const job = fs.mkdtempSync(path.join(folder, 'plan-'));
  fs.writeFileSync(path.join(job, 'main.tf'), `${PROVIDERS}${text}`);
  let said = '';
  for (const args of [
    ['get'],
    ['validate', '-no-color'],
    ['plan', '-no-color', '-input=false', '-out=plan'],
  ]) {
    const ran = tofu(job, ...args);
    said += ran.said;
    if (ran.status !== 0) return { said, resources: [] };
  }
  const { planned_values } = JSON.parse(tofu(job, 'show', '-json', 'plan').stdout) as {
    planned_values?: { root_module?: { child_modules?: readonly { resources?: readonly Resource[] }[] } };
  };
  return {
    said,
    resources: planned_values?.root_module?.child_modules?.flatMap(({ resources = [] }) => resources) ?? [],
  };
}

function tofu(job: string, ...parameters: string[]) {
  const config = path.join(job, 'tofu.rc');
  const override = `"aliyun/alicloud" = ${JSON.stringify(BIN)}`;
  fs.writeFileSync(config, `provider_installation {\n  dev_overrides {\n    ${override}\n  }\n}\n`);
  return run(path.join(BIN, 'tofu'), [`-chdir=${job}`, ...parameters], {
    HOME: job,
    TF_CLI_CONFIG_FILE: config,
  });
}

/** The trust policy that setup prints. */
function setup(...args: string[]): string {
  const { status, stdout, said } = run(process.execPath, [
    path.join(ROOT, 'setup/main.ts'),
    ...args,
    '--format',
    'policy',
  ]);
  if (status !== 0) throw new Error(said);
  return stdout;
}

function run(command: string, parameters: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(command, parameters, {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], CHECKPOINT_DISABLE: '1', ...env },
  });
  return { status, stdout, said: `${stdout}${stderr}` };
}

/** The trust policy of a planned role, its keys in order as jsonencode has them. */
function policyOf(resources: readonly Resource[], address: string): Readonly<Record<string, unknown>> {
  const role = resources.find((resource) => resource.address === address);
  return JSON.parse(role?.values['assume_role_policy_document'] ?? '{}');
}

/** The module always makes a list of them; setup writes one alone. */
function subjectsAsList(key: string, value: unknown): unknown {
  return key === 'oidc:sub' ? [value].flat() : value;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, item]) => [name, sorted(item)]));
}
