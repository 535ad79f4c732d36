import type { Credential, Identity } from '../credentials.ts';
import type { CredentialType, ExportOptions } from '../plan/plan.ts';
import type { Journal } from '../record/journal.ts';
import type { PrivateFolder } from '../record/private-folder.ts';
import type { Entry, Undoable } from '../record/record.ts';
import type { RenewalSpec } from '../renewal/recipe.ts';
import type { LocalContext } from '../runtime/context.ts';

/** What to export, and what exporters need for it. */
export interface ExportContext {
  readonly wanted: ExportOptions;
  readonly type: CredentialType;
  readonly credential: Credential;
  readonly identity?: Identity | undefined;
  /** How to get the credential again, if that takes no stored key. */
  readonly again?:
    | (Pick<RenewalSpec, 'renewal' | 'allowedAccountIds'> & {
        /** Milliseconds by which this machine's clock is slow. */
        readonly clockOffset: number;
      })
    | undefined;
  /** The private file with GitHub's token, where there is one. */
  readonly oidcTokenFile?: string | undefined;
  /** Where every change is recorded before it is made. */
  readonly journal: Journal;
  readonly folder: PrivateFolder;
  /** What earlier exporters left for later steps to find, by name. */
  readonly pointers: Pointers;
}

/** Pointers by which later steps find what an exporter made. */
export interface Pointers {
  readonly variables: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

export interface Exported extends Partial<Pointers> {
  /** For the log, after “Exported as”; undefined if the credential was not exported this way. */
  readonly as?: string | undefined;
}

/** One way to export the credential to later steps. Its module is loaded only when a plan or a journal names it. */
export interface Exporter<E extends Entry = Entry> extends Undoable<E> {
  /**
   * Refuses, before any request is sent, whatever `export` could not do on this machine. Changes nothing.
   * @param credential if it is not known yet, a temporary one with values that mean nothing
   * @throws InputError, FileError
   */
  check(context: LocalContext, wanted: ExportOptions, credential: Credential): void | Promise<void>;
  /** What `export` would do, for a dry run: verb first, a line each. */
  preview(context: LocalContext, wanted: ExportOptions, credential: Credential): readonly string[];
  /** Records each change in the journal, then makes it. */
  export(context: LocalContext, exportContext: ExportContext): Exported | Promise<Exported>;
}
