import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { FileError } from '../errors.ts';
import type { ProfileDefaults } from '../plan/plan.ts';
import type { NotConfigured, Reading } from '../profiles/definition.ts';
import { configFile } from '../profiles/places.ts';
import { folderOf } from '../renewal/command.ts';
import { readSpec } from '../renewal/recipe.ts';
import type { Context } from '../runtime/context.ts';
import { visible } from '../text/escapes.ts';
import type { Found } from './provider.ts';

/**
 * A profile from credentials.ini or, failing that, from the aliyun CLI's config.json.
 * @throws FileError if there is none
 */
export async function findProfile(context: Context, name: string, defaults: ProfileDefaults): Promise<Found> {
  const inIni = await findInIni(context, name, defaults);
  if ('source' in inIni) return inIni;
  const inConfig = await findInConfig(context, name, defaults);
  if ('source' in inConfig) return inConfig;
  throw new FileError(
    `source-profile: there is no profile “${visible(name)}”: ${inIni.reason}; ${inConfig.reason}.`,
    {
      hint: 'Set ALIBABA_CLOUD_CREDENTIALS_FILE if the file is elsewhere.',
      code: 'profile.unusable',
    },
  );
}

/**
 * @returns what it says, or why there is nothing if no file has the section
 * @throws FileError if the SDKs would find two different ones
 */
export async function findInIni(
  context: Context,
  name: string,
  defaults: ProfileDefaults,
): Promise<Found | NotConfigured> {
  const files = iniFiles(context);
  const texts = files.map((file) => ({ file, text: context.files.read(file) }));
  if (files.length === 0) return { reason: 'there is no home folder' };
  const absent = { reason: `no [${visible(name)}] in ${files.join(' or ')}` };
  if (texts.every(({ text }) => text === undefined)) return absent;
  const { iniSection, readIniSection } = await import('../profiles/read-credentials-ini.ts');
  const [found, other] = texts.flatMap(({ file, text }) => {
    const section = text === undefined ? undefined : iniSection(text, file, name);
    // Without entries it says nothing: that is how a profile that renews itself is kept out of the file.
    return section && Object.keys(section).length > 0 ? [{ file, section }] : [];
  });
  if (!found) return absent;
  if (other && !isDeepStrictEqual(found.section, other.section)) {
    throw new FileError(`[${visible(name)}] is in ${found.file} and in ${other.file}, and they differ.`, {
      hint: 'Some SDKs read the first and some the second: keep one, or name one with ALIBABA_CLOUD_CREDENTIALS_FILE.',
      code: 'profile.unusable',
    });
  }
  const definition = readIniSection(found.section, name, readingOf(context, found.file, defaults));
  return { ...definition, origin: `profile “${name}” of ${found.file}` };
}

/** @param name undefined for the file's current profile */
export async function findInConfig(
  context: Context,
  name: string | undefined,
  defaults: ProfileDefaults,
): Promise<Found | NotConfigured> {
  const file = configFile(context);
  if (file === undefined) return { reason: 'there is no home folder' };
  const text = context.files.read(file);
  if (text === undefined) return { reason: `${file} does not exist` };
  const { readConfigProfile } = await import('../profiles/read-config-json.ts');
  const found = readConfigProfile(text, name, readingOf(context, file, defaults));
  if ('reason' in found) return found;
  return {
    ...found,
    profile: name ?? '',
    origin: `${name ? `profile “${name}”` : 'the current profile'} of ${file}`,
  };
}

function readingOf(context: Context, file: string, defaults: ProfileDefaults): Reading {
  const { log, env, clock } = context;
  return {
    file,
    defaults,
    mask: log.mask,
    warn: log.warning,
    tokenFile: () => env.get('ALIBABA_CLOUD_OIDC_TOKEN_FILE') || undefined,
    now: clock.now(),
    ownProfile: (command) => {
      const folder = folderOf(context, command);
      if (folder === undefined) return undefined;
      const { renewal, allowedAccountIds } = readSpec(context, folder);
      return { ...renewal, stsHost: () => renewal.sts.host, allowedAccountIds };
    },
  };
}

/** The SDKs disagree on the default file's name: Node, Go and PHP use the first, Python, Java and C# the second. */
export function iniFiles({ env, home }: Context): string[] {
  const chosen = env.get('ALIBABA_CLOUD_CREDENTIALS_FILE');
  if (chosen) return [chosen];
  const folder = home();
  return folder === undefined
    ? []
    : ['credentials', 'credentials.ini'].map((name) => path.join(folder, '.alibabacloud', name));
}
