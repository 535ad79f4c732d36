/** Why the values in credentials.ini are bare: what each reader makes of quoted ones. */

import fs from 'node:fs';
import path from 'node:path';
import { type Emulator, SAMPLE } from '../../emulator/emulator.ts';
import { Job } from '../../emulator/runner.ts';
import type { Checks } from './checks.ts';
import { CONSUMERS, type Consumer } from './consumers.ts';
import { answers, PROFILE, runIn, runtimeEnv } from './scene.ts';

export async function quotedIni(
  emulator: Emulator,
  scratch: string,
  available: (consumer: Consumer) => boolean,
  checks: Checks,
): Promise<void> {
  const values = {
    access_key_id: SAMPLE.userKey,
    access_key_secret: emulator.world.secretOf(SAMPLE.userKey),
    security_token: 'CAIS+/==',
  };
  for (const consumer of CONSUMERS.filter(available)) {
    if (!['python', 'java', 'php'].includes(consumer.toolchain) || !consumer.handOffs.includes('ini'))
      continue;
    const job = new Job({ ...emulator.clientEnv(), no_proxy: '127.0.0.1', NO_PROXY: '127.0.0.1' });
    try {
      const file = path.join(job.temp, 'quoted.ini');
      const lines = Object.entries(values).map(([name, value]) => `${name} = "${value}"\n`);
      fs.writeFileSync(file, `[${PROFILE}]\nenable = true\ntype = access_key\n${lines.join('')}`);
      const invocation = { endpoint: '', folder: scratch };
      const said = await runIn(job, consumer.command(invocation), {
        ...runtimeEnv(emulator, job.home, scratch),
        ALIBABA_CLOUD_CLI_PROFILE_DISABLED: 'true',
        ALIBABA_CLOUD_CREDENTIALS_FILE: file,
        ALIBABA_CLOUD_PROFILE: PROFILE,
      });
      if (consumer.toolchain === 'php')
        checks.expect(
          `${consumer.tool}: reads a quoted token`,
          answers(said)[0]?.['securityToken'] === values.security_token,
          said.everything,
        );
      else
        checks.expect(
          `${consumer.tool}: takes quotes for part of the value`,
          said.exitCode !== 0 && /InvalidAccessKeyId|access key is not found/.test(said.everything),
          said.everything,
        );
    } finally {
      job.dispose();
    }
  }
}
