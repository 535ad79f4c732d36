import type { Credential } from '../../credentials.ts';

export interface Profile {
  readonly name: string;
  readonly credential: Credential;
  /** A command that gives the credential whenever a tool needs it; the file then holds no credential. */
  readonly command?: string | undefined;
  readonly region?: string | undefined;
}

/**
 * A format of files that hold profiles: pure functions from text to text. Everything except the named profile stays
 * byte for byte. `path` is for error messages.
 */
export interface ProfileFormat {
  /**
   * The text with the profile added, or replacing one with the same name.
   * @throws FileError if the text cannot be parsed, InputError if the format cannot hold the credential
   */
  write(text: string | undefined, path: string, profile: Profile): string;
  /**
   * What distinguishes a profile from others with the same name: its secret or, if it has none, its command. Undefined
   * if it has neither.
   */
  markOf(text: string, path: string, name: string): string | undefined;
  /** A file with only this profile, its bytes unchanged; undefined if there is no such profile. */
  excerpt(text: string, path: string, name: string): string | undefined;
  /**
   * The text with the profile as it is in an excerpt or, without an excerpt, with the profile removed.
   * @param before the file before our first profile was added
   * @param heirs the names of our remaining profiles
   */
  restore(
    text: string,
    path: string,
    name: string,
    excerpt: string | undefined,
    before: string | undefined,
    heirs: readonly string[],
  ): string;
  /** What the owner wrote, if a tool has since rewritten the file and only dropped or reformatted parts of it. */
  mend(text: string, before: string): string;
  /**
   * Whether the text is what a tool left when it was killed while rewriting the file, and contains nothing but what was
   * there before and our own profiles.
   * @param before the file before our first profile was added
   * @param ours the names of our profiles
   */
  isUnfinished(text: string, before: string | undefined, ours: readonly string[]): boolean;
  /** Whether nothing is left that is worth keeping the file for. */
  isEmpty(text: string): boolean;
}
