/** What must hold whatever is done to a step. Each function gives one line for everything that does not. */

import fs from 'node:fs';
import path from 'node:path';
import type { StepResult } from '../../emulator/runner.ts';
import type { SecretSearch } from './secrets.ts';

export interface Verdict {
  /** What the step was doing when it was killed, because it had not ended in time. */
  readonly hung?: string | undefined;
  /** The attack itself may end the process by a signal. */
  readonly killed?: boolean;
  /** The step must end like this. */
  readonly must?: 'succeed' | 'fail';
  /** The credential is what the workflow's author or the machine's owner gave, who may choose a short or an odd one. */
  readonly own?: boolean;
  /** Post may have a reason to warn. */
  readonly mayWarn?: boolean;
}

const MASK = '::add-mask::';
/** A shorter mask hides pieces of innocent words in the whole job's log. */
const SHORTEST_MASK = 4;
/** Control characters, and those that reorder or hide what a person reads. */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069]/;
/** No name server knows this name. A service’s text that names it must lead nobody there. */
export const LURE = 'lure.invalid';

const SECRET_NAMES =
  /^(?:ALIBABA_?CLOUD|ALICLOUD|OSS)_(?:ACCESS_KEY(?:_ID|_SECRET)?|SECRET_KEY|SECURITY_TOKEN|SESSION_TOKEN|BEARER_TOKEN)$/;
const SECRET_OUTPUTS = /^(?:aliyun-)?(?:access-key-id|access-key-secret|security-token)$|^bearer-token$/;

export function judgeMain(result: StepResult, secrets: SecretSearch, verdict: Verdict): string[] {
  const errors = result.annotations.filter(({ level }) => level === 'error').length;
  const exportedSecretsOf = Object.values(result.exported).filter((value) => value !== '').length;
  const outputs = Object.keys(result.outputs).length;
  const found = [
    ...judgeProcess(result, verdict),
    ...judgeWords(result, secrets),
    ...judgeCredential(result, verdict),
  ];
  if (result.exitCode === 0 && errors > 0) found.push(`succeeds with ${errors} error annotation(s)`);
  if (result.exitCode === 0 && verdict.must === 'fail') found.push('succeeds');
  if (result.exitCode !== undefined && result.exitCode !== 0) {
    if (verdict.must === 'succeed') found.push(`fails: ${firstError(result)}`);
    if (errors !== 1) found.push(`fails with ${errors} error annotations`);
    if (exportedSecretsOf > 0) found.push(`fails and has exported ${exportedSecretsOf} variables`);
    if (outputs > 0) found.push(`fails and has set ${outputs} outputs`);
    if (result.exitCode !== 1) found.push(`ends with exit code ${result.exitCode}`);
  }
  return found.map((finding) => `main ${finding}`);
}

export function judgePost(result: StepResult, secrets: SecretSearch, verdict: Verdict): string[] {
  const found = [...judgeProcess(result, verdict), ...judgeWords(result, secrets)];
  const warnings = result.annotations.filter(({ level }) => level === 'warning');
  if (result.exitCode !== undefined && result.exitCode !== 0)
    found.push(`ends with exit code ${result.exitCode}`);
  if (result.annotations.some(({ level }) => level === 'error'))
    found.push('fails the job with an error annotation');
  if (!verdict.mayWarn && warnings.length > 0)
    found.push(`warns without a reason: ${oneLine(warnings[0]?.message ?? '')}`);
  if (warnings.length > 0 && saysTookBack(result)) found.push('warns, and says that it took back everything');
  return found.map((finding) => `post ${finding}`);
}

/** Whether a post step claims that nothing of the step is left. */
export function saysTookBack({ raw }: StepResult): boolean {
  return /^Took back/m.test(raw);
}

export function firstError({ annotations, stderr, signal }: StepResult): string {
  const error = annotations.find(({ level }) => level === 'error');
  return oneLine(error ? `${error.title}: ${error.message}` : stderr || (signal ?? 'no word'));
}

function judgeProcess(result: StepResult, { hung, killed }: Verdict): string[] {
  const found: string[] = [];
  if (hung !== undefined) found.push(`hangs: killed after ${Math.round(result.duration / 1000)} s (${hung})`);
  else if (result.exitCode === undefined && !killed) found.push(`dies of ${result.signal}`);
  if (result.stderr !== '') found.push(`writes to standard error: ${oneLine(result.stderr)}`);
  return found;
}

