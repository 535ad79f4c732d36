/** Trust policies that let in somebody whom the review of check does not speak of. */

import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Kind } from './attack.ts';

const PER_ROUND = 500;

export const checkAgainstModel: Kind = {
  name: 'check against a model',
  does: `Each round is ${PER_ROUND} trust policies of one to three statements (subjects of every form with wildcards anywhere, other principals and providers, denials, conditions that cannot be decided) and repositories; whomever an independent model finds that a policy lets in, the review must speak of. And ${PER_ROUND} policies that setup writes, of which it must say nothing false`,
  usual: 20,
  round: (number) => ({
    name: `round ${number}`,
    async run(stage) {
      const worker = new Worker(path.join(import.meta.dirname, 'programs/reviewer.ts'), {
        workerData: { seed: stage.random.whole(1, 2 ** 31 - 1), count: PER_ROUND },
      });
      const [findings] = (await once(worker, 'message')) as [string[]];
      for (const finding of findings) stage.find(finding);
      await worker.terminate();
    },
  }),
};
