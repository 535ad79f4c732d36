// Preloaded into a step. LOOKUP: the addresses of every name, in order. SLOW: milliseconds that a TCP handshake over
// IPv4 takes longer. Nothing listens on ::1, so IPv6 is announced there and dead.
const dns = require('node:dns');
const { TCP } = process.binding('tcp_wrap');

const addresses = (process.env.LOOKUP ?? '').split(',').map((address) => ({
  address,
  family: address.includes(':') ? 6 : 4,
}));
dns.lookup = (_host, options, callback) =>
  process.nextTick(() =>
    options.all ? callback(null, addresses) : callback(null, addresses[0].address, addresses[0].family),
  );

const { connect, close } = TCP.prototype;
const handshakes = new Map();
TCP.prototype.connect = function (...parameters) {
  handshakes.set(
    this,
    setTimeout(() => connect.apply(this, parameters), Number(process.env.SLOW ?? 0)),
  );
  return 0;
};
TCP.prototype.close = function (...parameters) {
  clearTimeout(handshakes.get(this));
  return close.apply(this, parameters);
};
