/**
 * Every profile field that the aliyun CLI or an SDK (Python, Go, Java, Node) knows, by what it says. Which mode or type
 * uses which, the readers say. docs/differences.md has the tables.
 * Source: aliyun-cli, config/profile.go; the SDKs' profile and CLI profile providers.
 */

/** Who a session is. */
export const IDENTITY = [
  'access_key_id',
  'access_key_secret',
  'sts_token',
  'security_token',
  'sts_expiration',
  'ram_role_name',
  'role_name',
  'ram_role_arn',
  'role_arn',
  'ram_session_name',
  'role_session_name',
  'expired_seconds',
  'duration_seconds',
  'role_session_expiration',
  'policy',
  'external_id',
  'source_profile',
  'oidc_provider_arn',
  'oidc_token_file',
  'oidc_token_file_path',
  'credentials_uri',
  'bearer_token',
  'process_command',
  'private_key',
  'private_key_file',
  'public_key_id',
  'key_pair_name',
];

/** Whom a session comes from, or how it is sent. */
const SENDING = ['sts_region', 'sts_endpoint', 'enable_vpc', 'bearer_token_header_key'];

/** What a login must use or warn of. */
export const TELLING = [...IDENTITY, ...SENDING];

/** The rest: how tools work, and what the CLI keeps of a person's own login. */
export const SETTINGS = [
  'name',
  'mode',
  'verified',
  'region_id',
  'output_format',
  'language',
  'site',
  'read_timeout',
  'retry_timeout',
  'connect_timeout',
  'retry_count',
  'endpoint_type',
  'endpoint',
  'external_account_type',
  'auto_plugin_install',
  'auto_plugin_install_enable_pre',
  'access_token',
  'cloud_sso_sign_in_url',
  'cloud_sso_access_token_expire',
  'cloud_sso_access_config',
  'cloud_sso_account_id',
  'oauth_access_token',
  'oauth_refresh_token',
  'oauth_access_token_expire',
  'oauth_refresh_token_expire',
  'oauth_site_type',
];
