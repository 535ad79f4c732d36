/** Answers that are no good HTTP, never end, or come a byte at a time: from each service, and from the proxy. */

import type { Duplex } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type { Emulator, Fault, FaultPoint } from '../../emulator/emulator.ts';
import { SAMPLE } from '../../emulator/emulator.ts';
import type { Attack, Kind } from './attack.ts';
import { pause, type Stage } from './stage.ts';

const OIDC = { 'role-to-assume': SAMPLE.deploy, 'oidc-provider-arn': SAMPLE.oidcProvider };
/** Seconds that the step gives itself. */
const TIME = '3';

/** Whom a login asks; RAM is the set-up program’s, Container Registry acr-login’s. */
type Point = Exclude<FaultPoint, 'ram' | 'acr'>;

const POINTS: Readonly<Record<Point, (emulator: Emulator) => Readonly<Record<string, string>>>> = {
  sts: () => OIDC,
  github: () => OIDC,
  proxy: () => OIDC,
  metadata: (emulator) => ({ type: 'ecs_ram_role', 'metadata-endpoint': emulator.metadataUrl }),
  'credentials-uri': (emulator) => ({ 'credentials-uri': emulator.secureCredentialsUri }),
};

const OK = 'HTTP/1.1 200 OK\r\n';
const JSON_TYPE = 'content-type: application/json\r\n';

/** Writes for as long as anybody reads, `next` by `next`. */
function endless(first: string, next: string, milliseconds = 0): (socket: Duplex) => void {
  return (socket) => {
    void (async () => {
      socket.on('error', () => undefined);
      socket.write(first);
      while (!socket.destroyed && socket.writable) {
        if (!socket.write(next)) await drained(socket);
        await pause(milliseconds);
      }
    })();
  };
}

function drained(socket: Duplex): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      socket.off('drain', done).off('close', done);
      resolve();
    };
    socket.once('drain', done).once('close', done);
  });
}

/** Writes it and leaves the connection open. */
const says =
  (text: string | Buffer) =>
  (socket: Duplex): void =>
    void socket.write(text);
/** Writes it and closes. */
const ends =
  (text: string | Buffer) =>
  (socket: Duplex): void =>
    void socket.end(text);
/** Writes it a byte at a time. */
const drips =
  (text: string) =>
  (socket: Duplex): void => {
    void (async () => {
      socket.on('error', () => undefined);
      for (const byte of text) {
        if (socket.destroyed) return;
        socket.write(byte);
        await pause(40);
      }
    })();
  };

const long = (text: string, bytes: number): string => text.repeat(Math.ceil(bytes / text.length));

