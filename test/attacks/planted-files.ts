/** Files and folders that are not what the action left or expects: before main, and between main and post. */

import fs from 'node:fs';
import path from 'node:path';
import type { Attack, Kind } from './attack.ts';
import { DAMAGES } from './damage.ts';
import { differences, filesWithSecrets, look, saysTookBack } from './judge.ts';
import { configOf, credentialsOf, lostAtEnd, type OwnersFile, ownConfig, ownCredentials } from './owner.ts';
import { type AttackedJob, type Limits, STRANGER, type Stage } from './stage.ts';

/** Who runs the job: root may read and write everything. */
type User = 'root' | 'a user';
const USERS: readonly User[] = process.getuid?.() === 0 ? ['root', 'a user'] : ['a user'];

const lockFiles = (file: string): string[] => [`${file}.lock`, `${file}.lock.breaking`, `${file}.ended`];

/** What may be there before a job begins. */
const BEFORE: Readonly<Record<string, (job: AttackedJob) => string>> = {
  'HOME/.aliyun': ({ home }) => path.dirname(configOf(home)),
  'config.json': ({ home }) => configOf(home),
  'HOME/.alibabacloud': ({ home }) => path.dirname(credentialsOf(home)),
  'credentials.ini': ({ home }) => credentialsOf(home),
  ...Object.fromEntries(
    lockFiles('config.json').map((name) => [
      name,
      ({ home }: AttackedJob) => path.join(home, '.aliyun', name),
    ]),
  ),
  RUNNER_TEMP: ({ temp }) => temp,
};

/** What may be damaged while the job runs. Undefined where the action has made no such thing. */
const AFTER: Readonly<Record<string, (job: AttackedJob) => string | undefined>> = {
  ...BEFORE,
  HOME: ({ home }) => home,
  'the private folder': (job) => privateFolders(job)[0],
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6].map((number) => [
      `file ${number} of the private folder`,
      (job: AttackedJob) => inPrivateFolders(job)[number - 1],
    ]),
  ),
  ...Object.fromEntries(
    [1, 2, 3].map((number) => [
      `file ${number} beside the owner’s`,
      (job: AttackedJob) => besideOwners(job)[number - 1],
    ]),
  ),
};

const privateFolders = ({ temp }: AttackedJob): string[] =>
  fs.readdirSync(temp).map((name) => path.join(temp, name));

function inPrivateFolders(job: AttackedJob): string[] {
  return [...look(...privateFolders(job))]
    .flatMap(([file, { kind }]) => (kind === 'file' ? [file] : []))
    .sort();
}

function besideOwners({ home }: AttackedJob): string[] {
  return [...look(home).keys()]
    .filter(
      (file) =>
        ![
          home,
          configOf(home),
          credentialsOf(home),
          path.dirname(configOf(home)),
          path.dirname(credentialsOf(home)),
        ].includes(file),
    )
    .sort();
}

/** Milliseconds; somebody may wait for a lock. */
const PATIENCE = 45_000;

interface Scene {
  readonly job: AttackedJob;
  readonly owners: readonly OwnersFile[];
  readonly limits: Limits;
  readonly inputs: Readonly<Record<string, string>>;
}

function prepare(stage: Stage, user: User): Scene {
  const { random } = stage;
  const job = stage.loneJob({ OSS_REGION: 'eu-central-1' });
  const owners = [ownConfig(job.home, random), ownCredentials(job.home, random)];
  const secret = `planted-${random.whole(1e8, 9e8)}-${random.whole(1e8, 9e8)}`;
  stage.secrets.add(secret);
  const limits = user === 'root' ? {} : job.asStranger();
  const inputs = {
    'bearer-token': secret,
    profile: 'default',
    'export-env': 'true',
    region: 'cn-hangzhou',
    'credentials-file': credentialsOf(job.home),
    'timeout-seconds': '6',
  };
  return { job, owners, limits, inputs };
}

