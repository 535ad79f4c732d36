/** Servers that listen on 127.0.0.1 alone and can be closed at once, hung connections included. */

import type { AddressInfo, Server, Socket } from 'node:net';

export const LOOPBACK = '127.0.0.1';

/** A set of servers with all their sockets. */
export class Listeners {
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();

  /** Starts a server on a free port and returns the port. */
  async listen(server: Server): Promise<number> {
    server.on('connection', (socket: Socket) => this.track(socket));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: LOOPBACK, port: 0, exclusive: true }, resolve);
    });
    this.#servers.push(server);
    return (server.address() as AddressInfo).port;
  }

  /** Destroys this socket too when closing. */
  track(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    // A client may cut the connection at any time; that is not our error.
    socket.on('error', () => undefined);
  }

  /** Closes one server, so that its port refuses connections. */
  async stop(server: Server): Promise<void> {
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  /** Stops all servers and destroys all sockets. */
  async close(): Promise<void> {
    const stopped = this.#servers.filter((server) => server.listening).map((server) => this.stop(server));
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(stopped);
  }
}
