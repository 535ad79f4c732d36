import net from 'node:net';

/**
 * A loopback relay that makes a service seem far away: every byte takes half the round-trip time in each direction,
 * and the first one as much longer as a TCP handshake over that distance would take.
 */
export interface Relay {
  readonly port: number;
  close(): void;
}

/** @param rtt milliseconds @param thinking milliseconds that the service takes longer over its first answer */
export async function startRelay(target: number, rtt: number, thinking = 0): Promise<Relay> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const service = net.connect(target, '127.0.0.1');
    for (const socket of [client, service]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    const opened = performance.now();
    pump(client, service, () => Math.max(rtt / 2, opened + rtt * 1.5 - performance.now()));
    pump(service, client, () => rtt / 2 + thinking);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as net.AddressInfo).port,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Hands on what comes in, in order, each piece after a delay. */
function pump(from: net.Socket, to: net.Socket, delay: () => number): void {
  let last = 0;
  const later = (action: () => void): void => {
    last = Math.max(last, performance.now() + delay());
    const wait = last - performance.now();
    if (wait < 0.5) action();
    else setTimeout(action, wait);
  };
  from.on('data', (data) => later(() => to.write(data)));
  from.on('end', () => later(() => to.end()));
  from.on('close', () => later(() => to.destroy()));
}
