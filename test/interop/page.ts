/** docs/compatibility.md, made of what the consumers did. */

import { BESIDE, RULES, type Rule, TOOLS } from '../../src/export/advice/override-rules.ts';
import { toolsOf } from '../../src/export/advice/overrides.ts';
import { kindsFor, type Seen, type Verdict } from './compatibility.ts';
import { CONSUMERS, type Consumer, NOT_RUN } from './consumers.ts';
import { ENDS, LIFE } from './endurance.ts';
import { ACT } from './paths.ts';
import { type ExportOptions, KINDS, type Kind } from './scene.ts';

const COLUMNS: readonly (readonly [ExportOptions, title: string])[] = [
  ['env', 'environment'],
  ['profile', 'profile'],
  ['refresh', 'profile that renews itself'],
  ['ini', 'credentials.ini alone'],
];
const KIND_NAMES: Readonly<Record<Kind, string>> = { key: 'access key', sts: 'STS' };

/** Each tool's way to be told who it is; seen with the tools themselves, or read from their sources. */
const TWO_IDENTITIES: readonly (readonly [tool: string, needs: string])[] = [
  ['aliyun CLI', 'a `profile` for each; `--profile NAME`, or `ALIBABA_CLOUD_PROFILE` for the step'],
  [
    'the SDKs',
    'a `profile` for each and no step with `export-env: true`; `ALIBABA_CLOUD_PROFILE` for the step',
  ],
  [
    'Terraform’s provider',
    'a `profile` for each and no step with `export-env: true`: a key in variables is mixed with a profile’s token; `profile = "NAME"` in each `provider` block',
  ],
  ['OpenTofu’s and Terraform’s OSS backend', 'the same; `profile = "NAME"` in the `backend` block'],
  ['ack-ram-tool', 'a `profile` for each; `--profile-name NAME`, or `ALIBABA_CLOUD_PROFILE` for the step'],
  [
    'Serverless Devs',
    '`aliyun configure switch --profile NAME` before it: `${aliyun-cli}` takes the current profile',
  ],
  [
    'OSS SDKs, `ossutil` 2',
    'variables, the only thing they read: log in again, with `export-env: true`, before the other’s steps',
  ],
  [
    'ossutil 1',
    'no variable: `-i` and `-k`, and `-t` if there is a token (an empty one is an error), with the outputs of the step that logged in',
  ],
  ['Packer', 'variables: log in again before the other’s steps'],
  ['aliyun/acr-login, ack-set-context', 'no variable: the outputs of the step that logged in, by its `id`'],
];

/** Who reads what; from the tools' sources, and in part seen above. */
const READERS: readonly (readonly [variables: readonly string[], readers: string])[] = [
  [
    ['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET', 'ALIBABA_CLOUD_SECURITY_TOKEN'],
    'the SDKs, the aliyun CLI, Terraform’s provider and OSS backend, ack-ram-tool, OpenDAL',
  ],
  [
    ['ALICLOUD_ACCESS_KEY', 'ALICLOUD_SECRET_KEY', 'ALICLOUD_SECURITY_TOKEN'],
    'Terraform’s provider and OSS backend, OpenTofu, Pulumi; Packer, but for the token',
  ],
  [['SECURITY_TOKEN'], 'Packer'],
  [
    [
      'ALIBABACLOUD_ACCESS_KEY_ID',
      'ALIBABACLOUD_ACCESS_KEY_SECRET',
      'ALIBABACLOUD_SECURITY_TOKEN',
      ...['ALICLOUD_ACCESS_KEY_ID', 'ALICLOUD_ACCESS_KEY_SECRET', 'ALICLOUD_ACCESS_KEY_STS_TOKEN'],
    ],
    'the aliyun CLI and ack-ram-tool, as further names; scripts written for other login actions',
  ],
  [
    ['OSS_ACCESS_KEY_ID', 'OSS_ACCESS_KEY_SECRET', 'OSS_SESSION_TOKEN'],
    'the OSS SDKs, ossutil 2; OpenDAL, where `ALIBABA_CLOUD_*` is missing',
  ],
  [['ALIBABA_CLOUD_REGION_ID'], 'the aliyun CLI'],
  [['ALIBABACLOUD_REGION_ID'], 'the aliyun CLI before 3.0.213'],
  [
    ['ALIBABA_CLOUD_REGION', 'ALICLOUD_REGION'],
    'Terraform’s provider and OSS backend; OpenTofu and Packer the second alone',
  ],
  [['OSS_REGION'], 'ossutil 2'],
  [['ALIBABA_CLOUD_PROFILE'], 'the SDKs, the aliyun CLI, Terraform’s provider, ack-ram-tool'],
  [['ALICLOUD_PROFILE'], 'Terraform’s provider and OSS backend, OpenTofu; the aliyun CLI'],
  [['ALIBABA_CLOUD_CREDENTIALS_FILE'], 'the SDKs, ack-ram-tool, OpenDAL: where credentials.ini is'],
  [
    ['ALICLOUD_SHARED_CREDENTIALS_FILE'],
    'Terraform’s provider and OSS backend, OpenTofu: where config.json is',
  ],
  [
    ['ALIBABA_CLOUD_CONFIG_FILE', 'ACK_RAM_TOOL_PROFILE_FILE'],
    'Go’s SDK, and ack-ram-tool: where config.json is. ack-ram-tool then takes no key from other variables',
  ],
  [
    ['ALIBABA_CLOUD_ECS_METADATA_DISABLED'],
    'the SDKs: where a profile cannot be renewed, not to go on as the instance’s role (`true`, with `refresh` only)',
  ],
];

