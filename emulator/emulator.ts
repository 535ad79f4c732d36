/**
 * A local GitHub OIDC issuer, STS, ECS metadata service and credentials URI, on 127.0.0.1 alone.
 *
 * A client that is given {@link Emulator.clientEnv} reaches `sts.aliyuncs.com`, its regional endpoints,
 * GitHub's hosts and `100.100.100.200` by their own names, through the emulator's proxy and its CA.
 */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { Faults } from './faults.ts';
import { CREDENTIALS_HOST, METADATA_HOST, TOKEN_REQUEST_HOST } from './hosts.ts';
import { ledTo } from './http/direct.ts';
import type { Core } from './http/exchange.ts';
import { Listeners, LOOPBACK } from './http/loopback.ts';
import type { RecordedRequest } from './http/message.ts';
import { createProxy, type ProxyTargets } from './http/proxy.ts';
import { createServices, type ProxiedPorts } from './http/services.ts';
import { createSocksProxy } from './http/socks.ts';
import { Authority } from './tls/authority.ts';
import { defaultWorld } from './world/sample.ts';
import type { World } from './world/world.ts';

export type { Fault, FaultKind, FaultPoint, Faults } from './faults.ts';
export type { RecordedRequest, Service } from './http/message.ts';
export { defaultWorld, SAMPLE, trusts, trustsGithub } from './world/sample.ts';
export { type WorldSeed, worldFromSeed } from './world/seed.ts';
export { World } from './world/world.ts';

export interface EmulatorOptions {
  /** The world to play; {@link defaultWorld} unless given. */
  readonly world?: World;
  /** Where the folder with ca.pem is made; the system's temporary folder unless given. */
  readonly directory?: string;
  /** `user:password` that the proxy demands. */
  readonly proxyAuth?: string;
  /** The host that the secure proxy's certificate is for; its own address unless given. */
  readonly proxyCertificate?: string;
  /** Requests a second that STS allows per endpoint, action and account; no limit unless given. */
  readonly stsRateLimit?: number;
}

export interface Emulator {
  /** PEM file of the CA, readable by its owner alone, gone after close(). */
  readonly caFile: string;
  readonly caPem: string;
  /** `http://127.0.0.1:PORT`, with user and password if the proxy demands them. */
  readonly proxyUrl: string;
  /** The same proxy by TLS, `https://127.0.0.1:PORT`, and by SOCKS5, `socks5://127.0.0.1:PORT`. */
  readonly secureProxyUrl: string;
  readonly socksProxyUrl: string;
  /** `127.0.0.1:<tlsPort>` is an STS endpoint, without the proxy. */
  readonly tlsPort: number;
  /** `http://127.0.0.1:PORT`: ECS metadata, without the proxy. */
  readonly metadataUrl: string;
  /** `http://127.0.0.1:PORT/<secret path>`. */
  readonly credentialsUri: string;
  /** The same at `https://credentials.example.com`, through the proxy. */
  readonly secureCredentialsUri: string;
  /** What the services know; may be changed at any time. */
  readonly world: World;
  readonly faults: Faults;
  /** Every request that a service got, in order. */
  readonly requests: RecordedRequest[];
  /** `host:port` of everything that is nobody's. */
  readonly refused: string[];
  /** Variables for a client process that reaches all services by their own names, through the proxy. */
  clientEnv(): Record<string, string>;
  /** The same for a Node without a proxy, which is led there by direct.cjs. */
  directEnv(): Record<string, string>;
  /** ACTIONS_ID_TOKEN_REQUEST_URL and _TOKEN, as the runner sets them; `direct` for a client without the proxy. */
  githubEnv(options?: { readonly direct?: boolean }): Record<string, string>;
  /**
   * Leads clients of the proxy that ask for this host (port 443) to a server on loopback, such as a registry.
   * @returns PEM, for its TLS
   */
  addHost(host: string, port: number): Promise<{ readonly key: string; readonly cert: string }>;
  /** Closes every socket at once and removes what was written. */
  close(): Promise<void>;
}

