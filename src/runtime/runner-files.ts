import { FileError, messageOf } from '../errors.ts';

/** Runs what uses the runner's own files and folders. Where this user may not, the error says why that is. */
export function onRunnerFiles<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    const { code } = ((error instanceof FileError ? error.cause : undefined) as { code?: unknown }) ?? {};
    if (code !== 'EACCES' && code !== 'EPERM') throw error;
    throw new FileError(messageOf(error), { code: 'runner.user', cause: error });
  }
}
