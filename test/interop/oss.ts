/**
 * An OSS endpoint on 127.0.0.1 that holds one empty bucket and verifies signatures, V1 and V4, against the keys that
 * the emulator's world has issued. Sources: help pages "Include signatures in the Authorization header" (V1) and
 * "Include a V4 signature in the Authorization header".
 */

import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { World } from '../../emulator/emulator.ts';

export interface OssRequest {
  readonly method: string;
  readonly path: string;
  readonly accessKeyId?: string;
  readonly securityToken?: string;
  readonly version?: 'V1' | 'V4';
  /** Why it was refused; undefined where the signature is right. */
  readonly problem?: string;
}

export interface Oss {
  readonly endpoint: string;
  readonly requests: readonly OssRequest[];
  close(): Promise<void>;
}

export async function startOss(world: World): Promise<Oss> {
  const requests: OssRequest[] = [];
  const objects = new Map<string, Buffer>();
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
    const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
    const request = verify(incoming, url, world);
    requests.push(request);
    const answer = (status: number, body: string | Buffer, type = 'application/xml'): void => {
      outgoing.writeHead(status, { 'content-type': type, 'x-oss-request-id': '0'.repeat(24) }).end(body);
    };
    if (request.problem !== undefined) return answer(403, error('SignatureDoesNotMatch', request.problem));
    const [, bucket, key = ''] = /^\/([^/]+)\/?(.*)$/.exec(url.pathname) ?? [];
    if (bucket === undefined || key === '') return answer(200, LISTING);
    if (incoming.method === 'PUT') objects.set(key, Buffer.concat(chunks));
    if (incoming.method === 'DELETE') objects.delete(key);
    const object = objects.get(key);
    if (object === undefined && incoming.method !== 'DELETE')
      return answer(404, error('NoSuchKey', 'The specified key does not exist.'));
    answer(200, object ?? '', 'application/octet-stream');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const LISTING =
  '<?xml version="1.0" encoding="UTF-8"?><ListBucketResult><Name>interop</Name><Prefix></Prefix><MaxKeys>100</MaxKeys>' +
  '<KeyCount>0</KeyCount><Delimiter></Delimiter><IsTruncated>false</IsTruncated></ListBucketResult>';

function error(code: string, message: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
}

function verify(incoming: IncomingMessage, url: URL, world: World): OssRequest {
  const header = (name: string): string => String(incoming.headers[name] ?? '');
  const authorization = header('authorization');
  const base = { method: incoming.method ?? '', path: url.pathname };
  const [, v1Id, v1Signature = ''] = /^OSS ([^:]+):(.+)$/.exec(authorization) ?? [];
  const [, v4Id, scope = '', additional = '', v4Signature = ''] =
    /^OSS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+),\s*(?:AdditionalHeaders=([^,]*),\s*)?Signature=([0-9a-f]+)$/.exec(
      authorization,
    ) ?? [];
  const accessKeyId = v1Id ?? v4Id;
  if (accessKeyId === undefined) return { ...base, problem: 'there is no signature' };
  const securityToken = header('x-oss-security-token');
  const found: OssRequest = {
    ...base,
    accessKeyId,
    ...(securityToken && { securityToken }),
    version: v1Id === undefined ? 'V4' : 'V1',
  };
  const session = world.sessions.get(accessKeyId);
  const secret = session?.accessKeySecret ?? world.accessKeys.get(accessKeyId)?.secret;
  if (secret === undefined) return { ...found, problem: 'no such access key' };
  if (securityToken !== (session?.securityToken ?? '')) return { ...found, problem: 'wrong security token' };
  const [expected, given] =
    v1Id === undefined
      ? [signV4(incoming, url, secret, scope, additional), v4Signature]
      : [signV1(incoming, url, secret), v1Signature];
  const same = expected.length === given.length && timingSafeEqual(Buffer.from(expected), Buffer.from(given));
  return same ? found : { ...found, problem: 'the signature is wrong' };
}

/** Of V1's sub-resources, those that a listing or a plain object request can have. */
const SUBRESOURCES = new Set(
  'acl append bucketInfo comp continuation-token delete lifecycle location objectMeta partNumber policy position restore security-token stat symlink tagging uploadId uploads versionId versioning versions'.split(
    ' ',
  ),
);

function signV1(incoming: IncomingMessage, url: URL, secret: string): string {
  const header = (name: string): string => String(incoming.headers[name] ?? '');
  const oss = ossHeaders(incoming).map(([name, value]) => `${name}:${value}\n`);
  const sub = [...url.searchParams]
    .filter(([name]) => SUBRESOURCES.has(name))
    .sort(byName)
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`));
  const resource = pathOf(incoming, url) + (sub.length > 0 ? `?${sub.join('&')}` : '');
  const date = header('x-oss-date') || header('date');
  const text = `${incoming.method}\n${header('content-md5')}\n${header('content-type')}\n${date}\n${oss.join('')}${resource}`;
  return createHmac('sha1', secret).update(text).digest('base64');
}

function signV4(
  incoming: IncomingMessage,
  url: URL,
  secret: string,
  scope: string,
  additional: string,
): string {
  const extra = additional.split(';').filter(Boolean);
  const signed = Object.entries(incoming.headers)
    .filter(([name]) => /^(x-oss-.*|content-type|content-md5)$/.test(name) || extra.includes(name))
    .map(([name, value]): [string, string] => [name, String(value).trim()])
    .sort(byName);
  const query = [...url.searchParams]
    .map(([name, value]): [string, string] => [encode(name), encode(value)])
    .sort(byName)
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`));
  const request = [
    incoming.method,
    encode(pathOf(incoming, url)).replaceAll('%2F', '/'),
    query.join('&'),
    signed.map(([name, value]) => `${name}:${value}\n`).join(''),
    extra.join(';'),
    incoming.headers['x-oss-content-sha256'] ?? 'UNSIGNED-PAYLOAD',
  ].join('\n');
  const hash = createHash('sha256').update(request).digest('hex');
  const text = `OSS4-HMAC-SHA256\n${incoming.headers['x-oss-date']}\n${scope}\n${hash}`;
  const key = scope
    .split('/')
    .reduce<Buffer | string>(
      (parent, part) => createHmac('sha256', parent).update(part).digest(),
      `aliyun_v4${secret}`,
    );
  return createHmac('sha256', key).update(text).digest('hex');
}

/** The path as it is signed: the bucket first, from the host name if that is where it stands, and then a slash. */
function pathOf(incoming: IncomingMessage, url: URL): string {
  const host = String(incoming.headers.host ?? '');
  const bucket = /^([a-z0-9-]+)\.oss-/.exec(host)?.[1];
  const path = decodeURIComponent(url.pathname);
  return (bucket === undefined ? path : `/${bucket}${path}`).replace(/^\/[^/]+$/, '$&/');
}

function ossHeaders(incoming: IncomingMessage): [string, string][] {
  return Object.entries(incoming.headers)
    .filter(([name]) => name.startsWith('x-oss-'))
    .map(([name, value]): [string, string] => [name, String(value).trim()])
    .sort(byName);
}

function byName([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
