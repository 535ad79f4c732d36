/** A runner for workflows: act in host mode, in a repository and a home of its own, with no action from elsewhere. */

import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { BIN } from './paths.ts';

const TIME_LIMIT = 180_000;

/** The folders of one run; all are below `folder`. */
export interface Bench {
  readonly folder: string;
  readonly home: string;
  readonly cache: string;
  /** act takes names and revisions from it, and copies it in the place of a checkout. */
  readonly repository: string;
}

export interface ActOptions {
  /** Beside the event's name and the workflow: `--matrix` and the like. */
  readonly parameters?: readonly string[];
  /** Found before everything else. */
  readonly programs?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface ActResult {
  readonly exitCode: number | null;
  readonly log: string;
}

/** A bench whose repository has been filled, and committed. */
export function makeBench(scratch: string, fill: (repository: string) => void): Bench {
  const folder = fs.mkdtempSync(path.join(scratch, 'act-'));
  const [home, cache, repository] = ['home', 'cache', 'repository'].map((name) => {
    const made = path.join(folder, name);
    fs.mkdirSync(made);
    return made;
  }) as [string, string, string];
  const bench = { folder, home, cache, repository };
  git(bench, 'init', '--initial-branch=main');
  git(bench, 'remote', 'add', 'origin', 'https://github.com/octo-org/octo-repo');
  fill(repository);
  commit(bench);
  return bench;
}

/** Commits whatever is in the bench's repository. */
export function commit(bench: Bench): void {
  git(bench, 'add', '.');
  git(bench, 'commit', '--message=Interop');
}

function git({ repository, home }: Bench, ...parameters: string[]): void {
  const identity = ['-c', 'user.name=Octocat', '-c', 'user.email=octocat@example.com'];
  execFileSync('git', [...identity, ...parameters], {
    cwd: repository,
    stdio: 'ignore',
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: home,
      GIT_CONFIG_NOSYSTEM: '1',
      // This one or none: not one that stands further up, nor one that a file points to.
      GIT_CEILING_DIRECTORIES: path.dirname(repository),
    },
  });
}

/** Runs a workflow of the bench's repository. */
export async function act(
  { folder, home, cache, repository }: Bench,
  event: string,
  workflow: string,
  { parameters = [], programs, env = {} }: ActOptions = {},
): Promise<ActResult> {
  const child = spawn(
    path.join(BIN, 'act'),
    [
      ...[event, '--directory', repository, '--workflows', path.join('.github/workflows', workflow)],
      ...[
        '--platform',
        'ubuntu-latest=-self-hosted',
        '--pull=false',
        '--action-offline-mode',
        '--no-cache-server',
      ],
      ...parameters,
    ],
    {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...env,
        // It runs `node` from here: the version that action.yml asks for.
        PATH: [
          ...(programs === undefined ? [] : [programs]),
          path.dirname(process.execPath),
          process.env['PATH'],
        ].join(path.delimiter),
        HOME: home,
        TMPDIR: folder,
        XDG_CACHE_HOME: cache,
        XDG_CONFIG_HOME: path.join(home, '.config'),
        // It would ask its makers for a newer version.
        ACT_DISABLE_VERSION_CHECK: '1',
      },
    },
  );
  const timer = setTimeout(() => child.kill('SIGKILL'), TIME_LIMIT);
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  clearTimeout(timer);
  return { exitCode, log };
}

/** The paths of all files in it and in its folders. */
export function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
