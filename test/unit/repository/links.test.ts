/** Every link from one of our pages to another leads somewhere. */

import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

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
