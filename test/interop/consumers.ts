/** The tools that people use after logging in, and what is expected of each. */

import fs from 'node:fs';
import path from 'node:path';
import type { Toolchain } from './install.ts';
import { BIN, CACHE, pinned } from './paths.ts';
import type { ExportOptions, Kind } from './scene.ts';

export interface Consumer {
  readonly tool: string;
  readonly version: string;
  readonly toolchain: Toolchain;
  /**
   * `identity`: it prints what it found and STS's word on it; `values`: what it found; `oss`: it sends signed requests
   * to the OSS endpoint that it is given.
   */
  readonly proof: 'identity' | 'values' | 'oss';
  readonly handOffs: readonly ExportOptions[];
  readonly command: (invocation: Invocation) => readonly [program: string, ...parameters: string[]];
  readonly env?: (invocation: Invocation) => Readonly<Record<string, string>>;
  /** One process that asks STS who it is, again and again while this folder is there; see keep-asking.mjs. */
  readonly keepAsking?: (folder: string) => readonly [program: string, ...parameters: string[]];
  /** What it cannot do, and how that shows; everything else is expected to work. */
  readonly limits?: readonly Limit[];
  /** The one line that makes a hand-off work that does not by itself. */
  readonly add?: string;
  /** Anything else that its user must know. */
  readonly note?: string;
}

export interface Invocation {
  /** Of an OSS endpoint, for those who ask one. */
  readonly endpoint: string;
  /** A folder of its own that is thrown away. */
  readonly folder: string;
}

export interface Limit {
  readonly exportOptions: ExportOptions;
  readonly kinds: readonly Kind[];
  /** For the page: “no: …”. */
  readonly why: string;
  /** In what the consumer, or the service, said. */
  readonly shows: RegExp;
}

const SDK: readonly ExportOptions[] = ['env', 'profile', 'refresh', 'ini'];
const OSS: readonly ExportOptions[] = ['env', 'profile', 'profile+env', 'refresh'];

const node = (script: string) => path.join(CACHE, 'node', script);
const python = (script: string): readonly [string, string] => [
  path.join(CACHE, 'python/.venv/bin/python'),
  path.join(CACHE, 'python', script),
];
const go = path.join(BIN, 'interop-go');
const oldestGo = path.join(BIN, 'interop-go-oldest');
export const java = (main: string): readonly [string, ...string[]] => [
  'java',
  '-cp',
  `${path.join(CACHE, 'java/classes')}:${path.join(CACHE, 'java/lib')}/*`,
  main,
];

/** @param shows in what it says then */
function variablesAlone(shows: RegExp, why = 'it reads only `OSS_*` variables'): readonly Limit[] {
  return [
    { exportOptions: 'profile', kinds: ['key', 'sts'], why, shows },
    { exportOptions: 'refresh', kinds: ['sts'], why, shows },
  ];
}
const EXPORT_ENV = '`export-env: true`, together with `profile`';

