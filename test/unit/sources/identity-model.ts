/**
 * Whom a machine names, as the SDKs' documentation says it: written from that and not from src/. It knows one error,
 * that nobody is named.
 */

export type Fields = Readonly<Record<string, string>>;

export interface Machine {
  /** Without the prefix ALIBABA_CLOUD_. */
  readonly env: Fields;
  readonly config?: { readonly current: string; readonly profiles: readonly Fields[] } | undefined;
  /** The files in which a section is looked for; one that does not parse has `broken`. */
  readonly ini: readonly IniFile[];
  /** Seconds since 1970. */
  readonly now: number;
}
export interface IniFile {
  readonly broken: boolean;
  readonly sections: readonly Section[];
}
export interface Section {
  readonly name: string;
  readonly entries: readonly (readonly [key: string, value: string])[];
}

class Nobody extends Error {}

/** Values by name; nobody is meant where one is missing that must be there. */
const needs =
  (fields: Fields) =>
  (...names: string[]): string => {
    const found = names.map((name) => fields[name]).filter(Boolean);
    if (new Set(found).size !== 1) throw new Nobody();
    return found[0] ?? '';
  };
const has = (fields: Fields, ...names: string[]): boolean => names.some((name) => fields[name]);

/** ID, secret and token of a key. */
const key = (fields: Fields, ...token: string[]): string =>
  `${needs(fields)('access_key_id')}:${needs(fields)('access_key_secret')}${token.length > 0 ? `/${needs(fields)(...token)}` : ''}`;
/** A role's session, by whom it was asked for. A signature shows the secret to nobody. */
const session = (by: string, arn: string, fields: Fields, externalId?: string): string =>
  `[${by.replace(/^(LTAI[^:]*):[^/]*/, '$1')} > ${arn} ${fields['policy'] ?? ''} ${externalId ?? ''}]`;

export function whoIs(machine: Machine, sourceProfile?: string): string | undefined {
  try {
    return sourceProfile === undefined ? chain(machine) : named(machine, sourceProfile);
  } catch (error) {
    if (error instanceof Nobody) return undefined;
    throw error;
  }
}

function chain(machine: Machine): string {
  const { env, config } = machine;
  if (has(env, 'ACCESS_KEY_ID', 'ACCESS_KEY_SECRET')) {
    const fields = {
      access_key_id: env['ACCESS_KEY_ID'] ?? '',
      access_key_secret: env['ACCESS_KEY_SECRET'] ?? '',
    };
    return env['SECURITY_TOKEN'] ? `${key(fields)}/${env['SECURITY_TOKEN']}` : key(fields);
  }
  if (has(env, 'ROLE_ARN') && has(env, 'OIDC_PROVIDER_ARN') && has(env, 'OIDC_TOKEN_FILE')) {
    return session(`${env['OIDC_TOKEN_FILE']}@${env['OIDC_PROVIDER_ARN']}`, env['ROLE_ARN'] ?? '', {});
  }
  const inConfig = env['CLI_PROFILE_DISABLED'] === 'true' ? undefined : config;
  const name = env['PROFILE'] || inConfig?.current;
  if (inConfig && inConfig.profiles.length > 0) {
    // A current profile that is not there names nobody; one that the variable names may be in the other file.
    if (!env['PROFILE'] && !inConfig.profiles.some((profile) => profile['name'] === name)) throw new Nobody();
    const found = ofConfig(machine, name ?? '');
    if (found !== undefined) return found;
  }
  const inIni = ofIni(machine, env['PROFILE'] || 'default');
  if (inIni !== undefined) return inIni;
  if (has(env, 'PROFILE', 'CREDENTIALS_FILE')) throw new Nobody();
  if (has(env, 'ECS_METADATA') && env['ECS_METADATA_DISABLED'] !== 'true') return ecs(env, '');
  return `uri|${needs(env)('CREDENTIALS_URI')}`;
}

function named(machine: Machine, name: string): string {
  const found = ofIni(machine, name) ?? ofConfig(machine, name);
  if (found === undefined) throw new Nobody();
  return found;
}

