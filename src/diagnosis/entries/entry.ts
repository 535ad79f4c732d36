/** Whose answer was waited for. */
export type Asked = 'GitHub' | 'STS' | 'ECS metadata' | 'The credentials URI';

/** What an error means and what to do about it. Texts are Markdown, and are read as plain text as well. */
export interface Entry {
  /** The service's error code; one of ours, in small letters, where there is none. */
  readonly code: string;
  /** Where one code stands for several causes: the messages that this entry is about. */
  readonly message?: RegExp;
  /** Names the cause; the annotation's title. */
  readonly title: string;
  readonly meaning: string;
  /** The one thing to do. */
  readonly remedy: string;
  /** The same where it depends on who was asked. */
  readonly remedies?: Readonly<Partial<Record<Asked, string>>>;
  /** The same where the machine, and not the workflow, says what is wrong; `{place}` stands for where it says so. */
  readonly found?: string;
  /** What is shown besides: the token's claims and a trust policy that accepts them. */
  readonly shows?: 'trust';
  /** Commands that mend it. What is known is filled in for words in capital letters. */
  readonly commands?: readonly string[];
}
