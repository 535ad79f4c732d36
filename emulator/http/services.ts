/** The services on their sockets: TLS for the named hosts, plain HTTP for metadata and credentials URI. */

import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createNetServer, type Server } from 'node:net';
import { CREDENTIALS, METADATA, type Route, secureRoute } from '../hosts.ts';
import type { Authority } from '../tls/authority.ts';
import { send } from './delivery.ts';
import { type Core, exchange } from './exchange.ts';
import { LOOPBACK } from './loopback.ts';
import { text } from './message.ts';

/** The local ports of connections that the proxy made; a request from one came through it. */
export type ProxiedPorts = Set<number>;

export interface Services {
  /** TLS, for direct clients. */
  readonly tls: Server;
  /** TLS for connections from the proxy, which have already met the connection's faults. */
  readonly tlsBehindProxy: Server;
  /** TLS with a certificate for another host. */
  readonly wrongHost: Server;
  readonly metadata: Server;
  readonly credentials: Server;
}

export async function createServices(
  core: Core,
  authority: Authority,
  proxied: ProxiedPorts,
): Promise<Services> {
  const listener =
    (secure: boolean, routeOf: (request: IncomingMessage) => Route | undefined): RequestListener =>
    (incoming, outgoing) => {
      const viaProxy = proxied.has(incoming.socket.remotePort ?? 0);
      serve(incoming, outgoing, routeOf(incoming), { secure, viaProxy }, core);
    };
  const secure = listener(true, (request) =>
    secureRoute(request.headers.host ?? '', pathOf(request), request.headers['x-acs-version']?.toString()),
  );
  const handshake = createTlsServer(
    {
      ...(await authority.leaf(LOOPBACK, 'localhost')),
      SNICallback: (host, done) => {
        authority.contextFor(host).then((context) => done(null, context), done);
      },
    },
    secure,
  );
  const wrongHost = createTlsServer(await authority.leaf('wrong-host.example.com'), secure);
  const tls = createNetServer(AT_ONCE, (socket) => {
    // The name is not known before the handshake; a direct client is talking to STS.
    const problem = core.faults.takeTls('sts');
    if (problem === 'reset') socket.once('data', () => socket.resetAndDestroy());
    else (problem === undefined ? handshake : wrongHost).emit('connection', socket);
  });
  for (const server of [handshake, wrongHost]) server.on('tlsClientError', () => undefined);
  return {
    tls,
    tlsBehindProxy: createNetServer(AT_ONCE, (socket) => handshake.emit('connection', socket)),
    wrongHost,
    metadata: createServer(listener(false, () => METADATA)),
    credentials: createServer(listener(false, () => CREDENTIALS)),
  };
}

/**
 * As Node's HTTP servers do for their own sockets; otherwise the first answer on every new connection waits 40 ms for
 * an ACK.
 */
const AT_ONCE = { noDelay: true };

/** Answers a request on a socket; nobody's host is misdirected, and a failure of ours is a 500 that says so. */
export function serve(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  route: Route | undefined,
  arrival: { readonly secure: boolean; readonly viaProxy: boolean },
  core: Core,
): void {
  if (route === undefined) {
    core.refused.push(incoming.headers.host ?? '');
    send(outgoing, text(421, 'Misdirected Request'), core.world.now());
    return;
  }
  exchange(incoming, outgoing, route, arrival, core).catch((error: unknown) => {
    const gone = core.closing.aborted || incoming.destroyed;
    if (gone) return;
    console.error('emulator: unexpected failure', error);
    if (outgoing.headersSent) outgoing.destroy();
    else send(outgoing, text(500, 'the emulator failed'), core.world.now());
  });
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?')[0] ?? '/';
}
