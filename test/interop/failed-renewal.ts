/**
 * SDKs whose renewal fails, on an instance that has a role and whose owner has a section of the same name: they must be
 * nobody, and not go on along their chains. Node's, which knows no proxy, is in test/scenarios/failed-renewal.test.ts.
 */

import fs from 'node:fs';
import path from 'node:path';
import { type Emulator, SAMPLE } from '../../emulator/emulator.ts';
import type { Job } from '../../emulator/runner.ts';
import type { Checks } from './checks.ts';
import { CONSUMERS, type Consumer } from './consumers.ts';
import { answers, logIn, logOut, PROFILE, runIn, runtimeEnv } from './scene.ts';

export async function failedRenewal(
  emulator: Emulator,
  scratch: string,
  available: (consumer: Consumer) => boolean,
  checks: Checks,
): Promise<void> {
  const sdks = CONSUMERS.filter(
    (consumer) => consumer.keepAsking && consumer.toolchain !== 'node' && available(consumer),
  );
  const loggedIn = await logIn(emulator, 'sts', 'refresh');
  const { job, login } = loggedIn;
  const who = async ({ command, env }: Consumer): Promise<{ arn: unknown; everything: string }> => {
    const invocation = { endpoint: '', folder: scratch };
    // What the action has exported decides.
    const { ALIBABA_CLOUD_ECS_METADATA_DISABLED: _, ...runtime } = runtimeEnv(emulator, job.home, scratch);
    const said = await runIn(job, command(invocation), { ...runtime, ...env?.(invocation) });
    return { arn: answers(said)[0]?.['arn'], everything: said.everything };
  };
  try {
    writeOwnersSection(job, emulator);
    for (const sdk of sdks) {
      const { arn, everything } = await who(sdk);
      checks.expect(
        `${sdk.tool} ${sdk.version}: before that, it is the login`,
        arn === login.arn,
        everything,
      );
    }
    fail(job);
    for (const sdk of sdks) {
      const { arn, everything } = await who(sdk);
      checks.expect(`${sdk.tool} ${sdk.version}: nobody`, arn === undefined, everything);
    }
    const left = await logOut(loggedIn);
    checks.expect('post leaves nothing', left.length === 0, left.join('\n'));
  } finally {
    job.dispose();
  }
}

function writeOwnersSection(job: Job, { world }: Emulator): void {
  const key = `access_key_id = ${SAMPLE.userKey}\naccess_key_secret = ${world.secretOf(SAMPLE.userKey)}\n`;
  const folder = path.join(job.home, '.alibabacloud');
  fs.mkdirSync(folder);
  for (const name of ['credentials', 'credentials.ini'])
    fs.writeFileSync(path.join(folder, name), `[${PROFILE}]\nenable = true\ntype = access_key\n${key}`);
}

/** The credential at hand is gone, and `env -i` or `sudo` has dropped the variables by which there would be another. */
function fail(job: Job): void {
  for (const name of fs.readdirSync(job.temp, { recursive: true, encoding: 'utf8' }))
    if (path.basename(name) === 'credential.json') fs.rmSync(path.join(job.temp, name));
  job.env['ACTIONS_ID_TOKEN_REQUEST_URL'] = '';
  job.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] = '';
}
