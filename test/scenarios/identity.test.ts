/**
 * As test/unit/sources/identity.test.ts, on the built action: whatever stands on a generated machine, the credential
 * exported is the one that the SDKs' documentation names, or the step fails and exports nothing. Always the same
 * machines; IDENTITY_MACHINES says how many, IDENTITY_SEED which.
 */

import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ledTo } from '../../emulator/http/direct.ts';
import { Listeners } from '../../emulator/http/loopback.ts';
import { Job, type StepResult } from '../../emulator/runner.ts';
import { Authority } from '../../emulator/tls/authority.ts';
import type { HttpRequest } from '../../src/runtime/context.ts';
import { sampleOf } from '../thorough.ts';
import { type Machine, whoIs } from '../unit/sources/identity-model.ts';
import { answer, identityOfKey, NOW, situation, TOKEN_FILES, written } from '../unit/support/machines.ts';
import { ACTION, refusalOf } from './support.ts';

const MACHINES = Number(process.env['IDENTITY_MACHINES'] ?? sampleOf(40, 2));
const SEED = Number(process.env['IDENTITY_SEED'] ?? 20_261_125);
const HOSTS = [
  'sts.aliyuncs.com',
  'sts.cn-beijing.aliyuncs.com',
  'one.example.com',
  'two.example.com',
  'env.example.com',
] as const;

const listeners = new Listeners();
let standing: Record<string, string> = {};
let caPem = '';

/** Services that give whoever asks a key whose ID says who asked. */
beforeAll(async () => {
  const authority = await Authority.create();
  caPem = authority.caPem;
  const serve =
    (scheme: string): http.RequestListener =>
    async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const url = new URL(`${scheme}://${request.headers.host}${request.url}`);
      const body = Buffer.concat(chunks).toString();
      const isIdentity = `${request.headers['x-acs-action']}${url.search}${body}`.includes(
        'GetCallerIdentity',
      );
      const asked = { url, method: request.method, headers: request.headers, body };
      const sent = isIdentity ? { status: 200, body: CALLER } : answer(asked as unknown as HttpRequest);
      response.writeHead(sent.status, { 'content-type': 'application/json' }).end(sent.body);
    };
  const tls = await listeners.listen(https.createServer(await authority.leaf(...HOSTS), serve('https')));
  const plain = await listeners.listen(http.createServer(serve('http')));
  standing = ledTo({
    ...Object.fromEntries(HOSTS.map((host) => [`${host}:443`, tls])),
    '100.100.100.200:80': plain,
  });
});
afterAll(() => listeners.close());

const CALLER = JSON.stringify({
  AccountId: '1234567890123456',
  Arn: 'acs:ram::1234567890123456:user/ci',
  IdentityType: 'RAMUser',
  PrincipalId: '1',
  RequestId: 'REQUEST',
});

type Situation = typeof situation extends fc.Arbitrary<infer S> ? S : never;

/** Puts a machine's files where its user has them, and gives its variables. */
function furnish(job: Job, { env, config, own, first, second, noise }: Situation): Record<string, string> {
  const next = (): number => noise.next().value;
  const write = (file: string, text: string): string => {
    const target = path.join(job.home, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    // Paths of the model are the machine's own.
    fs.writeFileSync(target, text.replaceAll(/\/token-(one|two|env)/g, `${job.home}/token-$1`));
    return target;
  };
  for (const [name, text] of Object.entries(TOKEN_FILES)) write(name, text);
  const now = Math.floor(Date.now() / 1000);
  const later = (text: string): string =>
    text.replaceAll(/("sts_expiration":")(\d+)/g, (_, key, at) => `${key}${Number(at) - NOW + now}`);
  if (config) write('.aliyun/config.json', later(JSON.stringify(config)));
  if (first) write('.alibabacloud/credentials', written(first, next));
  if (second) write('.alibabacloud/credentials.ini', written(second, next));
  const variables = {
    ...env,
    OIDC_TOKEN_FILE: env.OIDC_TOKEN_FILE && `${job.home}${env.OIDC_TOKEN_FILE}`,
    CREDENTIALS_FILE: env.CREDENTIALS_FILE && path.join(job.home, 'own.ini'),
  };
  if (own) write('own.ini', written(own, next));
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [`ALIBABA_CLOUD_${name}`, value]),
  );
}

/** Whom a machine means, by the documentation. Most of those that are generated mean nobody; of these, one in four. */
function machines(): { machine: Situation; expected: string | undefined }[] {
  const drawn = fc.sample(situation, { numRuns: 10 * MACHINES, seed: SEED }).map((machine) => {
    const { env, config, own, first, second, sourceProfile } = machine;
    const files = (env.CREDENTIALS_FILE ? [own] : [first, second]).filter((file) => file !== undefined);
    const model: Machine = { env, config, ini: files, now: NOW };
    return { machine, expected: whoIs(model, sourceProfile) };
  });
  const some = drawn.filter(({ expected }) => expected !== undefined).slice(0, Math.ceil(MACHINES * 0.75));
  const none = drawn.filter(({ expected }) => expected === undefined);
  return [...some, ...none.slice(0, MACHINES - some.length)];
}

function identityOf({ outputs }: StepResult): string {
  if (outputs['bearer-token']) return `bearer|${outputs['bearer-token']}`;
  return identityOfKey(
    outputs['access-key-id'] ?? '',
    outputs['access-key-secret'] ?? '',
    outputs['security-token'],
  );
}

test(`on ${MACHINES} machines, the credential exported is the one that is meant, or none`, async () => {
  const exportedSecretsOf: Record<string, number> = {};
  for (const { machine, expected } of machines()) {
    const { sourceProfile } = machine;
    const job = new Job();
    try {
      const certificate = path.join(job.root, 'ca.pem');
      fs.writeFileSync(certificate, caPem);
      Object.assign(job.env, standing, furnish(job, machine), { NODE_EXTRA_CA_CERTS: certificate });
      const result = await job.use(
        ACTION,
        sourceProfile ? { 'source-profile': sourceProfile } : { type: 'default' },
      );
      if (result.exitCode === 0) {
        const found = identityOf(result);
        expect(found, result.log).toBe(expected);
        expect(result.exported['ALIBABA_CLOUD_ACCESS_KEY_ID']).toBe(result.outputs['access-key-id']);
        const kind = /^\[|^[a-z]+\|/.exec(found)?.[0] ?? 'key';
        exportedSecretsOf[kind] = (exportedSecretsOf[kind] ?? 0) + 1;
      } else {
        const refusal = refusalOf(result);
        // Not that the machine's own services were out of reach.
        expect(refusal).not.toMatch(/emulated|ECONN|certificate/i);
        const kind = expected === undefined ? 'nobody' : 'refused';
        exportedSecretsOf[kind] = (exportedSecretsOf[kind] ?? 0) + 1;
      }
      await job.finish();
    } finally {
      job.dispose();
    }
  }
  if (process.env['IDENTITY_COUNTS']) console.log(exportedSecretsOf);
  for (const kind of ['key', '[', 'ecs|', 'uri|', 'nobody'])
    expect(exportedSecretsOf[kind] ?? 0, kind).toBeGreaterThan(0);
}, 1_200_000);
