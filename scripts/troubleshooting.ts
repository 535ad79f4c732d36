/**
 * Makes docs/troubleshooting.md from the catalogue that the action's own messages come from.
 *
 * `node scripts/troubleshooting.ts --check` fails where the file is not what the catalogue gives.
 */
import { type Explanation, SECTIONS, type StsExplanation } from '../src/diagnosis/catalogue.ts';
import { ACR, ACR_SERVICE } from '../src/diagnosis/entries/acr.ts';
import { placeInWorkflow } from '../src/diagnosis/entries/explanation.ts';
import { SERVICE_NAMES, type Service } from '../src/errors.ts';
import { page } from './page.ts';

const ALL = { ...SECTIONS, ACR: [...Object.values(ACR), ...ACR_SERVICE] };

const TITLES: Record<keyof typeof ALL, string> = {
  GITHUB: 'GitHub gives no OIDC token',
  TRUST: 'STS refuses the OIDC token',
  ROLES: 'STS refuses the role',
  KEYS: 'STS refuses the key',
  SERVICE: 'STS fails, or something else answers',
  METADATA: 'ECS metadata gives no credential',
  URI: 'The credentials URI gives no credential',
  NETWORK: 'No usable answer',
  RUNNER: 'What is on the runner, and the step’s own limit',
  ACR: 'acr-login: Container Registry gives no password, or the client fails',
};

const HEAD = `# Troubleshooting

Made from the catalogue in \`src/diagnosis/\` by \`npm run docs\`; the action's own messages come from there too.
The error annotation of a failed step names the cause; its log has a collapsed group, and the job's summary a section,
with everything that is known; what comes from a profile or the environment is named there in place of an input. No
secret is in any of them. In commands, words in capital letters stand for names of your own; the log has those that are
known.
`;

const text = [
  HEAD,
  ...Object.entries(TITLES).map(([name, title]) => section(title, ALL[name as keyof typeof ALL])),
].join('\n');

page('docs/troubleshooting.md', text, 'what the catalogue gives');

function section(title: string, entries: readonly (Explanation | StsExplanation)[]): string {
  return `## ${title}\n\n${entries.map(paragraph).join('\n')}`;
}

function paragraph(entry: Explanation | StsExplanation): string {
  // Nobody gets to see our own codes.
  const where = 'codes' in entry ? `${entry.codes.map((code) => `\`${code}\``).join(', ')}. ` : '';
  const message = 'message' in entry && entry.message ? `Message: “${entry.message.source}”. ` : '';
  const commands = entry.commands ? `\n\`\`\`sh\n${entry.commands.join('\n')}\n\`\`\`\n` : '';
  const trust =
    entry.shows === 'trust'
      ? ' The log shows the token’s claims and a trust policy that accepts exactly this job.'
      : '';
  const remedies = [
    `**What to do:** ${entry.remedy.replace('{place}', placeInWorkflow(entry))}${trust}`,
    ...Object.entries(entry.remedies ?? {}).map(
      ([asked, remedy]) => `**${SERVICE_NAMES[asked as Service]}:** ${remedy}`,
    ),
  ];
  return `### ${entry.title}\n\n${where}${message}${entry.meaning}\n\n${remedies.join('\n\n')}\n${commands}`;
}
