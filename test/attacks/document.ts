/** docs/attacks.md: what is tried, what came out, and what is not tried. */

import type { Kind } from './attack.ts';

export interface Outcome {
  readonly kind: string;
  readonly name: string;
  /** What got through. */
  readonly findings: readonly string[];
  readonly notes: readonly string[];
}

const HEAD = `# Attacks

Written by \`npm run test:attacks -- --write\`: the built action is run as the runner runs it, against the emulator,
and attacked. Choices are random; the printed seed repeats them, and the command printed with a finding replays that one
attack (\`--seed N --only TEXT\`). CI tries as many as the third column says, always from the same seed. Without \`--seed\`
the seed is new each time, and \`--rounds N\` tries N of each kind.
`;

const JUDGED = `
## What is checked

- Each step ends in time, on its own, and prints nothing on standard error. Main exits with 0, or with 1, exactly one error
  annotation, no output and no variable; post exits with 0 and no error.
- No secret is in standard output (except in masking commands), the state, the summary, the workspace, or in what post leaves
  in HOME, RUNNER_TEMP and the temporary folder: not as it is, not its first or last 20 characters, not in base64,
  base64url, hex, percent-encoded once or twice, in JSON, or broken into lines.
- While a credential is in use, its files belong to the job's user and nobody else can read them.
- Everything exported was masked first, can be sent in a header, and leaves an environment in which a process can start. No
  mask is shorter than four characters, unless the workflow or the machine's owner gave such a short secret.
- The owner's files are what they were, byte for byte and with their modes. If that is impossible, post says so and keeps what
  it can. “Took back …” is printed only if it is true.
- No text from a service acts as a workflow command, is a live link in the summary, or contains characters that are invisible
  or reorder text.
`;

/** Runs of many minutes, written down by hand. */
const LONGER = `
## Longer runs

| kind | tried | survived | seed |
|---|---|---|---|
| signals at any moment | 1000 | 1000 | 7001 |
| crowds | 218 | 217 | 100 |
| interleaved jobs | 10000 | 9988 | 2 |
| renewals against post and logout | 200 | 200 | 11 to 14, 50 each |
| planted files | 265 | 260; the five were fixed, and survived after that | 200 |

The crowd that did not survive left an empty folder in a home that root and another user shared. In none of the 218 was a byte
of the owner's lost or a secret left.

Of the twelve rounds of interleaved jobs, ten left an empty folder that a killed main had made. In two, mains were killed and
the owner edited a file while the jobs were there: one profile of the owner's came back at another place of the file, and a
\`current\` that had named no profile became one that does. No round left a secret or lost a profile. Before the faults that
this attack found were fixed, 116 of 3000 rounds did not survive, some of them with a secret left.
`;

const NOT_TRIED = `
## What is not tested

- Windows and macOS: the attacks need signals, modes, tmpfs and /proc as Linux has them.
- Network file systems, and disks that fail after they have accepted a write.
- Power cuts: whether data that counts as written survives one.
- Code that runs as the job's user while the job runs, and can read what the job can read; a hostile runner or kernel.
- The credential of a job whose runner is killed, so that no post step runs: it stays until it expires. That nobody else loses
  anything is tested.
- Attacks on TLS itself, on Node.js and on the two bundled parsers, beyond what the answers above exercise.
- Side channels: how long a comparison takes, how large a process is.
`;

/** @param outcomes of one run; a kind that was not tried in it is left out */
export function documentOf(kinds: readonly Kind[], outcomes: readonly Outcome[]): string {
  const rows = kinds.flatMap((kind) => {
    const own = outcomes.filter((outcome) => outcome.kind === kind.name);
    if (own.length === 0) return [];
    const survived = own.filter(({ findings }) => findings.length === 0).length;
    const usual = kind.all ? `${kind.usual} of ${kind.all.length}` : `${kind.usual}, at random`;
    return `| ${kind.name} | ${kind.does} | ${usual} | ${own.length} | ${survived} |`;
  });
  const table = ['| kind | what is done | in CI | tried | survived |', '|---|---|---|---|---|', ...rows].join(
    '\n',
  );
  return `${[HEAD, table, LONGER, JUDGED, NOT_TRIED].map((part) => part.trim()).join('\n\n')}\n`;
}
