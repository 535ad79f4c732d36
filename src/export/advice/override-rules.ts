import type { Credential } from '../../credentials.ts';
import type { Config } from '../../profiles/config-json.ts';
import { type JsonObject, textOf } from '../../text/json.ts';

const IGNORE = 'ALIBABA_CLOUD_IGNORE_PROFILE';
const NO_CONFIG = 'ALIBABA_CLOUD_CLI_PROFILE_DISABLED';
const CLI_PROFILES = ['ALIBABACLOUD_PROFILE', 'ALIBABA_CLOUD_PROFILE', 'ALICLOUD_PROFILE'];
const TERRAFORM_PROFILES = ['ALICLOUD_PROFILE', 'ALIBABA_CLOUD_PROFILE'];
const SDK_KEY = 'ALIBABA_CLOUD_ACCESS_KEY_ID';
const RRSA = ['ALIBABA_CLOUD_ROLE_ARN', 'ALIBABA_CLOUD_OIDC_PROVIDER_ARN', 'ALIBABA_CLOUD_OIDC_TOKEN_FILE'];

/** What this step exports, and what is already set in the job or on the machine. */
export interface Scene {
  readonly env: boolean;
  /** The name of the profile that is written. */
  readonly profile: string | undefined;
  /** Whether that profile renews itself. */
  readonly refresh: boolean;
  readonly kind: Credential['kind'];
  /** A variable of the job, before this step exports any. */
  readonly variable: (name: string) => string | undefined;
  /** The aliyun CLI's config.json, before this step writes to it. */
  readonly config: Config | undefined;
}

/** Something that overrides, for some tool, what this step exports. */
export interface Rule {
  readonly tools: string;
  /** For docs/compatibility.md, in Markdown. */
  readonly what: string;
  /** What is set here, in words; undefined if nothing is set or the tool ignores it. */
  readonly standing: (scene: Scene) => string | undefined;
  /** What the tool does then. */
  readonly effect: string;
  readonly remedy: string;
  /** Matters only to users of this one tool: worth a line in the log, not a warning. */
  readonly aside?: true;
}

/**
 * Source: each tool's own look-up order, read from its source or seen with the tool itself (docs/compatibility.md).
 */
