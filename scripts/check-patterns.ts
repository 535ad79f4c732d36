/**
 * Proves that every regular expression of src/ takes time in proportion to the text, whatever the text: while one runs,
 * no signal and no time limit is heard. A checker of regular expressions (recheck) judges each literal; a pattern that is
 * made at run time is refused, since nobody can judge it here.
 */
import fs from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { type Node, parse } from 'acorn';
import { full } from 'acorn-walk';

interface Pattern {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

/**
 * Patterns that the checker cannot judge or judges wrongly, each with what makes it linear. test/unit/text/linear.test.ts
 * runs what uses them on a megabyte of each kind of repetition.
 */
const KNOWN: Readonly<Record<string, string>> = {};

const root = path.resolve(import.meta.dirname, '..');
// The checker in plain JavaScript: its others are a native program and a Java one.
process.env['RECHECK_BACKEND'] = 'pure';
const { checkSync } = await import('recheck');

const sources = fs
  .readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'));
const patterns = sources.flatMap((name) => patternsOf(path.join('src', name)));
const unsafe = patterns.flatMap(({ place, source, flags }) => {
  if (KNOWN[source] !== undefined) return [];
  // The checker knows no classes of Unicode properties; a letter stands for them, which changes no repetition.
  const judged = checkSync(source.replace(/\\p\{\w+\}/g, 'a'), flags, { timeout: 20_000, randomSeed: 1 });
  if (judged.status === 'safe') return [];
  const why = judged.status === 'vulnerable' ? judged.complexity.summary : judged.status;
  return [`${place}: /${source}/${flags} (${why})`];
});
const idle = Object.keys(KNOWN).filter((source) => !patterns.some((pattern) => pattern.source === source));
if (unsafe.length > 0 || idle.length > 0 || patterns.length < 20) {
  for (const line of unsafe) console.error(line);
  for (const source of idle)
    console.error(`scripts/check-patterns.ts knows a pattern that is gone: /${source}/`);
  process.exitCode = 1;
}
console.log(`${patterns.length} patterns in src/, ${unsafe.length} not linear.`);

function patternsOf(file: string): Pattern[] {
  const code = stripTypeScriptTypes(fs.readFileSync(path.join(root, file), 'utf8'));
  const found: Pattern[] = [];
  const program = parse(code, { ecmaVersion: 'latest', sourceType: 'module', locations: true });
  full(program, (node: Node) => {
    const {
      type,
      regex,
      callee,
      arguments: values,
    } = node as Node & {
      regex?: { pattern: string; flags: string };
      callee?: { name?: string };
      arguments?: readonly { value?: unknown }[];
    };
    const place = `${file}:${node.loc?.start.line}`;
    if (type === 'Literal' && regex) found.push({ place, source: regex.pattern, flags: regex.flags });
    if (!/^(New|Call)Expression$/.test(type) || callee?.name !== 'RegExp') return;
    const [source, flags] = (values ?? []).map(({ value }) => value);
    if (typeof source !== 'string' || typeof flags !== 'string')
      throw new Error(`${place} makes a pattern at run time.`);
    found.push({ place, source, flags });
  });
  return found;
}
