import { redactor } from '../secrets/redactor.ts';
import { visibleLines } from '../text/escapes.ts';
import type { IssueCommand } from './toolkit.ts';

/**
 * The step's log. Every line passes a filter that hides the secrets known so far, whatever the runner does, and escapes
 * what a reader would not see: other people's paths and names may contain it.
 */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warning(message: string): void;
  /** An annotation; `title` names the cause. */
  error(title: string, message: string): void;
  /** A collapsed group of lines. */
  group(title: string, lines: string): void;
  /** Hides a value here and, by the runner, in the rest of the job. */
  mask(value: string): void;
  /** Hides a value in this step's own lines only. */
  conceal(value: string): void;
  /** The text without any secret known so far. */
  redact(text: string): string;
}

/** Characters; GitHub shows 4096 of an annotation. */
const LONGEST_MESSAGE = 4_000;
const LONGEST_GROUP = 60_000;

/**
 * @param issue prints a workflow command
 * @param print takes lines without the last one's end
 */
export function workflowLog(issue: IssueCommand, print: (lines: string) => void): Log {
  const { hide, redact } = redactor();
  const masked = new Set<string>();

  /** Cut only after it was redacted: half a secret is not recognized. */
  const shown = (text: string, longest: number): string => {
    const redacted = redact(text);
    return `${visibleLines(redacted.slice(0, longest))}${redacted.length > longest ? '…' : ''}`;
  };
  const say = (name: string, message: string, properties: Record<string, string> = {}): void =>
    issue(name, properties, shown(message, LONGEST_MESSAGE));

  return {
    debug: (message) => say('debug', message),
    info: (message) => print(neutral(shown(message, LONGEST_MESSAGE))),
    warning: (message) => say('warning', message),
    error: (title, message) => say('error', message, { title: visibleLines(redact(title)) }),
    group: (title, lines) => {
      say('group', title);
      print(neutral(shown(lines, LONGEST_GROUP)));
      issue('endgroup', {}, '');
    },
    mask: (value) => {
      if (value.trim() === '' || masked.has(value)) return;
      masked.add(value);
      hide(value);
      issue('add-mask', {}, value);
    },
    conceal: hide,
    redact,
  };
}

/** White space other than line ends, so that no character is looked at twice. */
const LINE_OF_COMMAND = /^([\t\v\f \u0085\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff]*)(::)/gm;

/**
 * The runner takes a line that begins with `::` for a command, and `##[` anywhere in a line (actions/runner,
 * ActionCommand.cs; its notion of white space has U+0085 in it).
 */
function neutral(text: string): string {
  return text.replace(LINE_OF_COMMAND, '$1\u200b$2').replaceAll('##[', '## [');
}
