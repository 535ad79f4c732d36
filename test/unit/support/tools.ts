/**
 * Who each tool is in a later step, by its own rules: written from the tools' sources, which are named, and not from
 * src/. An identity is a key's ID with its token, or what was made of it; undefined is nobody, or an error.
 */

export type Variables = Readonly<Record<string, string>>;
export type Fields = Readonly<Record<string, string>>;

export interface Machine {
  /** As the step finds them. */
  readonly env: Variables;
  /** ~/.aliyun/config.json, as a tool that is told no other file reads it; null if it cannot be read. */
  readonly config: Config | undefined | null;
  /** Every ini file, by path; without sections, one that is not there. */
  readonly ini: Readonly<Record<string, Readonly<Record<string, Fields>>>>;
  /** Whether there is an instance with a role. */
  readonly metadata: boolean;
  /** What the command of a profile that renews itself gives; undefined if it fails. */
  readonly renewed: string | undefined;
}

export interface Config {
  readonly current: string;
  readonly profiles: readonly Fields[];
}

class Nobody extends Error {}

const nobody = (): never => {
  throw new Nobody();
};

/** One of the job's variables: the first that is set. */
const first = ({ env }: Machine, ...names: string[]): string =>
  names.map((name) => env[name]).find(Boolean) ?? '';
const isTrue = (value: string | undefined): boolean => value?.toLowerCase() === 'true';

const key = (id: string | undefined, secret: string | undefined, token = ''): string =>
  id && secret ? (id === secret.slice(2) ? `${id}/${token}` : nobody()) : nobody();
/** Secrets are made of their IDs, so that whoever mixes two keys is nobody; so are tokens. */
export const secretOf = (id: string): string => `s-${id}`;
export const tokenOf = (id: string): string => `t-${id}`;

