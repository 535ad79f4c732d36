/** The owner of a machine on which jobs run: what is in the home folder before they come. */

import fs from 'node:fs';
import path from 'node:path';
import { firstChange } from './judge.ts';
import type { Random } from './random.ts';

/** A file of the owner’s, and what it must hold when the last job is over. */
export interface OwnersFile {
  readonly path: string;
  /** Grows when the owner adds a profile. */
  expected: string;
  /** Lines that must be in the file at any time. */
  readonly lasting: string[];
  /** Whether the owner has changed it since the jobs came. */
  edited: boolean;
}

export const configOf = (home: string): string => path.join(home, '.aliyun', 'config.json');
export const credentialsOf = (home: string): string => path.join(home, '.alibabacloud', 'credentials.ini');

/** Profile names that the owner has; jobs use some of them too. */
const NAMES = ['default', 'work'] as const;

/** Writes config.json, in one of the forms that people and tools leave it in. */
export function ownConfig(home: string, random: Random): OwnersFile {
  const profile = (name: string): string =>
    `{"name": "${name}", "mode": "AK", "access_key_id": "LTAI-owner-${name}", "access_key_secret": "owners-own-${name}", "region_id": "eu-central-1", "output_format": "json"}`;
  const lasting = profile('owner');
  const profiles = [lasting, ...random.shuffle(NAMES.map(profile)).slice(random.whole(0, 1))];
  const indent = random.pick(['\t', '    ', '']);
  const text = `{${indent}"current": "${random.pick(['owner', 'default'])}",\n${indent}"profiles": [\n${random
    .shuffle(profiles)
    .join(`,\n${indent}`)}\n],\n"meta_path": ""\n}${random.pick(['', '\n'])}`;
  return write(configOf(home), text, [lasting], random);
}

/** Writes credentials.ini, with comments. */
export function ownCredentials(home: string, random: Random): OwnersFile {
  const eol = random.pick(['\n', '\n', '\r\n']);
  const section = (name: string): string =>
    [
      `[${name}]`,
      `; ${name} is mine`,
      'type = access_key',
      `access_key_id = LTAI-owner-${name}`,
      `access_key_secret = owners-own-${name}`,
    ].join(eol);
  const lasting = section('owner');
  const sections = random.shuffle([lasting, ...random.shuffle(NAMES.map(section)).slice(random.whole(0, 1))]);
  const text = `# of the machine’s owner${eol}${sections.join(eol + eol)}${random.pick(['', eol, eol + eol])}`;
  return write(credentialsOf(home), text, lasting.split(eol), random);
}

function write(file: string, text: string, lasting: readonly string[], random: Random): OwnersFile {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: random.pick([0o700, 0o755]) });
  fs.writeFileSync(file, text);
  fs.chmodSync(file, random.pick([0o600, 0o644, 0o640]));
  return { path: file, expected: text, lasting: [...lasting], edited: false };
}

/** The owner adds a profile while jobs are there, but none of their steps runs. */
export function addProfile(file: OwnersFile, name: string): void {
  const isJson = file.path.endsWith('.json');
  const added = isJson
    ? `{"name": "${name}", "mode": "AK", "access_key_id": "LTAI-${name}", "access_key_secret": "added"}`
    : `[${name}]\naccess_key_id = LTAI-${name}\n`;
  const add = (text: string): string =>
    isJson
      ? text.replace('"profiles": [', `"profiles": [${added},`)
      : `${text.replace(/\n*$/, '\n\n')}${added}`;
  fs.writeFileSync(file.path, add(fs.readFileSync(file.path, 'utf8')));
  file.expected = add(file.expected);
  file.edited = true;
  file.lasting.push(...added.trim().split('\n'));
}

/** What of the owner’s is not there, though jobs may be running. */
export function lostNow(files: readonly OwnersFile[]): string[] {
  return files.flatMap(({ path: file, lasting }) => {
    const text = readIfThere(file);
    const missing = lasting.filter((line) => !text.includes(line));
    return missing.length > 0 ? [`${path.basename(file)} has lost “${missing[0]}” of the owner’s`] : [];
  });
}

/** How the owner’s files differ from what they were, now that all jobs are over. */
export function lostAtEnd(files: readonly OwnersFile[]): string[] {
  return files.flatMap(({ path: file, expected, edited }) => {
    const text = readIfThere(file);
    if (text === expected) return [];
    const lines = (of: string): string[] => of.split(/\r?\n/).filter((line) => line.trim() !== '');
    const missing = lines(expected).filter((line) => !lines(text).includes(line));
    if (missing.length > 0)
      return [`${path.basename(file)} has lost the owner’s “${missing[0]?.slice(0, 60)}”`];
    const added = lines(text).filter((line) => !lines(expected).includes(line));
    if (added.length > 0) return [`${path.basename(file)} has gained “${added[0]?.slice(0, 60)}”`];
    // Where the owner has written between ours, blank lines and their ends are nobody’s.
    if (edited && lines(text).join('\n') === lines(expected).join('\n')) return [];
    return [`${path.basename(file)} is not byte for byte what it was: ${firstChange(expected, text)}`];
  });
}

function readIfThere(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
