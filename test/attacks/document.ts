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

Written by \`npm run test:attacks -- --write\`: the built action is attacked, as the runner runs it, with the emulator in
place of the cloud. Choices are random; the seed that is printed repeats them, and the command that is printed with a
finding replays that one attack (\`--seed N --only TEXT\`). CI tries as many as the third column says, always from the same
seed; without \`--seed\` it is a new one each time, and \`--rounds N\` tries so many of each kind.
`;

const JUDGED = `
## What is judged

- Each step ends in time, by itself, and says nothing on standard error. Main ends with exit code 0, or with 1, exactly one
  error annotation, no output and no variable set; post ends with 0 and no error.
- No secret is in standard output but in masking commands, in the state, the summary, the workspace, or in what is left in
  HOME, RUNNER_TEMP and the temporary folder after post: as it is, its first or last 20 characters, in base64, base64url,
  hex, percent-encoded once and twice, in JSON, or broken into lines.
- While a step's credential stands, its files belong to the job's user and nobody else may read them.
- What is exported was masked first, can be sent in a header, and leaves an environment in which a process starts. No mask is
  shorter than four characters, unless the workflow's author or the machine's owner gave a secret as short as that.
- The owner's files are what they were, byte for byte and with their modes; where that is impossible, post says so, and what
  can be kept is kept. “Took back …” is said only where it is true.
- No text of a service acts as a command, is a live link in the summary, or holds characters that are not seen or that
  reorder what is read.
`;

/** Runs of many minutes, written down by hand. */
const LONGER = `
## Longer runs

| kind | tried | survived | seed |
|---|---|---|---|
| signals at any moment | 1000 | 1000 | 7001 |
| crowds | 218 | 217 | 100 |
| interleaved jobs | 10000 | 9988 | 2 |
| planted files | 265 | 260; the five were mended, and survived then | 200 |

In the crowd that got something through, an empty folder was left in a home that root and another user shared. No byte of the
owner's was lost and no secret left in any of the 218.

Of the twelve rounds of interleaved jobs, ten left an empty folder that a killed main had made. In two, mains were killed and
the owner edited a file while the jobs were there: one profile of the owner's came back at another place of the file, and a
\`current\` that had named no profile became one that does. No round left a secret or lost a profile. Before the faults that
this attack found were mended, 116 of 3000 rounds got through, some of them with a secret left.
`;

const NOT_TRIED = `
## What is not tried

- Windows and macOS: the attacks need signals, modes, tmpfs and /proc as Linux has them.
- Network file systems, and a disk that fails to read or to write after it has said that it would.
- A power cut: that what is said to be on disk survives one is not tried.
- Code that runs as the job's user while the job runs, which can read what the job can read; a hostile runner; a kernel
  that lies.
- A job whose runner is killed, so that no post runs at all: its own credential stays until it ends by itself. That nobody
  else loses anything by it is tried.
- Attacks on TLS itself, on Node.js and on the two parsers of the bundle, beyond what the answers above exercise.
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
