/**
 * `node test/attacks/run.ts`: attacks the built action, and says what got through.
 *
 *   --seed N      repeats the choices of an earlier run, which printed it
 *   --only TEXT   only attacks whose “kind: name” contains this; all of them, also those that are usually left out
 *   --rounds N    so many attacks of each kind, where there are so many
 *   --write       writes docs/attacks.md from the outcome
 *
 * A finding is replayed by the command that is printed with it.
 */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Attack, Kind } from './attack.ts';
import { documentOf, type Outcome } from './document.ts';
import { KINDS } from './kinds.ts';
import { Random } from './random.ts';
import { type Action, Finding, Stage } from './stage.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** How many of those that only wait are under way beside the others. */
const IDLE = 6;

/** The attacks of a kind for this run: a sample, or as many rounds as are wanted. */
function choose(kind: Kind, { seed, only, rounds }: Options): Attack[] {
  const named = (attack: Attack): boolean => `${kind.name}: ${attack.name}`.includes(only ?? '');
  if (kind.all) {
    const count = rounds ?? (only === undefined ? kind.usual : kind.all.length);
    const matching = kind.all.filter(named);
    return new Random(seed, kind.name).shuffle(matching).slice(0, count);
  }
  const one = /: round (\d+)$/.exec(only ?? '');
  const numbers = one
    ? [Number(one[1])]
    : Array.from({ length: rounds ?? kind.usual }, (_, index) => index + 1);
  return numbers.flatMap((number) => kind.round?.(number) ?? []).filter(named);
}

async function execute(action: Action, kind: Kind, attack: Attack, seed: number): Promise<Outcome> {
  const name = `${kind.name}: ${attack.name}`;
  const stage = new Stage(action, seed, name);
  try {
    await attack.run(stage);
  } catch (error) {
    if (error instanceof Finding) stage.find(error.message);
    else
      stage.find(
        `the runner or the attack fails: ${error instanceof Error ? (error.stack ?? error.message) : error}`,
      );
  } finally {
    await stage.close();
  }
  return { kind: kind.name, name: attack.name, findings: stage.findings, notes: stage.notes };
}

interface Options {
  readonly seed: number;
  readonly only: string | undefined;
  readonly rounds: number | undefined;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      only: { type: 'string' },
      rounds: { type: 'string' },
      minutes: { type: 'string', default: 'Infinity' },
      workers: { type: 'string' },
      dist: { type: 'string', default: path.join(ROOT, 'dist') },
      write: { type: 'boolean' },
      notes: { type: 'boolean' },
    },
  });
  const options = {
    seed: Number(values.seed ?? Math.floor(Math.random() * 1_000_000_000)),
    only: values.only,
    rounds: values.rounds === undefined ? undefined : Number(values.rounds),
  };
  console.log(`seed ${options.seed}`);
  const started = performance.now();
  const last = started + Number(values.minutes) * 60_000;
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'attacked-'));
  fs.cpSync(values.dist, copy, { recursive: true });
  fs.chmodSync(copy, 0o755);
  const [main = '', post = '', logout = ''] = ['main', 'post', 'logout'].map((name) =>
    path.join(copy, name, 'index.js'),
  );
  const action = { main, post, logout };

  const chosen = KINDS.flatMap((kind) => choose(kind, options).map((attack) => ({ kind, attack })));
  const outcomes: Outcome[] = [];
  const work = async (queue: typeof chosen): Promise<void> => {
    for (let next = queue.shift(); next && performance.now() < last; next = queue.shift()) {
      const outcome = await execute(action, next.kind, next.attack, options.seed);
      outcomes.push(outcome);
      if (values.notes || outcome.findings.length > 0) report(outcome, options.seed);
    }
  };
  const idle = chosen.filter(({ attack }) => attack.idle);
  const busy = chosen.filter(({ attack }) => !attack.idle);
  const workers = Number(values.workers ?? Math.min(os.availableParallelism(), 4));
  await Promise.all([
    ...Array.from({ length: workers }, () => work(busy)),
    ...Array.from({ length: IDLE }, () => work(idle)),
  ]).finally(() => fs.rmSync(copy, { recursive: true, force: true }));

  for (const kind of KINDS) {
    const own = outcomes.filter((outcome) => outcome.kind === kind.name);
    const survived = own.filter(({ findings }) => findings.length === 0).length;
    if (own.length > 0)
      console.log(`${kind.name.padEnd(24)} ${String(own.length).padStart(6)} tried, ${survived} survived`);
  }
  if (values.write && options.only === undefined)
    fs.writeFileSync(path.join(ROOT, 'docs/attacks.md'), documentOf(KINDS, outcomes));
  const through = outcomes.filter(({ findings }) => findings.length > 0).length;
  console.log(`${Math.round((performance.now() - started) / 1000)} s, seed ${options.seed}`);
  console.log(`${outcomes.length - through} passed, ${through} failed`);
  if (through > 0 || outcomes.length === 0) process.exitCode = 1;
}

function report({ kind, name, findings, notes }: Outcome, seed: number): void {
  console.log(`${findings.length === 0 ? ' ' : '✗'} ${kind}: ${name}`);
  for (const finding of findings) console.log(`    ${finding.replaceAll('\n', '\n    ')}`);
  for (const note of notes) console.log(`      ${note.replaceAll('\n', '\n      ')}`);
  const quoted = `'${`${kind}: ${name}`.replaceAll("'", `'\\''`)}'`;
  console.log(`    node scripts/locked-node.cjs test/attacks/run.ts --seed ${seed} --only ${quoted}`);
}

await main();
