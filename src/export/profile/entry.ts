import type { ProfileFormatName } from '../../profiles/format.ts';
import type { Entry } from '../../record/record.ts';
import type { Claimed } from '../../shared-file/release.ts';

/** A profile written into a file that may hold others. */
export interface ProfileEntry extends Entry, Claimed {
  readonly kind: 'profile';
  readonly format: ProfileFormatName;
}
