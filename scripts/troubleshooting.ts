/**
 * Makes docs/troubleshooting.md from the catalogue that the action's own messages come from.
 *
 * `node scripts/troubleshooting.ts --check` fails where the file is not what the catalogue gives.
 */
import fs from 'node:fs';
import path from 'node:path';
import { type Asked, CATALOGUE, type Entry } from '../src/diagnosis/catalogue.ts';

const file = path.resolve(import.meta.dirname, '../docs/troubleshooting.md');

const SECTIONS: Record<keyof typeof CATALOGUE, string> = {
  GITHUB: 'GitHub gives no OIDC token',
  TRUST: 'STS refuses the OIDC token',
  ROLES: 'STS refuses the role',
  KEYS: 'STS refuses the key',
  SERVICE: 'STS fails, or something else answers',
  METADATA: 'ECS metadata gives no credential',
  URI: 'The credentials URI gives no credential',
  NETWORK: 'No usable answer',
  RUNNER: 'What is on the runner, and the step’s own limit',
};

/** Whose answer a remedy is about. */
const OF: Record<Asked, string> = {
  GitHub: 'GitHub',
  STS: 'STS',
  'ECS metadata': 'ECS metadata',
  'The credentials URI': 'A credentials URI',
};

const HEAD = `# Troubleshooting

Made from the catalogue in \`src/diagnosis/\` by \`npm run docs\`; the action's own messages come from there too.
The error annotation of a failed step names the cause; its log has a collapsed group, and the job's summary a section,
with everything that is known. No secret is in any of them. In commands, words in capital letters stand for names of
your own; the log has those that are known.
`;

const text = [
  HEAD,
  ...Object.entries(SECTIONS).map(([name, title]) =>
    section(title, CATALOGUE[name as keyof typeof CATALOGUE]),
  ),
].join('\n');

if (process.argv.includes('--check')) {
  const committed = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  if (committed !== text) {
    console.error('docs/troubleshooting.md is not what the catalogue gives; run "npm run docs".');
    process.exitCode = 1;
  }
} else {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

function section(title: string, entries: readonly Entry[]): string {
  return `## ${title}\n\n${entries.map(paragraph).join('\n')}`;
}

function paragraph(entry: Entry): string {
  // Ours are in small letters, and nobody gets to see them.
  const where = /^[a-z]/.test(entry.code) ? '' : `\`${entry.code}\`. `;
  const message = entry.message ? `Message: “${entry.message.source}”. ` : '';
  const commands = entry.commands ? `\n\`\`\`sh\n${entry.commands.join('\n')}\n\`\`\`\n` : '';
  const trust =
    entry.shows === 'trust'
      ? ' The log shows the token’s claims and a trust policy that accepts exactly this job.'
      : '';
  const remedies = [
    `**What to do:** ${entry.remedy}${trust}`,
    ...Object.entries(entry.remedies ?? {}).map(([asked, remedy]) => `**${OF[asked as Asked]}:** ${remedy}`),
    ...(entry.found
      ? [`**From a profile or the environment:** ${entry.found.replace(' ({place})', '')}`]
      : []),
  ];
  return `### ${entry.title}\n\n${where}${message}${entry.meaning}\n\n${remedies.join('\n\n')}\n${commands}`;
}
