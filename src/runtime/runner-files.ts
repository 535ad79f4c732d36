import { FileError, messageOf } from '../errors.ts';
import { systemCodeOf } from './files.ts';

/** Runs an action on the runner's own files and folders. If this user lacks permission use them, the error says why. */
export function onRunnerFiles<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    const mayNot = error instanceof FileError && ['EACCES', 'EPERM'].includes(systemCodeOf(error) ?? '');
    if (!mayNot) throw error;
    throw new FileError(messageOf(error), { code: 'runner.user', cause: error });
  }
}
