/** The HCL that setup prints, judged by OpenTofu: its format, its arguments, and the policies that a plan makes of it. */

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Checks } from './checks.ts';
import { BIN, ROOT } from './paths.ts';

const ACCOUNT = '1234567890123456';
const TARGET = 'acs:ram::2234567890123456:role/target';
const FINGERPRINT = 'ab'.repeat(20);

/** What is asked for; the names have in them what HCL, JSON and regular expressions have characters for. */
const REQUESTS: Readonly<Record<string, readonly string[]>> = {
  'a branch': ['--branch', 'main'],
  'a tag pattern and both forms': [
    '--tag',
    'v*',
    '--owner-id',
    '65',
    '--repo-id',
    '74',
    '--account',
    ACCOUNT,
  ],
  'an environment of odd letters': [
    '--environment',
    'a "b" $${x ${y %%{z %{ \\ é:1',
    '--fingerprint',
    FINGERPRINT,
  ],
  'policies and another issuer': [
    ...['--pull-request', '--server-url', 'https://octo.ghe.com', '--audience', 'https://example.com/x'],
    ...['--system-policy', 'AliyunOSSReadOnlyAccess', '--custom-policy', 'mine'],
  ],
  'a chain into another account': ['--branch', 'main', '--account', ACCOUNT, '--then', TARGET],
};

const ROOT_MODULE = `
provider "alicloud" {}

provider "alicloud" {
  alias = "target"
}

terraform {
  required_providers {
    alicloud = { source = "aliyun/alicloud" }
  }
}
`;

export function judgeTerraform(scratch: string, checks: Checks): void {
  const folder = fs.mkdtempSync(path.join(scratch, 'hcl-'));
  const config = path.join(folder, 'tofu.rc');
  const override = `"aliyun/alicloud" = ${JSON.stringify(BIN)}`;
  fs.writeFileSync(config, `provider_installation {\n  dev_overrides {\n    ${override}\n  }\n}\n`);
  for (const [name, args] of Object.entries(REQUESTS)) {
    const job = path.join(folder, name.replaceAll(' ', '-'));
    fs.mkdirSync(path.join(job, 'login'), { recursive: true });
    const request = ['--repo', 'octo-org/octo-repo', ...args];
    const tofu = (...parameters: string[]) =>
      run(path.join(BIN, 'tofu'), [`-chdir=${job}`, ...parameters], {
        HOME: folder,
        TF_CLI_CONFIG_FILE: config,
      });
    fs.writeFileSync(path.join(job, 'login/main.tf'), setup(...request, '--format', 'terraform'));
    const given = args.includes('--fingerprint') ? '' : `  fingerprint = "${FINGERPRINT}"\n`;
    const target = args.includes('--then') ? ', alicloud.target = alicloud.target' : '';
    const call = `module "login" {\n  source = "./login"\n${given}  providers = { alicloud = alicloud${target} }\n}\n`;
    fs.writeFileSync(path.join(job, 'main.tf'), `${ROOT_MODULE}${call}`);

    const steps = [
      tofu('fmt', '-check', '-diff', 'login'),
      tofu('get'),
      tofu('validate', '-no-color'),
      tofu('plan', '-no-color', '-input=false', '-out=plan'),
    ];
    const failed = steps.find(({ status }) => status !== 0);
    checks.expect(
      `HCL for ${name}: formatted, valid, can be planned`,
      failed === undefined,
      failed?.said ?? '',
    );
    const wanted = JSON.parse(setup(...request, '--account', ACCOUNT, '--format', 'policy'));
    const planned = trustPolicyIn(tofu('show', '-json', 'plan').stdout);
    checks.expect(
      `HCL for ${name}: the plan has the trust policy`,
      JSON.stringify(planned) === JSON.stringify(sorted(wanted)),
      JSON.stringify({ planned, wanted }, null, 2),
    );
  }
}

function setup(...args: string[]): string {
  const { status, stdout, said } = run(process.execPath, [path.join(ROOT, 'setup/main.ts'), ...args]);
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

/** The trust policy of role deploy in a plan, its keys in order as jsonencode has them. */
function trustPolicyIn(plan: string): unknown {
  const resources: { address: string; values: Record<string, string> }[] = JSON.parse(plan || '{}')
    .planned_values?.root_module?.child_modules?.[0]?.resources;
  const role = resources?.find(({ address }) => address === 'module.login.alicloud_ram_role.github');
  return JSON.parse(role?.values['assume_role_policy_document'] ?? 'null');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, item]) => [name, sorted(item)]));
}
