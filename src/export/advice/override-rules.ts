import type { Credential } from '../../credentials.ts';
import type { Config } from '../../profiles/config-json.ts';
import { type JsonObject, textOf } from '../../text/json.ts';

/** What this step exports, and what is already set in the job or on the machine. */
export interface Scene {
  readonly env: boolean;
  /** The name of the profile that is written. */
  readonly profile: string | undefined;
  /** Whether that profile renews itself. */
  readonly refresh: boolean;
  readonly kind: Credential['kind'];
  /** The profile of config.json that this login is, with nothing on top. */
  readonly source: string | undefined;
  /** Whether a value is the key ID of this login. */
  readonly isOwn: (value: string) => boolean;
  /** A variable of the job, before this step exports any. */
  readonly variable: (name: string) => string | undefined;
  /** The aliyun CLI's config.json, before this step writes to it. */
  readonly config: Config | undefined;
}

/** Something that overrides, for some tools, what this step exports. */
export interface Rule {
  readonly tools: readonly (keyof typeof TOOLS)[];
  /** What this step exports where it matters. */
  readonly beside: keyof typeof BESIDE;
  /** The variables: one of each group, the first that is set. */
  readonly set?: readonly (readonly string[])[];
  /** The values of the first group's variable, as the tool compares them. Absent: any value. */
  readonly is?: readonly string[];
  /** Whether letter case does not matter to the tool. */
  readonly caseless?: true;
  /** What more must be so; in words, if no variables are, or beside them. */
  readonly where?: readonly [what: string, found: (scene: Scene) => string | boolean | undefined];
  /** What the tools do then. */
  readonly effect: string;
  /** Absent: to unset it. */
  readonly remedy?: string;
  /** Holds whoever the tool is logged in as. Of the other rules about the same tools, the first that stands counts. */
  readonly onTop?: true;
  /** Matters only to users of this one tool: worth a line in the log, not a warning. */
  readonly aside?: true;
}

/** What they are called, and where their own sources say so; of some it was also seen. */
export const TOOLS = {
  cli: ['the aliyun CLI', 'aliyun-cli 3.4: config/configuration.go, config/profile.go'],
  sdks: [
    'Alibaba Cloud’s SDKs',
    'credentials-go 1.4: providers/default.go, env.go, oidc.go, cli_profile.go; the others’ files of these names',
  ],
  go: ['Go’s SDK', 'credentials-go 1.4.14: providers/oidc.go'],
  oss: ['the OSS SDKs', 'alibabacloud-oss-go-sdk-v2: credentials/environment_credentials.go'],
  terraform: ['Terraform’s provider', 'terraform-provider-alicloud: alicloud/provider.go'],
  backend: ['Terraform’s OSS backend', 'seen with Terraform 1.11 and 1.17'],
  tofu: ['OpenTofu’s OSS backend', 'opentofu 1.12: internal/backend/remote-state/oss/backend.go'],
  opendal: ['OpenDAL', 'reqsign-aliyun-oss 3.2: provide_credential/default.rs, env.rs, assume_role.rs'],
  ack: [
    'ack-ram-tool',
    'ack-ram-tool: pkg/ctl/global.go, pkg/ctl/common/client.go, alibabacloudgo/env/env.go',
  ],
  ossutil: ['ossutil 2', 'ossutil 2’s documentation'],
  serverless: ['Serverless Devs’ ${aliyun-cli}', 'seen with its credential package'],
} as const;

export const BESIDE = {
  any: ['', ({ env, profile }) => env || profile !== undefined],
  variables: ['variables', ({ env }) => env],
  variablesAlone: ['variables', byVariables],
  keyAlone: ['an access key in variables', (scene) => byVariables(scene) && scene.kind === 'access_key'],
  profile: ['a profile', ({ profile }) => profile !== undefined],
  profileAlone: ['a profile', byProfile],
  stsProfileAlone: [
    'a profile with an STS credential',
    (scene) => byProfile(scene) && scene.kind !== 'access_key',
  ],
  refresh: ['a profile that renews itself', ({ refresh }) => refresh],
} as const satisfies Record<string, readonly [string, (scene: Scene) => boolean]>;

