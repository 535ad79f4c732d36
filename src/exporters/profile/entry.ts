import type { Entry } from '../../record/record.ts';

/** A profile written into a file that may hold others. */
export interface ProfileEntry extends Entry {
  readonly kind: 'profile';
  readonly format: ProfileFormatName;
  /** Of the file. */
  readonly path: string;
  readonly profile: string;
  /** Identifies the login, among those in the file and at the lock. */
  readonly id: string;
  /** Fingerprint, salted with the id, of what distinguishes our profile from others with the same name. */
  readonly mark: string;
  /** The folders that were made for the file, innermost first. */
  readonly madeFolders: readonly string[];
  /** Whether the login began to write. Before that, nothing of it is in the file or in the list beside it. */
  readonly begun?: boolean;
}

export type ProfileFormatName = 'credentials.ini' | 'config.json';
