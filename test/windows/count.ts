/** What a run came to: how many passed, what failed, and how many were skipped for want of what. */
import fs from 'node:fs';

interface Results {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: 'passed' | 'failed' | string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

const { testResults }: Results = JSON.parse(fs.readFileSync(process.argv[2] ?? '', 'utf8'));
const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
const [passed, failed] = ['passed', 'failed'].map((status) => tests.filter((test) => test.status === status));
const skipped = tests.filter(({ status }) => status !== 'passed' && status !== 'failed');
const broken = testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
);

for (const { fullName, failureMessages } of failed ?? [])
  console.log(`failed: ${fullName}\n  ${(failureMessages[0] ?? '').split('\n').slice(0, 4).join('\n  ')}`);
for (const { name, message } of broken) console.log(`failed: ${name}\n  ${message}`);

const wanting = Map.groupBy(skipped, ({ fullName }) => /\(needs ([^)]+)\)/.exec(fullName)?.[1] ?? 'unnamed');
const reasons = [...wanting].map(([what, { length }]) => `${what}: ${length}`).sort();
console.log(
  `${passed?.length} passed, ${(failed?.length ?? 0) + broken.length} failed, ${skipped.length} skipped` +
    (reasons.length > 0 ? ` (${reasons.join(', ')})` : ''),
);
