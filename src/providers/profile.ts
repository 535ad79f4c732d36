import path from 'node:path';
import type { Credential } from '../credentials.ts';
import { FileError } from '../errors.ts';
import type { ProfileDefaults } from '../plan.ts';
import type { ProfileDefinition } from '../profiles/definition.ts';
import { configFile } from '../profiles/places.ts';
import type { Context } from '../runtime/context.ts';
import { foundAt, type Provider } from './provider.ts';

/** Makes the provider that a definition describes; given from outside, since definitions may name any provider. */
export type Build = (definition: ProfileDefinition) => Provider<Credential>;

/** The parsers are only loaded by the steps that read a profile. */
const readers = {
  ini: async () => (await import('../profiles/read-credentials-ini.ts')).readIniProfile,
  config: async () => (await import('../profiles/read-config-json.ts')).readConfigProfile,
};

/** A profile of credentials.ini or, where that has none of this name, of the aliyun CLI's config.json. */
export function profileProvider(name: string, defaults: ProfileDefaults, build: Build): Provider<Credential> {
  return async (context) => {
    const found =
      (await findInIni(context, name, defaults, build)) ??
      (await findInConfig(context, name, defaults, build));
    if (found) return found(context);
    const places = [...iniFiles(context), configFile(context) ?? []].flat();
    throw new FileError(`source-profile: there is no profile “${name}” in ${places.join(' or ')}.`, {
      hint: 'Set ALIBABA_CLOUD_CREDENTIALS_FILE if the file is elsewhere.',
      code: 'profile.unusable',
    });
  };
}

export async function findInIni(
  context: Context,
  name: string,
  defaults: ProfileDefaults,
  build: Build,
): Promise<Provider | undefined> {
  for (const file of iniFiles(context)) {
    const text = context.files.read(file);
    const found =
      text === undefined ? undefined : (await readers.ini())(text, file, name, defaults, context.log.mask);
    if (found) return foundAt(`profile “${name}” of ${file}`, build(found));
  }
  return undefined;
}

/** @param name undefined for the file's current profile */
export async function findInConfig(
  context: Context,
  name: string | undefined,
  defaults: ProfileDefaults,
  build: Build,
): Promise<Provider | undefined> {
  const file = configFile(context);
  const text = file && context.files.read(file);
  if (file === undefined || text === undefined) return undefined;
  const found = (await readers.config())(text, file, name, defaults, context.log.mask);
  return found && foundAt(`${name ? `profile “${name}”` : 'the current profile'} of ${file}`, build(found));
}

/** The SDKs disagree on the default file's name: Node, Go and PHP have the first, Python, Java and C# the second. */
export function iniFiles({ env, home }: Context): string[] {
  const chosen = env.get('ALIBABA_CLOUD_CREDENTIALS_FILE');
  if (chosen) return [chosen];
  const folder = home();
  return folder === undefined
    ? []
    : ['credentials', 'credentials.ini'].map((name) => path.join(folder, '.alibabacloud', name));
}
