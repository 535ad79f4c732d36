/**
 * `node test/faults/run.ts`: injects every fault of the matrix into the built action, and prints how each ended.
 *
 *   --only TEXT   only the faults whose place or name contains this
 *   --write       writes docs/faults.md from the outcomes (not with --only)
 *   --check       fails where docs/faults.md is not what came out, but for the times
 */

import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { expect } from 'vitest';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import type { RecordedRequest } from '../../emulator/http/message.ts';
import type { StepResult } from '../../emulator/runner.ts';
import { explanationOf, isOwn } from '../../src/diagnosis/catalogue.ts';
import { ServiceError } from '../../src/errors.ts';
import {
  ACTION,
  expectNoLeak,
  expectNothingLeft,
  ROOT,
  refusalOf,
  succeeded,
  WatchedJob,
  warningsOf,
} from '../scenarios/support.ts';
import { MATRIX, type Row, WAYS } from './matrix.ts';

const DOCUMENT = path.join(ROOT, 'docs/faults.md');

interface Outcome {
  readonly row: Row;
  readonly outcome: string;
  readonly attempts: number;
  readonly milliseconds: number;
  readonly problems: readonly string[];
}

/** Runs one fault in a job and an emulator of its own. */
async function inject(row: Row): Promise<Outcome> {
  const emulator = await startEmulator();
  const way = WAYS[row.place];
  const tokens = rememberTokens(emulator);
  const inputs = way.inputs(emulator);
  const arranged = row.arrange(emulator);
  const pending = emulator.faults.pending();
  const job = new WatchedJob(emulator, {
    ...emulator.clientEnv(),
    ...emulator.githubEnv(),
    ...(row.place !== 'ECS metadata' && { ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' }),
    ...arranged?.env,
  });
  job.secrets.push('Log in to the hotel');
  try {
    const result = await job.login({ ...inputs, ...arranged?.inputs }, { onStart: endInTime });
    const used = pending - emulator.faults.pending();
    job.secrets.push(...tokens);
    const asked = emulator.requests.filter(way.asks);
    const attempts = attemptsOf(row, asked, used, result, emulator);
    const problems = await gather([
      () => checkEnd(row, result, emulator),
      () => expect(attempts, 'attempts').toBe(row.attempts),
      () => checkTimes(row, asked, result),
      () => checkFreshness(emulator.requests),
      () => expect(emulator.refused, 'refused by the proxy').toEqual([]),
      async () => checkPost(await job.finish()),
      () => expectNothingLeft(job),
      () => expectNoLeak(job, job.results),
    ]);
    const outcome = outcomeOf(result);
    return { row, outcome, attempts, milliseconds: Math.round(result.duration), problems };
  } finally {
    job.dispose();
    await emulator.close();
  }
}

/** A step that does not end by itself is a finding, and must not keep the others from being found. */
function endInTime(step: ChildProcess): void {
  const timer = setTimeout(() => step.kill('SIGKILL'), 40_000);
  step.once('close', () => clearTimeout(timer));
}

/** Every OIDC token that is issued, also those that no client ever gets. */
function rememberTokens({ world: { github } }: Emulator): string[] {
  const tokens: string[] = [];
  const issue = github.issueToken.bind(github);
  github.issueToken = async (request) => {
    const token = await issue(request);
    tokens.push(token);
    return token;
  };
  return tokens;
}

function attemptsOf(
  row: Row,
  asked: readonly RecordedRequest[],
  used: number,
  result: StepResult,
  emulator: Emulator,
): number {
  const isConnection =
    row.place === 'Proxy' ? row.fault !== 'answers late' : /TLS|certificate/.test(row.fault);
  const connectionFaults = isConnection ? used : 0;
  const seen = asked.length + connectionFaults;
  const said = result.log.split('\n').filter((line) => /^Attempt \d+: /.test(line)).length + 1;
  return seen === 0 && emulator.requests.length === 0 ? said : seen;
}

/** The first step that throws for each check, in words. */
async function gather(checks: readonly (() => void | Promise<void>)[]): Promise<string[]> {
  const problems: string[] = [];
  for (const check of checks) {
    try {
      await check();
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  return problems;
}

function checkEnd(row: Row, result: StepResult, emulator: Emulator): void {
  const { expected } = row;
  const warnings = warningsOf(result).join('\n');
  const { warning } = expected;
  if (warning) expect(warnings, 'warning').toMatch(warning);
  else expect(warnings, 'warnings').toBe('');
  if ('survives' in expected) {
    succeeded(result);
    return;
  }
  refusalOf(result);
  const [annotation] = result.annotations.filter(({ level }) => level === 'error');
  const { title = '', message = '' } = annotation ?? {};
  const { ends, message: serviceMessage = '' } = expected;
  const answer = { service: 'sts', host: '', status: 400, serviceMessage } as const;
  const explanation = explanationOf(new ServiceError(ends, serviceMessage, answer));
  expect(title, 'title').toBe(explanation.title);
  expect(title.length, 'length of the title').toBeLessThanOrEqual(60);
  // What failed, and the one thing to do.
  expect(message.split('\n').length, `no remedy in: ${message}`).toBeGreaterThan(1);
  if (!isOwn(ends)) {
    expect(message, 'the service’s code').toContain(ends.slice('sts.'.length));
    expect(message, 'the RequestId').toMatch(/RequestId [\w-]{8,}/);
  }
  expect(result.summary, 'the phase').toContain(`phase ${WAYS[row.place].phase}`);
  expect(result.summary, 'the host').toContain(`host ${hostOf(row, emulator)}`);
  expect(result.summary, 'the remedy').toContain('What to do');
  expect(result.raw, 'a group').toContain(`::group::Why: ${title}`);
}

function hostOf({ place, fault }: Row, emulator: Emulator): string {
  const silent = fault === 'nothing listens at the port' && place !== 'Proxy';
  return silent ? '127.0.0.1:1' : WAYS[place].host(emulator);
}

function checkTimes(
  { pause, least, within }: Row,
  asked: readonly RecordedRequest[],
  result: StepResult,
): void {
  const [first, second] = asked;
  // The clock that stamped them has whole milliseconds.
  if (pause !== undefined && first && second)
    expect(second.at - first.at, 'pause').toBeGreaterThanOrEqual(pause - 2);
  if (least !== undefined) expect(result.duration, 'duration').toBeGreaterThan(least);
  if (within !== undefined) expect(result.duration, 'duration').toBeLessThan(within);
}

/** No nonce and no OIDC token is ever sent twice. */
function checkFreshness(requests: readonly RecordedRequest[]): void {
  const sent = requests.flatMap(({ headers, query, form }) => [
    ...[headers['x-acs-signature-nonce'] ?? query['SignatureNonce'] ?? []].flat(),
    ...[form['OIDCToken'] ?? []].flat(),
  ]);
  expect(new Set(sent).size, 'nonces and tokens that were sent once').toBe(sent.length);
}

function checkPost(posts: readonly StepResult[]): void {
  expect(posts).toHaveLength(1);
  for (const post of posts) {
    expect(post.exitCode, post.log).toBe(0);
    expect(post.stderr).toBe('');
    expect(post.annotations).toEqual([]);
  }
}

function outcomeOf(result: StepResult): string {
  if (result.exitCode === 0) return warningsOf(result).length > 0 ? 'survived, with a warning' : 'survived';
  return result.annotations.find(({ level }) => level === 'error')?.title ?? `exit code ${result.exitCode}`;
}

/** How many of those that wait for a limit are under way together. */
const IDLE = 10;

/** Many of those that only wait for a limit, the others a few at a time. */
async function injectAll(rows: readonly Row[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = new Array(rows.length);
  const entries = rows.map((row, index) => ({ row, index }));
  const idle = entries.filter(({ row }) => row.idle);
  const busy = entries.filter(({ row }) => !row.idle);
  const work = async (queue: typeof entries): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) outcomes[next.index] = await inject(next.row);
  };
  const cores = os.availableParallelism();
  const workers = [
    ...Array.from({ length: cores + 1 }, () => work(busy)),
    ...Array.from({ length: IDLE }, () => work(idle)),
  ];
  await Promise.all(workers);
  return outcomes;
}

const HEAD = `# Faults

Made by \`npm run test:faults\`: each fault is injected into the built action by the emulator, and the step ends as the
table says. A transient fault is survived; any other ends in an error whose annotation has the title that stands here,
and that [troubleshooting.md](troubleshooting.md) explains. In no run does a secret leave the step, and after each the
post step finds everything as it was. An attempt is a request or, where it fails before there is one, a connection;
the connection to STS that is opened ahead of the exchange counts. The time is that of the whole step, its process
included, in one run on a machine that ran others beside it; it is rounded to seconds and not checked, since pauses
between attempts are random.
`;

function documentOf(outcomes: readonly Outcome[]): string {
  const places = [...new Set(outcomes.map(({ row }) => row.place))];
  const sections = places.map((place) => {
    const lines = outcomes
      .filter(({ row }) => row.place === place)
      .map(
        ({ row, outcome, attempts, milliseconds }) =>
          `| ${row.fault} | ${row.often} | ${outcome} | ${attempts} | ${timeOf(milliseconds)} |`,
      );
    const head = '| fault | how often | outcome | attempts | time |\n|---|---|---|---|---|';
    return `## ${place}\n\n${head}\n${lines.join('\n')}\n`;
  });
  return [HEAD, ...sections].join('\n');
}

function timeOf(milliseconds: number): string {
  return milliseconds < 1000 ? '< 1 s' : `${Math.round(milliseconds / 1000)} s`;
}

/** What must come out in every run. */
function withoutTimes(document: string): string {
  return document.replace(/ (?:< 1|\d+) s \|$/gm, ' |');
}

function print({ row, outcome, attempts, milliseconds, problems }: Outcome): void {
  const name = `${row.place}: ${row.fault} (${row.often})`;
  const mark = problems.length === 0 ? ' ' : '✗';
  console.log(
    `${mark} ${name.padEnd(100)} ${outcome.padEnd(48)} ${String(attempts).padStart(2)} ${String(milliseconds).padStart(6)}`,
  );
  for (const problem of problems) console.log(problem.replace(/^/gm, '      '));
}

const { values } = parseArgs({
  options: { only: { type: 'string' }, write: { type: 'boolean' }, check: { type: 'boolean' } },
});
const wanted = MATRIX.filter(({ place, fault }) => `${place}: ${fault}`.includes(values.only ?? ''));
const started = performance.now();
// A copy, so that a build in the meantime does no harm.
const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'faults-'));
fs.cpSync(path.join(ROOT, 'dist'), copy, { recursive: true });
for (const entry of ['main', 'post'] as const) ACTION[entry] = path.join(copy, entry, 'index.js');
const outcomes = await injectAll(wanted).finally(() => fs.rmSync(copy, { recursive: true, force: true }));
console.log(`  ${'fault'.padEnd(100)} ${'outcome'.padEnd(48)} attempts, ms`);
for (const outcome of outcomes) print(outcome);

const failed = outcomes.filter(({ problems }) => problems.length > 0).length;
const text = documentOf(outcomes);
const committed = (): string => fs.readFileSync(DOCUMENT, 'utf8');
if (values.check && values.only === undefined && withoutTimes(committed()) !== withoutTimes(text)) {
  console.error('docs/faults.md is not what came out; run "node test/faults/run.ts --write".');
  process.exitCode = 1;
}
if (values.write && values.only === undefined) fs.writeFileSync(DOCUMENT, text);
if (failed > 0) process.exitCode = 1;
console.log(`${Math.round((performance.now() - started) / 1000)} s`);
console.log(`${outcomes.length - failed} passed, ${failed} failed`);
