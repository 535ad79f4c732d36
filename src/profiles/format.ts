import type { Credential } from '../credentials.ts';
import type { FileFormat } from '../shared-file/format.ts';

export interface Profile {
  readonly name: string;
  readonly credential: Credential;
  /** A command that gives the credential whenever a tool needs it; the file then holds no credential. */
  readonly command?: string | undefined;
  readonly region?: string | undefined;
}

/** A format of files that hold profiles. */
export interface ProfileFormat extends FileFormat {
  /**
   * The profile's bytes for a file with this text; they keep what the profile in whose place they go says about tools.
   * @throws FileError if the text cannot be parsed, InputError if the format cannot hold the credential
   */
  compose(text: string | undefined, path: string, profile: Profile): string;
}

export type ProfileFormatName = 'credentials.ini' | 'config.json';