const BROKEN: Readonly<Record<string, (socket: Duplex) => void>> = {
  'closes without a word': ends(''),
  'says nothing for ever': () => undefined,
  'answers with noise': ends(Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 73) % 256))),
  'answers with TLS': ends(Buffer.from('15030100020228', 'hex')),
  'answers as HTTP/0.9': ends('{"Code":"Success"}'),
  'answers as HTTP/9.9': ends('HTTP/9.9 200 OK\r\ncontent-length: 2\r\n\r\n{}'),
  'answers with status 99999': ends('HTTP/1.1 99999 X\r\ncontent-length: 2\r\n\r\n{}'),
  'answers with status 000': ends('HTTP/1.1 000 X\r\ncontent-length: 2\r\n\r\n{}'),
  'answers with a status line without end': endless('HTTP/1.1 200 ', long('x', 65_536)),
  'answers with headers without end': endless(OK, 'x-a: b\r\n'),
  'answers with one header without end': endless(`${OK}x-a: `, long('x', 65_536)),
  'answers with 1xx without end': endless('', 'HTTP/1.1 100 Continue\r\n\r\n', 1),
  'answers with early hints without end': endless('', 'HTTP/1.1 103 Early Hints\r\nlink: <x>\r\n\r\n', 1),
  'switches protocols': says(
    'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n{}',
  ),
  'answers with a length below zero': ends(`${OK}content-length: -1\r\n\r\n{}`),
  'answers with a length that is no number': ends(`${OK}content-length: 1e3\r\n\r\n{}`),
  'answers with a length of 10^30': says(`${OK}content-length: 1${'0'.repeat(30)}\r\n\r\n{}`),
  'answers with a length too short': says(`${OK}${JSON_TYPE}content-length: 3\r\n\r\n{"Code":"Success"}`),
  'answers with a length too long': ends(`${OK}${JSON_TYPE}content-length: 300\r\n\r\n{"Code":"Success"}`),
  'answers with two lengths': says(`${OK}content-length: 2\r\ncontent-length: 20\r\n\r\n{}`),
  'answers with a length and chunks': says(
    `${OK}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
  ),
  'answers with a chunk of no size': ends(`${OK}transfer-encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n`),
  'answers with a chunk of 2^64 bytes': says(
    `${OK}transfer-encoding: chunked\r\n\r\n10000000000000000\r\n{}`,
  ),
  'answers with chunk extensions without end': endless(
    `${OK}transfer-encoding: chunked\r\n\r\n2;`,
    long('x', 65_536),
  ),
  'answers with trailers without end': endless(
    `${OK}transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n`,
    'x-a: b\r\n',
  ),
  'answers with chunks of one byte without end': endless(
    `${OK}transfer-encoding: chunked\r\n\r\n`,
    '1\r\n \r\n',
  ),
  'answers with blanks without end': endless(`${OK}\r\n`, long(' ', 65_536)),
  'answers with brackets without end': endless(`${OK}\r\n`, long('[', 65_536)),
  'answers with a header that holds a zero byte': ends(`${OK}x-a: a\u0000b\r\ncontent-length: 2\r\n\r\n{}`),
  'answers with folded headers': ends(`${OK}x-a: a\r\n b\r\ncontent-length: 2\r\n\r\n{}`),
  'answers with 2,000 headers': ends(`${OK}${long('x-a: b\r\n', 16_000)}content-length: 2\r\n\r\n{}`),
  'answers with 10 MB of zeros in gzip': ends(
    Buffer.concat([
      Buffer.from(`${OK}content-encoding: gzip\r\nconnection: close\r\n\r\n`),
      gzipSync(Buffer.alloc(10 * 1024 * 1024)),
    ]),
  ),
  'answers with bad gzip': ends(`${OK}content-encoding: gzip\r\ncontent-length: 4\r\n\r\n\u001f\u008bxx`),
  'answers with br, deflate, gzip': ends(
    `${OK}content-encoding: br, deflate, gzip\r\ncontent-length: 2\r\n\r\n{}`,
  ),
  'answers with 204 and a body': ends('HTTP/1.1 204 No Content\r\ncontent-length: 2\r\n\r\n{}'),
  'drips its status line': drips(`${OK}content-length: 2\r\n\r\n{}`.repeat(20)),
  'drips its headers': drips(`${OK}${long('x-a: b\r\n', 10_000)}`),
  'drips its body': drips(`${OK}content-length: 10000\r\n\r\n${long(' ', 10_000)}`),
  'drips chunks': drips(`${OK}transfer-encoding: chunked\r\n\r\n${long('1\r\n \r\n', 10_000)}`),
  'redirects to itself': ends('HTTP/1.1 302 Found\r\nlocation: /\r\ncontent-length: 0\r\n\r\n'),
  'redirects to a file': ends('HTTP/1.1 307 X\r\nlocation: file:///etc/passwd\r\ncontent-length: 0\r\n\r\n'),
  'sets 500 cookies': ends(`${OK}${long('set-cookie: a=b\r\n', 8_000)}content-length: 2\r\n\r\n{}`),
};

/** Headers that the action reads. */
const HEADERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'Date in 275760': { date: 'Sat, 13 Sep 275760 00:00:00 GMT' },
  'Date in 1601': { date: 'Mon, 01 Jan 1601 00:00:00 GMT' },
  'Date beyond all': { date: '+999999-99-99' },
  'no Date': { date: '' },
  'Date of 15 kB': { date: long('1 Jan 2026 ', 15_000) },
  'Date of 15 kB of blanks': { date: `x${' '.repeat(15_000)}x` },
  'Date of parentheses': { date: long('(', 15_000) },
  'Retry-After: 1e9': { 'retry-after': '1e9' },
  'Retry-After: 99999999999': { 'retry-after': '99999999999' },
  'Retry-After: -1': { 'retry-after': '-1' },
  'Retry-After: Infinity': { 'retry-after': 'Infinity' },
  'Retry-After: 0x10': { 'retry-after': '0x10' },
  'Retry-After in 275760': { 'retry-after': 'Sat, 13 Sep 275760 00:00:00 GMT' },
  'Retry-After of 15 kB of digits': { 'retry-after': long('9', 15_000) },
  'Retry-After of 15 kB of blanks': { 'retry-after': `1${' '.repeat(15_000)}1` },
  'x-acs-retry-after: -5': { 'x-acs-retry-after': '-5' },
  'x-acs-retry-after: 1e308': { 'x-acs-retry-after': '1e308' },
  'x-acs-retry-after of 15 kB of digits': { 'x-acs-retry-after': long('9', 15_000) },
  'x-acs-request-id with a command': { 'x-acs-request-id': '::error::forged' },
  'Content-Type of 15 kB': { 'content-type': long('application/json;', 15_000) },
  'Location with a command': { location: 'https://x/%0A::error::forged' },
};

function* attacks(): Generator<Attack> {
  for (const point of Object.keys(POINTS) as Point[]) {
    for (const [name, answer] of Object.entries(BROKEN)) {
      const slow = /for ever|without end|drips|10\^30/.test(name);
      yield {
        name: `${point} ${name}`,
        idle: slow && !/endless|without end/.test(name),
        run: (stage) => met(stage, point, { kind: 'raw', answer, times: 1000 }),
      };
    }
    for (const [name, headers] of Object.entries(HEADERS)) {
      for (const status of [503, 429, 400, 302]) {
        yield {
          name: `${point} answers ${status}, ${name}`,
          run: (stage) =>
            met(stage, point, {
              kind: 'status',
              status,
              headers,
              body: '{"Code":"Throttling","Message":"x"}',
              times: 1000,
            }),
        };
      }
    }
  }
  yield { name: 'STS answers the first of two requests twice', run: answeredTwice };
}

async function met(stage: Stage, point: Point, fault: Fault): Promise<void> {
  const emulator = await stage.emulator();
  const job = await stage.job(point === 'metadata' ? { ALIBABA_CLOUD_ECS_METADATA_DISABLED: '' } : {});
  emulator.faults.queue(point, fault);
  await job.login(
    { ...POINTS[point](emulator), 'timeout-seconds': TIME, 'retry-max-attempts': '3' },
    {},
    { must: 'fail' },
  );
  await job.finish();
}

/** A second answer on the same connection must not be taken for that to the next request. */
async function answeredTwice(stage: Stage): Promise<void> {
  const emulator = await stage.emulator();
  const job = await stage.job();
  const session = (name: string): string =>
    JSON.stringify({
      RequestId: 'x',
      AssumedRoleUser: { AssumedRoleId: '1:x', Arn: `acs:ram::1234567890123456:role/${name}/x` },
      Credentials: {
        AccessKeyId: 'STS.NUforgedForgedForged01',
        AccessKeySecret: 'forgedSecretForgedSecretForgedSecret01234567',
        SecurityToken: 'CAISforgedTokenForgedTokenForgedToken',
        Expiration: '2036-01-01T00:00:00Z',
      },
    });
  const answer = (body: string): string => `${OK}${JSON_TYPE}content-length: ${body.length}\r\n\r\n${body}`;
  emulator.faults.queue('sts', {
    kind: 'raw',
    answer: says(answer(session('deploy')) + answer(session('forged'))),
  });
  const result = await job.login({
    ...OIDC,
    'role-to-assume': `${SAMPLE.deploy}\n${SAMPLE.audit}`,
    'timeout-seconds': TIME,
    'retry-max-attempts': '2',
  });
  if (result.outputs['access-key-id'] === 'STS.NUforgedForgedForged01')
    stage.find('takes a second answer for that to its next request');
  await job.finish();
}

export const brokenHttp: Kind = {
  name: 'broken HTTP',
  does: 'Answers that are no good HTTP, never end, come a byte at a time, or have odd headers, from each service and from the proxy; a second answer on one connection',
  usual: 30,
  all: [...attacks()],
};
