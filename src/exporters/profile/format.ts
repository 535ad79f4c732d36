import type { Credential } from '../../credentials.ts';

export interface Profile {
  readonly name: string;
  readonly credential: Credential;
  /** A command that gives the credential whenever a tool needs it; the file then holds no credential. */
  readonly command?: string | undefined;
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
  /**
   * What tells a profile from another of the same name: its secret or, where it has none, the command that gives one.
   * Undefined where it has neither.
   */
  markOf(text: string, path: string, name: string): string | undefined;
  /** A file with this profile alone, its bytes as they are; undefined where the profile is not there. */
  excerpt(text: string, path: string, name: string): string | undefined;
  /**
   * The text with the profile as it is in an excerpt, or without it.
   * @param before the file before any of our profiles came
   * @param heirs the names of those of ours that are left then
   */
  restore(
    text: string,
    path: string,
    name: string,
    excerpt: string | undefined,
    before: string | undefined,
    heirs: readonly string[],
  ): string;
  /**
   * What the owner wrote, if a tool that rewrote the file has only dropped or reformatted some of it, and changed
   * nothing else.
   */
  mend(text: string, before: string): string;
  /**
   * Whether the text is the beginning of a file that a tool was writing anew when it was killed, with nothing in it but
   * what stood there before and our own.
   * @param before the file before any of our profiles came
   * @param ours the names of our profiles
   */
  isUnfinished(text: string, before: string | undefined, ours: readonly string[]): boolean;
  /** Whether nothing is left that is worth keeping a file for. */
  isEmpty(text: string): boolean;
}