/** STS refuses a key with a token that is not its own, and a temporary key without one. */
const accepted = (who: string): string => {
  const [id = '', token = ''] = who.split('/');
  if (/^\[|^(instance|uri|oidc)/.test(who)) return who;
  return token === (id.startsWith('STS.') ? tokenOf(id) : '') ? who : nobody();
};
const assumed = (by: string, role: string): string => `[${accepted(by)} > ${role}]`;

const instance = (machine: Machine, name = ''): string =>
  machine.metadata ? `instance ${name}`.trim() : nobody();
/** The SDKs' builders refuse where it is forbidden, also for a profile. Source: credentials-go, ecs_ram_role.go. */
const allowedInstance = (machine: Machine): string =>
  isTrue(machine.env['ALIBABA_CLOUD_ECS_METADATA_DISABLED']) ? nobody() : instance(machine);
const uri = (machine: Machine): string =>
  first(machine, 'ALIBABA_CLOUD_CREDENTIALS_URI') ? 'uri' : nobody();

/** What a tool does next if this comes to nothing. */
function chain(...steps: readonly (() => string)[]): string {
  for (const step of steps) {
    try {
      return step();
    } catch (error) {
      if (!(error instanceof Nobody)) throw error;
    }
  }
  return nobody();
}

function profileOf({ config }: Machine, name: string): Fields {
  return config?.profiles.find((profile) => profile['name'] === name) ?? nobody();
}

/** Source: credentials-go, cli_profile.go; @alicloud/credentials, cli_profile.js; Python's cli_profile.py. */
function ofMode(machine: Machine, profile: Fields): string {
  const { access_key_id: id, access_key_secret: secret, sts_token: token } = profile;
  const modes: Readonly<Record<string, () => string>> = {
    AK: () => key(id, secret),
    StsToken: () => (token ? key(id, secret, token) : nobody()),
    RamRoleArn: () => assumed(key(id, secret), profile['ram_role_arn'] ?? ''),
    EcsRamRole: () => allowedInstance(machine),
    External: () => machine.renewed ?? nobody(),
  };
  return (modes[profile['mode'] ?? ''] ?? nobody)();
}

/** Source: credentials-go, profile.go; @alicloud/credentials, profile.js; Python's profile.py. */
function ofIni(machine: Machine, file: string): string {
  const path = first(machine, 'ALIBABA_CLOUD_CREDENTIALS_FILE') || file;
  const section = machine.ini[path]?.[first(machine, 'ALIBABA_CLOUD_PROFILE') || 'default'];
  const { type, access_key_id: id, access_key_secret: secret } = section ?? nobody();
  if (type === 'access_key') return key(id, secret);
  return type === 'ecs_ram_role' ? allowedInstance(machine) : nobody();
}

/** Source: credentials-go, default.go, env.go, oidc.go; the others' files of the same names. */
function sdk(machine: Machine, ini: string, token: readonly string[]): string {
  const { env } = machine;
  const has = (name: string): boolean => first(machine, `ALIBABA_CLOUD_${name}`) !== '';
  return chain(
    () =>
      key(
        env['ALIBABA_CLOUD_ACCESS_KEY_ID'],
        env['ALIBABA_CLOUD_ACCESS_KEY_SECRET'],
        env['ALIBABA_CLOUD_SECURITY_TOKEN'],
      ),
    () =>
      has('ROLE_ARN') && has('OIDC_PROVIDER_ARN') && token.some(has)
        ? `oidc ${env['ALIBABA_CLOUD_ROLE_ARN']}`
        : nobody(),
    () => {
      if (isTrue(env['ALIBABA_CLOUD_CLI_PROFILE_DISABLED'])) return nobody();
      const name = first(machine, 'ALIBABA_CLOUD_PROFILE') || machine.config?.current || '';
      return ofMode(machine, profileOf(machine, name));
    },
    () => ofIni(machine, ini),
    () => allowedInstance(machine),
    () => uri(machine),
  );
}

/** Source: aliyun-cli 3.4, config/configuration.go (LoadProfileWithContext), config/profile.go (OverwriteWithFlags). */
function cli(machine: Machine): string {
  if (first(machine, 'ALIBABA_CLOUD_ENDPOINT')) return 'at another host';
  const ignores = first(machine, 'ALIBABA_CLOUD_IGNORE_PROFILE', 'ALIBABACLOUD_IGNORE_PROFILE') === 'TRUE';
  const { config } = machine;
  const named = first(machine, 'ALIBABACLOUD_PROFILE', 'ALIBABA_CLOUD_PROFILE', 'ALICLOUD_PROFILE');
  // No file is as one with an empty profile “default”.
  const read = config === undefined ? { current: 'default', profiles: [{ name: 'default' }] } : config;
  const profile = ignores ? {} : profileOf({ ...machine, config: read }, named || (read?.current ?? ''));
  const or = (field: string, ...names: string[]): string => profile[field] || first(machine, ...names);
  const variables = (end: string): string[] =>
    ['ALIBABA_CLOUD_', 'ALIBABACLOUD_', 'ALICLOUD_', ''].map((prefix) => prefix + end);
  const fields = {
    ...profile,
    access_key_id: or('access_key_id', ...variables('ACCESS_KEY_ID')),
    access_key_secret: or('access_key_secret', ...variables('ACCESS_KEY_SECRET')),
    sts_token: or('sts_token', ...variables('SECURITY_TOKEN')),
    ram_role_arn: or('ram_role_arn', 'ALIBABACLOUD_ROLE_ARN', 'ALIBABA_CLOUD_ROLE_ARN'),
  };
  const isAnonymous = first(machine, 'ALIBABA_CLOUD_PROFILE_MODE').toLowerCase() === 'anonymous';
  const hasKey = fields.access_key_id && fields.access_key_secret;
  const recognized = isAnonymous
    ? 'Anonymous'
    : hasKey && (fields.sts_token ? 'StsToken' : fields.ram_role_arn ? 'RamRoleArn' : 'AK');
  const mode = profile['mode'] || recognized || '';
  if (mode === 'RamRoleArn' && !profile['ram_session_name']) return nobody();
  if (mode === 'EcsRamRole') return instance(machine);
  return accepted(ofMode(machine, { ...fields, mode }));
}

/** Source: terraform-provider-alicloud, alicloud/provider.go (providerConfigure, getConfigFromProfile). */
function terraform(machine: Machine): string {
  return infrastructure(machine, {
    id: ['ALICLOUD_ACCESS_KEY', 'ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABACLOUD_ACCESS_KEY_ID'],
    secret: ['ALICLOUD_SECRET_KEY', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET', 'ALIBABACLOUD_ACCESS_KEY_SECRET'],
    token: ['ALICLOUD_SECURITY_TOKEN', 'ALIBABA_CLOUD_SECURITY_TOKEN', 'ALIBABACLOUD_SECURITY_TOKEN'],
    profile: ['ALICLOUD_PROFILE', 'ALIBABA_CLOUD_PROFILE'],
    instance: ['ALICLOUD_ECS_ROLE_NAME', 'ALIBABA_CLOUD_ECS_METADATA'],
    // In an assume_role block.
    role: ['ALICLOUD_ASSUME_ROLE_ARN'],
    renews: true,
  });
}

/** Source: opentofu 1.12, internal/backend/remote-state/oss/backend.go. */
function tofu(machine: Machine): string {
  return infrastructure(machine, {
    id: ['ALICLOUD_ACCESS_KEY', 'ALICLOUD_ACCESS_KEY_ID'],
    secret: ['ALICLOUD_SECRET_KEY', 'ALICLOUD_ACCESS_KEY_SECRET'],
    token: ['ALICLOUD_SECURITY_TOKEN'],
    profile: ['ALICLOUD_PROFILE'],
    instance: ['ALICLOUD_ECS_ROLE_NAME'],
    role: ['ALICLOUD_ASSUME_ROLE_ARN'],
    renews: false,
  });
}

interface Reader {
  readonly id: readonly string[];
  readonly secret: readonly string[];
  readonly token: readonly string[];
  readonly profile: readonly string[];
  readonly instance: readonly string[];
  readonly role: readonly string[];
  /** Whether it knows mode External. */
  readonly renews: boolean;
}

/** A variable or, field by field, the profile. */
function infrastructure(machine: Machine, reader: Reader): string {
  const name = first(machine, ...reader.profile);
  const profile: Fields =
    (name && machine.config?.profiles.find((one) => one['name'] === name)) || ({} as Fields);
  const { mode } = profile;
  const has = (field: string, ...modes: string[]): string =>
    mode !== undefined && modes.includes(mode) ? (profile[field] ?? '') : '';
  const keyed = ['AK', 'StsToken', 'RamRoleArn', ''];
  const id = first(machine, ...reader.id) || has('access_key_id', ...keyed);
  const secret = first(machine, ...reader.secret) || has('access_key_secret', ...keyed);
  const token = first(machine, ...reader.token) || has('sts_token', 'StsToken');
  const role = first(machine, ...reader.role) || has('ram_role_arn', 'RamRoleArn');
  const base = (): string => {
    if (mode === 'External' && reader.renews && (!id || !secret)) return machine.renewed ?? nobody();
    if (id && secret) return accepted(key(id, secret, token));
    if (reader.renews && first(machine, 'ALICLOUD_CREDENTIALS_URI', 'ALIBABA_CLOUD_CREDENTIALS_URI'))
      return 'uri';
    if (first(machine, ...reader.instance) || mode === 'EcsRamRole') return instance(machine);
    return nobody();
  };
  return role ? assumed(base(), role) : base();
}

/** Source: ack-ram-tool, pkg/ctl/global.go (UpdateValues), pkg/ctl/common/client.go, alibabacloudgo/env/env.go. */
function ack(machine: Machine): string {
  if (['imds', 'ecs-role'].includes(first(machine, 'ACK_RAM_TOOL_CREDENTIAL_TYPE'))) return instance(machine);
  const file = first(machine, 'ACK_RAM_TOOL_PROFILE_FILE');
  const ignores = ['1', 't', 'T', 'TRUE', 'true', 'True'].includes(
    first(machine, 'ACK_RAM_TOOL_IGNORE_ENV_CREDENTIALS'),
  );
  const ofFile = (): string => {
    if (machine.config === undefined || machine.config === null) return nobody();
    const name =
      first(machine, 'ACK_RAM_TOOL_PROFILE_NAME', 'ACK_RAM_TOOL_PROFIL_ENAME', 'ALIBABA_CLOUD_PROFILE') ||
      machine.config.current;
    const profile = profileOf(machine, name);
    return profile['mode'] === 'EcsRamRole' ? instance(machine) : accepted(ofMode(machine, profile));
  };
  if (file || ignores) return ofFile();
  const id = first(
    machine,
    ...['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALICLOUD_ACCESS_KEY', 'ALIBABACLOUD_ACCESS_KEY_ID'],
    ...['ALICLOUD_ACCESS_KEY_ID', 'ACCESS_KEY_ID'],
  );
  const secret = first(
    machine,
    ...['ALIBABA_CLOUD_ACCESS_KEY_SECRET', 'ALICLOUD_SECRET_KEY', 'ALIBABACLOUD_ACCESS_KEY_SECRET'],
    ...['ALICLOUD_ACCESS_KEY_SECRET', 'ACCESS_KEY_SECRET'],
  );
  const token = first(
    machine,
    ...['ALIBABA_CLOUD_SECURITY_TOKEN', 'ALICLOUD_ACCESS_KEY_STS_TOKEN', 'ALIBABACLOUD_SECURITY_TOKEN'],
    ...['ALICLOUD_SECURITY_TOKEN', 'SECURITY_TOKEN'],
  );
  const role = first(machine, 'ALIBABA_CLOUD_ROLE_ARN');
  if (id && secret && token) return accepted(key(id, secret, token));
  if (
    role &&
    first(machine, 'ALIBABA_CLOUD_OIDC_PROVIDER_ARN') &&
    first(machine, 'ALIBABA_CLOUD_OIDC_TOKEN_FILE')
  )
    return `oidc ${role}`;
  if (id && secret) return role ? assumed(key(id, secret), role) : accepted(key(id, secret));
  if (first(machine, 'ALIBABA_CLOUD_CREDENTIALS_URI')) return 'uri';
  return ofFile();
}

/** Source: reqsign-aliyun-oss 3.2, provide_credential/default.rs, env.rs, assume_role.rs, config_file.rs. */
function opendal(machine: Machine): string {
  const { env } = machine;
  const name = first(machine, 'ALIBABA_CLOUD_PROFILE') || 'default';
  const bases = [
    () =>
      key(
        env['ALIBABA_CLOUD_ACCESS_KEY_ID'],
        env['ALIBABA_CLOUD_ACCESS_KEY_SECRET'],
        env['ALIBABA_CLOUD_SECURITY_TOKEN'],
      ),
    () => oss(machine),
    () => {
      const path = first(machine, 'ALIBABA_CLOUD_CREDENTIALS_FILE') || INI_FILES.python;
      const {
        type,
        access_key_id: id,
        access_key_secret: secret,
        sts_token: token,
      } = machine.ini[path]?.[name] ?? nobody();
      return type === 'access_key' || type === 'sts' ? key(id, secret, token) : nobody();
    },
    () => {
      const profile = profileOf(machine, name);
      return ['AK', 'StsToken'].includes(profile['mode'] ?? '') ? ofMode(machine, profile) : nobody();
    },
  ];
  const role = first(machine, 'ALIBABA_CLOUD_ROLE_ARN');
  return accepted(
    chain(
      () => (role ? assumed(chain(...bases), role) : nobody()),
      ...bases,
      () => uri(machine),
      () => allowedInstance(machine),
      () =>
        role && env['ALIBABA_CLOUD_OIDC_PROVIDER_ARN'] && env['ALIBABA_CLOUD_OIDC_TOKEN_FILE']
          ? `oidc ${role}`
          : nobody(),
    ),
  );
}

/** Source: alibabacloud-oss-go-sdk-v2, credentials/environment_credentials.go. */
function oss({ env }: Machine): string {
  return key(env['OSS_ACCESS_KEY_ID'], env['OSS_ACCESS_KEY_SECRET'], env['OSS_SESSION_TOKEN']);
}

/** Where the SDKs look; Go's and Node's at the first, Python's at the second. */
export const INI_FILES = {
  node: '/home/nobody/.alibabacloud/credentials',
  python: '/home/nobody/.alibabacloud/credentials.ini',
};

/** By the names of src/export/advice/override-rules.ts; several where one name stands for tools that differ. */
const MODELS: Readonly<Record<string, readonly ((machine: Machine) => string)[]>> = {
  cli: [cli],
  sdks: [
    (machine) => sdk(machine, INI_FILES.node, ['OIDC_TOKEN_FILE']),
    (machine) => sdk(machine, INI_FILES.python, ['OIDC_TOKEN_FILE']),
  ],
  go: [(machine) => sdk(machine, INI_FILES.node, ['OIDC_TOKEN', 'OIDC_TOKEN_FILE'])],
  oss: [oss],
  terraform: [terraform],
  tofu: [tofu],
  opendal: [opendal],
  ack: [ack],
  ossutil: [
    (machine) => {
      const role = first(machine, 'OSS_ROLE_ARN');
      return role ? assumed(oss(machine), role) : accepted(oss(machine));
    },
  ],
  serverless: [(machine) => ofMode(machine, profileOf(machine, machine.config?.current ?? ''))],
};

/** Who every tool is; undefined for one that fails, or whom the service refuses. */
export function everyTool(machine: Machine): readonly (readonly [tool: string, who: string | undefined])[] {
  const who = (model: (machine: Machine) => string): string | undefined => {
    try {
      return accepted(model(machine));
    } catch (error) {
      if (error instanceof Nobody) return undefined;
      throw error;
    }
  };
  return Object.entries(MODELS).flatMap(([tool, models]) =>
    models.map((model) => [tool, who(model)] as const),
  );
}
