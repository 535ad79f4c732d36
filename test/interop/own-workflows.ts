/**
 * The repository's own workflows, as far as act can run them: actions from elsewhere, the npm registry and GitHub's API
 * have stand-ins.
 */

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { type ActResult, act, type Bench, commit, makeBench } from './act.ts';
import type { Checks } from './checks.ts';
import { ROOT } from './paths.ts';
import { makeActions } from './stand-ins.ts';

const WORKFLOWS = path.join(ROOT, '.github/workflows');

export async function runOwnWorkflows(scratch: string, checks: Checks): Promise<void> {
  await selftest(makeDesk(scratch), checks);
  await release(makeDesk(scratch), checks);
  await others(makeDesk(scratch), checks);
}

/** A bench with the whole checkout, and what stands in for the world. */
interface Desk extends Bench {
  /** What the stand-ins were asked, in order. */
  notes(): readonly Note[];
  run(event: string, workflow: string, ...parameters: string[]): Promise<ActResult>;
}

type Note =
  | { readonly action: string; readonly inputs: Readonly<Record<string, string>> }
  | { readonly gh: readonly string[] }
  | { readonly ssh: readonly string[] }
  | { readonly sudo: readonly string[] };

function makeDesk(scratch: string): Desk {
  const bench = makeBench(scratch, (repository) => {
    const names = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    const files = names.split('\0').filter((name) => name !== '' && fs.existsSync(path.join(ROOT, name)));
    for (const name of files) {
      fs.mkdirSync(path.dirname(path.join(repository, name)), { recursive: true });
      fs.copyFileSync(path.join(ROOT, name), path.join(repository, name));
    }
  });
  const programs = path.join(bench.folder, 'programs');
  const file = path.join(bench.folder, 'notes');
  fs.writeFileSync(file, '');
  makePrograms(programs, file, bench);
  const actions = makeActions(path.join(bench.folder, 'actions'), WORKFLOWS);
  return {
    ...bench,
    notes: () =>
      fs
        .readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Note),
    run: (event, workflow, ...parameters) =>
      act(bench, event, workflow, {
        programs,
        env: { NOTES: file, LINT_TOOLS: path.join(ROOT, '.work/lint') },
        parameters: [
          // Without one, act asks gh.
          ...['--secret', 'GITHUB_TOKEN=none'],
          ...actions,
          ...parameters,
        ],
      }),
  };
}

/** npm, which installs what is installed here; ssh, which leads to a repository beside; gh and sudo, which take note. */
function makePrograms(folder: string, notes: string, bench: Bench): void {
  fs.mkdirSync(folder);
  const npm = execFileSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim();
  const programs = {
    npm: `#!/bin/sh
[ "$1" = ci ] || exec '${npm}' "$@"
cp -al '${ROOT}/node_modules' . 2>/dev/null || cp -a '${ROOT}/node_modules' .
`,
    sudo: noting('sudo'),
    gh: `${noting('gh')}
if (parameters[1] === 'view') process.exitCode = 1;
if (parameters[1] === 'list') console.log(process.env.RELEASES.replaceAll(' ', '\\n'));
if (parameters[1] === 'meta') console.log('github.com ssh-ed25519 AAAA');
`,
    ssh: `${noting('ssh')}
const origin = ${JSON.stringify(originOf(bench))};
process.exitCode = require('node:child_process').spawnSync('git-receive-pack', [origin], { stdio: 'inherit' }).status;
`,
  };
  function noting(name: string): string {
    return `#!/usr/bin/env node
const parameters = process.argv.slice(2);
require('node:fs').appendFileSync('${notes}', JSON.stringify({ ${name}: parameters }) + '\\n');`;
  }
  for (const [name, text] of Object.entries(programs))
    fs.writeFileSync(path.join(folder, name), text, { mode: 0o755 });
}