function ecs(env: Fields, name: string): string {
  if (!name && env['ECS_METADATA_DISABLED'] === 'true') throw new Nobody();
  return `ecs|${name || env['ECS_METADATA'] || 'its-role'}`;
}

function ofConfig(
  { env, config, now }: Machine,
  name: string,
  seen: readonly string[] = [],
): string | undefined {
  const [profile, second] = config?.profiles.filter((candidate) => candidate['name'] === name) ?? [];
  if (!profile) return undefined;
  const { name: _, mode, ...fields } = profile;
  if (second || seen.includes(name)) throw new Nobody();
  // As the CLI leaves it; a field that nobody knows says nothing.
  const said = Object.entries(fields).filter(([field, value]) => value !== '' && field !== 'polcy');
  if ((!mode || mode === 'AK') && said.length === 0) return undefined;
  const get = needs(fields);
  const role = (by: string): string => session(by, get('ram_role_arn'), fields, fields['external_id']);
  switch (mode) {
    case 'AK':
      return key(fields);
    case 'StsToken':
      return key(fields, 'sts_token');
    case 'RamRoleArn':
      return role(has(fields, 'sts_token') ? key(fields, 'sts_token') : key(fields));
    case 'EcsRamRole':
      return ecs(env, fields['ram_role_name'] ?? '');
    case 'RamRoleArnWithRoleName':
      return role(ecs(env, fields['ram_role_name'] ?? ''));
    case 'ChainableRamRoleArn': {
      const source = ofConfig({ env, config, ini: [], now }, get('source_profile'), [...seen, name]);
      if (source === undefined || source.startsWith('bearer|')) throw new Nobody();
      return role(source);
    }
    case 'OIDC': {
      const file = fields['oidc_token_file'] || needs(env)('OIDC_TOKEN_FILE');
      return session(`${file}@${get('oidc_provider_arn')}`, get('ram_role_arn'), fields);
    }
    case 'CredentialsURI':
      return `uri|${get('credentials_uri')}`;
    case 'BearerToken':
      return `bearer|${get('bearer_token')}`;
    case 'OAuth':
      if (!(Number(get('sts_expiration')) > now)) throw new Nobody();
      return key(fields, 'sts_token');
    default:
      throw new Nobody();
  }
}

/** A section means one thing, in all files together, or nobody. */
function ofIni({ env, ini }: Machine, name: string): string | undefined {
  if (ini.some(({ broken }) => broken)) throw new Nobody();
  const found = ini.map(({ sections }) => sections.filter((section) => section.name === name));
  if (found.some(({ length }) => length > 1)) throw new Nobody();
  const meanings = found.flat().map(({ entries }) => new Map(entries));
  for (const { entries } of found.flat())
    if (entries.some(([k, v]) => meanings.some((meaning) => meaning.get(k) !== v))) throw new Nobody();
  if (new Set(meanings.map(({ size }) => size)).size > 1) throw new Nobody();
  return meanings[0] && ofSection(Object.fromEntries(meanings[0]), env);
}

function ofSection(fields: Fields, env: Fields): string {
  const get = needs(fields);
  if (has(fields, 'enable') && fields['enable'] !== 'true') throw new Nobody();
  const tokens = ['security_token', 'sts_token'];
  switch (fields['type']) {
    case 'access_key':
      return key(fields);
    case 'sts':
      return key(fields, ...tokens);
    case 'ecs_ram_role':
      return ecs(env, fields['role_name'] ?? '');
    case 'ram_role_arn':
      return session(
        has(fields, ...tokens) ? key(fields, ...tokens) : key(fields),
        get('role_arn'),
        fields,
        fields['external_id'],
      );
    case 'oidc_role_arn': {
      const file = fields['oidc_token_file_path'] || needs(env)('OIDC_TOKEN_FILE');
      return session(`${file}@${get('oidc_provider_arn')}`, get('role_arn'), fields);
    }
    case 'credentials_uri':
      return `uri|${get('credentials_uri')}`;
    case 'bearer':
      return `bearer|${get('bearer_token')}`;
    default:
      throw new Nobody();
  }
}
