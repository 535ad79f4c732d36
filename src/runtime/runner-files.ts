import { FileError, messageOf } from '../errors.ts';
import { systemCodeOf } from './files.ts';

/** Runs what uses the runner's own files and folders. Where this user may not, the error says why that is. */
export function onRunnerFiles<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    const mayNot = error instanceof FileError && ['EACCES', 'EPERM'].includes(systemCodeOf(error) ?? '');
    if (!mayNot) throw error;
    throw new FileError(messageOf(error), { code: 'runner.user', cause: error });
  }
}
