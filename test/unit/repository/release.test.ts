/** The release workflow's own steps, run by bash against a real git repository; gh, npm and ssh have stand-ins. */

import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const KEY = 'the key that may move a tag';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

const { jobs } = parse(fs.readFileSync(path.join(ROOT, '.github/workflows/release.yml'), 'utf8')) as {
  jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
};

/** Notes each call, and fails at the one that is named: before it does anything, half-way, or when it has done it. */
const CALL = `
echo "\${0##*/} $*" >>"$WORLD/calls"
this=$(($(wc -l <"$WORLD/calls")))
fails() { [ "$FAIL" = "$this $1" ]; }
if fails before; then exit 1; fi
`;

const PROGRAMS = {
  npm: `case "$*" in
  'ci '*) ;;
  *release-notes*) echo "What is new in $GITHUB_REF_NAME" ;;
  *check:dist*) ;;
  *sbom*) echo '{}' ;;
  *) exit 99 ;;
esac`,
  // A release is a folder with its files in it; \`draft\` is there until it is published.
  gh: `release=$WORLD/releases/$3
case "$*" in
  'release view '*' --json isDraft --jq .isDraft')
    [ -d "$release" ] || { echo 'release not found' >&2; exit 1; }
    if [ -e "$release/draft" ]; then echo true; else echo false; fi ;;
  'release view '*" --json assets --jq .assets[].name") ls "$release" ;;
  'release delete '*' --yes') rm -r "$release" ;;
  'release create '*' sbom.cdx.json --verify-tag --title '*' --notes-file notes.md')
    mkdir "$release" || exit 1
    touch "$release/draft"
    cp notes.md "$release"
    if fails half; then exit 1; fi
    cp sbom.cdx.json "$release"
    rm "$release/draft" ;;
  'release list '*) for one in "$WORLD"/releases/*; do [ -e "$one/draft" ] || echo "\${one##*/}"; done ;;
  'api meta '*) echo 'github.com ssh-ed25519 AAAA' ;;
  *) exit 99 ;;
esac`,
  // Whoever has the key gets to the repository.
  ssh: `while [ "$1" != git@github.com ]; do
  case $1 in
    -i) [ "$(cat "$2")" = '${KEY}' ] && [ "$(ls -l "$2" | cut -c 1-10)" = -rw------- ] || exit 98 ;;
    UserKnownHostsFile=*) grep -q '^github.com ' "\${1#*=}" || exit 98 ;;
  esac
  shift
done
[ "$2" = "git-receive-pack 'octo-org/octo-repo.git'" ] || exit 99
git-receive-pack "$WORLD/origin.git"`,
};

let world: string;

beforeEach(() => {
  world = fs.mkdtempSync(path.join(os.tmpdir(), 'release-'));
  for (const folder of ['home', 'releases', 'programs', 'seed/.github'])
    fs.mkdirSync(path.join(world, folder), { recursive: true });
  for (const [name, text] of Object.entries(PROGRAMS))
    fs.writeFileSync(
      path.join(world, 'programs', name),
      `#!/bin/sh\n${CALL}\n${text}\nif fails after; then exit 1; fi\n`,
      { mode: 0o755 },
    );
  fs.copyFileSync(path.join(ROOT, '.github/publish'), path.join(world, 'seed/.github/publish'));
  git('init', '--quiet', '--bare', 'origin.git');
  git('init', '--quiet', '--initial-branch=main', 'seed');
  git('-C', 'seed', 'remote', 'add', 'origin', path.join(world, 'origin.git'));
});

afterEach(() => fs.rmSync(world, { recursive: true, force: true }));

const env = () => ({
  PATH: `${path.join(world, 'programs')}:${process.env['PATH']}`,
  HOME: path.join(world, 'home'),
  TMPDIR: world,
  WORLD: world,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CEILING_DIRECTORIES: world,
  ...Object.fromEntries(
    ['AUTHOR', 'COMMITTER'].flatMap((who) => [
      [`GIT_${who}_NAME`, 'Octocat'],
      [`GIT_${who}_EMAIL`, 'octocat@example.com'],
    ]),
  ),
});

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: world, env: env(), encoding: 'utf8', stdio: 'pipe' }).trim();
}

/** Commits to a branch and tags the commit. @returns the commit */
function tag(name: string, branch = 'main'): string {
  git('-C', 'seed', 'checkout', '--quiet', '-B', branch);
  fs.writeFileSync(path.join(world, 'seed/version'), name);
  git('-C', 'seed', 'add', '.');
  git('-C', 'seed', 'commit', '--quiet', `--message=${name}`);
  git('-C', 'seed', 'tag', name);
  git('-C', 'seed', 'push', '--quiet', 'origin', branch, name);
  return git('-C', 'seed', 'rev-parse', 'HEAD');
}

