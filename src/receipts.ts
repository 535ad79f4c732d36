import type { Runner } from './github/runner.ts';
import { asObject } from './json.ts';

/**
 * What this step changes, declared before it is changed, so that a step that is killed at any moment can be undone
 * by post. A receipt holds names, paths and fingerprints, never a secret: what stood there before and may be secret
 * is kept in the step's private folder.
 */
export type Receipt = FolderReceipt | VariablesReceipt | ProfileReceipt;

/** The step's private folder under RUNNER_TEMP; everything in it is ours. */
export interface FolderReceipt {
  readonly kind: 'folder';
  readonly path: string;
}

/** Variables exported to the later steps. */
export interface VariablesReceipt {
  readonly kind: 'variables';
  readonly salt: string;
  /** Name to fingerprint of the value that we set. */
  readonly set: Readonly<Record<string, string>>;
  /** A private file (JSON, name to value) with the values that stood there before; the others were not set. */
  readonly backup?: string;
}

/** A profile written into a file that may hold others. */
export interface ProfileReceipt {
  readonly kind: 'profile';
  readonly format: ProfileFormatName;
  readonly path: string;
  readonly profile: string;
  /** The file beside it that is renamed into its place. */
  readonly temporary: string;
  readonly salt: string;
  /** Fingerprints of the whole file as we wrote it, and of our profile's secret. */
  readonly written: string;
  readonly secret: string;
  /** What stood there before: a private copy and its permission bits; absent where we made the file. */
  readonly before?: { readonly copy: string; readonly mode: number };
  /** The folders that we made for it, innermost first. */
  readonly madeFolders: readonly string[];
}

export type ProfileFormatName = 'credentials.ini' | 'config.json';

const STATE = 'receipts';

export interface Receipts {
  /** Saves a receipt to the step's state. Call it before the change. */
  declare(receipt: Receipt): void;
  /** Forgets all: post will undo nothing. */
  forget(): void;
  readonly all: readonly Receipt[];
}

export function keepReceipts(runner: Runner): Receipts {
  const all: Receipt[] = [];
  const save = (): void => runner.saveState(STATE, JSON.stringify(all));
  return {
    all,
    declare: (receipt) => {
      all.push(receipt);
      save();
    },
    forget: () => {
      all.length = 0;
      save();
    },
  };
}

/** In the post step: the receipts that main left. */
export function readReceipts(runner: Runner): Receipt[] {
  const saved = runner.state(STATE);
  if (saved === '') return [];
  const list: unknown = JSON.parse(saved);
  return Array.isArray(list)
    ? list.filter((receipt): receipt is Receipt => asObject(receipt) !== undefined)
    : [];
}
