/** What is promised of each workflow in examples/. That they run: test/interop/examples.ts; what linters say: .ci/lint. */

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const ROOT = path.resolve(import.meta.dirname, '../../..');

const read = (file: string): string => fs.readFileSync(path.join(ROOT, file), 'utf8');
const namesIn = (folder: string): string[] => fs.readdirSync(path.join(ROOT, folder)).sort();

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly uses?: string;
  readonly 'timeout-minutes'?: number;
  readonly steps?: readonly {
    readonly uses?: string;
    readonly run?: string;
    readonly with?: Readonly<Record<string, unknown>>;
  }[];
}

interface Workflow {
  readonly permissions?: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const EXAMPLES = namesIn('examples').filter((name) => name !== 'README.md');
/** The actions of this repository, with their inputs. */
const OURS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  ['', '/acr-login'].map((folder) => [
    `org/alicloud-credentials${folder}@v1`,
    Object.keys((parse(read(`.${folder}/action.yml`)) as { inputs: object }).inputs),
  ]),
);

describe.each(EXAMPLES)('examples/%s', (name) => {
  const text = read(`examples/${name}`);
  const { permissions, jobs } = parse(text) as Workflow;
  const steps = Object.values(jobs).flatMap((job) => job.steps ?? []);
  const scripts = steps.flatMap(({ run }) => run ?? []).map((run) => run.replaceAll('\\\n', ' '));

  test('says in three lines what its roles may do, and whom they trust', () => {
    const [header = ''] = text.split(/^name: /m);
    const [, roles = ''] = header.split('\n#\n');
    expect(roles.trimEnd().split('\n')).toHaveLength(3);
    expect(roles).toMatch(/^# The (instance's )?role .*may: [\s\S]*\btrusts?\b/);
  });

  test('has no more rights than each job needs, and an end', () => {
    expect(permissions).toEqual({});
    for (const job of Object.values(jobs)) {
      expect(Object.keys(job.permissions ?? {})).not.toEqual([]);
      if (job.uses !== undefined) continue;
      expect(job['timeout-minutes']).toBeGreaterThan(0);
      const byOidc = job.steps?.some(
        ({ with: given }) => given !== undefined && 'oidc-provider-arn' in given,
      );
      expect(job.permissions?.['id-token']).toBe(byOidc ? 'write' : undefined);
    }
  });

  test('pins every action from elsewhere to a commit, the same as the repository’s own workflows do', () => {
    const own = namesIn('.github/workflows').map((file) => read(`.github/workflows/${file}`));
    const pinsOf = (source: string): string[] =>
      [...source.matchAll(/\buses: (.*)$/gm)].flatMap(([, pin = '']) =>
        pin in OURS || pin.startsWith('./') ? [] : [pin],
      );
    const known = new Map(own.flatMap(pinsOf).map((pin) => [pin.replace(/@.*/, ''), pin]));
    for (const pin of pinsOf(text)) {
      expect(pin).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+(\.\d+\.\d+)?$/);
      expect(pin).toBe(known.get(pin.replace(/@.*/, '')) ?? pin);
    }
  });

  test('gives the actions of this repository only inputs that they have', () => {
    const ours = steps.flatMap(({ uses = '', with: given = {} }) => (uses in OURS ? [{ uses, given }] : []));
    const calls = Object.values(jobs).some(({ uses }) => uses !== undefined);
    expect(ours.length > 0 || calls).toBe(true);
    for (const { uses, given } of ours)
      expect(Object.keys(given).filter((input) => !OURS[uses]?.includes(input))).toEqual([]);
  });

  test('leaves no token in the checkout, and no text of others in a script', () => {
    for (const { uses, with: given } of steps)
      if (uses?.startsWith('actions/checkout@')) expect(given?.['persist-credentials']).toBe(false);
    for (const script of scripts) expect(script).not.toContain('${{');
  });

  test('uploads no report that holds the credential, and notices when files fail', () => {
    const uploads = scripts.flatMap((script) => script.match(/\b(?:oss|ossutil) (?:cp|sync) .*/g) ?? []);
    for (const upload of uploads) {
      expect(upload).not.toMatch(/ (?:cp|sync) \.\/? /);
      if (/ (?:sync|-r|--recursive) /.test(`${upload} `))
        expect(upload).toMatch(/ "?oss:\S+ .*--output-dir "\$RUNNER_TEMP\/ossutil" --disable-ignore-error$/);
    }
  });
});

test('examples/README.md has a line for each, and for no other', () => {
  const named = [...read('examples/README.md').matchAll(/^\| \[([\w-]+\.yml)\]\(\1\) \|/gm)].map(
    ([, name]) => name,
  );
  expect(named.toSorted()).toEqual(EXAMPLES);
});
