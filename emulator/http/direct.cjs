/**
 * Required by a Node that uses no proxy, before its program: hosts by their names lead to the emulator, and no
 * connection leaves this machine. No name is looked up. What somebody starts by hand, in the home folder with the real
 * keys, does not start.
 */

const net = require('node:net');
const os = require('node:os');

/** Undefined for a user whom the system does not know. */
function ownHome() {
  try {
    return os.userInfo().homedir;
  } catch {
    return undefined;
  }
}

if (process.env.EMULATED_HOSTS === undefined && os.homedir() === ownHome())
  throw new Error('HOME is your own: this is for tests, which give their programs a home of its own.');

/** Ports on loopback by ends of `host:port`; the first that fits counts. */
const hosts = Object.entries(JSON.parse(process.env.EMULATED_HOSTS ?? '{}'));
const connect = net.Socket.prototype.connect;

net.Socket.prototype.connect = function (...parameters) {
  const [first] = parameters;
  const options = Array.isArray(first) ? first[0] : first;
  if (typeof options !== 'object' || options === null) throw new Error('Connect with options here.');
  const { host = 'localhost', port, path } = options;
  const emulated = hosts.find(([end]) => `${host}:${port}`.endsWith(end));
  if (emulated !== undefined && !path) Object.assign(options, { host: '127.0.0.1', port: emulated[1] });
  else if (!path && !/^(127(\.\d+){3}|0\.0\.0\.0|::1|localhost)$/.test(host)) {
    process.nextTick(() => this.destroy(new Error(`${host}:${port} is not emulated.`)));
    return this;
  }
  return connect.apply(this, parameters);
};