const ALONE = 'Use only profiles, or only the environment, in one job.';
const IGNORE = [['ALIBABA_CLOUD_IGNORE_PROFILE', 'ALIBABACLOUD_IGNORE_PROFILE']] as const;
const CLI_PROFILES = ['ALIBABACLOUD_PROFILE', 'ALIBABA_CLOUD_PROFILE', 'ALICLOUD_PROFILE'];
const KEY = [['ALIBABA_CLOUD_ACCESS_KEY_ID'], ['ALIBABA_CLOUD_ACCESS_KEY_SECRET']] as const;
const ROLE = ['ALIBABA_CLOUD_ROLE_ARN'];
const PROVIDER = ['ALIBABA_CLOUD_OIDC_PROVIDER_ARN'];
const RRSA = [ROLE, PROVIDER, ['ALIBABA_CLOUD_OIDC_TOKEN_FILE']] as const;
const ACK_FILE = [['ACK_RAM_TOOL_PROFILE_FILE']] as const;
const ACK_IGNORE = [['ACK_RAM_TOOL_IGNORE_ENV_CREDENTIALS']] as const;
/** As Go's strconv.ParseBool. */
const TRUE = ['1', 't', 'T', 'TRUE', 'true', 'True'];

/** In each tool's own look-up order, by its own comparisons. */
export const RULES: readonly Rule[] = [
  {
    tools: ['cli'],
    beside: 'profileAlone',
    set: IGNORE,
    is: ['TRUE'],
    where: ['', (scene) => !scene.isOwn(firstOf(scene, KEY[0])?.[1] ?? '')],
    effect: 'does not look at profiles',
    remedy: 'Unset it, or add export-env: true.',
  },
  {
    tools: ['cli'],
    beside: 'variablesAlone',
    set: [CLI_PROFILES],
    where: ['another profile', (scene) => !ignoresProfiles(scene) && isOther(scene, cliProfile(scene))],
    effect: 'uses that profile, and fails if there is none of that name',
    remedy: 'Unset it, or log in with profiles only in this job.',
  },
  {
    tools: ['cli'],
    beside: 'variablesAlone',
    where: [
      'a `config.json` that is empty or whose `current` names nothing',
      (scene) =>
        decidesByFile(scene) &&
        currentOf(scene.config) === undefined &&
        ofConfig(scene, 'names no current profile'),
    ],
    effect: 'prints an error, sends no request and exits with 0',
    remedy: 'Add profile: NAME to this step, or fix that file.',
  },
  {
    tools: ['cli'],
    beside: 'variablesAlone',
    where: [
      'a `config.json` whose current profile is another one; one of mode `AK` without a key counts beside an STS credential',
      (scene) => {
        const current = decidesByFile(scene) ? currentOf(scene.config) : undefined;
        if (!current || !isOther(scene, current)) return false;
        return ofConfig(
          scene,
          textOf(current['mode']) === 'AK' && !hasKey(current)
            ? 'has a current profile without a key'
            : `has the current profile “${scene.config?.current}”`,
        );
      },
    ],
    effect: 'uses that profile instead of the variables',
    remedy: 'Add profile: NAME to this step, so that the CLI is logged in too.',
  },
  {
    tools: ['cli'],
    beside: 'variablesAlone',
    set: [['ALIBABA_CLOUD_PROFILE_MODE']],
    is: ['Anonymous'],
    caseless: true,
    where: ['no profile', cliTakesVariables],
    effect: 'sends no credential',
  },
  {
    tools: ['cli'],
    beside: 'keyAlone',
    set: [['ALIBABACLOUD_ROLE_ARN', ...ROLE]],
    where: ['no profile', cliTakesVariables],
    effect: 'wants to assume that role, and fails without a session name',
    remedy: 'Unset it, or add profile: NAME to this step.',
  },
  {
    tools: ['cli'],
    beside: 'any',
    set: [['ALIBABA_CLOUD_ENDPOINT']],
    effect: 'sends its requests, with the token, to that host',
    remedy: 'Unset it, if that is not what you want.',
    onTop: true,
  },
  {
    tools: ['sdks', 'opendal'],
    beside: 'profileAlone',
    set: KEY,
    effect: 'use that key instead of the profile',
    remedy: ALONE,
  },
  {
    tools: ['sdks'],
    beside: 'profileAlone',
    set: RRSA,
    where: ['no key', (scene) => !stands(scene, KEY)],
    effect: 'log in with that OIDC role instead of the profile',
    remedy: 'Add export-env: true, or unset one of them.',
  },
  {
    tools: ['go'],
    beside: 'profileAlone',
    set: [['ALIBABA_CLOUD_OIDC_TOKEN'], ROLE, PROVIDER],
    where: ['no key', (scene) => !stands(scene, KEY) && !stands(scene, RRSA)],
    effect: 'logs in with that OIDC role instead of the profile',
    remedy: 'Add export-env: true, or unset one of them.',
  },
  {
    tools: ['sdks'],
    beside: 'stsProfileAlone',
    set: [['ALIBABA_CLOUD_CLI_PROFILE_DISABLED']],
    is: ['true'],
    caseless: true,
    where: ['no key and no RRSA', (scene) => !stands(scene, KEY) && !stands(scene, RRSA)],
    effect: 'ignore config.json, do not know type = sts in credentials.ini, and go on to the instance’s role',
    remedy: 'Unset it, or add export-env: true.',
  },
  {
    tools: ['sdks', 'terraform', 'opendal'],
    beside: 'refresh',
    set: [['ALIBABA_CLOUD_CREDENTIALS_URI', 'ALICLOUD_CREDENTIALS_URI']],
    effect: 'use the credential from there if the profile cannot be read or renewed',
  },
  {
    tools: ['opendal'],
    beside: 'refresh',
    set: RRSA,
    effect: 'logs in with that OIDC role: it does not know profiles that renew themselves',
    remedy: 'Unset one of them.',
  },
  {
    tools: ['oss', 'ossutil', 'opendal'],
    beside: 'profileAlone',
    set: [['OSS_ACCESS_KEY_ID'], ['OSS_ACCESS_KEY_SECRET']],
    effect: 'use that key instead of the profile',
    remedy: 'Unset it, or add export-env: true.',
  },
  {
    tools: ['terraform', 'backend'],
    beside: 'profileAlone',
    set: [['ALICLOUD_ACCESS_KEY', 'ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABACLOUD_ACCESS_KEY_ID']],
    effect:
      'use that key, with the profile’s token if the job has none (InvalidSecurityToken.MismatchWithAccessKey)',
    remedy: ALONE,
  },
  {
    tools: ['tofu'],
    beside: 'profileAlone',
    set: [['ALICLOUD_ACCESS_KEY', 'ALICLOUD_ACCESS_KEY_ID']],
    effect: 'uses that key, with the profile’s token if the job has none',
    remedy: ALONE,
  },
  {
    tools: ['terraform', 'backend', 'tofu'],
    beside: 'variablesAlone',
    set: [['ALICLOUD_PROFILE', 'ALIBABA_CLOUD_PROFILE']],
    where: ['a profile with a token beside a key that has none, or one that assumes a role', addsToKey],
    effect: 'use this step’s key with that profile’s token or role',
    remedy: ALONE,
  },
  {
    tools: ['terraform', 'tofu'],
    beside: 'any',
    set: [['ALICLOUD_ASSUME_ROLE_ARN']],
    effect: 'assume that role on top of this login (the provider in an assume_role block)',
    remedy: 'Unset it, if that is not what you want.',
    onTop: true,
  },
  {
    tools: ['backend', 'tofu', 'terraform'],
    beside: 'refresh',
    set: [['ALICLOUD_ECS_ROLE_NAME', 'ALIBABA_CLOUD_ECS_METADATA']],
    effect:
      'log in as that role of the instance if they cannot read the profile or do not know that it renews itself',
  },
  {
    tools: ['backend', 'opendal'],
    beside: 'any',
    set: [ROLE],
    effect: 'assume that role on top of this login',
    onTop: true,
  },
  {
    tools: ['ack'],
    beside: 'any',
    set: [['ACK_RAM_TOOL_CREDENTIAL_TYPE']],
    is: ['imds', 'ecs-role'],
    effect: 'logs in as the instance’s role',
  },
  {
    tools: ['ack'],
    beside: 'variablesAlone',
    set: ACK_FILE,
    where: ['', ackReadsOther],
    effect: 'reads that file, and no variables',
    remedy: 'Unset it, or log in with profiles only in this job.',
  },
  {
    tools: ['ack'],
    beside: 'variablesAlone',
    set: ACK_IGNORE,
    is: TRUE,
    where: ['', ackReadsOther],
    effect: 'reads no variables',
    remedy: 'Unset it, or add profile: NAME to this step.',
  },
  {
    tools: ['ack'],
    beside: 'keyAlone',
    set: [ROLE],
    where: [
      '',
      (scene) => !stands(scene, ACK_FILE) && !TRUE.includes(firstOf(scene, ACK_IGNORE[0])?.[1] ?? ''),
    ],
    effect: 'assumes that role, or logs in with it as a pod does (RRSA)',
  },
  {
    // None of the OSS SDKs reads it.
    tools: ['ossutil'],
    beside: 'variables',
    set: [['OSS_ROLE_ARN']],
    effect: 'assumes that role on top of this login',
    remedy: 'Unset it, if that is not what you want.',
    onTop: true,
  },
  {
    tools: ['serverless'],
    beside: 'profile',
    where: [
      'a `config.json` whose `current` is another profile',
      (scene) =>
        currentOf(scene.config) !== undefined &&
        ![scene.profile, scene.source].includes(scene.config?.current) &&
        ofConfig(scene, `has the current profile “${scene.config?.current}”`),
    ],
    effect: 'uses that one, whatever ALIBABA_CLOUD_PROFILE says',
    remedy: 'Make this step’s profile the current one: aliyun configure switch --profile NAME.',
    aside: true,
  },
];