async function selftest(desk: Desk, checks: Checks): Promise<void> {
  const run = (exportOptions: string): Promise<ActResult> =>
    desk.run('push', 'selftest.yml', '--matrix', 'os:ubuntu-latest', '--matrix', `hand-off:${exportOptions}`);
  for (const exportOptions of ['env', 'profile', 'refresh']) {
    const { exitCode, log } = await run(exportOptions);
    const expect = (name: string, holds: boolean): void =>
      checks.expect(`selftest, ${exportOptions}: ${name}`, holds, log.slice(-6000));
    expect('it succeeds', exitCode === 0);
    expect('a later step’s SDK is the role', /\| STS says: acs:ram::\d+:assumed-role\/deploy\//.test(log));
    expect('nothing is left after the post steps', /\| Nothing is left of the logins/.test(log));
  }

  // The same with a login that leaves what it wrote: whether the job would notice.
  const file = path.join(desk.repository, '.github/workflows/selftest.yml');
  const text = fs.readFileSync(file, 'utf8');
  fs.writeFileSync(
    file,
    text.replace(/^( +)region: cn-hangzhou$/m, '$1region: cn-hangzhou\n$1cleanup: false'),
  );
  commit(desk);
  const { exitCode, log } = await run('profile');
  const noticed = (what: string): boolean => log.includes(`::error title=${what}::`);
  checks.expect(
    'selftest: what a login leaves fails the job',
    exitCode !== 0 && noticed('Left behind') && noticed('Still set'),
    log.slice(-6000),
  );
}

/** Where a push to GitHub ends up. */
function originOf({ folder }: Bench): string {
  return path.join(folder, 'origin.git');
}

function git(folder: string, ...parameters: string[]): string {
  return execFileSync('git', parameters, { cwd: folder, encoding: 'utf8', stdio: 'pipe' }).trim();
}

/** Attests, releases or pushes. */
function publishes(note: Note): boolean {
  return 'gh' in note || 'ssh' in note || ('action' in note && note.action === 'attest');
}

async function release(desk: Desk, checks: Checks): Promise<void> {
  const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    version: string;
  };
  const tag = `v${version}`;
  const major = `refs/tags/v${version.split('.')[0]}`;
  const event = path.join(desk.folder, 'event.json');
  fs.writeFileSync(event, JSON.stringify({ ref: `refs/tags/${tag}` }));
  git(desk.folder, 'init', '--quiet', '--bare', originOf(desk));
  const merged = (): string => {
    git(desk.repository, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
    return git(desk.repository, 'rev-parse', 'HEAD');
  };
  const moved = (): string => git(desk.folder, 'ls-remote', originOf(desk), major).split('\t')[0] ?? '';
  const run = (releases: string): Promise<ActResult> =>
    desk.run(
      ...['push', 'release.yml', '--eventpath', event, '--env', `RELEASES=${releases}`],
      ...['--secret', 'RELEASE_DEPLOY_KEY=key'],
    );

  const outside = await run('');
  checks.expect(
    'release: a tag that is not on main is refused',
    outside.exitCode !== 0 && /is not a commit of main/.test(outside.log),
    outside.log.slice(-3000),
  );

  const head = merged();
  const older = await run(`v${version}0`);
  checks.expect(
    'release: a fix of an older line leaves the major’s tag',
    older.exitCode === 0 && moved() === '',
    older.log.slice(-3000),
  );

  const before = desk.notes().length;
  const { exitCode, log } = await run(`v${version}-rc.1`);
  const notes = desk.notes().slice(before);
  const expect = (name: string, holds: boolean): void =>
    checks.expect(`release: ${name}`, holds, `${JSON.stringify(notes, null, 1)}\n${log.slice(-6000)}`);
  const attested = notes.flatMap((note) =>
    'action' in note && note.action === 'attest' ? [note.inputs] : [],
  );
  const asked = notes.flatMap((note) =>
    'gh' in note ? [note.gh.join(' ')] : 'ssh' in note ? ['(push)'] : [],
  );
  expect('it succeeds', exitCode === 0);
  expect(
    'where dist comes from is attested, and what is in it',
    attested.map((inputs) => 'sbom-path' in inputs).join() === 'false,true',
  );
  const made = asked.findIndex((call) =>
    call.startsWith(`release create ${tag} sbom.cdx.json --verify-tag `),
  );
  expect(
    'the release comes first, then the major’s tag moves to it',
    made !== -1 && made < asked.indexOf('(push)') && moved() === head,
  );

  fs.appendFileSync(path.join(desk.repository, 'dist/main/index.js'), '// from nowhere\n');
  commit(desk);
  merged();
  const { length } = desk.notes();
  const tampered = await run('');
  checks.expect(
    'release: a dist that the sources do not give is not released',
    tampered.exitCode !== 0 &&
      /dist\/ is not what the sources give/.test(tampered.log) &&
      !desk.notes().slice(length).some(publishes) &&
      moved() === head,
    tampered.log.slice(-3000),
  );
}

/** What calls little but actions from elsewhere. */
async function others(desk: Desk, checks: Checks): Promise<void> {
  for (const [workflow, event] of Object.entries({
    'ci.yml': 'push',
    'codeql.yml': 'push',
    'dependency-review.yml': 'pull_request',
    'lint.yml': 'push',
    'scorecard.yml': 'push',
  })) {
    const { exitCode, log } = await desk.run(event, workflow);
    checks.expect(`${workflow} runs`, exitCode === 0, log.slice(-3000));
  }
  // That is this test's own caller.
  const asked = desk.notes().flatMap((note) => ('sudo' in note ? [note.sudo.at(-1)] : []));
  checks.expect('ci.yml calls .ci/run', asked.join() === '.ci/run', asked.join());
}