/** Who runs the command of a profile that renews itself; beside the first table, from the tools’ sources and releases. */
const RENEWAL: readonly (readonly [tool: string, renews: string])[] = [
  ['the SDKs for Node.js, Python and Go', 'yes, from three minutes before the session ends'],
  [
    'aliyun CLI 3.4',
    'yes, at every call; `aliyun oss` and the CLI’s plugins take the credential once, at their start',
  ],
  [
    'Terraform’s provider 1.289',
    'mostly: it carries the older of the two Go SDKs above. By its source, its clients for CDN, DataHub and MNS never renew, and some 16 data sources send a new key with the old token',
  ],
  ['ack-ram-tool, C#’s SDK', 'yes, by their sources'],
  ['Java’s SDK', 'no: its repository has mode `External`, its newest release does not'],
  [
    'PHP’s SDK, OpenDAL, OpenTofu’s and Terraform’s OSS backend, Packer, Serverless Devs',
    'no: they do not know mode `External`',
  ],
  [
    'OSS SDKs, oss2, ossutil 1 and 2, aliyun/acr-login, ack-set-context',
    'no: variables, options and outputs stay as they were when the step started',
  ],
];

/** Every variable that was set, with its readers; one that nobody is known to read, or that was not set, is an error. */
function variableTable(variables: readonly string[]): string {
  const told = READERS.flatMap(([names]) => names);
  const odd = [...variables, ...told].filter((name) => !told.includes(name) || !variables.includes(name));
  if (odd.length > 0) throw new Error(`Said of by the page and not set, or the reverse: ${odd.join(', ')}.`);
  return READERS.map(
    ([names, readers]) => `| ${names.map((name) => `\`${name}\``).join(', ')} | ${readers} |`,
  ).join('\n');
}

/** What must stand there, in Markdown. */
function conditionOf({ set = [], is = [], caseless, where }: Rule): string {
  const values = is.map((value) => `\`${value}\``).join(' or ');
  const names = set.map((group) => group.map((name) => `\`${name}\``).join(', else ')).join('; with ');
  const value = is.length > 0 ? `, if it is ${values}${caseless ? ' in any case' : ''}` : '';
  return [names + value, where?.[0]].filter(Boolean).join('; ');
}

export const IDENTITIES = `## What each tool needs when a job has two identities

| tool | needs |
| --- | --- |
${TWO_IDENTITIES.map((row) => `| ${row.join(' | ')} |`).join('\n')}

## What overrides a login

A tool that is logged in as somebody else does not mention it, so the step warns if it finds one of these. They follow
from each tool’s own look-up order and its own comparisons. Tested here: the rows about the SDKs, with those for Node.js,
Python, Go and Java, and \`ALICLOUD_ASSUME_ROLE_ARN\` with OpenTofu. The rows are compared with models of the tools, written from their
sources, on generated machines.

| in the job or on the machine | beside | effect |
| --- | --- | --- |
${RULES.map((rule) => `| ${conditionOf(rule)} | ${BESIDE[rule.beside][0]} | ${toolsOf(rule).replace('${aliyun-cli}', '`$&`')} ${rule.effect} |`).join('\n')}

Where that is from:

${Object.values(TOOLS)
  .map(([name, source]) => `- ${name.replace('${aliyun-cli}', '`$&`')}: ${source}`)
  .join('\n')}
`;

