import net from 'node:net';
import type { Env } from '../runtime/env.ts';
import { proxyFor, withoutBrackets } from './proxy.ts';

/** TCP connections by origin; nothing has been sent over them. */
export type Preconnected = ReadonlyMap<string, net.Socket>;

/**
 * Starts connecting early, so that the round trips overlap with loading the rest of the action and waiting for other
 * services. Skips origins behind a proxy. Failures are left to the request that needs the connection.
 */
export function connectAhead(origins: readonly URL[], env: Pick<Env, 'get'>): Preconnected {
  const opened = new Map<string, net.Socket>();
  for (const url of origins) {
    if (opened.has(url.origin) || proxyFor(url, env)) continue;
    const socket = dial(url);
    // Nobody else listens until the socket is taken; one that failed is destroyed by then.
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

/** The port of a host or proxy; 1080 is SOCKS's. */
export function portOf(url: URL): string {
  return url.port || (url.protocol === 'https:' ? '443' : url.protocol === 'http:' ? '80' : '1080');
}

/**
 * Milliseconds to try each address of a host or proxy. Node's default of 250 is too short for a distant host when
 * another of its addresses is dead: IPv6 that is announced but leads nowhere, say.
 */
export const ATTEMPT_TIMEOUT = 2_500;
