/**
 * Whatever stands on a machine, in its variables and files: the identity exported is the one that the documentation
 * names, or the step fails. Never another one, and never a broader session.
 */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ActionError } from '../../../src/errors.ts';
import { readInputs } from '../../../src/inputs/table.ts';
import { makePlan } from '../../../src/plan/make-plan.ts';
import type { Files } from '../../../src/runtime/files.ts';
import { stsClient } from '../../../src/sts/client.ts';
import { sampleOf } from '../../thorough.ts';
import { fakeContext, untouchable } from '../support/context.ts';
import { answer, HOME, identityOf, NOW, situation, TOKEN_FILES, written } from '../support/machines.ts';
import { asPosix } from '../support/posix.ts';
import { providerFor } from '../support/providers.ts';
import { type Machine, whoIs } from './identity-model.ts';

const RUNS = Number(process.env['IDENTITY_RUNS'] ?? sampleOf(6_000, 3));

test(`the identity exported is the one that the documentation names, or the step fails (${RUNS} machines)`, async () => {
  const kinds = new Map<string, number>();
  const count = (what: string): void => void kinds.set(what, (kinds.get(what) ?? 0) + 1);
  await fc.assert(
    fc.asyncProperty(situation, async ({ env, config, own, first, second, sourceProfile, noise }) => {
      const next = (): number => noise.next().value;
      const texts: Record<string, string> = { ...TOKEN_FILES };
      if (config) texts[`${HOME}/.aliyun/config.json`] = JSON.stringify(config);
      if (own) texts['/elsewhere/own'] = written(own, next);
      if (first) texts[`${HOME}/.alibabacloud/credentials`] = written(first, next);
      if (second) texts[`${HOME}/.alibabacloud/credentials.ini`] = written(second, next);
      const ini = env.CREDENTIALS_FILE ? [own] : [first, second];
      const machine: Machine = { env, config, ini: ini.filter((file) => file !== undefined), now: NOW };
      const expected = whoIs(machine, sourceProfile);

      const variables = Object.entries(env).map(([name, value]) => [`ALIBABA_CLOUD_${name}`, value]);
      const inputs = sourceProfile ? { 'INPUT_SOURCE-PROFILE': sourceProfile } : { INPUT_TYPE: 'default' };
      const context = fakeContext({
        env: { ...Object.fromEntries(variables), ...inputs },
        home: HOME,
        files: { ...untouchable<Files>('files'), read: (path) => texts[asPosix(path)] },
        http: Array(12).fill(answer),
      });
      const plan = makePlan(readInputs(context), {});
      try {
        const { credential } = await providerFor(plan, stsClient(context))(context);
        const found = identityOf(credential);
        expect(found).toBe(expected);
        count(/^[[a-z]+\||^\[/.exec(found)?.[0] ?? credential.kind);
      } catch (error) {
        if (!(error instanceof ActionError)) throw error;
        count(
          expected === undefined ? 'nobody' : `refused: ${error.message.replace(/“.*?”|\S*\/\S*/g, '…')}`,
        );
      }
    }),
    { numRuns: RUNS },
  );
  // Every kind of identity was there, and whom the documentation names is not refused but for a reason of ours.
  for (const kind of ['access_key', 'sts', '[', 'ecs|', 'uri|', 'bearer|', 'nobody'])
    expect(kinds.get(kind) ?? 0, kind).toBeGreaterThan(RUNS / 400);
  if (process.env['IDENTITY_COUNTS']) console.log(kinds);
}, 120_000);
