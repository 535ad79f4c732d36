/**
 * `node scripts/release-notes.ts vX.Y.Z` prints what the changelog says of a release, and fails where the tag,
 * package.json and the changelog do not name the same version, or the changelog does not say when it was released.
 */
import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');
const tag = process.argv[2] ?? '';
const read = (file: string): string => fs.readFileSync(path.join(ROOT, file), 'utf8');

const { version, homepage } = JSON.parse(read('package.json')) as { version: string; homepage: string };
const section = read('CHANGELOG.md')
  .split(/^## /m)
  .find((text) => text.startsWith(`${version} `));
const [heading = '', ...lines] = section?.split('\n') ?? [];

if (tag !== `v${version}`) fail(`The tag is ${tag}, the version in package.json ${version}.`);
else if (!section) fail(`CHANGELOG.md has no section for ${version}.`);
else if (!/^\S+ \(\d{4}-\d{2}-\d{2}\)$/.test(heading))
  fail(`CHANGELOG.md does not say when ${version} was released: "## ${heading}".`);
else console.log(withWholeLinks(lines.join('\n').trim()));

/** On the page of a release, a link into the repository would lead nowhere. */
function withWholeLinks(text: string): string {
  const files = `${homepage.replace(/#.*/, '')}/blob/${tag}/`;
  return text.replace(/\]\((?!https:)/g, `](${files}`);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
