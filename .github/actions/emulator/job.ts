/** What both halves know of the job that they are in. */
import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
}

/** Adds names and values to one of the runner's files, GITHUB_ENV and the like. */
export function append(file: string, values: Readonly<Record<string, string>>): void {
  const lines = Object.entries(values).map(([name, value]) => {
    const end = randomUUID();
    return `${name}<<${end}\n${value}\n${end}\n`;
  });
  fs.appendFileSync(required(file), lines.join(''));
}

/**
 * Everything in the places that a login may write to, files with a digest: the job's temporary folder, and the folders
 * of profiles in the home.
 */
export function listing(): string[] {
  const places = [
    required('RUNNER_TEMP'),
    ...['.aliyun', '.alibabacloud'].map((name) => path.join(os.homedir(), name)),
  ];
  const names = places.flatMap((place) => [
    place,
    ...(fs.existsSync(place) ? fs.readdirSync(place, { recursive: true, encoding: 'utf8' }) : []).map(
      (name) => path.join(place, name),
    ),
  ]);
  // The emulator's own, and the runner's: its command files, its event, and the script of every `run:`.
  const others =
    /[\\/]((alicloud-)?emulator-[^\\/]*|_runner_file_commands|_github_[^\\/]*|[0-9a-f-]{36}\.(sh|ps1|cmd|py))([\\/]|$)/;
  return names.filter((name) => !others.test(name)).flatMap(described);
}

function described(name: string): string[] {
  const stat = fs.lstatSync(name, { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isFile()) return [name];
  return [`${name} ${createHash('sha256').update(fs.readFileSync(name)).digest('hex')}`];
}
