import type { NetworkCode } from '../../errors.ts';
import type { Explanation } from './explanation.ts';

export const NETWORK: Record<NetworkCode, Explanation> = {
  'network.dns': {
    title: 'A host name cannot be resolved',
    meaning: 'The name does not exist, or this runner’s DNS does not answer.',
    remedy: 'Check the DNS of the runner.',
    remedies: {
      sts: 'Check sts-endpoint for a typing error, if it is given, and the DNS of the runner.',
      'credentials-uri':
        'Check the host in the credentials URI for a typing error, and the DNS of the runner.',
    },
  },
  'network.refused': {
    title: 'The connection was refused',
    meaning: 'Nothing listens at that address and port, or a firewall says no.',
    remedy: 'Check the address and the firewall of this runner.',
  },
  'network.unreachable': {
    title: 'The host cannot be reached',
    meaning: 'No address of the host could be reached from this runner.',
    remedy: 'Check the network of the runner.',
    remedies: {
      sts: 'Check the network of the runner; inside a VPC without internet access, use sts-region with sts-vpc: true.',
    },
  },
  'network.reset': {
    title: 'The connection broke',
    meaning: 'The connection was closed before the answer was complete.',
    remedy: 'Run the job again; if it lasts, look for a firewall or proxy that closes connections.',
  },
  'network.tls': {
    title: 'The TLS certificate is not acceptable',
    meaning:
      'The certificate is not for this host, has expired, or is signed by somebody whom Node.js does not trust.',
    remedy:
      'If your own proxy inspects TLS, have the runner set NODE_EXTRA_CA_CERTS to the file with the proxy’s CA certificate (PEM); or, if the system trusts that CA already, NODE_USE_SYSTEM_CA=1.',
  },
  'network.proxy': {
    title: 'The proxy does not work',
    meaning: 'The proxy in https_proxy cannot be reached, or could not reach the host.',
    remedy: 'Check https_proxy and no_proxy of this runner.',
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
    remedy: 'Run the job again; if it lasts, look at the network between.',
    remedies: {
      github: 'Run the job again; www.githubstatus.com tells of outages of Actions.',
      sts: 'Name a nearer STS with sts-region: the global endpoint is often slow outside China. In a VPC without internet access, nothing answers at all: use sts-region with sts-vpc: true.',
      'credentials-uri': 'Look at the service behind the URI, and at the network between.',
    },
  },
  'network.too-large': {
    title: 'The answer is too large',
    meaning: 'The answer is larger than any that the service gives: something else has answered.',
    remedy: 'Look at https_proxy of this runner, and at what answers for this host.',
    remedies: {
      metadata:
        'Look at what answers at the metadata endpoint of this instance; metadata is never asked through a proxy.',
      'credentials-uri': 'Look at the service behind the URI.',
    },
  },
  'network.redirect': {
    title: 'The answer is a redirect',
    meaning:
      'Redirects are not followed, since a credential would be sent to, or taken from, somewhere else.',
    remedy:
      'Look at https_proxy of this runner, and at what answers for this host: it should redirect nobody.',
    remedies: {
      metadata:
        'Look at what answers at the metadata endpoint of this instance; metadata is never asked through a proxy.',
      'credentials-uri': 'Give the final address as the credentials URI.',
    },
  },
  'network.malformed': {
    title: 'The answer cannot be read',
    meaning:
      'The answer is not the document that the service documents: a proxy or a captive portal may have answered.',
    remedy: 'Look at https_proxy and no_proxy of this runner, and at what answers for this host.',
    remedies: {
      metadata:
        'Look at what answers at the metadata endpoint of this instance; metadata is never asked through a proxy.',
      'credentials-uri':
        'Look at what the service behind the URI answers: JSON with AccessKeyId, AccessKeySecret, SecurityToken and Expiration.',
    },
  },
};