export function pageOf({ verdicts, variables }: Seen): string {
  const rows = CONSUMERS.map((consumer) => [
    consumer.tool,
    consumer.version,
    ...COLUMNS.map(([exportOptions]) => cell(consumer, exportOptions, verdicts)),
    lineToAdd(consumer, verdicts),
  ]);
  const table = [
    ['tool', 'version', ...COLUMNS.map(([, title]) => title), 'to add'],
    ['---', '---', ...COLUMNS.map(() => '---'), '---'],
    ...rows,
  ].map((row) => `| ${row.join(' | ')} |`);
  const notes = CONSUMERS.flatMap(({ tool, note }) => (note === undefined ? [] : [`- **${tool}:** ${note}`]));
  return `<!-- Made by \`npm run test:interop\`. Do not edit: what is here is what ran. -->

# Compatibility

This page lists tools that are logged in after this action without any change. Each was installed from its own registry
and run against this repository's emulator, in a later step of a job that the built action had logged in: once with the
access key of a RAM user, and once with an STS credential obtained with GitHub's OIDC token, whose security token contains
\`+\` and \`/\` and ends in \`==\`. An SDK counts as logged in if STS's GetCallerIdentity returns the right user or role, an OSS
tool if its signed requests, V1 or V4, are valid; PHP's row is only about the values. After the post step nothing of the
credential was left.

- **environment:** the default, \`export-env: true\`.
- **profile:** \`profile: NAME\`; the tool uses whichever it reads of \`~/.aliyun/config.json\` and credentials.ini.
- **profile that renews itself:** \`profile: NAME\` with \`refresh: true\`, with an STS credential; see below.
- **credentials.ini alone:** the same, with config.json switched off by \`ALIBABA_CLOUD_CLI_PROFILE_DISABLED=true\`.

${table.join('\n')}

${notes.length > 0 ? `${notes.join('\n')}\n\n` : ''}## Tools that outlive the session

With \`refresh: true\` the profile holds a command that logs in again. A tool that does not run the command needs a longer
session (\`role-session-expiration\`) or another login before the step.

| tool | renews itself |
| --- | --- |
${RENEWAL.map((row) => `| ${row.join(' | ')} |`).join('\n')}

To test this, sessions of ${LIFE} seconds ended ${ENDS} times while the SDKs marked yes above called STS every second: each in one process, each in ten at
once, and all together on a runner whose clock was ten minutes slow or ten minutes fast. No call was refused, and STS issued
only one session more than had ended. These SDKs write the keys they get to \`~/.aliyun/config.json\`, and Go’s removes fields
it does not know from every profile there; after the post step the file was as its owner had left it, byte for byte.

## A report that holds the credential

\`aliyun oss cp\` and \`sync\`, and ossutil 1, write \`./ossutil_output/ossutil_report_*.report\`, and its first line holds the
key ID, the secret and the token, however the tool was given them. After a failed file it stays, and whatever uploads or
packs the folder afterwards publishes it; a recursive \`cp\` of which every file failed still exits with 0. Put both options
after the two paths, and never upload \`.\`:

\`\`\`yaml
- run: aliyun oss cp public/ oss://my-bucket/ --recursive --force --output-dir "$RUNNER_TEMP/ossutil" --disable-ignore-error
  shell: bash # on Windows too
\`\`\`

## What each variable is for

| variable | read by |
| --- | --- |
${variableTable(variables)}

${IDENTITIES}
## One credentials.ini for all

No way of writing an STS profile works for every reader of credentials.ini, so the values are not quoted, and tools that
cannot read them there find the profile in \`~/.aliyun/config.json\`. PHP's \`parse_ini_file\` refuses a bare \`=\`, and every
security token ends with one; it accepts the value in quotes. Python's and Java's SDKs keep the quotes as part of the
value, and then even an access key fails. These were run as well.

## A whole workflow

A workflow with \`uses: ./\` was run by act ${ACT.replace(/.*@v/, '')}: one job with the environment and a step that is refused, and
one job with two profiles in two accounts. Later steps had the right identity, the post steps ran last step first, and
afterwards neither the log nor any file contained a secret.

The [examples](../examples/README.md) were run in the same way, with stand-ins for other actions and for the tools: every tool
would have acted as the role that its example names, and no report was in a folder that was uploaded.

## Not run

${NOT_RUN}
`;
}

function cell(consumer: Consumer, exportOptions: ExportOptions, verdicts: readonly Verdict[]): string {
  if (!consumer.handOffs.includes(exportOptions)) return '–';
  const told = kindsFor(exportOptions).map((kind): [Kind, string] => {
    const verdict = verdicts.find(
      (one) => one.consumer === consumer && one.exportOptions === exportOptions && one.kind === kind,
    );
    if (verdict === undefined) throw new Error(`${consumer.tool} was not run: ${exportOptions}, ${kind}.`);
    const limit = consumer.limits?.find(
      (one) => one.exportOptions === exportOptions && one.kinds.includes(kind),
    );
    return [kind, verdict.works ? 'yes' : `no: ${limit?.why ?? 'it failed'}`];
  });
  const [first = ['key', ''], ...others] = told;
  return others.every(([, verdict]) => verdict === first[1])
    ? first[1]
    : told.map(([kind, verdict]) => `${KIND_NAMES[kind]}: ${verdict}`).join('; ');
}

/** Told only where it was seen to help. */
function lineToAdd({ add, tool }: Consumer, verdicts: readonly Verdict[]): string {
  if (add === undefined) return '–';
  const seen = verdicts.filter((one) => one.consumer.tool === tool && one.exportOptions === 'profile+env');
  return seen.length === KINDS.length && seen.every(({ works }) => works) ? add : '–';
}
