/** Who is spoken to, over which connection: a proxy with the wrong certificate, one pool for two schemes. */

import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import path from 'node:path';
import tls from 'node:tls';
import { SAMPLE } from '../../emulator/emulator.ts';
import { ledTo } from '../../emulator/http/direct.ts';
import { Authority } from '../../emulator/tls/authority.ts';
import type { Attack, Kind } from './attack.ts';
import type { Stage } from './stage.ts';

const OIDC = { 'role-to-assume': SAMPLE.deploy, 'oidc-provider-arn': SAMPLE.oidcProvider };
/** Leads to this machine, in the step alone; no name server knows it. */
const SHARED = 'both.example.com';
const PASSWORD = 'proxyPassword0123456789';

function listen(stage: Stage, server: net.Server): Promise<number> {
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  stage.atEnd(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as net.AddressInfo).port)),
  );
}

/** The emulator’s proxy behind TLS, with a certificate for these names; tells what it was sent in clear. */
async function secureProxy(
  stage: Stage,
  names: readonly [string, ...string[]],
): Promise<{ url: string; heard: () => string; caFile: string }> {
  const emulator = await stage.emulator();
  const authority = await Authority.create();
  let heard = '';
  const server = tls.createServer(await authority.leaf(names[0], ...names.slice(1)), (client) => {
    const upstream = net.connect(Number(new URL(emulator.proxyUrl).port), '127.0.0.1');
    client.on('data', (bytes) => {
      heard += bytes.toString('latin1');
    });
    client.pipe(upstream).pipe(client);
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
  });
  server.on('tlsClientError', () => undefined);
  const port = await listen(stage, server);
  const caFile = path.join(stage.root, 'cas.pem');
  fs.writeFileSync(caFile, `${authority.caPem}\n${emulator.caPem}`);
  return { url: `https://user:${PASSWORD}@127.0.0.1:${port}`, heard: () => heard, caFile };
}

async function throughSecureProxy(
  stage: Stage,
  names: readonly [string, ...string[]],
  proper: boolean,
): Promise<void> {
  const { url, heard, caFile } = await secureProxy(stage, names);
  stage.secrets.add(PASSWORD, Buffer.from(`user:${PASSWORD}`).toString('base64'));
  const proxies = Object.fromEntries(
    ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'].map((name) => [name, url]),
  );
  const job = await stage.job({ ...proxies, NODE_EXTRA_CA_CERTS: caFile });
  await job.login(
    { ...OIDC, 'timeout-seconds': '8', 'retry-max-attempts': '1' },
    {},
    { must: proper ? 'succeed' : 'fail' },
  );
  await job.finish();
  if (!proper && /proxy-authorization/i.test(heard()))
    stage.find('the proxy’s password goes to whoever has a certificate for another host');
}

/** One host and port, asked in clear first and by TLS then: what is for TLS must not go over the clear connection. */
async function twoSchemes(stage: Stage): Promise<void> {
  const emulator = await stage.emulator();
  const authority = await Authority.create();
  const session = emulator.world.issueSession(emulator.world.role(SAMPLE.deploy), 'given', 3600);
  const heard: string[] = [];
  const clear = http.createServer((incoming, outgoing) => {
    heard.push(JSON.stringify([incoming.url, incoming.headers]));
    outgoing.setHeader('content-type', 'application/json');
    outgoing.end(
      JSON.stringify({
        Code: 'Success',
        AccessKeyId: session.accessKeyId,
        AccessKeySecret: session.accessKeySecret,
        SecurityToken: session.securityToken,
        Expiration: '2036-11-02T10:00:00Z',
      }),
    );
  });
  // Over TLS it has no time, and closes: the next attempt finds the clear connection free.
  const secure = https.createServer(await authority.leaf(SHARED), (_, outgoing) => {
    outgoing.writeHead(503, { connection: 'close' }).end();
  });
  const server = net.createServer((socket) => {
    socket.once('data', (bytes) => {
      socket.pause();
      socket.unshift(bytes);
      const hello = 0x16;
      (bytes[0] === hello ? secure : clear).emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  });
  const port = await listen(stage, server);
  const caFile = path.join(stage.root, 'cas.pem');
  fs.writeFileSync(caFile, `${authority.caPem}\n${emulator.caPem}`);
  const direct = { http_proxy: '', https_proxy: '', HTTP_PROXY: '', HTTPS_PROXY: '' };
  const led = ledTo({ [`${SHARED}:443`]: port });
  const job = await stage.job({ ...direct, ...led, NODE_EXTRA_CA_CERTS: caFile });
  await job.login({
    'credentials-uri': `http://${SHARED}:443/x`,
    'credentials-uri-allow-http': 'true',
    'role-to-assume': SAMPLE.audit,
    'sts-endpoint': SHARED,
    'timeout-seconds': '8',
    'retry-max-attempts': '3',
  });
  await job.finish();
  if (heard.length === 0) stage.find('the attack itself does not work: nothing was asked in clear');
  if (heard.some((request) => /AssumeRole|x-acs-security-token/i.test(request)))
    stage.find('AssumeRole goes over the connection in clear');
}

const attacks: readonly Attack[] = [
  {
    name: 'an https proxy with a proper certificate',
    run: (stage) => throughSecureProxy(stage, ['127.0.0.1', 'localhost'], true),
  },
  {
    name: 'an https proxy with a certificate for STS alone',
    run: (stage) => throughSecureProxy(stage, ['sts.aliyuncs.com'], false),
  },
  {
    name: 'an https proxy with a certificate for GitHub alone',
    run: (stage) => throughSecureProxy(stage, ['pipelines.actions.githubusercontent.com'], false),
  },
  { name: 'one port for a credentials URI in clear and for STS', run: twoSchemes },
];

export const connections: Kind = {
  name: 'connections',
  does: 'https proxies with the certificate of another host; one port for plain http and for TLS',
  usual: attacks.length,
  all: attacks,
};
