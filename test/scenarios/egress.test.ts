/** docs/egress.md is true: on every way to log in, exactly the hosts are asked that it says, at the addresses it says. */

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { SAMPLE } from '../../emulator/emulator.ts';
import { CREDENTIALS_HOST, TOKEN_REQUEST_HOST } from '../../emulator/hosts.ts';
import { asked } from '../../scripts/egress.ts';
import type { SourceKind } from '../../src/plan/plan.ts';
import type { Destination } from '../../src/sources/source.ts';
import { SOURCES } from '../../src/sources/table.ts';
import {
  AFTER_ECS,
  CONFIG,
  config,
  ecs,
  own,
  setProviderScene,
  tokenFile,
  userFields,
} from './providers-support.ts';
import { OIDC, ROOT, sessionKey, succeeded, userKey, type WatchedJob } from './support.ts';

const scene = setProviderScene();

interface Login {
  /** Inputs of a job on this way, whose environment and home it may prepare. */
  readonly inputs: (job: WatchedJob) => Promise<Record<string, string>> | Record<string, string>;
  /** A role that can be assumed after it. */
  readonly role?: string;
  /** What the profile says, for the ways on which something is found. */
  readonly found?: readonly Destination[];
}

const profile = (job: WatchedJob): void => {
  own(job, CONFIG, config({ someone: { mode: 'AK', ...userFields(job.emulator) } }));
};

const LOGINS: Readonly<Record<SourceKind, Login>> = {
  github: { inputs: () => OIDC, role: `${SAMPLE.deploy}\n${SAMPLE.audit}` },
  'token-file': {
    inputs: async (job) => ({ ...OIDC, 'oidc-token-file': await tokenFile(job) }),
    role: `${SAMPLE.deploy}\n${SAMPLE.audit}`,
  },
  access_key: { inputs: ({ emulator }) => userKey(emulator), role: SAMPLE.deploy2 },
  sts: { inputs: ({ emulator }) => sessionKey(emulator), role: SAMPLE.audit },
  environment: {
    inputs: (job) => {
      const session = sessionKey(job.emulator);
      Object.assign(job.env, {
        ALIBABA_CLOUD_ACCESS_KEY_ID: session['access-key-id'],
        ALIBABA_CLOUD_ACCESS_KEY_SECRET: session['access-key-secret'],
        ALIBABA_CLOUD_SECURITY_TOKEN: session['security-token'],
      });
      return { 'role-chaining': 'true', 'role-to-assume': SAMPLE.audit };
    },
    role: SAMPLE.audit,
  },
  ecs_ram_role: { inputs: ({ emulator }) => ecs(emulator), role: AFTER_ECS },
  credentials_uri: {
    inputs: ({ emulator }) => ({ 'credentials-uri': emulator.secureCredentialsUri }),
    role: SAMPLE.audit,
  },
  bearer: { inputs: () => ({ 'bearer-token': 'the-bearer-token-of-a-test' }) },
  profile: {
    inputs: (job) => {
      profile(job);
      return { 'source-profile': 'someone' };
    },
    role: SAMPLE.deploy2,
    found: ['sts'],
  },
  default: {
    inputs: (job) => {
      profile(job);
      return { type: 'default' };
    },
    role: SAMPLE.deploy2,
    found: ['sts'],
  },
};

/** What the page says of an address, by who answers there. */
const ADDRESSES: Readonly<Record<Destination, { readonly service: string; readonly host?: string }>> = {
  github: { service: 'github', host: TOKEN_REQUEST_HOST },
  sts: { service: 'sts', host: 'sts.aliyuncs.com' },
  // Its own address is behind no proxy; the step is told the emulator's.
  metadata: { service: 'metadata' },
  uri: { service: 'credentials-uri', host: CREDENTIALS_HOST },
};

function destinationsOf(job: WatchedJob): Destination[] {
  const found = job.requests.map(({ service, host, viaProxy }) => {
    const [name, address] =
      Object.entries(ADDRESSES).find(([, known]) => known.service === service) ??
      expect.unreachable(`${service} is not on the page`);
    if (address.host !== undefined) expect(host.replace(/:443$/, '')).toBe(address.host);
    expect(viaProxy).toBe(address.host !== undefined);
    return name as Destination;
  });
  return [...new Set(found)].sort();
}

async function run(login: Login, more: Readonly<Record<string, string>>): Promise<Destination[]> {
  const job = scene.proxiedJob({ ALIBABA_CLOUD_ECS_METADATA_DISABLED: '' });
  succeeded(await job.login({ ...(await login.inputs(job)), ...more }));
  return destinationsOf(job);
}

describe.each(Object.entries(SOURCES))('%s', (kind, source) => {
  const login = LOGINS[kind as SourceKind];
  const first = [...(login.found ?? asked(source))].sort();
  const withSts = [...new Set([...first, 'sts' as const])].sort();

  test('asks what the page says', async () => {
    expect(await run(login, {})).toEqual(first);
  });

  const { role } = login;
  if (role) {
    test('asks STS beside it when a role follows', async () => {
      expect(await run(login, { 'role-to-assume': role })).toEqual(withSts);
    });
  }

  if (source.identity === 'asked if needed') {
    test('asks STS beside it when the account has to be known', async () => {
      expect(await run(login, { 'allowed-account-ids': SAMPLE.account })).toEqual(withSts);
    });
  }
});

test.each([
  ['cn-hangzhou', 'false'],
  ['eu-central-1', 'true'],
  ['cn-shenzhen-finance-1', 'false'],
  ['cn-north-2-gov-1', 'true'],
])('sts-region %s with sts-vpc %s asks the host in its row', async (region, vpc) => {
  const page = fs.readFileSync(path.join(ROOT, 'docs/egress.md'), 'utf8');
  const row = page.split('\n').find((line) => line.startsWith(`| \`${region}\` |`));
  const [, , open, inside] = row?.split('|').map((cell) => cell.trim().replaceAll('`', '')) ?? [];
  const job = scene.proxiedJob();
  succeeded(await job.login({ ...OIDC, 'sts-region': region, 'sts-vpc': vpc }));
  const hosts = new Set(job.requests.flatMap(({ service, host }) => (service === 'sts' ? [host] : [])));
  expect([...hosts]).toEqual([vpc === 'true' ? inside : open]);
});