export const RULES: readonly Rule[] = [
  {
    tools: 'the aliyun CLI',
    what: '`ALIBABA_CLOUD_IGNORE_PROFILE=true`, beside a profile',
    standing: ({ profile, variable }) =>
      profile && isTrue(variable(IGNORE)) ? `${IGNORE} is true` : undefined,
    effect: 'does not look at profiles',
    remedy: 'Unset it, or add export-env: true.',
  },
  {
    tools: 'the aliyun CLI',
    what: 'another profile in `ALIBABACLOUD_PROFILE`, and beside variables in `ALIBABA_CLOUD_PROFILE` or `ALICLOUD_PROFILE`',
    standing: ({ env, profile, variable }) => {
      // In the CLI's own order. If this step writes a profile, it sets all of them except the first.
      const names = profile ? ['ALIBABACLOUD_PROFILE'] : CLI_PROFILES;
      const name = env || profile ? names.find((candidate) => variable(candidate)) : undefined;
      const value = name && variable(name);
      return value && value !== profile && !isTrue(variable(IGNORE)) ? `${name} is “${value}”` : undefined;
    },
    effect: 'uses that profile, and fails if there is none of that name',
    remedy: 'Unset it, or log in with profiles only in this job.',
  },
  {
    tools: 'the aliyun CLI',
    what: 'a `config.json` that is empty or whose `current` names nothing, beside variables',
    standing: (scene) =>
      decidesByFile(scene) && !hasCurrent(scene.config)
        ? ofConfig(scene, 'names no current profile')
        : undefined,
    effect: 'prints an error, sends no request and exits with 0',
    remedy: 'Add profile: NAME to this step, or fix that file.',
  },
  {
    tools: 'the aliyun CLI',
    what: 'a `config.json` with a current profile, beside variables; one of mode `AK` without a key, beside an STS credential',
    standing: (scene) => {
      const current = decidesByFile(scene) ? currentOf(scene.config) : undefined;
      // The CLI skips an empty profile of mode "". With one of mode AK it uses the key from the variables, but not the
      // token.
      if (!current || textOf(current['mode']) === undefined) return undefined;
      const isSkeleton = current['mode'] === 'AK' && !textOf(current['access_key_id']);
      if (isSkeleton && scene.kind !== 'sts') return undefined;
      return ofConfig(
        scene,
        isSkeleton
          ? 'has a current profile without a key'
          : `has the current profile “${scene.config?.current}”`,
      );
    },
    effect: 'uses that profile instead of the variables',
    remedy: 'Add profile: NAME to this step, so that the CLI is logged in too.',
  },
  {
    tools: 'Alibaba Cloud’s SDKs',
    what: '`ALIBABA_CLOUD_ACCESS_KEY_ID`, beside a profile',
    standing: (scene) => (onlyProfile(scene) ? standing(scene, SDK_KEY) : undefined),
    effect: 'use that key instead of the profile',
    remedy: 'Use only profiles, or only the environment, in one job.',
  },
  {
    tools: 'Alibaba Cloud’s SDKs',
    what: '`ALIBABA_CLOUD_ROLE_ARN`, `ALIBABA_CLOUD_OIDC_PROVIDER_ARN` and `ALIBABA_CLOUD_OIDC_TOKEN_FILE` (RRSA), beside a profile',
    standing: (scene) =>
      onlyProfile(scene) && rrsa(scene) && !scene.variable(SDK_KEY)
        ? `${RRSA.join(', ')} are set`
        : undefined,
    effect: 'log in with that OIDC role instead of the profile',
    remedy: 'Add export-env: true, or unset one of them.',
  },
  {
    tools: 'Alibaba Cloud’s SDKs',
    what: '`ALIBABA_CLOUD_CLI_PROFILE_DISABLED=true`, beside a profile with an STS credential',
    standing: (scene) =>
      onlyProfile(scene) &&
      scene.kind !== 'access_key' &&
      isTrue(scene.variable(NO_CONFIG)) &&
      !rrsa(scene) &&
      !scene.variable(SDK_KEY)
        ? `${NO_CONFIG} is true`
        : undefined,
    effect: 'ignore config.json, and do not know type = sts in credentials.ini',
    remedy: 'Unset it, or add export-env: true.',
  },
  {
    tools: 'Alibaba Cloud’s SDKs',
    what: '`ALIBABA_CLOUD_CREDENTIALS_URI`, beside a profile that renews itself',
    standing: (scene) => (scene.refresh ? standing(scene, 'ALIBABA_CLOUD_CREDENTIALS_URI') : undefined),
    effect: 'use the credential from there if the profile cannot be renewed',
    remedy: 'Unset it.',
  },
  {
    tools: 'Terraform’s provider',
    what: '`ALICLOUD_ACCESS_KEY` or `ALIBABA_CLOUD_ACCESS_KEY_ID`, beside a profile',
    standing: (scene) =>
      onlyProfile(scene)
        ? ['ALICLOUD_ACCESS_KEY', SDK_KEY].map((name) => standing(scene, name)).find(Boolean)
        : undefined,
    effect: 'uses that key with the profile’s token (InvalidSecurityToken.MismatchWithAccessKey)',
    remedy: 'Use only profiles, or only the environment, in one job.',
  },
  {
    tools: 'Terraform’s provider',
    what: '`ALICLOUD_PROFILE` or `ALIBABA_CLOUD_PROFILE`, beside an access key in variables',
    standing: ({ env, profile, kind, variable }) => {
      // An STS credential brings its own token. A key has none, so the tool takes the profile's.
      const name =
        env && !profile && kind === 'access_key'
          ? TERRAFORM_PROFILES.find((one) => variable(one))
          : undefined;
      return name && `${name} is “${variable(name)}”`;
    },
    effect: 'uses this step’s key with that profile’s token',
    remedy: 'Use only profiles, or only the environment, in one job.',
  },
  {
    tools: 'Terraform’s OSS backend, OpenDAL and ack-ram-tool',
    what: '`ALIBABA_CLOUD_ROLE_ARN` alone, beside variables',
    standing: (scene) => (scene.env && !rrsa(scene) ? standing(scene, 'ALIBABA_CLOUD_ROLE_ARN') : undefined),
    effect: 'assume that role on top of this login',
    remedy: 'Unset it.',
  },
  {
    tools: 'Terraform’s provider and OpenTofu’s OSS backend',
    what: '`ALICLOUD_ASSUME_ROLE_ARN`',
    standing: (scene) =>
      scene.env || scene.profile ? standing(scene, 'ALICLOUD_ASSUME_ROLE_ARN') : undefined,
    effect: 'assume that role on top of this login',
    remedy: 'Unset it, if that is not what you want.',
  },
  {
    // None of the OSS SDKs reads it.
    tools: 'ossutil 2',
    what: '`OSS_ROLE_ARN`, beside variables',
    standing: (scene) => (scene.env ? standing(scene, 'OSS_ROLE_ARN') : undefined),
    effect: 'assumes that role on top of this login',
    remedy: 'Unset it, if that is not what you want.',
  },
  {
    tools: 'ack-ram-tool',
    what: 'two profiles in one job',
    standing: ({ profile, variable }) => {
      const other = variable('ALIBABA_CLOUD_PROFILE');
      return profile && other && other !== profile
        ? `this job has two profiles, “${other}” and “${profile}”`
        : undefined;
    },
    effect: `uses the last one, whatever --profile-name says`,
    remedy: 'Give it --ignore-env-credentials as well.',
    aside: true,
  },
  {
    tools: 'Serverless Devs’ ${aliyun-cli}',
    what: 'a `config.json` whose `current` is another profile, beside a profile',
    standing: (scene) =>
      scene.profile && currentOf(scene.config) && scene.config?.current !== scene.profile
        ? ofConfig(scene, `has the current profile “${scene.config?.current}”`)
        : undefined,
    effect: 'uses that one, whatever ALIBABA_CLOUD_PROFILE says',
    remedy: 'Make this step’s profile the current one: aliyun configure switch --profile NAME.',
    aside: true,
  },
];

function onlyProfile({ env, profile }: Scene): boolean {
  return profile !== undefined && !env;
}

/** Names a variable and never shows its value, which may be a key. */
function standing({ variable }: Scene, name: string): string | undefined {
  return variable(name) && `${name} is set in this job`;
}

function rrsa({ variable }: Scene): boolean {
  return RRSA.every((name) => variable(name));
}

function isTrue(value: string | undefined): boolean {
  return value?.toLowerCase() === 'true';
}

/** If nothing names a profile, the CLI uses the current one of config.json, and the variables if there is none. */
function decidesByFile({ env, profile, variable, config }: Scene): boolean {
  return env && !profile && config !== undefined && !isTrue(variable(IGNORE)) && !CLI_PROFILES.some(variable);
}

function hasCurrent(config: Config | undefined): boolean {
  return currentOf(config) !== undefined;
}

function currentOf(config: Config | undefined): JsonObject | undefined {
  return config?.profiles?.find((profile) => profile['name'] === (config.current ?? ''));
}

function ofConfig({ config }: Scene, what: string): string {
  return `${config?.file} ${what}`;
}
