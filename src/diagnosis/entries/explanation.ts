import type { Service } from '../../errors.ts';

/** Of an error whose message says the rest. */
export interface Title {
  /** Names the cause; the annotation's title. */
  readonly title: string;
}

/** What an error means and what to do about it. Texts are Markdown, and are read as plain text as well. */
export interface Explanation extends Title {
  readonly meaning: string;
  /** The one thing to do. */
  readonly remedy: string;
  /** The same where it depends on who was asked. */
  readonly remedies?: Readonly<Partial<Record<Service, string>>>;
  /** The same where the machine, and not the workflow, says what is wrong; `{place}` stands for where it says so. */
  readonly found?: string;
  /** What is shown besides: the token's claims and a trust policy that accepts them. */
  readonly shows?: 'trust';
  /** Commands that mend it. What is known is filled in for words in capital letters. */
  readonly commands?: readonly string[];
}

/** Of a code that STS documents. */
export interface StsExplanation extends Explanation {
  /** A `*` at the end stands for any end. */
  readonly code: string;
  /** Where one code stands for several causes: the messages that this explanation is about. */
  readonly message?: RegExp;
}