/** What a tag points to; undefined where there is none. */
function tagged(name: string): string | undefined {
  const [commit] = git('ls-remote', path.join(world, 'origin.git'), `refs/tags/${name}`).split('\t');
  return commit || undefined;
}

/** The published releases, and their files. */
function released(): Record<string, string[]> {
  const names = fs.readdirSync(path.join(world, 'releases'));
  const entries = names.map((name) => [name, fs.readdirSync(path.join(world, 'releases', name))] as const);
  return Object.fromEntries(entries.filter(([, files]) => !files.includes('draft')));
}

interface Ran {
  readonly passed: boolean;
  readonly log: string;
  /** What the stand-ins were asked, and the actions from elsewhere that were used. */
  readonly calls: readonly string[];
}

/** Runs the jobs for a tag, or only one, each in a checkout of its own, up to the first step that fails. */
function release(name: string, { fail = '', key = KEY, only = '' } = {}): Ran {
  const calls = path.join(world, 'calls');
  fs.writeFileSync(calls, '');
  let log = '';
  const done = (passed: boolean): Ran => ({
    passed,
    log,
    calls: fs.readFileSync(calls, 'utf8').trim().split('\n'),
  });
  for (const [job, { steps }] of Object.entries(jobs)) {
    if (only && job !== only) continue;
    const cwd = path.join(world, 'workspace');
    fs.rmSync(cwd, { recursive: true, force: true });
    for (const step of steps) {
      if (step.uses) {
        use(step, name, cwd);
        continue;
      }
      const given = Object.entries(step.env ?? {}).map(([variable, value]) => [
        variable,
        value.replace('${{ secrets.RELEASE_DEPLOY_KEY }}', key).replace('${{ github.token }}', 'token'),
      ]);
      const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', step.run ?? ''], {
        cwd,
        encoding: 'utf8',
        env: {
          ...env(),
          FAIL: fail,
          GITHUB_REF_NAME: name,
          GITHUB_REPOSITORY: 'octo-org/octo-repo',
          ...Object.fromEntries(given),
        },
      });
      log += stdout + stderr;
      if (status !== 0) return done(false);
    }
  }
  return done(true);
}

/** What the actions from elsewhere do, as far as the steps after them notice. */
function use({ uses = '', with: inputs }: Step, name: string, cwd: string): void {
  const origin = `file://${path.join(world, 'origin.git')}`;
  const depth = inputs?.['fetch-depth'] === 0 ? [] : ['--depth=1'];
  const artifact = path.join(world, 'artifact');
  if (uses.startsWith('actions/checkout@'))
    git('-c', 'advice.detachedHead=false', 'clone', '--quiet', ...depth, '--branch', name, origin, cwd);
  else if (uses.startsWith('actions/upload-artifact@')) {
    fs.rmSync(artifact, { recursive: true, force: true });
    fs.mkdirSync(artifact);
    for (const file of String(inputs?.['path']).trim().split('\n'))
      fs.copyFileSync(path.join(cwd, file), path.join(artifact, file));
  } else if (uses.startsWith('actions/download-artifact@')) fs.cpSync(artifact, cwd, { recursive: true });
  else if (uses.startsWith('actions/attest@'))
    fs.appendFileSync(path.join(world, 'calls'), 'actions/attest\n');
}

const hasTools = ['bash', 'git'].every((tool) => spawnSync(tool, ['--version']).status === 0);

