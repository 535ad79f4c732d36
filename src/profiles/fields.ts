/**
 * Every profile field that the aliyun CLI or an SDK (Python, Go, Java, Node) knows, and where we use it. Unused fields
 * that would change who or what a session is cause a warning; docs/differences.md has the table.
 * Source: aliyun-cli, config/profile.go; the SDKs' profile and CLI profile providers.
 */

export interface Field {
  /** The modes of config.json, or the types of credentials.ini, in which a login uses it. */
  readonly usedIn: readonly string[];
  /** Does not affect who or what a session is: no warning when unused. */
  readonly idle?: true;
}

export type Fields = Readonly<Record<string, Field>>;

const used = (...usedIn: readonly string[]): Field => ({ usedIn });
const IDLE: Field = { usedIn: [], idle: true };
const NOWHERE: Field = { usedIn: [] };

const SESSIONS = ['OAuth', 'CloudSSO'];
const SIGNING = ['RamRoleArn', 'RamRoleArnWithRoleName', 'ChainableRamRoleArn'];
export const ROLE_MODES = [...SIGNING, 'OIDC'];

/** The aliyun CLI's config.json, by mode. */
export const CONFIG_FIELDS: Fields = {
  access_key_id: used('AK', 'StsToken', 'RamRoleArn', ...SESSIONS),
  access_key_secret: used('AK', 'StsToken', 'RamRoleArn', ...SESSIONS),
  sts_token: used('StsToken', 'RamRoleArn', ...SESSIONS),
  sts_expiration: used(...SESSIONS),
  ram_role_name: used('EcsRamRole', 'RamRoleArnWithRoleName'),
  ram_role_arn: used(...ROLE_MODES),
  ram_session_name: used(...ROLE_MODES),
  role_session_name: used(...ROLE_MODES),
  expired_seconds: used(...ROLE_MODES),
  duration_seconds: used(...ROLE_MODES),
  policy: used(...ROLE_MODES),
  external_id: used(...SIGNING),
  source_profile: used('ChainableRamRoleArn'),
  oidc_provider_arn: used('OIDC'),
  oidc_token_file: used('OIDC'),
  sts_region: used(...ROLE_MODES),
  sts_endpoint: used(...ROLE_MODES),
  enable_vpc: used(...ROLE_MODES),
  credentials_uri: used('CredentialsURI'),
  bearer_token: used('BearerToken'),
  bearer_token_header_key: NOWHERE,
  process_command: NOWHERE,
  private_key: NOWHERE,
  key_pair_name: NOWHERE,
  name: IDLE,
  mode: IDLE,
  verified: IDLE,
  region_id: IDLE,
  output_format: IDLE,
  language: IDLE,
  site: IDLE,
  read_timeout: IDLE,
  retry_timeout: IDLE,
  connect_timeout: IDLE,
  retry_count: IDLE,
  endpoint_type: IDLE,
  endpoint: IDLE,
  external_account_type: IDLE,
  auto_plugin_install: IDLE,
  auto_plugin_install_enable_pre: IDLE,
  access_token: IDLE,
  cloud_sso_sign_in_url: IDLE,
  cloud_sso_access_token_expire: IDLE,
  cloud_sso_access_config: IDLE,
  cloud_sso_account_id: IDLE,
  oauth_access_token: IDLE,
  oauth_refresh_token: IDLE,
  oauth_access_token_expire: IDLE,
  oauth_refresh_token_expire: IDLE,
  oauth_site_type: IDLE,
};

const STATIC_KEY = ['access_key', 'sts', 'ram_role_arn'];
export const ROLE_TYPES = ['ram_role_arn', 'oidc_role_arn'];

/** The SDKs' credentials.ini, by type. */
export const INI_FIELDS: Fields = {
  access_key_id: used(...STATIC_KEY),
  access_key_secret: used(...STATIC_KEY),
  security_token: used('sts', 'ram_role_arn'),
  sts_token: used('sts', 'ram_role_arn'),
  role_name: used('ecs_ram_role'),
  role_arn: used(...ROLE_TYPES),
  role_session_name: used(...ROLE_TYPES),
  role_session_expiration: used(...ROLE_TYPES),
  policy: used(...ROLE_TYPES),
  external_id: used('ram_role_arn'),
  oidc_provider_arn: used('oidc_role_arn'),
  oidc_token_file_path: used('oidc_role_arn'),
  sts_region: used(...ROLE_TYPES),
  sts_endpoint: used(...ROLE_TYPES),
  enable_vpc: used(...ROLE_TYPES),
  credentials_uri: used('credentials_uri'),
  bearer_token: used('bearer'),
  public_key_id: NOWHERE,
  private_key_file: NOWHERE,
  region_id: { ...used(...ROLE_TYPES), idle: true },
  type: IDLE,
  enable: IDLE,
};
