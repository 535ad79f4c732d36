import type { NetworkCode } from '../../errors.ts';
import type { Explanation } from './explanation.ts';

/** What to do where something other than the service has answered. */
export const STRANGER = {
  remedy: 'Check this runner’s https_proxy and no_proxy, and what answers for this host.',
  remedies: {
    metadata:
      'Check what answers at this instance’s metadata endpoint; metadata is never asked through a proxy.',
    'credentials-uri':
      'Check what the service behind the URI answers: JSON with AccessKeyId, AccessKeySecret, SecurityToken and Expiration.',
  },
};

export const NETWORK: Record<NetworkCode, Explanation> = {
  'network.dns': {
    title: 'A host name cannot be resolved',
    meaning: 'The name does not exist, or this runner’s DNS does not answer.',
    remedy: 'Check the runner’s DNS.',
    remedies: {
      sts: 'Check sts-endpoint for a typo, if you set it, and the runner’s DNS.',
      'credentials-uri': 'Check the host in the credentials URI for a typo, and the runner’s DNS.',
    },
  },
  'network.refused': {
    title: 'The connection was refused',
    meaning: 'Nothing listens at that address and port, or a firewall rejects the connection.',
    remedy: 'Check the address and the runner’s firewall.',
  },
  'network.unreachable': {
    title: 'The host cannot be reached',
    meaning: 'No address of the host could be reached from this runner.',
    remedy: 'Check the runner’s network.',
    remedies: {
      sts: 'Check the runner’s network; inside a VPC without internet access, use sts-region with sts-vpc: true.',
    },
  },
  'network.reset': {
    title: 'The connection broke',
    meaning: 'The connection was closed before the answer was complete.',
    remedy: 'Run the job again; if it keeps happening, look for a firewall or proxy that closes connections.',
  },
  'network.tls': {
    title: 'The TLS certificate is not acceptable',
    meaning:
      'The certificate is not for this host, has expired, or is signed by a CA that Node.js does not trust.',
    remedy:
      'If your own proxy inspects TLS, have the runner set NODE_EXTRA_CA_CERTS to the file with the proxy’s CA certificate (PEM); or, if the system trusts that CA already, NODE_USE_SYSTEM_CA=1 (runner 2.329 or newer).',
  },
  'network.proxy': {
    title: 'The proxy does not work',
    meaning: 'The proxy in https_proxy cannot be reached, or cannot reach the host.',
    remedy: 'Check this runner’s https_proxy, and no_proxy if the host should be asked directly.',
  },
  'network.proxy-refused': {
    title: 'The proxy refused',
    meaning: 'The proxy wants a user name and password (407), or forbids the host (403).',
    remedy:
      'Put the login into https_proxy (http://user:password@host:port), or allow the host in the proxy.',
  },
  'network.timeout': {
    title: 'The service did not answer in time',
    meaning: 'No complete answer came within 10 seconds.',
    remedy: 'Run the job again; if it keeps happening, check the network in between.',
    remedies: {
      github: 'Run the job again; www.githubstatus.com shows outages of Actions.',
      sts: 'Name a nearer STS with sts-region: the global endpoint is often slow outside China. In a VPC without internet access, nothing answers at all: use sts-region with sts-vpc: true.',
      'credentials-uri': 'Check the service behind the URI, and the network in between.',
    },
  },
  'network.too-large': {
    title: 'The answer is too large',
    meaning: 'The answer is larger than any the service gives: something else answered.',
    ...STRANGER,
  },
  'network.redirect': {
    title: 'The answer is a redirect',
    meaning:
      'Redirects are not followed, since a credential would be sent to, or taken from, somewhere else.',
    ...STRANGER,
    remedies: {
      ...STRANGER.remedies,
      'credentials-uri': 'Give the final address as the credentials URI.',
    },
  },
  'network.malformed': {
    title: 'The answer cannot be read',
    meaning: 'The answer is not what the service documents: a proxy or a captive portal may have answered.',
    ...STRANGER,
  },
};
