import type { Files } from './files.ts';

/**
 * On Windows, permission bits do not restrict access: folders inherit it, and RUNNER_TEMP lets every local user read.
 * An access list of its own, which names only the owner (S-1-3-4, “owner rights”), replaces what the folder inherits.
 */
const OWNER_ONLY = ['/inheritance:r', '/grant:r', '*S-1-3-4:(OI)(CI)F', '/q'];

/** Milliseconds. */
const PATIENCE = 10_000;

/** @param systemRoot the folder of Windows. Never search PATH for icacls: the workspace may be on it. */
export function closedOnWindows(files: Files, systemRoot: string): Files {
  return {
    ...files,
    createPrivateFolder: (folder) => {
      files.createPrivateFolder(folder);
      const { spawnSync } = process.getBuiltinModule('node:child_process');
      const { status, error } = spawnSync(`${systemRoot}\\System32\\icacls.exe`, [folder, ...OWNER_ONLY], {
        stdio: 'ignore',
        timeout: PATIENCE,
        windowsHide: true,
      });
      if (status === 0) return undefined;
      return `Other users of this machine may be able to read ${folder}: icacls could not close it (${error?.message ?? `status ${status}`}).`;
    },
  };
}