/** Whether anything could be done to it at all. */
function damage(target: string, how: string): boolean {
  try {
    DAMAGES[how]?.(target);
    return true;
  } catch {
    return false;
  }
}

/** Planted before main: the step may refuse, but leaves everything as it was. */
async function before(stage: Stage, user: User, what: string, how: string): Promise<void> {
  const { job, limits, inputs } = prepare(stage, user);
  const target = BEFORE[what]?.(job) ?? '';
  if (!damage(target, how)) return;
  const all = [job.home, job.temp, job.workspace];
  const found = look(...all);
  await job.login(inputs, { ...limits, within: PATIENCE });
  judgeHeld(stage, job);
  await job.finish({ ...limits, within: PATIENCE }, { mayWarn: true });
  const left = look(...all);
  // Whatever has the lock’s name is the lock’s.
  const isLock = (line: string): boolean => what.includes('.lock') && line.startsWith(target);
  stage.find(...differences(found, left).filter((line) => !isLock(line)));
  for (const file of filesWithSecrets(left, stage.secrets)) stage.find(`a secret is left in ${file}`);
}

/** While the job runs, nobody but its user has a file with the secret in it. */
function judgeHeld(stage: Stage, job: AttackedJob): void {
  const things = look(job.home, job.temp, job.workspace);
  for (const file of filesWithSecrets(things, stage.secrets)) {
    const thing = things.get(file);
    if (!thing) continue;
    if (thing.mode & 0o077)
      stage.find(`${path.basename(file)} holds a secret, and has mode ${thing.mode.toString(8)}`);
    if (file.startsWith(job.workspace)) stage.find(`${file} holds a secret, and is in the workspace`);
  }
}

/** Damaged between main and post. */
async function after(stage: Stage, user: User, what: string, how: string): Promise<void> {
  const { job, owners, limits, inputs } = prepare(stage, user);
  await job.login(inputs, limits, { must: 'succeed' });
  judgeHeld(stage, job);
  const target = AFTER[what]?.(job);
  if (target === undefined) return;
  if (!damage(target, how)) return;
  stage.notes.push(`${target} ${how}`);
  const all = [job.home, `${job.home}.moved`, job.temp, `${job.temp}.moved`, job.workspace];
  const reachable = holdersOf(OWNERS, all);
  const [post] = await job.finish({ ...limits, within: PATIENCE }, { mayWarn: true });
  const things = look(...all);
  const warned = post?.annotations.some(({ level }) => level === 'warning') ?? false;
  const claims = post !== undefined && saysTookBack(post);

  for (const file of filesWithSecrets(things, stage.secrets)) {
    const isDamaged =
      file === target || file.startsWith(`${target}${path.sep}`) || file.startsWith(`${target}.`);
    if (!isDamaged) stage.find(`post leaves the credential in a file that is well: ${file}`);
    else if (!warned) stage.find(`post leaves the credential in ${file} without a warning`);
    if (claims) stage.find(`post says that it took back everything, and the credential is in ${file}`);
  }
  // A file that was damaged itself is not what it was; but what a person would miss must be in it.
  const lost = owners.flatMap((file) => (file.path === target ? missingFrom(file) : lostAtEnd([file])));
  if (lost.length > 0) {
    if (!warned) stage.find(`post does not warn, and ${lost[0]}`);
    if (claims) stage.find(`post says that it took back everything, and ${lost[0]}`);
  }
  for (const [text, places] of reachable) {
    if (places.length > 0 && (holdersOf([text], all).get(text) ?? []).length === 0)
      stage.find(`the owner’s ${text} is lost; it was still in ${places[0]}`);
  }
}

/** The owner’s secrets that were in a file, or where a link in its place leads, and are no more. */
function missingFrom({ path: file, expected }: OwnersFile): string[] {
  const text = textAt(file);
  return OWNERS.filter((secret) => expected.includes(secret) && !text.includes(secret)).map(
    (secret) => `${path.basename(file)} has lost ${secret}`,
  );
}