/** What is set here, in words; undefined if nothing is, or the tool ignores it. */
export function standing(scene: Scene, { beside, set = [], is, caseless, where }: Rule): string | undefined {
  if (!BESIDE[beside][1](scene)) return undefined;
  const found = set.map((group) => firstOf(scene, group));
  const [first] = found;
  const more = where?.[1](scene) ?? true;
  const fold = (text: string): string => (caseless ? text.toLowerCase() : text);
  const isValue = first && (is === undefined || is.some((value) => fold(value) === fold(first[1])));
  if (!more || found.includes(undefined) || (set.length > 0 && !isValue)) return undefined;
  if (!first) return typeof more === 'string' ? more : undefined;
  if (scene.isOwn(first[1])) return undefined;
  // Any other value may be a key.
  if (is || first[0].includes('PROFILE')) return `${first[0]} is “${first[1]}”`;
  const names = found.flatMap((variable) => variable?.[0] ?? []);
  return names.length > 1 ? `${names.join(', ')} are set` : `${names.join()} is set in this job`;
}

function byVariables({ env, profile }: Scene): boolean {
  return env && profile === undefined;
}

function byProfile({ env, profile }: Scene): boolean {
  return profile !== undefined && !env;
}

/** As tools look: an empty variable is none. */
function firstOf({ variable }: Scene, names: readonly string[]): readonly [string, string] | undefined {
  const name = names.find((candidate) => variable(candidate));
  return name === undefined ? undefined : [name, variable(name) ?? ''];
}

