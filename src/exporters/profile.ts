import { configFile } from '../profiles/places.ts';
import { refuseWhereDisabled } from '../renewal/command.ts';
import type { Exporter } from './exporter.ts';
import type { ProfileEntry } from './profile/entry.ts';
import { profilePlaces } from './profile/paths.ts';
import { discardProfile, undoLostProfiles, undoProfile } from './profile/undo.ts';
import { writeProfile } from './profile/write.ts';

/** A named profile in credentials.ini and in the aliyun CLI's config.json. */
export const profile: Exporter<ProfileEntry> = {
  check: (context, { profile }) => {
    profilePlaces(context, profile?.credentialsFile);
    if (profile?.refresh) refuseWhereDisabled(context);
  },
  preview: (context, { wanted: { profile } }) => {
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
  export: async (context, handover) => {
    const refresh = handover.wanted.profile?.refresh === true;
    const command = refresh ? (await import('./refresh.ts')).leaveRenewal(context, handover) : undefined;
    const { name, credentialsFile, configFile } = await writeProfile(context, handover, command);
    return {
      as: `the profile “${name}”${refresh ? ', which renews itself until the job ends' : ''}`,
      variables: {
        ALIBABA_CLOUD_PROFILE: name,
        ALICLOUD_PROFILE: name,
        ...(credentialsFile && { ALIBABA_CLOUD_CREDENTIALS_FILE: credentialsFile }),
        // Read by the Terraform provider.
        ALICLOUD_SHARED_CREDENTIALS_FILE: configFile,
      },
      outputs: { profile: name, ...(credentialsFile && { 'credentials-file': credentialsFile }) },
    };
  },
  undo: undoProfile,
  discard: discardProfile,
  undoLost: undoLostProfiles,
};
