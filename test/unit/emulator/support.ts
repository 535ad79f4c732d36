/** Emulators and requests for the tests of this folder. */

import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { type Dispatcher, ProxyAgent, request, Agent as UndiciAgent } from 'undici';
import { afterEach } from 'vitest';
import { type Emulator, type EmulatorOptions, SAMPLE, startEmulator } from '../../../emulator/emulator.ts';
import { sha256Hex } from '../../../emulator/sts/encoding.ts';
import {
  formatV3Authorization,
  v3CanonicalRequest,
  v3Signature,
  v3StringToSign,
} from '../../../emulator/sts/signature-v3.ts';

const cleanups: Array<() => Promise<void>> = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Runs this after the test. */
export function onCleanup(cleanup: () => Promise<void>): void {
  cleanups.push(cleanup);
}

/** An emulator that is closed after the test. */
export async function emulate(options?: EmulatorOptions): Promise<Emulator> {
  const emulator = await startEmulator(options);
  onCleanup(() => emulator.close());
  return emulator;
}

/** Lets clients that take no CA of their own trust this emulator, until the test ends. */
export function trust(emulator: Emulator): void {
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, emulator.caPem]);
  onCleanup(async () => setDefaultCACertificates(before));
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of many shapes
  readonly json: any;
}

export interface Ask {
  readonly method?: Dispatcher.HttpMethod;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** Asks through the emulator's proxy, by the service's own name. */
export async function ask(emulator: Emulator, url: string, options: Ask = {}): Promise<Answer> {
  const dispatcher = new ProxyAgent({ uri: emulator.proxyUrl, requestTls: { ca: emulator.caPem } });
  onCleanup(() => dispatcher.destroy());
  return send(dispatcher, url, options);
}

/** Asks a port on loopback directly. */
export async function askDirectly(emulator: Emulator, url: string, options: Ask = {}): Promise<Answer> {
  const dispatcher = new UndiciAgent({ connect: { ca: emulator.caPem } });
  onCleanup(() => dispatcher.destroy());
  return send(dispatcher, url, options);
}

async function send(dispatcher: Dispatcher, url: string, options: Ask): Promise<Answer> {
  const response = await request(url, { dispatcher, method: 'GET', ...options });
  const text = await response.body.text();
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
  );
  return { status: response.statusCode, headers, text, json: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A GitHub token for this audience, asked for as a job does. */
export async function githubToken(emulator: Emulator, audience = 'sts.aliyuncs.com'): Promise<string> {
  const env = emulator.githubEnv();
  const url = `${env['ACTIONS_ID_TOKEN_REQUEST_URL']}&audience=${encodeURIComponent(audience)}`;
  const authorization = `Bearer ${env['ACTIONS_ID_TOKEN_REQUEST_TOKEN']}`;
  const answer = await ask(emulator, url, { headers: { authorization } });
  if (answer.status !== 200) throw new Error(`no token: ${answer.status} ${answer.text}`);
  return answer.json.value;
}

/** POSTs a form to STS with V1-style common parameters in the query. */
export async function askSts(
  emulator: Emulator,
  action: string,
  form: Record<string, string>,
  { host = 'sts.aliyuncs.com', query = {} }: { host?: string; query?: Record<string, string> } = {},
): Promise<Answer> {
  const common = { Action: action, Version: '2015-04-01', Format: 'JSON', ...query };
  return ask(emulator, `https://${host}/?${new URLSearchParams(common)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
}

/** Sends text to a port on loopback and gives what comes back until the connection ends. */
export async function rawExchange(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port }, () => socket.write(text));
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      answer += chunk;
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(answer));
  });
}

export interface Keys {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}

/** The key of the sample RAM user. */
export function userKeys(emulator: Emulator): Keys {
  return { accessKeyId: SAMPLE.userKey, accessKeySecret: emulator.world.secretOf(SAMPLE.userKey) };
}

/** A form-encoded exchange of a GitHub token for role deploy, with parameters changed or added. */
export async function oidcForm(
  emulator: Emulator,
  changes: Record<string, string> = {},
): Promise<Record<string, string>> {
  return {
    OIDCProviderArn: SAMPLE.oidcProvider,
    RoleArn: SAMPLE.deploy,
    RoleSessionName: 'session',
    OIDCToken: changes['OIDCToken'] ?? (await githubToken(emulator)),
    ...changes,
  };
}

/** The credential in an answer of STS. */
export function keysOf(answer: Answer): Keys {
  const { AccessKeyId, AccessKeySecret, SecurityToken } = answer.json.Credentials;
  return { accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret, securityToken: SecurityToken };
}

export interface SignedAsk {
  readonly query?: Record<string, string>;
  /** Laid over the headers before they are signed; undefined takes one away. */
  readonly headers?: Record<string, string | undefined>;
  readonly host?: string;
  /** Changes which headers are signed, and their order. */
  readonly signing?: (names: string[]) => string[];
  /** Changes what is sent, after it was signed. */
  readonly tamper?: (headers: Record<string, string>) => Record<string, string>;
}

/** A GET of STS with a V3 signature, all parameters in the query. */
export async function askSigned(
  emulator: Emulator,
  action: string,
  keys: Keys,
  {
    query = {},
    headers: changes = {},
    host = 'sts.aliyuncs.com',
    signing = (same) => same,
    tamper = (same) => same,
  }: SignedAsk = {},
): Promise<Answer> {
  const token = keys.securityToken;
  const all: Record<string, string | undefined> = {
    host,
    'x-acs-action': action,
    'x-acs-version': '2015-04-01',
    'x-acs-date': new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    'x-acs-signature-nonce': randomUUID(),
    'x-acs-content-sha256': sha256Hex(''),
    ...(token === undefined ? {} : { 'x-acs-security-token': token }),
    ...changes,
  };
  const headers = Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const signedHeaders = signing(Object.keys(headers).sort());
  const pairs = Object.entries(query);
  const canonical = v3CanonicalRequest({
    method: 'GET',
    query: pairs,
    headers,
    signedHeaders,
    bodyHash: sha256Hex(''),
  });
  const authorization = formatV3Authorization({
    accessKeyId: keys.accessKeyId,
    signedHeaders,
    signature: v3Signature(v3StringToSign(canonical), keys.accessKeySecret),
  });
  return ask(emulator, `https://${host}/?${new URLSearchParams(query)}`, {
    headers: tamper({ ...headers, authorization, accept: 'application/json' }),
  });
}

/** `AssumeRole` of this role as a query. */
export function assumeQuery(
  RoleArn: string,
  more: Record<string, string> = {},
): { query: Record<string, string> } {
  return { query: { RoleArn, RoleSessionName: 'session', ...more } };
}
