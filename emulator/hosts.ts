/** Which service answers at which host. */

import { ACR_VERSIONS, handleAcr } from './acr/service.ts';
import { handleCredentialsUri } from './credentials-uri.ts';
import { handleIssuer, handleTokenRequest } from './github/service.ts';
import { type Handler, hostName, type Service } from './http/message.ts';
import { handleMetadata } from './metadata.ts';
import { handleIms, handleRam } from './ram/service.ts';
import { handleSts } from './sts/service.ts';

export const ISSUER_HOST = 'token.actions.githubusercontent.com';
export const TOKEN_REQUEST_HOST = 'pipelines.actions.githubusercontent.com';
export const CREDENTIALS_HOST = 'credentials.example.com';
export const METADATA_HOST = '100.100.100.200';

/** Regions with a public STS endpoint. */
const REGIONS = new Set(
  [
    'cn-qingdao cn-beijing cn-zhangjiakou cn-huhehaote cn-wulanchabu cn-hangzhou cn-shanghai cn-nanjing',
    'cn-fuzhou cn-shenzhen cn-heyuan cn-guangzhou cn-wuhan-lr cn-chengdu cn-zhongwei cn-hongkong',
    'ap-northeast-1 ap-northeast-2 ap-southeast-1 ap-southeast-3 ap-southeast-5 ap-southeast-7 ap-southeast-8',
    'us-east-1 us-west-1 na-south-1 eu-west-1 eu-central-1 me-east-1 me-central-1',
  ].flatMap((line) => line.split(' ')),
);
const VPC_ONLY_REGIONS = new Set(['cn-north-2-gov-1']);

export interface Route {
  readonly service: Service;
  readonly handler: Handler;
}

const STS: Route = { service: 'sts', handler: handleSts };
const ACR: Route = { service: 'acr', handler: handleAcr };
const RAM: Route = { service: 'ram', handler: handleRam };
const IMS: Route = { service: 'ram', handler: handleIms };
const ISSUER: Route = { service: 'github', handler: handleIssuer };
const TOKEN_REQUEST: Route = { service: 'github', handler: handleTokenRequest };
export const METADATA: Route = { service: 'metadata', handler: handleMetadata };
export const CREDENTIALS: Route = { service: 'credentials-uri', handler: handleCredentialsUri };

/**
 * The service at an https host; undefined if the emulator does not play it. The port is ignored.
 * @param version of the API, where a header names it
 */
export function secureRoute(host: string, path = '/', version?: string): Route | undefined {
  switch (hostName(host)) {
    case ISSUER_HOST:
      return ISSUER;
    case TOKEN_REQUEST_HOST:
      return TOKEN_REQUEST;
    case CREDENTIALS_HOST:
      return CREDENTIALS;
    case 'ram.aliyuncs.com':
      return RAM;
    case 'ims.aliyuncs.com':
      return IMS;
    case '127.0.0.1':
    case 'localhost':
      return loopbackRoute(path, version);
    default:
      if (isAcrHost(hostName(host))) return ACR;
      return isStsHost(hostName(host)) ? STS : undefined;
  }
}

/** The service at an http host on port 80. STS is there only to answer that it requires TLS. */
export function plainRoute(host: string): Route | undefined {
  if (hostName(host) === METADATA_HOST) return METADATA;
  if (hostName(host) === CREDENTIALS_HOST) return CREDENTIALS;
  return isStsHost(hostName(host)) ? STS : undefined;
}

// For clients that reach the emulator without its proxy, the path and the API's version decide.
function loopbackRoute(path: string, version: string | undefined): Route {
  if (path.startsWith('/.well-known/')) return ISSUER;
  if (path.includes('/idtoken/')) return TOKEN_REQUEST;
  if (path.startsWith('/credentials/')) return CREDENTIALS;
  return version !== undefined && ACR_VERSIONS.includes(version) ? ACR : STS;
}

function isAcrHost(host: string): boolean {
  return REGIONS.has(/^cr\.([a-z0-9-]+)\.aliyuncs\.com$/.exec(host)?.[1] ?? '');
}

function isStsHost(host: string): boolean {
  if (host === 'sts.aliyuncs.com') return true;
  const [, network, region = ''] = /^(sts|sts-vpc)\.([a-z0-9-]+)\.aliyuncs\.com$/.exec(host) ?? [];
  if (REGIONS.has(region)) return true;
  return network === 'sts-vpc' && VPC_ONLY_REGIONS.has(region);
}
