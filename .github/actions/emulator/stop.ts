/** Ends the emulator, and fails if anything is left of the logins: the post steps of the job's other actions are over. */
import { listing, required } from './job.ts';

process.kill(Number(required('STATE_pid')));

const before = new Set(JSON.parse(required('STATE_before')) as string[]);
const left = listing().filter((name) => !before.has(name));
for (const name of left) console.log(`::error title=Left behind::${name}`);
if (left.length > 0) process.exitCode = 1;
else console.log('Nothing is left of the logins: no file, no folder.');

// What cannot be unset is set empty; a variable that still says something is a credential for the steps to come.
const set = Object.keys(process.env).filter(
  (name) => /^(ALIBABA_?CLOUD|ALICLOUD|OSS)_/.test(name) && process.env[name] !== '',
);
if (set.length > 0) {
  console.log(`::error title=Still set::${set.join(', ')}`);
  process.exitCode = 1;
}
