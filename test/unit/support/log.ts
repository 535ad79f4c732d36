/** The log as the action has it, printed by GitHub's toolkit into a list. */

import { type Log, workflowLog } from '../../../src/runtime/log.ts';
import { issueCommand } from '../../../src/runtime/toolkit.ts';

/** @param take gets each line, or lines, with an end of `\n` */
export function recordedLog(take: (line: string) => void): Log {
  return workflowLog(
    (...command) => take(printed(() => issueCommand(...command))),
    (lines) => take(`${lines}\n`),
  );
}

/** What something prints to standard output while it runs, with an end of `\n`. */
export function printed(action: () => void): string {
  const { write } = process.stdout;
  let text = '';
  process.stdout.write = (chunk) => {
    text += chunk;
    return true;
  };
  try {
    action();
  } finally {
    process.stdout.write = write;
  }
  return text.replace(/\r\n$/, '\n');
}
