// Preloaded into a peer: leads connections to STS to the address in INPUT_STS-ENDPOINT.
const net = require('node:net');

const [host, port] = (process.env['INPUT_STS-ENDPOINT'] ?? '').split(':');
const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...parameters) {
  const options = Array.isArray(parameters[0]) ? parameters[0][0] : parameters[0];
  if (typeof options === 'object' && options && /(^|\.)aliyuncs\.com$/.test(options.host ?? '')) {
    Object.assign(options, { host, port: Number(port) });
  }
  return connect.apply(this, parameters);
};
