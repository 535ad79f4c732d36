/** A named part of a file that several jobs share: a profile, a section. */
export interface FileEntry {
  readonly name: string;
  /** Its bytes. */
  readonly text: string;
  /** The values by which it is known, whatever else somebody changes in it. */
  readonly secrets: readonly string[];
}

/** An entry's name with its bytes; without bytes, there is to be no such entry. */
export type Wanted = readonly [name: string, text: string | undefined];

/**
 * A format of files that jobs share: pure functions from text to text. Every other entry stays byte for byte. `path` is
 * for error messages.
 */
export interface FileFormat {
  /** @throws FileError if the text cannot be parsed */
  entries(text: string, path: string): readonly FileEntry[];
  /** The secrets of each entry in a text that cannot be parsed, as far as they can be found. */
  remains(text: string): readonly (readonly string[])[];
  /**
   * The text with these entries of ours.
   * @throws FileError if the text cannot be parsed, or has one of them twice
   */
  show(text: string | undefined, path: string, entries: readonly Wanted[]): string;
  /**
   * The text with the owner's entries in place of ours.
   * @param before the owner's text before
   * @param written the text as we last wrote it
   */
  hide(
    text: string,
    path: string,
    entries: readonly Wanted[],
    { before, written }: { readonly before: string | undefined; readonly written: string | undefined },
  ): string;
  /** What the owner wrote, if a tool has since rewritten the file and only dropped or reformatted parts of it. */
  mend(text: string, before: string): string;
  /** Whether nothing is left that is worth keeping the file for. */
  isEmpty(text: string): boolean;
  /** Whether a text that cannot be parsed only ends too early: whoever wrote it was killed. */
  isCutShort(text: string): boolean;
}