export const CONSUMERS: readonly Consumer[] = [
  {
    tool: '@alicloud/credentials (Node.js)',
    version: pinned('node', '@alicloud/credentials'),
    toolchain: 'node',
    proof: 'identity',
    handOffs: SDK,
    command: () => [process.execPath, node('who.mjs')],
    keepAsking: (folder) => [process.execPath, node('keep-asking.mjs'), folder],
    // Where nothing is found, its chain asks https://undefined/ in the end.
    env: () => ({ ALIBABA_CLOUD_CREDENTIALS_URI: 'http://127.0.0.1:9/' }),
    limits: [
      {
        exportOptions: 'ini',
        kinds: ['sts'],
        why: 'it does not know `type = sts`',
        shows: /Invalid type option/,
      },
    ],
  },
  {
    tool: 'alibabacloud-credentials (Python)',
    version: pinned('python', 'alibabacloud-credentials'),
    toolchain: 'python',
    proof: 'identity',
    handOffs: SDK,
    command: () => python('who.py'),
    keepAsking: (folder) => [...python('keep_asking.py'), folder],
    limits: [
      {
        exportOptions: 'ini',
        kinds: ['sts'],
        why: 'it does not know `type = sts`',
        shows: /ProfileCredentialsProvider: .*type/,
      },
    ],
  },
  {
    tool: 'aliyun/credentials-go (Go)',
    version: pinned('go', 'github.com/aliyun/credentials-go'),
    toolchain: 'go',
    proof: 'identity',
    handOffs: SDK,
    command: () => [go, 'who'],
    keepAsking: (folder) => [go, 'keep-asking', folder],
    limits: [
      {
        exportOptions: 'ini',
        kinds: ['sts'],
        why: 'it does not know `type = sts`',
        shows: /unable to get credentials from any of the providers in the chain/,
      },
    ],
  },
  {
    tool: 'aliyun/credentials-go (Go), as Terraform’s provider has it',
    version: pinned('go-oldest', 'github.com/aliyun/credentials-go'),
    toolchain: 'go',
    proof: 'identity',
    handOffs: SDK,
    command: () => [oldestGo, 'who'],
    keepAsking: (folder) => [oldestGo, 'keep-asking', folder],
    limits: [
      {
        exportOptions: 'ini',
        kinds: ['sts'],
        why: 'it does not know `type = sts`',
        shows: /unable to get credentials from any of the providers in the chain/,
      },
    ],
  },
  {
    tool: 'com.aliyun:credentials-java (Java)',
    version: pinned('java', 'credentials-java'),
    toolchain: 'java',
    proof: 'identity',
    handOffs: SDK,
    command: () => java('Who'),
    limits: [
      {
        exportOptions: 'ini',
        kinds: ['sts'],
        why: 'it drops the token',
        shows: /SecurityToken is mandatory for this action/,
      },
      {
        exportOptions: 'refresh',
        kinds: ['sts'],
        why: 'it does not know mode `External`',
        shows: /Unsupported profile mode 'External'/,
      },
    ],
    note:
      'it takes the home folder from the user database. Where `HOME` is another one, as in a container job, add ' +
      '`JAVA_TOOL_OPTIONS: -Duser.home=…` with the value of `HOME`; so it was run here.',
  },
  {
    tool: 'oss2 (Python)',
    version: pinned('python', 'oss2'),
    toolchain: 'python',
    proof: 'oss',
    handOffs: OSS,
    command: ({ endpoint }) => [...python('oss2_list.py'), endpoint],
    limits: variablesAlone(/Access key id should not be null or empty/),
    add: EXPORT_ENV,
  },
  {
    tool: 'alibabacloud-oss-v2 (Python)',
    version: pinned('python', 'alibabacloud-oss-v2'),
    toolchain: 'python',
    proof: 'oss',
    handOffs: OSS,
    command: ({ endpoint }) => [...python('oss_v2_list.py'), endpoint],
    limits: variablesAlone(/Credentials is null or empty/),
    add: EXPORT_ENV,
  },
  {
    tool: 'alibabacloud-oss-go-sdk-v2 (Go)',
    version: pinned('go', 'github.com/aliyun/alibabacloud-oss-go-sdk-v2'),
    toolchain: 'go',
    proof: 'oss',
    handOffs: OSS,
    command: ({ endpoint }) => [go, 'oss', endpoint],
    limits: variablesAlone(/access key id or access key secret is empty/),
    add: EXPORT_ENV,
  },
  {
    tool: 'ali-oss (Node.js)',
    version: pinned('node', 'ali-oss'),
    toolchain: 'node',
    proof: 'oss',
    handOffs: OSS,
    command: ({ endpoint }) => [process.execPath, node('ali-oss.mjs'), endpoint],
    limits: variablesAlone(/require accessKeyId, accessKeySecret/, 'it is given only `OSS_*` variables'),
    add: EXPORT_ENV,
    note: 'it reads no variable itself; the program gives it `OSS_*` as options.',
  },
  {
    tool: 'OpenTofu, OSS backend',
    version: pinned('tofu', 'github.com/opentofu/opentofu'),
    toolchain: 'tofu',
    proof: 'oss',
    handOffs: ['env', 'profile', 'refresh'],
    command: ({ endpoint, folder }) => {
      fs.copyFileSync(path.join(CACHE, 'tofu/main.tf'), path.join(folder, 'main.tf'));
      return [
        'sh',
        '-ec',
        '"$0" -chdir="$1" init -no-color -input=false -backend-config="endpoint=$2"; "$0" -chdir="$1" apply -no-color -input=false -auto-approve',
        path.join(BIN, 'tofu'),
        folder,
        endpoint,
      ];
    },
    limits: [
      {
        exportOptions: 'refresh',
        kinds: ['sts'],
        why: 'it does not know mode `External`, and sends unsigned requests or uses what an SDK has left there',
        shows: /there is no signature|wrong security token/,
      },
    ],
  },
  {
    tool: 'reqsign-aliyun-oss (Rust)',
    version: pinned('rust', 'reqsign-aliyun-oss'),
    toolchain: 'rust',
    proof: 'oss',
    handOffs: SDK,
    command: ({ endpoint }) => [path.join(BIN, 'interop-rust'), endpoint],
    limits: [
      {
        exportOptions: 'refresh',
        kinds: ['sts'],
        why: 'it does not know mode `External`',
        shows: /failed to load signing credential/,
      },
    ],
  },
  {
    tool: 'PHP, parse_ini_file (how its SDK reads credentials.ini)',
    version: '8',
    toolchain: 'php',
    proof: 'values',
    handOffs: ['ini'],
    command: () => ['php', '-n', '-r', PHP],
    limits: [
      {
        exportOptions: 'ini',
        kinds: ['sts'],
        why: 'an unquoted `=` fails the whole file; quotes would break Java and Python',
        shows: /syntax error, unexpected '='/,
      },
    ],
  },
];

const PHP = `
$profiles = parse_ini_file(getenv('ALIBABA_CLOUD_CREDENTIALS_FILE'), true);
if ($profiles === false) exit(1);
$profile = $profiles[getenv('ALIBABA_CLOUD_PROFILE')];
echo 'INTEROP ' . json_encode([
  'accessKeyId' => $profile['access_key_id'],
  'accessKeySecret' => $profile['access_key_secret'],
  'securityToken' => $profile['security_token'] ?? '',
]);
`;

/** For the page: what reads these credentials as well, and was not run. */
export const NOT_RUN = `The \`aliyun\` CLI, the Terraform provider, ossutil, Packer and ack-ram-tool are not among the tools that this test can
build from package registries. They read the same variables and files, but were not tested here.`;
