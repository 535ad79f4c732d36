import path from 'node:path';
import { FileError, InputError } from '../errors.ts';
import { isPrivateFolder } from '../record/private-folder.ts';
import { setByLogins } from '../record/record.ts';
import type { LocalContext } from '../runtime/context.ts';

/**
 * The command of a refreshing profile. Only Python's SDK on Windows passes it to a shell. The Go SDK up to 1.4.12,
 * which Terraform's provider uses, splits it at white space and does not support quotes. So it must contain nothing
 * that needs quotes.
 */
export function renewingCommand({ program, platform, files }: LocalContext, folder: string): string {
  const script = path.join(program.dist, 'refresh', 'index.js');
  if (!files.look(script))
    throw new FileError(`${script} is gone.`, { hint: 'It is a part of this action.' });
  const words = [program.node, script, folder];
  const plain = platform === 'win32' ? /^[\w.:@+=,~/\\-]+$/ : /^[\w.:@+=,~/-]+$/;
  const odd = words.find((word) => !plain.test(word));
  if (odd !== undefined) {
    throw new InputError(
      `refresh: some tools cannot run a command with this path in it: “${odd}”.`,
      'Install the runner and its RUNNER_TEMP in a path that has only letters, digits, dots, dashes and underscores.',
    );
  }
  return words.join(' ');
}

/** The private folder of the login of this job that has left this command; undefined if none has. */
export function folderOf(context: LocalContext, command: string): string | undefined {
  const folder = command.split(' ')[2] ?? '';
  return isPrivateFolder(context, folder) ? folder : undefined;
}

/** @throws InputError if tools in this job would not run it */
export function refuseWhereDisabled({ env }: LocalContext): void {
  const value = env.get(SWITCH)?.trim().toLowerCase() ?? '';
  if (['', '0', 'false', 'no', 'off'].includes(value)) return;
  throw new InputError(
    `${SWITCH} is set, so no tool would run the command of a profile that renews itself.`,
    'Unset it for this job, or log in without refresh.',
  );
}

const SWITCH = 'ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS';

export const METADATA_DISABLED = 'ALIBABA_CLOUD_ECS_METADATA_DISABLED';

/**
 * The environment for our own sources: a login that renews itself forbids ECS metadata to tools that would fall back to
 * it, and not to a step that asks for the instance's role.
 */
export function ownersContext<C extends LocalContext>(context: C): C {
  const { env } = context;
  // Looked up only when somebody asks for it.
  const get = (name: string): string | undefined =>
    name === METADATA_DISABLED && env.get(name) && setByLogins(context)(name) ? undefined : env.get(name);
  return { ...context, env: { ...env, get } };
}