/** Starts an emulator; its ports are free ones. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const world = options.world ?? defaultWorld();
  if (options.stsRateLimit !== undefined) world.throttle.requestsPerSecond = options.stsRateLimit;
  world.github.warmUp();
  const closing = new AbortController();
  const core: Core = { world, faults: new Faults(), requests: [], refused: [], closing: closing.signal };
  const authority = await Authority.create();
  const listeners = new Listeners();
  const proxied: ProxiedPorts = new Set();

  const services = await createServices(core, authority, proxied);
  const targets = {
    tls: await listeners.listen(services.tls),
    tlsBehindProxy: await listeners.listen(services.tlsBehindProxy),
    wrongHost: await listeners.listen(services.wrongHost),
    metadata: await listeners.listen(services.metadata),
    credentials: await listeners.listen(services.credentials),
    others: new Map<string, number>(),
  };
  if (world.ecs.mode === 'absent') await listeners.stop(services.metadata);
  const proxyOptions = { core, listeners, proxied, targets, auth: options.proxyAuth };
  const proxy = createProxy(proxyOptions);
  const names = options.proxyCertificate ?? LOOPBACK;
  const secureProxy = createTlsServer(await authority.leaf(names), (socket) =>
    proxy.emit('connection', socket),
  );
  secureProxy.on('tlsClientError', () => undefined);
  const proxyPort = await listeners.listen(proxy);
  const secureProxyPort = await listeners.listen(secureProxy);
  const socksProxyPort = await listeners.listen(createSocksProxy(proxyOptions));

  const directory = await mkdtemp(join(options.directory ?? tmpdir(), 'alicloud-emulator-'));
  const caFile = join(directory, 'ca.pem');
  await writeFile(caFile, authority.caPem, { mode: 0o600 });
  const proxyHost = `${credentialsOf(options.proxyAuth)}${LOOPBACK}`;
  const proxyUrl = `http://${proxyHost}:${proxyPort}`;

  return {
    caFile,
    caPem: authority.caPem,
    proxyUrl,
    secureProxyUrl: `https://${proxyHost}:${secureProxyPort}`,
    socksProxyUrl: `socks5://${proxyHost}:${socksProxyPort}`,
    tlsPort: targets.tls,
    metadataUrl: `http://${LOOPBACK}:${targets.metadata}`,
    credentialsUri: `http://${LOOPBACK}:${targets.credentials}${world.credentialsUri.path}`,
    secureCredentialsUri: `https://${CREDENTIALS_HOST}${world.credentialsUri.path}`,
    world,
    faults: core.faults,
    requests: core.requests,
    refused: core.refused,
    clientEnv: () => clientEnv(proxyUrl, caFile),
    directEnv: () => directEnv(targets, caFile),
    githubEnv: ({ direct = false } = {}) => ({
      ACTIONS_ID_TOKEN_REQUEST_URL: `https://${
        direct ? `${LOOPBACK}:${targets.tls}` : TOKEN_REQUEST_HOST
      }${world.github.requestPath}?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: world.github.requestToken,
    }),
    addHost: (host, port) => {
      targets.others.set(host, port);
      return authority.leaf(host);
    },
    close: async () => {
      closing.abort();
      await listeners.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function clientEnv(proxyUrl: string, caFile: string): Record<string, string> {
  return {
    // Tools read either case; curl only lower-case http_proxy.
    http_proxy: proxyUrl,
    https_proxy: proxyUrl,
    HTTP_PROXY: proxyUrl,
    HTTPS_PROXY: proxyUrl,
    no_proxy: '',
    NO_PROXY: '',
    NODE_EXTRA_CA_CERTS: caFile,
    SSL_CERT_FILE: caFile,
    REQUESTS_CA_BUNDLE: caFile,
    CURL_CA_BUNDLE: caFile,
  };
}

function directEnv(targets: ProxyTargets, caFile: string): Record<string, string> {
  return {
    ...ledTo({
      [`${METADATA_HOST}:80`]: targets.metadata,
      ':80': targets.credentials,
      '.aliyuncs.com:443': targets.tls,
      ':443': targets.tlsBehindProxy,
    }),
    NODE_EXTRA_CA_CERTS: caFile,
  };
}

function credentialsOf(auth: string | undefined): string {
  if (auth === undefined) return '';
  const [user = '', ...password] = auth.split(':');
  return `${encodeURIComponent(user)}:${encodeURIComponent(password.join(':'))}@`;
}
