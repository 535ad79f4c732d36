/** Installs the consumers, each by its own package manager at its pinned version, into the ignored folder. */

import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ACT, BIN, CACHE, HERE, ROOT } from './paths.ts';

/** What a consumer is installed with. */
export type Toolchain =
  | 'node'
  | 'python'
  | 'go'
  | 'java'
  | 'rust'
  | 'tofu'
  | 'alicloud'
  | 'act'
  | 'lint'
  | 'registry'
  | 'php';

export type Available = Readonly<Record<Toolchain, { readonly missing?: string }>>;

interface RenewalSpec {
  /** Commands that must be there. */
  readonly needs: readonly string[];
  /** A folder beside this file whose content decides whether to install again. */
  readonly folder?: string;
  /** What else decides it. */
  readonly stamp?: string;
  /** Steps, run in the copy of the folder. */
  readonly steps: readonly (readonly [command: string, ...parameters: string[]])[];
}

const RECIPES: Readonly<Record<Toolchain, RenewalSpec>> = {
  node: {
    needs: ['npm'],
    folder: 'node',
    steps: [['npm', 'ci', '--no-audit', '--no-fund', '--ignore-scripts', '--silent']],
  },
  python: {
    needs: ['python3'],
    folder: 'python',
    steps: [
      ['python3', '-m', 'venv', '.venv'],
      ['.venv/bin/pip', 'install', '--quiet', '--requirement', 'requirements.txt'],
    ],
  },
  go: {
    needs: ['go'],
    folder: 'go',
    steps: [
      ['go', 'build', '-mod=readonly', '-trimpath', '-o', path.join(BIN, 'interop-go'), '.'],
      [
        ...(['go', 'build', '-mod=readonly', '-modfile=oldest.mod', '-trimpath'] as const),
        ...['-o', path.join(BIN, 'interop-go-oldest'), '.'],
      ],
    ],
  },
  java: {
    needs: ['java', 'javac', 'keytool', 'mvn'],
    folder: 'java',
    steps: [
      [
        'mvn',
        '--batch-mode',
        '--quiet',
        'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies',
        '-DoutputDirectory=lib',
        '-DincludeScope=runtime',
      ],
      ['javac', '-d', 'classes', '-cp', 'lib/*', 'Who.java', 'Judge.java'],
    ],
  },
  rust: {
    needs: ['cargo'],
    folder: 'rust',
    steps: [
      ['cargo', 'build', '--quiet', '--locked'],
      ['cp', 'target/debug/interop-rust', path.join(BIN, 'interop-rust')],
    ],
  },
  tofu: {
    needs: ['go'],
    folder: 'tofu',
    // Not optimised: that is a fifth less to compile, of minutes.
    steps: [
      [
        ...(['go', 'build', '-mod=readonly', '-gcflags=all=-N -l', '-ldflags=-s -w'] as const),
        ...['-o', path.join(BIN, 'tofu'), 'github.com/opentofu/opentofu/cmd/tofu'],
      ],
    ],
  },
  alicloud: {
    needs: ['go'],
    folder: 'alicloud',
    steps: [
      ['go', 'build', '-mod=readonly', '-trimpath', '-o', path.join(BIN, 'terraform-provider-alicloud'), '.'],
    ],
  },
  act: { needs: ['go'], stamp: ACT, steps: [['go', 'install', '-trimpath', ACT]] },
  // For lint.yml under act; it looks itself whether it has to install again.
  lint: { needs: ['go', 'python3'], steps: [['bash', path.join(ROOT, '.ci/lint'), '--install-only']] },
  // Of this machine's own Debian or Ubuntu: they need its C library.
  registry: { needs: ['apt-get', 'dpkg', 'perl'], folder: 'registry', steps: [['./packages']] },
  php: { needs: ['php'], steps: [] },
};

/** Installs what the machine has the tools for, and tells what it has not. */
export function install(): Available {
  fs.mkdirSync(BIN, { recursive: true });
  return Object.fromEntries(
    Object.entries(RECIPES).map(([name, spec]) => {
      const missing = spec.needs.find((command) => !has(command));
      if (missing !== undefined) return [name, { missing: `no ${missing}` }];
      installOne(name, spec);
      return [name, {}];
    }),
  ) as Record<Toolchain, { missing?: string }>;
}

function installOne(name: string, { folder, stamp, steps }: RenewalSpec): void {
  const target = path.join(CACHE, name);
  const mark = path.join(CACHE, `${name}.installed`);
  const digest = createHash('sha256')
    .update(`${stamp ?? ''}\n${JSON.stringify(steps)}\n`)
    .update(folder === undefined ? '' : contentOf(path.join(HERE, folder)))
    .digest('hex');
  if (fs.existsSync(mark) && fs.readFileSync(mark, 'utf8') === digest) return;
  const started = performance.now();
  fs.rmSync(mark, { force: true });
  fs.rmSync(target, { recursive: true, force: true });
  if (folder === undefined) fs.mkdirSync(target, { recursive: true });
  else fs.cpSync(path.join(HERE, folder), target, { recursive: true });
  for (const [command, ...parameters] of steps) {
    execFileSync(command.includes('/') ? path.join(target, command) : command, parameters, {
      cwd: target,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        GOBIN: BIN,
        GOFLAGS: '-buildvcs=false',
        NODE_EXTRA_CA_CERTS: process.env['NODE_EXTRA_CA_CERTS'],
      },
    });
  }
  fs.writeFileSync(mark, digest);
  console.log(`installed ${name} in ${((performance.now() - started) / 1000).toFixed(0)} s`);
}

function contentOf(folder: string): string {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => fs.statSync(path.join(folder, name)).isFile())
    .sort()
    .map((name) => `${name}\n${fs.readFileSync(path.join(folder, name), 'utf8')}`)
    .join('\n');
}

function has(command: string): boolean {
  const { status } = spawnSync('sh', ['-c', 'command -v "$0"', command], { stdio: 'ignore' });
  return status === 0;
}
