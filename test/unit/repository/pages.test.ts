/** What our pages show: links that lead somewhere, steps with inputs that there are, commands that a shell reads. */

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const pages = ['.', 'docs', 'examples', 'setup/terraform', 'test']
  .map((folder) => path.join(ROOT, folder))
  .filter((folder) => fs.existsSync(folder))
  .flatMap((folder) => fs.readdirSync(folder).map((name) => path.join(folder, name)))
  .filter((file) => file.endsWith('.md'));

/** As GitHub makes a heading's anchor, second ones of a name aside. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

const withoutCode = (text: string): string => text.replace(/^```.*?^```/gms, '').replace(/`[^`\n]*`/g, '');

function anchorsIn(file: string): string[] {
  const text = fs.readFileSync(file, 'utf8').replace(/^```.*?^```/gms, '');
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
}

test.each(pages.map((page) => path.relative(ROOT, page)))('the links of %s', (page) => {
  const text = withoutCode(fs.readFileSync(path.join(ROOT, page), 'utf8'));
  const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)];
  const dead = links.filter(([, to = '', anchor]) => {
    const target = to ? path.resolve(ROOT, path.dirname(page), to) : path.join(ROOT, page);
    if (!fs.existsSync(target)) return true;
    return anchor !== undefined && !anchorsIn(target).includes(anchor);
  });
  expect(dead.map(([link]) => link)).toEqual([]);
});

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

/** What is in a page's blocks of one language. */
function blocksOf(language: string): [name: string, text: string][] {
  return pages.flatMap((page) =>
    [...fs.readFileSync(page, 'utf8').matchAll(/^```(\w+)\n(.*?)^```/gms)]
      .filter(([, its]) => its === language)
      .map(([, , text = ''], index): [string, string] => [
        `${path.relative(ROOT, page)}, ${index + 1}`,
        text,
      ]),
  );
}

/** Steps, a job or a whole workflow. */
function stepsIn(shown: Step[] | { jobs: Record<string, { steps: Step[] }> }): Step[] {
  return Array.isArray(shown) ? shown : Object.values(shown.jobs).flatMap(({ steps }) => steps);
}

test.each(blocksOf('yaml'))('the steps of %s have inputs that there are', (_, text) => {
  const ours = stepsIn(parse(text)).flatMap((step) => {
    const [, folder] = /^org\/alicloud-credentials(\/[\w-]+)?@/.exec(step.uses ?? '') ?? [];
    return step.uses?.startsWith('org/')
      ? [{ folder: folder ?? '/', inputs: Object.keys(step.with ?? {}) }]
      : [];
  });
  for (const { folder, inputs } of ours) {
    const action = parse(fs.readFileSync(path.join(ROOT, folder, 'action.yml'), 'utf8'));
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(inputs));
  }
});

test.runIf(process.platform !== 'win32').each(blocksOf('sh'))('a shell reads %s', (_, text) => {
  expect(spawnSync('sh', ['-n'], { input: text, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
});
