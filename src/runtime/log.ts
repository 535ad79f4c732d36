import { redactor } from '../secrets/redactor.ts';
import { visibleLines } from '../text/escapes.ts';
import type { IssueCommand } from './toolkit.ts';

/**
 * The step's log. A filter hides all secrets known so far from every line, whatever the runner does, and escapes
 * invisible characters, which other people's paths and names may contain.
 */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warning(message: string): void;
  /** An annotation; `title` names the cause. */
  error(title: string, message: string): void;
  /** A collapsed group of lines. */
  group(title: string, lines: string): void;
  /** Hides a value in this step and, through the runner, in the rest of the job. */
  mask(value: string): void;
  /** Hides a value in this step's own lines only. */
  conceal(value: string): void;
  /** The text without any secret known so far. */
  redact(text: string): string;
  /** What a service says, without any secret or part of one, and without what looks like one. */
  redactEcho(text: string): string;
}

/** Characters; GitHub shows 4096 of an annotation. */
const LONGEST_MESSAGE = 4_000;
const LONGEST_GROUP = 60_000;

/**
 * @param issue prints a workflow command
 * @param print takes lines without the final line break
 */
export function workflowLog(issue: IssueCommand, print: (lines: string) => void): Log {
  const { hide, redact, redactEcho } = redactor();
  const masked = new Set<string>();

  /** Cuts only after redacting: half a secret would not be recognized. */
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
    redactEcho,
  };
}

/** White space except line breaks, so that no character is visited twice. */
const LINE_OF_COMMAND = /^([\t\v\f \u0085\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff]*)(::)/gm;

/**
 * The runner reads `::` at the start of a line as a command, and `##[` anywhere in a line (actions/runner,
 * ActionCommand.cs; its white space includes U+0085).
 */
function neutral(text: string): string {
  return text.replace(LINE_OF_COMMAND, '$1\u200b$2').replaceAll('##[', '## [');
}