/** Empty where there is no file, but a loop of links, say. */
function textAt(file: string): string {
  try {
    return fs.statSync(file).isFile() ? fs.readFileSync(file, 'utf8') : '';
  } catch {
    return '';
  }
}

/** Of the owner’s; each is in another profile or file. */
const OWNERS = ['owners-own-default', 'owners-own-work', 'owners-own-owner', 'of the machine’s owner'];

/** Which files hold a text. */
function holdersOf(texts: readonly string[], folders: readonly string[]): Map<string, string[]> {
  const things = look(...folders);
  return new Map(
    texts.map((text) => {
      const bytes = Buffer.from(text).toString('latin1');
      return [text, [...things].flatMap(([file, { content }]) => (content.includes(bytes) ? [file] : []))];
    }),
  );
}

/** A folder that everybody may write in, and a file there that somebody else made first. */
async function givenAway(stage: Stage): Promise<void> {
  const { job, inputs } = prepare(stage, 'root');
  const folder = path.join(stage.root, 'sticky');
  fs.mkdirSync(folder);
  fs.chmodSync(folder, 0o1777);
  const file = path.join(folder, 'credentials.ini');
  fs.writeFileSync(file, stage.random.pick(['', '[default]\n', '# mine\n']));
  fs.chownSync(file, STRANGER, STRANGER);
  await job.login({ ...inputs, 'credentials-file': file });
  const things = look(folder);
  for (const held of filesWithSecrets(things, stage.secrets)) {
    if (things.get(held)?.uid === STRANGER)
      stage.find(`${held} holds the secret and belongs to who made it first`);
  }
  await job.finish({}, { mayWarn: true });
}

/** RUNNER_TEMP or HOME in the workspace, whose files are uploaded. */
async function inWorkspace(stage: Stage, name: string, link: boolean): Promise<void> {
  const { job, inputs } = prepare(stage, 'root');
  const folder = path.join(job.workspace, 'inside');
  fs.mkdirSync(folder);
  const given = link ? path.join(stage.root, 'link') : folder;
  if (link) fs.symlinkSync(folder, given);
  job.env[name] = given;
  const { 'credentials-file': _, ...others } = inputs;
  await job.login(others, {});
  for (const file of filesWithSecrets(look(job.workspace), stage.secrets))
    stage.find(`${path.basename(file)} with a secret is in the workspace`);
  await job.finish({}, { mayWarn: true });
}

function* attacks(): Generator<Attack> {
  for (const user of USERS) {
    for (const how of Object.keys(DAMAGES)) {
      for (const what of Object.keys(BEFORE))
        yield {
          name: `before main, as ${user}: ${what} ${how}`,
          run: (stage) => before(stage, user, what, how),
        };
      for (const what of Object.keys(AFTER))
        yield {
          name: `before post, as ${user}: ${what} ${how}`,
          run: (stage) => after(stage, user, what, how),
        };
    }
  }
  if (USERS.includes('root'))
    yield { name: 'a file that another user made first in a sticky folder', run: givenAway };
  for (const name of ['RUNNER_TEMP', 'HOME']) {
    yield { name: `${name} in the workspace`, run: (stage) => inWorkspace(stage, name, false) };
    yield {
      name: `${name} in the workspace, by way of a link`,
      run: (stage) => inWorkspace(stage, name, true),
    };
  }
}

export const plantedFiles: Kind = {
  name: 'planted files',
  does: 'Each file and folder that the action reads, writes or leaves is removed, moved, closed, given to another user, cut short, replaced by nonsense, a folder, a pipe, a link, a loop, /dev/zero; before main or before post, as root and as another user; a file made first by somebody else in a sticky folder; RUNNER_TEMP and HOME in the workspace',
  usual: 45,
  all: [...attacks()],
};
