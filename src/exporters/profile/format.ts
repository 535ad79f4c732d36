import type { Credential } from '../../credentials.ts';

export interface Profile {
  readonly name: string;
  readonly credential: Credential;
  readonly region?: string | undefined;
}

/**
 * One kind of file that holds profiles: pure functions from text to text. Everything that is not the named profile
 * stays byte for byte. `path` is for error messages.
 */
export interface ProfileFormat {
  /**
   * The text with the profile in it, in the place of one of the same name.
   * @throws FileError where the text cannot be parsed, InputError where the format cannot hold the credential
   */
  write(text: string | undefined, path: string, profile: Profile): string;
  /** The secret in a profile: access key secret or bearer token. Undefined where there is none. */
  secretOf(text: string, path: string, name: string): string | undefined;
  /** The text with the profile as it is in `before`, or without it. */
  restore(text: string, path: string, name: string, before: string | undefined): string;
  /** Whether nothing is left that is worth a file. */
  isEmpty(text: string): boolean;
}
