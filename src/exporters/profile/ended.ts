import type { Files } from '../../runtime/files.ts';
import { fingerprint } from '../../secrets/fingerprint.ts';

/**
 * Jobs that share a home folder may write a profile of one name. Who finds it replaced by another job's when it ends
 * cannot reach the copy which that job will put back; so it leaves word beside the file, a fingerprint, for that job not
 * to put back what has ended. Used with the file locked.
 */

/** Notes for jobs that never came to read them. */
const MOST_NOTES = 20;

/** @param ended the fingerprint, with this salt, of the secret in the profile */
export function noteEnded(files: Files, file: string, salt: string, ended: string): void {
  writeNotes(files, file, [...readNotes(files, file), `${salt} ${ended}`].slice(-MOST_NOTES));
}

/** Whether there is word that the profile with this secret has ended; it is taken away then. */
export function takeNote(files: Files, file: string, secret: string): boolean {
  const notes = readNotes(files, file);
  const others = notes.filter((note) => {
    const [salt = '', ended] = note.split(' ');
    return fingerprint(salt, secret) !== ended;
  });
  if (others.length === notes.length) return false;
  writeNotes(files, file, others);
  return true;
}

export function hasNotes(files: Files, file: string): boolean {
  return files.look(pathOf(file)) !== undefined;
}

function readNotes(files: Files, file: string): string[] {
  return files.read(pathOf(file))?.split('\n').filter(Boolean) ?? [];
}

function writeNotes(files: Files, file: string, notes: readonly string[]): void {
  if (notes.length === 0) files.remove(pathOf(file));
  else files.replace(pathOf(file), `${pathOf(file)}.tmp`, `${notes.join('\n')}\n`);
}

function pathOf(file: string): string {
  return `${file}.ended`;
}
