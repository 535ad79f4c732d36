import { FileError } from '../errors.ts';
import { systemCodeOf } from '../runtime/files.ts';
import { print } from '../runtime/stdout.ts';

/**
 * Prints the program's answer, one line.
 * @throws FileError if standard output cannot be written
 */
export function give(line: string): void {
  try {
    print(`${line}\n`);
  } catch (cause) {
    throw new FileError(
      `The credential cannot be written to standard output (${systemCodeOf(cause) ?? 'unknown reason'}).`,
      {
        cause,
      },
    );
  }
}
