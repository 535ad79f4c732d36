/**
 * Makes docs/egress.md, for whoever runs a firewall: which hosts the action asks, by way to log in and by region. The
 * regions and addresses are the code's own; test/scenarios/egress.test.ts holds the ways against what is really asked.
 *
 * `node scripts/egress.ts --check` fails where the file is not what they give.
 */
import { ECS_METADATA_ADDRESS } from '../src/http/addresses.ts';
import type { Destination } from '../src/sources/source.ts';
import { ALL_SOURCES, type AnySource } from '../src/sources/table.ts';
import { GLOBAL_HOST, hostOf, KNOWN_REGIONS } from '../src/sts/endpoints.ts';
import { page } from './page.ts';

const MORE = '`role-to-assume` or `allowed-account-ids`';
const FOUND = 'what the profile, file or variable that is found says: any of the rows above';

const DESTINATIONS: Readonly<Record<Destination, string>> = {
  github: 'GitHub',
  sts: 'STS',
  metadata: 'ECS metadata',
  uri: 'the URI’s host',
};

const HEAD = `# Egress

What a firewall that allows by name has to let through. Made by \`npm run docs\` from the tables that the action itself
uses, and tested against what it asks.

All of it is TCP; the system’s resolver looks names up, unless a proxy does. The action asks no other host: it looks for
no newer version, reports nothing, and follows no redirect.
`;

const GITHUB = `## GitHub

The host in \`ACTIONS_ID_TOKEN_REQUEST_URL\`, which the runner itself was told by GitHub:

| server | host | port |
|---|---|---|
| github.com | \`*.actions.githubusercontent.com\` | 443 |
| GHE.com | \`*.actions.SUBDOMAIN.ghe.com\` | 443 |
| GitHub Enterprise Server | the server’s own | 443 |

A runner needs these anyway. Alibaba Cloud asks the issuer for its keys by itself, from outside of your network.
`;

const OTHERS = `## ECS metadata

\`${ECS_METADATA_ADDRESS}\`, port 80, plain http: an address of the instance’s own, which no router carries. It is never
asked through a proxy. \`metadata-endpoint\` names another.

## A proxy

With \`https_proxy\` (and \`http_proxy\`, for a credentials URI in plain http) only the proxy’s host and port are asked,
and the proxy asks the rest: by CONNECT for https, so it sees names and no content. \`no_proxy\` makes exceptions.

## \`refresh: true\`

The command of a profile that renews itself asks the same hosts again, from the tool’s step and by the proxy settings of
that step.

## \`check\` and \`logout\`

\`check\` asks GitHub alone. \`logout\` and the post step ask nobody.

## \`acr-login\`

\`cr.REGION.aliyuncs.com\`, port 443, for the region in the registry’s host name; a profile that renews itself, also what
its login asks. Docker, or the client that is there instead, asks the registry itself.
`;

if (import.meta.main) page('docs/egress.md', text(), 'what the code asks');

function text(): string {
  return [HEAD, ways(), GITHUB, sts(), OTHERS].join('\n');
}

/** Whom a source always asks. */
export function asked({ asks, identity }: AnySource): readonly Destination[] {
  if (asks === 'found') return [];
  return identity === 'asked' ? [...asks, 'sts'] : asks;
}

function ways(): string {
  const rows = ALL_SOURCES.map((row) => {
    const names = asked(row).map((one) => DESTINATIONS[one]);
    if (row.identity === 'asked if needed') names.push(`STS, only with ${MORE}`);
    return `| ${row.inputs} | ${row.asks === 'found' ? FOUND : names.join('; ') || 'nobody'} |`;
  });
  return `## By way to log in

| inputs | asks |
|---|---|
${rows.join('\n')}
`;
}

function sts(): string {
  const rows = KNOWN_REGIONS.map((region) => {
    const [open, vpc] = [hostOf(region, false), hostOf(region, true)];
    return `| \`${region}\` | ${open ? `\`${open}\`` : 'none'} | \`${vpc}\` |`;
  });
  return `## STS

Port 443. Without \`sts-region\` and \`sts-endpoint\` it is \`${GLOBAL_HOST}\`; \`sts-endpoint\` names any other host. A
profile of the machine’s may name its own, as long as the step names none. Each request says in its \`User-Agent\` which
version of the action sends it, in which run.

| \`sts-region\` | host | with \`sts-vpc: true\` |
|---|---|---|
${rows.join('\n')}
`;
}