/** Nothing that a step says or saves gives a secret away, acts on the runner, or deceives a reader. */
function judgeWords(result: StepResult, secrets: SecretSearch): string[] {
  const found: string[] = [];
  const said = result.raw.split(/\r?\n/).filter((line) => !line.startsWith(MASK));
  const places: Readonly<Record<string, string>> = {
    'standard output': said.join('\n'),
    'standard error': result.stderr,
    'the state': JSON.stringify(result.state),
    'the summary': result.summary,
    'an exported variable’s name': Object.keys(result.exported).join('\n'),
  };
  for (const [place, text] of Object.entries(places)) {
    const leaked = secrets.in(text);
    if (leaked.length > 0)
      found.push(`leaks ${leaked.length} secret(s) into ${place}: ${leaked[0]?.slice(0, 12)}…`);
  }
  if (said.some((line) => /^\s*##\[/.test(line))) found.push('lets a text act as a runner command (##[)');
  if (said.some((line) => UNSEEN.test(line))) found.push('prints control or reordering characters');
  if (UNSEEN.test(result.summary.replaceAll('\n', '')))
    found.push('puts control or reordering characters into the summary');
  if (outsideCode(result.summary).includes(LURE))
    found.push('puts a text of a service into the summary where a link is live');
  return found;
}

/** Markdown without its code spans and fenced blocks. */
function outsideCode(markdown: string): string {
  return markdown
    .replace(/^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1[^\n]*$/gm, '')
    .replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
}

/** What a credential that a service has issued cannot be. */
const ISSUED: Readonly<Record<string, (value: string) => boolean>> = {
  'with characters that no credential has': (value) => !/^[\x21-\x7e]+$/.test(value),
  [`of fewer than ${SHORTEST_MASK} characters`]: (value) => value.length < SHORTEST_MASK,
};

/** Whatever is exported is a credential that tools can use, was masked first, and masks nothing else. */
function judgeCredential(result: StepResult, { own }: Verdict): string[] {
  const found: string[] = [];
  const masks = result.raw
    .split('\n')
    .filter((line) => line.startsWith(MASK))
    .map((line) =>
      line.slice(MASK.length).replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%'),
    );
  const short = masks.filter((mask) => mask.trim().length < SHORTEST_MASK);
  if (short.length > 0 && !own) found.push(`masks “${short[0]}”, which hides letters of the whole log`);
  const values = Object.entries({
    ...Object.fromEntries(Object.entries(result.exported).filter(([name]) => SECRET_NAMES.test(name))),
    ...Object.fromEntries(Object.entries(result.outputs).filter(([name]) => SECRET_OUTPUTS.test(name))),
  }).filter(([, value]) => value !== '');
  const flaws: Readonly<Record<string, (value: string) => boolean>> = {
    unmasked: (value) => !masks.includes(value),
    ...(!own && ISSUED),
  };
  for (const [flaw, applies] of Object.entries(flaws)) {
    const [first, ...others] = values.filter(([, value]) => applies(value));
    if (first) found.push(`exports ${first[0]} and ${others.length} others ${flaw}`);
  }
  return found;
}

/** A file, folder or other thing as it was found. */
export interface Thing {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly mode: number;
  readonly uid: number;
  /** A file's bytes, or where a link leads; Latin-1, so that every byte is a character. */
  readonly content: string;
}

/** Everything below some folders, by absolute path; links are not followed, pipes not opened. */
export function look(...folders: readonly string[]): Map<string, Thing> {
  const found = new Map<string, Thing>();
  const visit = (file: string): void => {
    const stat = fs.lstatSync(file, { throwIfNoEntry: false });
    if (!stat) return;
    const common = { mode: stat.mode & 0o7777, uid: stat.uid };
    if (stat.isSymbolicLink()) found.set(file, { ...common, kind: 'link', content: fs.readlinkSync(file) });
    else if (stat.isDirectory()) {
      found.set(file, { ...common, kind: 'folder', content: '' });
      for (const name of readable(() => fs.readdirSync(file), [])) visit(path.join(file, name));
    } else if (stat.isFile()) {
      const content = readable(() => fs.readFileSync(file, 'latin1'), '(not readable)');
      found.set(file, { ...common, kind: 'file', content });
    } else found.set(file, { ...common, kind: 'other', content: '' });
  };
  for (const folder of folders) visit(folder);
  return found;
}

function readable<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') return otherwise;
    throw error;
  }
}

/** The files that hold a secret, in their name or their content. */
export function filesWithSecrets(things: ReadonlyMap<string, Thing>, secrets: SecretSearch): string[] {
  return [...things].flatMap(([file, { content }]) =>
    secrets.in(content).length > 0 || secrets.in(path.basename(file)).length > 0 ? [file] : [],
  );
}

/** How two looks at the same folders differ, one line each. */
export function differences(before: ReadonlyMap<string, Thing>, after: ReadonlyMap<string, Thing>): string[] {
  const found: string[] = [];
  for (const [file, thing] of before) {
    const now = after.get(file);
    if (!now) found.push(`${file} is gone`);
    else if (now.kind !== thing.kind) found.push(`${file} is a ${now.kind}, and was a ${thing.kind}`);
    else if (now.content !== thing.content)
      found.push(`${file} has changed: ${firstChange(thing.content, now.content)}`);
    else if (now.mode !== thing.mode)
      found.push(`${file} has mode ${now.mode.toString(8)}, and had ${thing.mode.toString(8)}`);
    else if (now.uid !== thing.uid)
      found.push(`${file} belongs to user ${now.uid}, and belonged to ${thing.uid}`);
  }
  for (const file of after.keys()) if (!before.has(file)) found.push(`${file} is left`);
  return found;
}

/** Where two texts begin to differ. */
export function firstChange(before: string, after: string): string {
  let at = 0;
  while (at < before.length && before[at] === after[at]) at += 1;
  const from = (text: string): string => JSON.stringify(text.slice(Math.max(0, at - 20), at + 40));
  return `${from(before)} → ${from(after)}`;
}

function oneLine(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 160 ? `${line.slice(0, 160)}…` : line;
}

/** A text that may stand in a JSON string, as copies do. */
export function unescapeJson(text: string): string {
  const meaning: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
  return text.replace(/\\(.)/g, (_, letter: string) => meaning[letter] ?? letter);
}