function stands(scene: Scene, set: readonly (readonly string[])[]): boolean {
  return set.every((group) => firstOf(scene, group));
}

function ignoresProfiles(scene: Scene): boolean {
  return firstOf(scene, IGNORE[0])?.[1] === 'TRUE';
}

/** If nothing names a profile, the CLI uses the current one of config.json, and the variables if there is none. */
function decidesByFile(scene: Scene): boolean {
  return scene.config !== undefined && !ignoresProfiles(scene) && !firstOf(scene, CLI_PROFILES);
}

/** The profile that the CLI reads. */
function cliProfile(scene: Scene): JsonObject | undefined {
  return profileNamed(scene.config, firstOf(scene, CLI_PROFILES)?.[1] ?? scene.config?.current);
}

/** Where neither a variable nor config.json names a profile that says anything. */
function cliTakesVariables(scene: Scene): boolean {
  if (ignoresProfiles(scene)) return true;
  const profile = cliProfile(scene);
  if (!profile) return scene.config === undefined && !firstOf(scene, CLI_PROFILES);
  return !textOf(profile['mode']) && !hasKey(profile);
}

/**
 * Whether the CLI, with this profile, is somebody else. It skips one of mode "" without a key. With one of mode AK it
 * uses the variables' key, but not the token.
 */
function isOther({ kind, source }: Scene, profile: JsonObject | undefined): boolean {
  if (!profile) return true;
  const mode = textOf(profile['mode']) ?? '';
  const isEmpty = !hasKey(profile) && (mode === '' || (mode === 'AK' && kind === 'access_key'));
  return !isEmpty && profile['name'] !== source;
}

function ackReadsOther(scene: Scene): boolean {
  const names = ['ACK_RAM_TOOL_PROFILE_NAME', 'ACK_RAM_TOOL_PROFIL_ENAME', 'ALIBABA_CLOUD_PROFILE'];
  const name = firstOf(scene, names)?.[1] ?? scene.config?.current;
  const file = scene.variable('ACK_RAM_TOOL_PROFILE_FILE') ?? scene.config?.file;
  return name === undefined || name !== scene.source || file !== scene.config?.file;
}

function hasKey(profile: JsonObject): boolean {
  return textOf(profile['access_key_id']) !== undefined;
}

/** What Terraform takes from a profile beside a key in variables. Elsewhere, it may be any profile. */
function addsToKey(scene: Scene): boolean {
  const [, name] = firstOf(scene, ['ALICLOUD_PROFILE', 'ALIBABA_CLOUD_PROFILE']) ?? [];
  const mode = profileNamed(scene.config, name)?.['mode'];
  const isElsewhere = firstOf(scene, ['ALICLOUD_SHARED_CREDENTIALS_FILE', 'ALIBABA_CLOUD_CREDENTIALS_FILE']);
  return mode === 'RamRoleArn' || (scene.kind === 'access_key' && (mode === 'StsToken' || !!isElsewhere));
}

function currentOf(config: Config | undefined): JsonObject | undefined {
  return profileNamed(config, config?.current);
}

function profileNamed(config: Config | undefined, name = ''): JsonObject | undefined {
  return config?.profiles?.find((profile) => profile['name'] === name);
}

function ofConfig({ config }: Scene, what: string): string {
  return `${config?.file} ${what}`;
}
