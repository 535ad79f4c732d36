import path from 'node:path';
import type { Credential } from '../../credentials.ts';
import { InputError } from '../../errors.ts';
import type { ExportOptions, ProfileOptions } from '../../plan/plan.ts';
import type { Profile, ProfileFormat, ProfileFormatName } from '../../profiles/format.ts';
import type { Journal } from '../../record/journal.ts';
import { makePrivate, newFolder } from '../../record/private-folder.ts';
import type { Entry } from '../../record/record.ts';
import { refuseWhereDisabled, renewingCommand } from '../../renewal/command.ts';
import type { LocalContext } from '../../runtime/context.ts';
import { checkClaim, missingFolders, prepareClaim, type Wish } from '../../shared-file/claim.ts';
import { entryOf, marksOf } from '../../shared-file/claims.ts';
import { type Held, withLock } from '../../shared-file/lock.ts';
import type { Claimed } from '../../shared-file/release.ts';
import type { ExportContext } from '../exporter.ts';
import { jobCredentialsFile, profilePlaces } from './paths.ts';

/** A profile written into a file that may hold others. */
export interface ProfileEntry extends Entry, Claimed {
  readonly kind: 'profile';
  readonly format: ProfileFormatName;
}

/** A profile that is in the files. */
export interface WrittenProfile {
  readonly name: string;
  readonly credentialsFile: string;
  /** The aliyun CLI's config.json. */
  readonly configFile: string;
}

/**
 * Refuses, before any request, what `writeProfile` could not write. Changes nothing.
 * @param placeholder stands for the credential
 * @throws InputError, FileError
 */
export async function checkProfile(
  context: LocalContext,
  wanted: ExportOptions,
  placeholder: Credential,
): Promise<void> {
  if (!wanted.profile) return;
  const { name, refresh, credentialsFile: chosen } = wanted.profile;
  const { configFile, credentialsFile } = profilePlaces(context, chosen);
  const folder = newFolder(context);
  if (refresh) refuseWhereDisabled(context);
  const command = refresh ? renewingCommand(context, folder) : undefined;
  const profile: Profile = { name, credential: placeholder, command, region: wanted.region };
  const wish = wishOf(wanted.profile);
  const check = async (path: string, name: ProfileFormatName): Promise<void> => {
    const format = await formatOf(name);
    const compose = (text: string | undefined): string => format.compose(text, path, profile);
    checkClaim(context, { target: { path, format }, folder, wish, compose });
  };
  await check(configFile, 'config.json');
  await check(credentialsFile ?? credentialsIniIn(context, wanted, folder), 'credentials.ini');
}

/** The credentials.ini if the user named none. What stays is apart from what other steps undo. */
function credentialsIniIn(context: LocalContext, { cleanup }: ExportOptions, folder: string): string {
  return cleanup ? jobCredentialsFile(context, folder) : path.join(folder, 'credentials.ini');
}

/**
 * Writes the profile to credentials.ini and config.json, so that readers of either find it. Both texts are made before
 * either file is touched, so that a file that cannot be parsed leaves nothing half-done.
 * @param command returns the credential, and is written instead of it: to config.json, since no reader of credentials.ini
 * runs one. In that file the name then leads nowhere, so that no tool whose renewal fails finds somebody else there
 */
export async function writeProfile(
  context: LocalContext,
  {
    wanted,
    credential,
    journal,
    folder,
  }: Pick<ExportContext, 'wanted' | 'credential' | 'journal' | 'folder'>,
  command?: string,
): Promise<WrittenProfile> {
  if (!wanted.profile) throw new Error('No profile is wanted.');
  const profile: Profile = { name: wanted.profile.name, credential, command, region: wanted.region };
  const wish = wishOf(wanted.profile, command === undefined ? expiryOf(credential) : undefined);
  const { configFile, ...chosen } = profilePlaces(context, wanted.profile.credentialsFile);
  const config = await record(context, journal, { format: 'config.json', path: configFile }, profile);
  const announce = (entry: ProfileEntry) => () =>
    journal.amend(entry, {
      madeFolders: [...missingFolders(context.files, entry.path), ...entry.madeFolders],
    });
  const prepare = async (entry: ProfileEntry, held: Held): Promise<() => void> => {
    const target = { path: entry.path, format: await formatOf(entry.format) };
    const compose = (text: string | undefined): string => target.format.compose(text, entry.path, profile);
    const write = prepareClaim(context, held, entry, { target, folder: folder.path(), wish, compose });
    return () => {
      journal.amend(entry, { begun: true });
      write();
    };
  };
  // Every step takes config.json's lock first, so that the steps of a job agree on one credentials.ini.
  const write = async (configHeld: Held): Promise<WrittenProfile> => {
    const credentialsFile = chosen.credentialsFile ?? credentialsIniIn(context, wanted, folder.path());
    const ini = await record(context, journal, { format: 'credentials.ini', path: credentialsFile }, profile);
    if (chosen.credentialsFile === undefined) makePrivate(context, path.dirname(credentialsFile));
    const writeBoth = async (iniHeld: Held): Promise<void> => {
      const writes = [await prepare(ini, iniHeld), await prepare(config, configHeld)];
      for (const write of writes) write();
    };
    await withLock(context, ini, writeBoth, announce(ini));
    return { name: profile.name, credentialsFile, configFile };
  };
  return withLock(context, config, write, announce(config));
}

function expiryOf(credential: Credential): number | undefined {
  return credential.kind === 'sts' ? credential.expiration?.getTime() : undefined;
}

/** @param expires in milliseconds since 1970 */
export function wishOf({ name, plan }: ProfileOptions, expires?: number): Wish {
  return {
    ...{ name, plan: plan?.reveal(), expires },
    taken: (file, standing) =>
      standing === name
        ? new InputError(
            `profile: another job holds “${name}” in ${file}, for another identity or in a way that cannot be shared.`,
            `Name a profile that is this job’s alone, such as ${name}-\${{ github.run_id }}-\${{ github.job }}-\${{ strategy.job-index }}.`,
          )
        : new InputError(
            `profile: “${name}” differs only in letter case from “${standing}” in ${file}, and some tools take one for the other.`,
            'Write it the same way, or name another profile.',
          ),
  };
}

async function record(
  context: LocalContext,
  journal: Journal,
  { format, path: file }: Pick<ProfileEntry, 'format' | 'path'>,
  profile: Profile,
): Promise<ProfileEntry> {
  const id = context.random.uuid();
  const target = { path: file, format: await formatOf(format) };
  const { name } = profile;
  const { secrets } = entryOf(target, name, target.format.compose(undefined, file, profile));
  const marks = marksOf(id, secrets);
  const madeFolders = missingFolders(context.files, file);
  const entry: ProfileEntry = { kind: 'profile', format, path: file, name, id, madeFolders, marks };
  journal.record(entry, { path: file, format });
  return entry;
}

/**
 * Loads the CLI's format on demand: it brings a JSON editor, which undoing a credentials.ini does not need.
 * @param name a ProfileFormatName
 */
export async function formatOf(name: string): Promise<ProfileFormat> {
  return name === 'credentials.ini'
    ? (await import('../../profiles/edit-credentials-ini.ts')).credentialsIni
    : (await import('../../profiles/edit-config-json.ts')).aliyunConfig;
}
