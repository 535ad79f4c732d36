/** docs/compatibility.md, made of what the consumers did. */

import { RULES } from '../../src/exporters/override-rules.ts';
import type { Verdict } from './compatibility.ts';
import { CONSUMERS, type Consumer, NOT_RUN } from './consumers.ts';
import { ACT } from './paths.ts';
import { type HandOff, KINDS, type Kind } from './scene.ts';

const COLUMNS: readonly (readonly [HandOff, title: string])[] = [
  ['env', 'environment'],
  ['profile', 'profile'],
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
  [
    'ack-ram-tool',
    '`--profile-name NAME --ignore-env-credentials`: the variables that name the last profile win over the option alone',
  ],
  [
    'Serverless Devs',
    '`aliyun configure switch --profile NAME` before it: `${aliyun-cli}` takes the current profile',
  ],
  [
    'OSS SDKs, `ossutil` 2',
    'variables, which they alone read: log in again, with `export-env: true`, before the other’s steps',
  ],
  ['ossutil 1', 'no variable: `-i`, `-k` and `-t` with the outputs of the step that logged in'],
  ['Packer', 'variables: log in again before the other’s steps'],
  ['acr-login, ack-set-context', 'no variable: the outputs of the step that logged in, by its `id`'],
];

export const IDENTITIES = `## What each tool needs when a job has two identities

| tool | needs |
| --- | --- |
${TWO_IDENTITIES.map((row) => `| ${row.join(' | ')} |`).join('\n')}

## What wins over a login

A tool that is logged in as somebody else says nothing of it, so the step does, where it sees one of these. Each is of the
tool’s own look-up order.

| what stands in the job or on the machine | then |
| --- | --- |
${RULES.map(({ what, tools, effect }) => `| ${what} | ${tools.replace('${aliyun-cli}', '`$&`')} ${effect} |`).join('\n')}
`;

export function pageOf(verdicts: readonly Verdict[]): string {
  const rows = CONSUMERS.map((consumer) => [
    consumer.tool,
    consumer.version,
    ...COLUMNS.map(([handOff]) => cell(consumer, handOff, verdicts)),
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

Which tools are logged in after this action, without a change to the tool. Each was installed from its own registry and
run in a later step of a job that the built action had logged in, against this repository's emulator: once with the
access key of a RAM user, once with an STS credential got for GitHub's OIDC token, whose security token contains \`+\` and
\`/\` and ends in \`==\`. An SDK is logged in when STS's GetCallerIdentity names the right user or role; an OSS tool
when its signed requests, V1 or V4, are verified; PHP's row is about the values alone. After the post step nothing of
the credential was left.

- **environment:** the default, \`export-env: true\`.
- **profile:** \`profile: NAME\`; the tool takes what it reads of \`~/.aliyun/config.json\` and credentials.ini.
- **credentials.ini alone:** the same, with config.json switched off by \`ALIBABA_CLOUD_CLI_PROFILE_DISABLED=true\`.

${table.join('\n')}

${notes.length > 0 ? `${notes.join('\n')}\n\n` : ''}${IDENTITIES}
## One credentials.ini for all

No way of writing an STS profile pleases every reader of credentials.ini, so the values stay bare, and
\`~/.aliyun/config.json\` carries it to those who cannot read it there. PHP's \`parse_ini_file\` refuses
a bare \`=\`, in which every security token ends; it takes the value in quotes. Python's and Java's SDKs keep the quotes as
part of the value, and then even an access key fails. These were run as well.

## A whole workflow

A workflow with \`uses: ./\` was run by act ${ACT.replace(/.*@v/, '')}: one job with the environment and a step that is refused, one
job with two profiles in two accounts. Later steps were who they should be, the post steps ran last step first, and
neither the log nor any file held a secret afterwards.

## Not run

${NOT_RUN}
`;
}

function cell(consumer: Consumer, handOff: HandOff, verdicts: readonly Verdict[]): string {
  if (!consumer.handOffs.includes(handOff)) return '–';
  const told = KINDS.map((kind): [Kind, string] => {
    const verdict = verdicts.find(
      (one) => one.consumer === consumer && one.handOff === handOff && one.kind === kind,
    );
    if (verdict === undefined) throw new Error(`${consumer.tool} was not run: ${handOff}, ${kind}.`);
    const limit = consumer.limits?.find((one) => one.handOff === handOff && one.kinds.includes(kind));
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
  const seen = verdicts.filter((one) => one.consumer.tool === tool && one.handOff === 'profile+env');
  return seen.length === KINDS.length && seen.every(({ works }) => works) ? add : '–';
}
