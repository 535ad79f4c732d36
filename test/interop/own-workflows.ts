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
  makePrograms(programs, file);
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

/** npm, which installs what is installed here; gh and sudo, which only note what they are told. */
function makePrograms(folder: string, notes: string): void {
  fs.mkdirSync(folder);
  const npm = execFileSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim();
  const programs = {
    npm: `#!/bin/sh
[ "$1" = ci ] || exec '${npm}' "$@"
cp -al '${ROOT}/node_modules' . 2>/dev/null || cp -a '${ROOT}/node_modules' .
`,
    sudo: noting('sudo'),
    gh: `${noting('gh')}
if (parameters[1]?.includes('matching-refs')) console.log(process.env.TAGS.replaceAll(' ', '\\n'));
if (parameters[1]?.endsWith('/git/ref/tags/v1')) process.exitCode = 1;
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
  const run = (handOff: string): Promise<ActResult> =>
    desk.run('push', 'selftest.yml', '--matrix', 'os:ubuntu-latest', '--matrix', `hand-off:${handOff}`);
  for (const handOff of ['env', 'profile', 'refresh']) {
    const { exitCode, log } = await run(handOff);
    const expect = (name: string, holds: boolean): void =>
      checks.expect(`selftest, ${handOff}: ${name}`, holds, log.slice(-6000));
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

async function release(desk: Desk, checks: Checks): Promise<void> {
  const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    version: string;
  };
  const tag = `v${version}`;
  const changelog = path.join(desk.repository, 'CHANGELOG.md');
  fs.writeFileSync(
    changelog,
    fs
      .readFileSync(changelog, 'utf8')
      .replace(new RegExp(`^## ${version} .*|^## Unreleased$`, 'm'), `## ${version} (2026-01-02)`),
  );
  commit(desk);
  const event = path.join(desk.folder, 'event.json');
  fs.writeFileSync(event, JSON.stringify({ ref: `refs/tags/${tag}` }));
  const run = (tags: string): Promise<ActResult> =>
    desk.run('push', 'release.yml', '--eventpath', event, '--env', `TAGS=${tags}`);
  const { exitCode, log } = await run(`refs/tags/v${version}-rc.1 refs/tags/${tag}`);
  const notes = desk.notes();
  const expect = (name: string, holds: boolean): void =>
    checks.expect(`release: ${name}`, holds, `${JSON.stringify(notes, null, 1)}\n${log.slice(-6000)}`);
  const head = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: desk.repository, encoding: 'utf8' }).trim();
  const attested = notes.flatMap((note) =>
    'action' in note && note.action === 'attest' ? [note.inputs] : [],
  );
  const gh = notes.flatMap((note) => ('gh' in note ? [note.gh.join(' ')] : []));
  const moved = new RegExp(`-f ref=refs/tags/v${version.split('.')[0]} -f sha=${head} `);
  expect('it succeeds', exitCode === 0);
  expect(
    'where dist comes from is attested, and what is in it',
    attested.map((inputs) => 'sbom-path' in inputs).join() === 'false,true',
  );
  expect(
    'the release comes first, then the major’s tag moves to it',
    gh[0]?.startsWith(`release create ${tag} sbom.cdx.json --verify-tag `) === true &&
      moved.test(gh.at(-1) ?? ''),
  );

  const before = desk.notes().length;
  const older = await run(`refs/tags/${tag} refs/tags/v${version}0`);
  const said = desk.notes().slice(before);
  checks.expect(
    'release: a fix of an older line leaves the major’s tag',
    older.exitCode === 0 && !said.some((note) => 'gh' in note && moved.test(note.gh.join(' '))),
    JSON.stringify(said, null, 1),
  );

  fs.appendFileSync(path.join(desk.repository, 'dist/main/index.js'), '// from nowhere\n');
  commit(desk);
  const tampered = await run(`refs/tags/${tag}`);
  checks.expect(
    'release: a dist that the sources do not give is not released',
    tampered.exitCode !== 0 &&
      /dist\/ is not what the sources give/.test(tampered.log) &&
      desk.notes().length === before + said.length,
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
