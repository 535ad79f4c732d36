/** Steps in the background, as GitHub's runner runs them since June 2026. */

import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BackgroundStep, Job } from '../../../emulator/runner.ts';

let job: Job;
beforeEach(() => {
  job = new Job({ OWN: 'before' });
  fs.writeFileSync(path.join(job.root, 'step.mjs'), STEP);
  fs.writeFileSync(path.join(job.root, 'post.mjs'), POST);
});
afterEach(() => job.dispose());

/** Waits until a file of its name is there, then exports OWN and tells what it saw of it. */
const STEP = `
import fs from 'node:fs';
const { INPUT_NAME: name, OWN, GITHUB_ENV, GITHUB_OUTPUT, RUNNER_TEMP } = process.env;
console.log('::add-mask::secret-of-' + name);
while (!fs.existsSync(RUNNER_TEMP + '/' + name)) await new Promise((done) => setTimeout(done, 5));
fs.appendFileSync(GITHUB_ENV, 'OWN=' + name + '\\nOF_' + name + '=1\\n');
fs.appendFileSync(GITHUB_OUTPUT, 'saw=' + OWN + '\\n');
`;
const POST = `console.log('post of ' + process.env.INPUT_NAME + ' sees ' + process.env.OWN)`;

function start(name: string): BackgroundStep {
  return job.background(
    { main: path.join(job.root, 'step.mjs'), post: path.join(job.root, 'post.mjs') },
    { name },
  );
}
const letEnd = (name: string): void => fs.writeFileSync(path.join(job.temp, name), '');
const OWN = async (): Promise<string> => (await job.run(['-p', 'process.env.OWN'])).log.trim();

describe('a step in the background', () => {
  test('sees the job as it was; what it exports arrives when it is waited for, and not when it ends', async () => {
    const [one, two] = [start('one'), start('two')];
    letEnd('two');
    await two.ended;
    expect(await OWN()).toBe('before');
    letEnd('one');
    await one.ended;
    expect(await OWN()).toBe('before');
    const [second] = await job.wait(two);
    expect(second?.outputs).toEqual({ saw: 'before' });
    expect(await OWN()).toBe('two');
    const [first] = await job.wait(one);
    expect(first?.outputs).toEqual({ saw: 'before' });
    expect(await OWN()).toBe('one');
    expect(job.env).toMatchObject({ OF_one: '1', OF_two: '1' });
  });

  test('gives its variables in the order in which the steps are named, and once', async () => {
    const [one, two] = [start('one'), start('two')];
    letEnd('one');
    letEnd('two');
    await job.wait(two, one);
    expect(await OWN()).toBe('one');
    await job.wait(two);
    expect(await OWN()).toBe('one');
  });

  test('is waited for before the post steps, which run last step first', async () => {
    start('one');
    start('two');
    letEnd('one');
    letEnd('two');
    const posts = await job.finish();
    expect(posts.map(({ log }) => log.trim())).toEqual(['post of two sees two', 'post of one sees two']);
    expect(job.masks).toEqual(new Set(['secret-of-one', 'secret-of-two']));
  });

  test('can be cancelled', async () => {
    const one = start('one');
    while (!one.process()?.pid) await new Promise((done) => setTimeout(done, 5));
    const { signal } = await job.cancel(one);
    expect(signal).toBe('SIGINT');
    expect(await OWN()).toBe('before');
  });

  test('is one of ten at a time', async () => {
    const names = Array.from({ length: 11 }, (_, index) => `s${index}`);
    const steps = names.map(start);
    expect(steps.map((step) => step.process() !== undefined)).toEqual([...Array(10).fill(true), false]);
    letEnd('s0');
    await steps[0]?.ended;
    for (const name of names) letEnd(name);
    const results = await job.wait();
    expect(results.map(({ outputs }) => outputs['saw'])).toEqual(names.map(() => 'before'));
    expect(await OWN()).toBe('s10');
  });
});
