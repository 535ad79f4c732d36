import path from 'node:path';
import { configFile } from '../profiles/places.ts';
import { isPrivateFolder } from '../record/private-folder.ts';
import { METADATA_DISABLED } from '../renewal/command.ts';
import { keepClaim, releaseClaim, releaseDead } from '../shared-file/release.ts';
import type { Exporter } from './exporter.ts';
import { checkProfile, formatOf, type ProfileEntry, writeProfile } from './profile/write.ts';

const PREFERRED = ['ALIBABACLOUD_PROFILE', 'ACK_RAM_TOOL_PROFILE_NAME', 'ACK_RAM_TOOL_PROFIL_ENAME'];

/** A named profile in credentials.ini and in the aliyun CLI's config.json. */
export const profile: Exporter<ProfileEntry> = {
  check: checkProfile,
  preview: (context, { profile }) => {
    if (!profile) return [];
    const { name, refresh, credentialsFile = 'a private credentials.ini under RUNNER_TEMP' } = profile;
    const config = configFile(context);
    return [
      refresh
        ? `write the profile “${name}”, which renews itself until the job ends, to ${config}`
        : `write the profile “${name}” to ${credentialsFile} and ${config}`,
      'export the variables that name it',
    ];
  },
  export: async (context, exportContext) => {
    const refresh = exportContext.wanted.profile?.refresh === true;
    const command = refresh ? (await import('./refresh.ts')).leaveRenewal(context, exportContext) : undefined;
    const { name, credentialsFile, configFile } = await writeProfile(context, exportContext, command);
    return {
      as: `the profile “${name}”${refresh ? ' (it renews itself until the job ends)' : ''}`,
      variables: {
        ALIBABA_CLOUD_PROFILE: name,
        ALICLOUD_PROFILE: name,
        // Names that some tools prefer to ours, and that nobody needs otherwise.
        ...Object.fromEntries(PREFERRED.filter((one) => context.env.get(one)).map((one) => [one, name])),
        ALIBABA_CLOUD_CREDENTIALS_FILE: credentialsFile,
        // Terraform's provider, Go's SDK and ack-ram-tool: so that they read no other, and ack-ram-tool no key beside it.
        ALICLOUD_SHARED_CREDENTIALS_FILE: configFile,
        ALIBABA_CLOUD_CONFIG_FILE: configFile,
        ACK_RAM_TOOL_PROFILE_FILE: configFile,
        // The SDKs go on to the instance's role where a profile's command fails.
        ...(refresh && { [METADATA_DISABLED]: 'true' }),
      },
      outputs: { profile: name, ...(!refresh && { 'credentials-file': credentialsFile }) },
    };
  },
  undo: async (context, entry, isDone) => {
    const { path: file, name } = entry;
    const { log } = context;
    const outcome = await releaseClaim(context, entry, formatOf);
    if (outcome === 'replaced')
      log.warning(`Somebody has changed the profile “${name}” in ${file} since. It is left as it is.`);
    if (outcome === 'seized')
      log.warning(
        `Another user had rewritten ${file}, as tools do under sudo -E, and nobody else could read it. It is what it was before this login.`,
      );
    // Somebody may have moved it.
    const isMissed = outcome === 'gone' && isDone && !isPrivateFolder(context, path.dirname(file));
    if (isMissed)
      log.warning(
        `${file} is gone, and with it the profile “${name}”. If it was moved, remove that profile there.`,
      );
    return outcome !== 'replaced' && !isMissed;
  },
  discard: (context, entry) => keepClaim(context, entry, formatOf),
  undoLost: (context, { path: file }, folder) => releaseDead(context, file, folder, formatOf),
};
