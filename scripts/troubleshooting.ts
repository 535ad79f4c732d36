/**
 * Makes docs/troubleshooting.md from the catalogue that the action's own messages come from.
 *
 * `node scripts/troubleshooting.ts --check` fails where the file is not what the catalogue gives.
 */
import fs from 'node:fs';
import path from 'node:path';
import { CATALOGUE, type Entry } from '../src/diagnosis/catalogue.ts';

const file = path.resolve(import.meta.dirname, '../docs/troubleshooting.md');

const SECTIONS: Record<keyof typeof CATALOGUE, string> = {
  GITHUB: 'GitHub gives no OIDC token',
  TRUST: 'STS refuses the OIDC token',
  ROLES: 'STS refuses the role',
  KEYS: 'STS refuses the key',
  SERVICE: 'STS fails, or something else answers',
  NETWORK: 'No usable answer',
};

const HEAD = `# Troubleshooting

Made from the catalogue in \`src/diagnosis/catalogue.ts\` by \`npm run docs\`; the action's own messages come from there too.
The error annotation of a failed step names the cause; its log has a collapsed group, and the job's summary a section,
with everything that is known. No secret is in any of them.
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
  const where = /^(github|network|http)\./.test(entry.code) ? '' : `\`${entry.code}\`. `;
  const message = entry.message ? `Message: “${entry.message.source}”. ` : '';
  const commands = entry.commands ? `\n\`\`\`sh\n${entry.commands.join('\n')}\n\`\`\`\n` : '';
  const trust =
    entry.shows === 'trust'
      ? ' The log shows the token’s claims and a trust policy that accepts exactly this job.'
      : '';
  return `### ${entry.title}\n\n${where}${message}${entry.meaning}\n\n**What to do:** ${entry.remedy}${trust}\n${commands}`;
}
