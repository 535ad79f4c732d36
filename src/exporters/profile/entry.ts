import type { Entry } from '../../undo/journal.ts';

export type ProfileEntry = FileEntry | LockEntry;

/** The lock that is held while a file of profiles is changed, and the folders that were made for both. */
export interface LockEntry extends Entry {
  readonly kind: 'profile';
  readonly change: 'lock';
  readonly path: string;
  readonly token: string;
  /** Innermost first. */
  readonly madeFolders: readonly string[];
}

/** A profile written into a file that may hold others. */
export interface FileEntry extends Entry {
  readonly kind: 'profile';
  readonly change: 'file';
  readonly format: ProfileFormatName;
  readonly path: string;
  readonly profile: string;
  /** The file beside it that is renamed into its place. */
  readonly temporary: string;
  /** Of the lock; absent for a file of this job's own. */
  readonly lockToken?: string;
  readonly salt: string;
  /** Fingerprints of the whole file as we wrote it, and of our profile's secret. */
  readonly written: string;
  readonly secret: string;
  /** What stood there before: a private copy and its permission bits; absent where we made the file. */
  readonly before?: { readonly copy: string; readonly mode: number };
}

export type ProfileFormatName = 'credentials.ini' | 'config.json';
