/** The disk is full: from the n-th change on, or a real small one that is filled before main or before post. */

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Attack, Kind } from './attack.ts';
import { differences, filesWithSecrets, look, saysTookBack, unescapeJson } from './judge.ts';
import { credentialsOf, lostAtEnd, ownConfig, ownCredentials } from './owner.ts';
import { type AttackedJob, type Stage, sabotage } from './stage.ts';

/** Changes that need space, in the longest main. */
const MOST_CHANGES = 40;
const DISK = 512 * 1024;

const isRoot = process.getuid?.() === 0;

function inputsFor(stage: Stage, home: string): Record<string, string> {
  const { random } = stage;
  const secret = `full-disk-${random.whole(1e8, 9e8)}-${random.whole(1e8, 9e8)}`;
  stage.secrets.add(secret);
  return {
    'bearer-token': secret,
    profile: random.pick(['default', 'ci']),
    'export-env': 'true',
    region: 'cn-hangzhou',
    ...(random.chance(0.6) && { 'credentials-file': credentialsOf(home) }),
  };
}

/** Every change fails that needs space: from the n-th of main on, and in post too or no more. */
async function simulated(stage: Stage): Promise<void> {
  const { random } = stage;
  const job = stage.loneJob();
  const owners = random.chance(0.7) ? [ownConfig(job.home, random), ownCredentials(job.home, random)] : [];
  const found = look(job.home, job.temp, job.workspace);
  const at = random.whole(1, MOST_CHANGES);
  const stays = random.chance(0.6);
  stage.notes.push(`full from change ${at} of main on${stays ? ', and in post' : ''}`);
  const main = await job.login(inputsFor(stage, job.home), { env: sabotage(`ENOSPC ${at}`) });
  const [post] = await job.finish(
    { env: stays ? sabotage('ENOSPC 1') : { NODE_OPTIONS: '' } },
    { mayWarn: stays },
  );
  stage.notes.push(`main ${main.exitCode}, post ${post?.raw}`);
  judge(stage, job, found, owners, post);
}

function judge(
  stage: Stage,
  job: AttackedJob,
  found: ReturnType<typeof look>,
  owners: Parameters<typeof lostAtEnd>[0],
  post: Awaited<ReturnType<AttackedJob['finish']>>[number] | undefined,
): void {
  const left = look(job.env['HOME'] ?? '', job.env['RUNNER_TEMP'] ?? '', job.workspace);
  for (const file of filesWithSecrets(left, stage.secrets)) stage.find(`a secret is left in ${file}`);
  const changed = [...differences(found, left), ...lostAtEnd(owners)];
  const warned = post?.annotations.some(({ level }) => level === 'warning');
  if (changed[0] && !warned) stage.find(`${changed[0]}, and post does not warn`);
  if (changed[0] && post && saysTookBack(post))
    stage.find(`${changed[0]}, and post says that it took back everything`);
  const everything = [...left.values()]
    .map(({ content }) => Buffer.from(content, 'latin1').toString('utf8'))
    .flatMap((text) => [text, unescapeJson(text)])
    .join('\n');
  for (const { expected } of owners) {
    const lost = expected
      .split('\n')
      .find((line) => line.trim() && !everything.includes(line.replace(/,$/, '')));
    if (lost) stage.find(`the owner’s “${lost.slice(0, 60)}” is lost`);
  }
}

/** A file system of its own, with the job’s folders in it, the runner’s files for commands included. */
function mount(stage: Stage, job: AttackedJob): string {
  const disk = path.join(stage.root, 'disk');
  fs.mkdirSync(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'attack', disk]);
  stage.atEnd(() => void execFileSync('umount', ['-l', disk]));
  for (const name of ['home', 'temp', 'commands']) fs.mkdirSync(path.join(disk, name));
  job.env['HOME'] = path.join(disk, 'home');
  job.env['RUNNER_TEMP'] = path.join(disk, 'temp');
  const commands = path.join(job.root, 'commands');
  fs.rmdirSync(commands);
  fs.symlinkSync(path.join(disk, 'commands'), commands);
  return disk;
}

/** Fills the disk but for some bytes. */
function fill(disk: string, free: number): void {
  const stat = fs.statfsSync(disk);
  const bytes = stat.bavail * stat.bsize - free;
  if (bytes > 0) fs.writeFileSync(path.join(disk, 'filler'), Buffer.alloc(bytes));
}

async function real(stage: Stage): Promise<void> {
  const { random } = stage;
  const job = stage.loneJob();
  const disk = mount(stage, job);
  const home = job.env['HOME'] ?? '';
  const owners = random.chance(0.7) ? [ownConfig(home, random), ownCredentials(home, random)] : [];
  const found = look(home, job.env['RUNNER_TEMP'] ?? '', job.workspace);
  const early = random.chance(0.5);
  const stays = random.chance(0.7);
  // Space comes in pages.
  const free = random.whole(0, early ? 12 : 3) * 4096;
  stage.notes.push(
    `a disk with ${free} bytes left before ${early ? 'main' : 'post'}${stays ? '' : '; emptied before post'}`,
  );
  if (early) fill(disk, free);
  const main = await job.login(inputsFor(stage, home));
  if (!early) fill(disk, free);
  else if (!stays) fs.rmSync(path.join(disk, 'filler'), { force: true });
  const [post] = await job.finish({}, { mayWarn: stays || !early });
  stage.notes.push(`main ${main.exitCode}, post ${post?.raw}`);
  judge(stage, job, found, owners, post);
}

export const fullDisk: Kind = {
  name: 'full disk',
  does: 'The disk is full from the n-th change on, or a real file system of 512 kB is filled before main or before post',
  usual: 20,
  round: (number): Attack => ({
    name: `round ${number}`,
    run: isRoot && number % 2 === 0 ? real : simulated,
  }),
};
