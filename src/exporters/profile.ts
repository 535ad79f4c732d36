import type { Exporter } from './exporter.ts';
import type { ProfileEntry } from './profile/entry.ts';
import { profilePlaces } from './profile/paths.ts';
import { discardProfile, undoProfile } from './profile/undo.ts';
import { writeProfile } from './profile/write.ts';

/** A named profile in credentials.ini and in the aliyun CLI's config.json. */
export const profile: Exporter<ProfileEntry> = {
  check: (context, { profile }) => void profilePlaces(context, profile?.credentialsFile),
  export: async (context, handover) => {
    const { name, credentialsFile, configFile } = await writeProfile(context, handover);
    return {
      as: `the profile “${name}”`,
      variables: {
        ALIBABA_CLOUD_PROFILE: name,
        ALICLOUD_PROFILE: name,
        ALIBABA_CLOUD_CREDENTIALS_FILE: credentialsFile,
        // Read by the Terraform provider.
        ALICLOUD_SHARED_CREDENTIALS_FILE: configFile,
      },
      outputs: { profile: name, 'credentials-file': credentialsFile },
    };
  },
  undo: undoProfile,
  discard: discardProfile,
};
