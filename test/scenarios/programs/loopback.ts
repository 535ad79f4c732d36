/**
 * Loaded before a client of the emulator: every connection to a host in EMULATED_HOSTS (`host:port` to a port on
 * loopback) is led there, and no other connection leaves this machine. A client that somebody starts by hand, in the
 * home folder with the real keys, does not start.
 */

import net from 'node:net';
import os from 'node:os';

/** Undefined for a user whom the system does not know. */
function ownHome(): string | undefined {
  try {
    return os.userInfo().homedir;
  } catch {
    return undefined;
  }
}

if (os.homedir() === ownHome())
  throw new Error('HOME is your own: this program is for tests, which give it a home of its own.');

const hosts: Record<string, number> = JSON.parse(process.env['EMULATED_HOSTS'] ?? '{}');
const connect = net.Socket.prototype.connect as (...parameters: unknown[]) => net.Socket;

Object.assign(net.Socket.prototype, {
  connect(this: net.Socket, ...parameters: unknown[]): net.Socket {
    const [first] = parameters;
    const options = (Array.isArray(first) ? first[0] : first) as
      | { host?: string; port?: number | string; path?: string }
      | undefined;
    if (typeof options !== 'object' || options === null) throw new Error('Connect with options here.');
    const { host = 'localhost', port, path } = options;
    const emulated = hosts[`${host}:${port}`];
    if (emulated !== undefined) Object.assign(options, { host: '127.0.0.1', port: emulated });
    else if (!path && !/^(127\.0\.0\.1|localhost)$/.test(host)) {
      process.nextTick(() => this.destroy(new Error(`${host}:${port} is not emulated.`)));
      return this;
    }
    return connect.apply(this, parameters);
  },
});
