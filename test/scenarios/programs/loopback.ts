/**
 * Loaded before a client that takes no proxy, or that must not use one: every connection to a host in EMULATED_HOSTS
 * (`host:port` to a port on loopback) is led there, and no other connection leaves this machine.
 */

import net from 'node:net';

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
