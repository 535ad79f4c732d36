/**
 * `npm run bench:modules`: what it costs to load a module, as the time of a whole process that does nothing else.
 * Each is bundled by ncc, as the action is, and measured in turn with the others.
 *
 *   --runs N     runs of each (default 21)
 *   --json FILE  writes the figures
 */
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { median } from './figures.ts';

const { values: options } = parseArgs({
  options: { runs: { type: 'string', default: '21' }, json: { type: 'string' } },
});
const runs = Number(options.runs);
const root = path.resolve(import.meta.dirname, '..');

/** Uses what it loads, so that no bundler leaves it out. */
const keep = (name: string, from: string): string =>
  `import * as ${name} from '${from}';\nglobalThis.kept = ${name};\n`;

const PROGRAMS: Readonly<Record<string, string>> = {
  'nothing (bare Node)': '',
  'node:https, by process.getBuiltinModule': "globalThis.kept = process.getBuiltinModule('node:https');\n",
  'node:https, by import': keep('https', 'node:https'),
  'node:crypto': keep('crypto', 'node:crypto'),
  ini: keep('ini', 'ini'),
  'jsonc-parser': keep('jsonc', 'jsonc-parser'),
  undici: keep('undici', 'undici'),
  '@actions/core (brings undici)': keep('core', '@actions/core'),
  '@actions/core and undici, one copy':
    keep('core', '@actions/core') + keep('undici', 'undici').replace('kept', 'kept2'),
  '@actions/github (brings undici and octokit)': keep('github', '@actions/github'),
};

// Below the project, so that the packages are found.
const scratch = fs.mkdtempSync(path.join(root, 'node_modules', '.bench-'));
try {
  const scripts = Object.entries(PROGRAMS).map(([name, source], index) => ({
    name,
    script: bundle(source, String(index)),
    times: [] as number[],
  }));
  for (let round = -1; round < runs; round++) {
    for (const { script, times } of scripts) {
      const time = wallTime(script);
      if (round >= 0) times.push(time);
    }
  }
  const bare = scripts[0]?.times ?? [];
  const rows = scripts.map(({ name, script, times }) => ({
    module: name,
    bundle: Math.round(fs.statSync(script).size / 1000),
    wall: median(times),
    more: median(times.map((time, round) => time - (bare[round] ?? 0))),
    ratio: median(times.map((time, round) => time / (bare[round] ?? 1))),
  }));
  console.log(`Node ${process.version}, ${runs} runs each, medians\n`);
  console.log('| loaded | bundle | process | more than bare Node | ratio |\n|---|---|---|---|---|');
  for (const { module, bundle: size, wall, more, ratio } of rows) {
    console.log(
      `| ${module} | ${size} kB | ${wall.toFixed(0)} ms | ${more.toFixed(0)} ms | ${ratio.toFixed(2)} |`,
    );
  }
  if (options.json) fs.writeFileSync(options.json, JSON.stringify({ runs, rows }, null, 2));
} finally {
  fs.rmSync(scratch, { recursive: true, force: true });
}

function bundle(source: string, name: string): string {
  const folder = path.join(scratch, name);
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
  fs.writeFileSync(path.join(folder, 'index.js'), source);
  const ncc = path.join(root, 'node_modules/@vercel/ncc/dist/ncc/cli.js');
  const out = path.join(folder, 'out');
  execFileSync(process.execPath, [ncc, 'build', path.join(folder, 'index.js'), '--out', out], {
    stdio: 'ignore',
  });
  return path.join(out, 'index.js');
}

/** Milliseconds. */
function wallTime(script: string): number {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, [script], { stdio: 'ignore', env: { HOME: os.devNull } });
  if (status !== 0) throw new Error(`${script} failed.`);
  return performance.now() - started;
}
