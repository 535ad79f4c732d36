/**
 * Runs the emulator for people: prints what a client must be given, then serves until SIGINT or SIGTERM.
 *
 *     node emulator/main.ts [--json] [--world FILE] [--proxy-auth USER:PASSWORD]
 */

import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Emulator, type EmulatorOptions, SAMPLE, startEmulator, worldFromSeed } from './emulator.ts';
import type { WorldSeed } from './world/seed.ts';

const USAGE = `Usage: node emulator/main.ts [--json] [--world FILE] [--proxy-auth USER:PASSWORD]

  --json         print what to set as one JSON object
  --world FILE   a world seed: JSON, described in emulator/world/seed.ts
  --proxy-auth   let the proxy demand this user and password
`;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    world: { type: 'string' },
    'proxy-auth': { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) {
  process.stdout.write(USAGE);
} else {
  await run(values.json, { world: values.world, proxyAuth: values['proxy-auth'] });
}

async function run(
  asJson: boolean,
  { world, proxyAuth }: { world: string | undefined; proxyAuth: string | undefined },
): Promise<void> {
  const options: EmulatorOptions = {
    ...(world === undefined ? {} : { world: worldFromSeed(await readSeed(world)) }),
    ...(proxyAuth === undefined ? {} : { proxyAuth }),
  };
  const emulator = await startEmulator(options);
  const stop = (): void => {
    emulator.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.stdout.write(asJson ? `${JSON.stringify(describe(emulator))}\n` : explain(emulator));
}

async function readSeed(file: string): Promise<WorldSeed> {
  return JSON.parse(await readFile(file, 'utf8')) as WorldSeed;
}

/** Everything that a client may want to know. The secrets are the emulator's own and worth nothing elsewhere. */
function describe(emulator: Emulator): Record<string, unknown> {
  const { world } = emulator;
  return {
    env: { ...emulator.clientEnv(), ...emulator.githubEnv() },
    proxyUrl: emulator.proxyUrl,
    caFile: emulator.caFile,
    stsEndpoint: `127.0.0.1:${emulator.tlsPort}`,
    metadataUrl: emulator.metadataUrl,
    credentialsUri: emulator.credentialsUri,
    secureCredentialsUri: emulator.secureCredentialsUri,
    oidcProviders: [...world.providers.keys()],
    roles: [...world.roles.keys()],
    accessKeys: [...world.accessKeys.values()].map(({ id, secret, active, owner }) => ({
      accessKeyId: id,
      accessKeySecret: secret,
      active,
      holder: owner.kind === 'root' ? `${owner.account} (root)` : `${owner.account}/${owner.name}`,
    })),
    subject: world.github.subject,
    externalId: SAMPLE.externalId,
  };
}

function explain(emulator: Emulator): string {
  const { world } = emulator;
  const exports = Object.entries({ ...emulator.clientEnv(), ...emulator.githubEnv() })
    .map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'`)
    .join('\n');
  const keys = [...world.accessKeys.values()].map(
    ({ id, secret, active, owner }) =>
      `  ${id}  ${JSON.stringify(secret)}  ${owner.kind === 'root' ? 'root' : owner.name}${active ? '' : ', disabled'}`,
  );
  return `The emulator runs. Nothing leaves this machine: its proxy refuses every host that it does not play.

In the shell of the client:

${exports}

Then use Alibaba Cloud and GitHub by their own names. This action asks ECS metadata directly, never through a proxy: give
it metadata-endpoint: ${emulator.metadataUrl}. Without the proxy:

  STS endpoint      127.0.0.1:${emulator.tlsPort}
  ECS metadata      ${emulator.metadataUrl}
  credentials URI   ${emulator.credentialsUri}
                    ${emulator.secureCredentialsUri}

GitHub's tokens say
  ${world.github.subject}

OIDC providers
  ${[...world.providers.keys()].join('\n  ')}
Roles
  ${[...world.roles.keys()].join('\n  ')}
Access keys
${keys.join('\n')}

Stop it with Ctrl-C.
`;
}
