import type { Credential, Login } from '../credentials.ts';
import { messageOf } from '../errors.ts';
import type { AskedKind, FoundKind, RenewablePlans, Renewal, Source, StsSettings } from '../plan/plan.ts';
import type { ProfileDefinition } from '../profiles/definition.ts';
import type { PrivateFolder } from '../record/private-folder.ts';
import type { Context, LocalContext } from '../runtime/context.ts';
import type { StsClient } from '../sts/client.ts';

/** What a source does. */
export interface Provider<K extends AskedKind> {
  /** Refuses, before any request is sent, what this machine cannot do. */
  check?(source: Source<K>, context: Context): void;
  /** The credential, where the source itself holds it. */
  holds?(source: Source<K>): Credential;
  /**
   * Gets the credential.
   * @param settings which STS, and how often to try
   */
  get(
    source: Source<K>,
    settings: StsSettings,
    tools: Tools,
  ): Promise<K extends keyof RenewablePlans ? RenewableLogin : Login>;
  /** For a profile's command, which asks it again. */
  readonly again?: {
    /** @throws ActionError if the tool's environment lacks what the login had */
    check(context: LocalContext): void;
    /** A better error, if it failed because so many milliseconds have passed since the login. */
    explain(error: unknown, passed: number): unknown;
  };
}

/** Finds on the machine what takes a source's place. Sends nothing. */
export interface Finder<K extends FoundKind> {
  find(source: Source<K>, context: Context): Promise<Found>;
}

/** A source that can be asked again says how. */
export type RenewableLogin = Login & { readonly renewal: Renewal };

/** What a source gets its credential with. */
export interface Tools {
  readonly context: Context;
  readonly sts: StsClient;
  /** The login's private folder. */
  readonly folder: Pick<PrivateFolder, 'file' | 'scratch'>;
}

/** What is configured on the machine. */
export interface Found extends ProfileDefinition {
  /** Where: “profile “x” of …”. Its login and its failures name it. */
  readonly origin?: string | undefined;
  /** The profile of config.json that it is: “” for the current one. */
  readonly profile?: string | undefined;
  /** What the messages of its failures begin with. */
  readonly prefix?: string | undefined;
}

export async function withPrefix<T>(prefix: string | undefined, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (prefix && error instanceof Error) error.message = `${prefix}: ${messageOf(error)}`;
    throw error;
  }
}