describe.skipIf(!hasTools || process.platform === 'win32')('a release (needs bash and git)', () => {
  test('is attested, published with its files, and then the major’s tag moves to it', () => {
    const commit = tag('v1.0.0');
    const { passed, log, calls } = release('v1.0.0');
    expect(passed, log).toBe(true);
    expect(released()).toEqual({ 'v1.0.0': ['notes.md', 'sbom.cdx.json'] });
    expect(tagged('v1')).toBe(commit);
    const order = ['npm run -s check:dist', 'actions/attest', 'gh release create', 'ssh '];
    const at = order.map((call) => calls.findIndex((line) => line.startsWith(call)));
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(at).not.toContain(-1);
    const notes = fs.readFileSync(path.join(world, 'releases/v1.0.0/notes.md'), 'utf8');
    expect(notes).toBe('What is new in v1.0.0\n');

    const next = tag('v1.1.0');
    expect(release('v1.1.0').passed).toBe(true);
    expect(tagged('v1')).toBe(next);
    // Whoever runs the first one again undoes nothing.
    expect(release('v1.0.0')).toMatchObject({ passed: true });
    expect(tagged('v1')).toBe(next);
  });

  test('that fails, wherever it does, is finished when its failed job is run again', () => {
    const commit = tag('v1.0.0');
    expect(release('v1.0.0').passed).toBe(true);
    const complete = released();
    const nothing = (): void => {
      fs.rmSync(path.join(world, 'releases/v1.0.0'), { recursive: true, force: true });
      git('-C', 'origin.git', 'update-ref', '-d', 'refs/tags/v1');
    };
    const publishedOnly = (): void => {
      git('-C', 'origin.git', 'update-ref', '-d', 'refs/tags/v1');
    };
    const publish = (fail?: string): Ran => release('v1.0.0', { only: 'publish', ...(fail && { fail }) });
    const isFinished = (): boolean =>
      JSON.stringify([released(), tagged('v1')]) === JSON.stringify([complete, commit]);

    const failed: string[] = [];
    for (const prepare of [nothing, publishedOnly]) {
      prepare();
      const { calls } = publish();
      const faults = calls.flatMap((call, index) =>
        (/^(gh release create|ssh) /.test(call) ? ['before', 'half', 'after'] : ['before'])
          .filter(() => !call.startsWith('actions/'))
          .map((when) => ({ fail: `${index + 1} ${when}`, name: `${prepare.name}: ${when} ${call}` })),
      );
      for (const { fail, name } of faults) {
        prepare();
        const before = Object.keys(released());
        if (!publish(fail).passed) failed.push(name);
        expect(Object.keys(released()), name).toEqual(expect.arrayContaining(before));
        const again = publish();
        expect([again.passed, isFinished()], `${name}, then again: ${again.log}`).toEqual([true, true]);
      }
    }
    expect(failed.filter((name) => name.startsWith('nothing: half gh release create'))).toHaveLength(1);
    expect(failed.filter((name) => name.startsWith('publishedOnly: before ssh'))).toHaveLength(1);
    expect(failed.length).toBeGreaterThan(9);
  }, 120_000);

  test('of an older line leaves the major’s tag at the newest', () => {
    tag('v1.9.0');
    const newest = tag('v1.10.0');
    tag('v2.0.0');
    tag('v1.9.1');
    for (const name of ['v1.9.0', 'v1.10.0', 'v2.0.0', 'v1.9.1']) expect(release(name).passed).toBe(true);
    expect(Object.keys(released())).toHaveLength(4);
    expect(tagged('v1')).toBe(newest);
  });

  test('of a tag that is not on main is refused before anything else', () => {
    tag('v1.0.0');
    tag('v1.0.1', 'elsewhere');
    const { passed, log, calls } = release('v1.0.1');
    expect(passed).toBe(false);
    expect(log).toContain('::error::v1.0.1 is not a commit of main');
    expect(calls).toEqual(['']);
    // An older commit of main is one.
    tag('v1.0.2');
    expect(release('v1.0.0').passed).toBe(true);
  });

  test('without the key that can finish it publishes nothing', () => {
    tag('v1.0.0');
    const { passed, log } = release('v1.0.0', { key: '' });
    expect(passed).toBe(false);
    expect(log).toContain('::error::The environment has no secret RELEASE_DEPLOY_KEY');
    expect(released()).toEqual({});
  });

  test('that somebody made by hand is not taken for this workflow’s', () => {
    tag('v1.0.0');
    fs.mkdirSync(path.join(world, 'releases/v1.0.0'));
    const { passed, log } = release('v1.0.0');
    expect(passed).toBe(false);
    expect(log).toContain('::error::Release v1.0.0 was not made by this workflow');
    expect(tagged('v1')).toBeUndefined();
  });

  test('leaves the key nowhere', () => {
    tag('v1.0.0');
    expect(release('v1.0.0').log).not.toContain(KEY);
    const files = fs
      .globSync('**', { cwd: world })
      .map((name) => path.join(world, name))
      .filter((file) => fs.statSync(file).isFile());
    expect(files.length).toBeGreaterThan(20);
    const programs = path.join(world, 'programs');
    for (const file of files.filter((name) => !name.startsWith(programs)))
      expect(fs.readFileSync(file, 'utf8').includes(KEY), file).toBe(false);
  });
});

describe('the rulesets to import', () => {
  interface Ruleset {
    readonly target: string;
    readonly enforcement: string;
    readonly conditions: { readonly ref_name: { readonly include: string[]; readonly exclude: string[] } };
    readonly rules: readonly { readonly type: string }[];
    readonly bypass_actors: readonly { readonly actor_type: string; readonly bypass_mode: string }[];
  }
  const read = (name: string): Ruleset =>
    JSON.parse(fs.readFileSync(path.join(ROOT, '.github/rulesets', name), 'utf8'));

  test.each(['make-tags.json', 'move-tags.json'])('%s is in force for every tag v*', (name) => {
    expect(read(name)).toMatchObject({
      target: 'tag',
      enforcement: 'active',
      conditions: { ref_name: { include: ['refs/tags/v*'], exclude: [] } },
    });
  });

  test('nobody but the release key moves or deletes one', () => {
    const { rules, bypass_actors } = read('move-tags.json');
    expect(rules.map(({ type }) => type).sort()).toEqual(['deletion', 'update']);
    expect(bypass_actors).toEqual([{ actor_id: null, actor_type: 'DeployKey', bypass_mode: 'always' }]);
  });
});
