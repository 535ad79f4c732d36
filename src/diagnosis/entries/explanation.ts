import type { Service } from '../../errors.ts';

/** For an error whose message says the rest. */
export interface Title {
  /** Names the cause; the annotation's title. */
  readonly title: string;
}

/** What an error means and what to do about it. Texts are Markdown that also reads well as plain text. */
export interface Explanation extends Title {
  readonly meaning: string;
  /** The one thing to do; `{place}` is where the fault is: on the machine, or in the workflow. */
  readonly remedy: string;
  /** The place if it is in the workflow and not in the repository's secrets. */
  readonly input?: string;
  /** The remedy when it depends on which service was asked. */
  readonly remedies?: Readonly<Partial<Record<Service, string>>>;
  /** What else to show: the token's claims and a trust policy that accepts them. */
  readonly shows?: 'trust';
  /** Commands that fix it, with placeholders in capital letters. */
  readonly commands?: readonly string[];
}

export function placeInWorkflow({ input = 'the repository’s secrets' }: Explanation): string {
  return input;
}

/** For what RAM does not know, or refuses: part of the meaning. */
export const JUST_CHANGED = 'What was made or changed in RAM seconds ago can take a minute to be known.';

/** For codes that STS documents. */
export interface StsExplanation extends Explanation {
  /** A trailing `*` matches any ending. */
  readonly codes: readonly string[];
  /** If one code has several causes: the messages that this explanation covers. */
  readonly message?: RegExp;
}
