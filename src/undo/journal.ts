import type { Runner } from '../runtime/toolkit.ts';
import { asObject } from '../text/json.ts';

/**
 * What this step changes, declared before it is changed, so that a step that is killed at any moment can be undone
 * by post. A receipt holds names, paths and fingerprints, never a secret: what stood there before and may be secret
 * is kept in the step's private folder.
 */
export type Receipt = FolderReceipt | VariablesReceipt | LockReceipt | ProfileReceipt;

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

/** The lock that is held while a file of profiles is changed, and the folders that were made for both. */
export interface LockReceipt {
  readonly kind: 'lock';
  readonly path: string;
  readonly token: string;
  /** Innermost first. */
  readonly madeFolders: readonly string[];
}

/** A profile written into a file that may hold others. */
export interface ProfileReceipt {
  readonly kind: 'profile';
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

const STATE = 'receipts';
const COMPLETED = 'completed';

export interface Receipts {
  /** Saves a receipt to the step's state. Call it before the change. */
  declare(receipt: Receipt): void;
  /** Says that all that was declared was done. */
  complete(): void;
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
    complete: () => runner.saveState(COMPLETED, 'true'),
    forget: () => {
      if (all.length === 0) return;
      all.length = 0;
      save();
    },
  };
}

/** In the post step: whether main came to its end, so that all that it declared was done. */
export function wasCompleted(runner: Runner): boolean {
  return runner.state(COMPLETED) === 'true';
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
