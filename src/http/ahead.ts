import net from 'node:net';
import type { Env } from '../runtime/env.ts';
import { proxyFor, withoutBrackets } from './proxy.ts';

/** Connections by origin, TCP alone: nothing is sent over them. */
export type OpenedAhead = ReadonlyMap<string, net.Socket>;

/**
 * Begins to connect, so that the round trips pass while the rest of the action is loaded and another service is waited
 * for. Only where no proxy serves the origin. A failure is left to the request that needs the connection.
 */
export function connectAhead(origins: readonly URL[], env: Pick<Env, 'get'>): OpenedAhead {
  const opened = new Map<string, net.Socket>();
  for (const url of origins) {
    if (opened.has(url.origin) || proxyFor(url, env)) continue;
    const socket = dial(url);
    // Until it is taken nobody else listens; a failure shows in that it is destroyed.
    socket.on('error', () => {});
    opened.set(url.origin, socket);
  }
  return opened;
}

export function dial(url: URL): net.Socket {
  return net.connect({
    host: withoutBrackets(url.hostname),
    port: Number(portOf(url)),
    noDelay: true,
    autoSelectFamilyAttemptTimeout: ATTEMPT_TIMEOUT,
  });
}

export function portOf(url: URL): string {
  return url.port || (url.protocol === 'https:' ? '443' : '80');
}

/**
 * Milliseconds for connecting to one of several addresses of a host, a proxy's too. Node's own 250 are too few for a
 * distant host where another address is dead: IPv6 that is announced and leads nowhere, say.
 */
export const ATTEMPT_TIMEOUT = 2_500;
