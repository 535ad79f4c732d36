import { hostOf, KNOWN_REGIONS } from '../sts/endpoints.ts';
import { HOST } from '../text/formats.ts';
import type { ProfileKeys, StsHost } from './definition.ts';

/**
 * The STS that `sts_endpoint`, `sts_region` and `enable_vpc` choose; undefined if they choose none.
 * @param region a key that also names a region, and the host to ask if STS does not serve it
 */
export function stsHostOf(
  keys: ProfileKeys,
  region?: { readonly key: string; readonly fallback: string },
): StsHost | undefined {
  const endpoint = keys.optional('sts_endpoint');
  const own = keys.optional('sts_region');
  const vpc = keys.flag('enable_vpc') ?? false;
  if (endpoint !== undefined) {
    return (warn) => {
      const unused = [...(own ? ['sts_region'] : []), ...(vpc ? ['enable_vpc'] : [])];
      if (unused.length > 0) warn(keys.nameOf(`sts_endpoint is used, and ${unused.join(', ')} is not used.`));
      return endpointHost(keys, endpoint);
    };
  }
  if (own !== undefined) return () => regionHost(keys, 'sts_region', own, vpc);
  const other = region && keys.optional(region.key);
  if (region && other !== undefined) {
    return (warn) => {
      const host = KNOWN_REGIONS.includes(other) ? hostOf(other, vpc) : undefined;
      if (host) return host;
      warn(`${unserved(keys, region.key, vpc).message} ${region.fallback} is used instead.`);
      return region.fallback;
    };
  }
  if (vpc) keys.warn('has enable_vpc and no sts_region, so sts.aliyuncs.com is used');
  return undefined;
}

function regionHost(keys: ProfileKeys, key: string, region: string, vpc: boolean): string {
  const host = KNOWN_REGIONS.includes(region) ? hostOf(region, vpc) : undefined;
  if (host) return host;
  throw unserved(keys, key, vpc);
}

function unserved(keys: ProfileKeys, key: string, vpc: boolean): Error {
  return keys.error(
    `has a value of ${key} for which STS has no ${vpc ? 'VPC' : 'public'} endpoint that this version knows`,
    'Choose another STS with the inputs sts-region or sts-endpoint.',
  );
}

/** A host; like the CLI, also with https:// and a slash. Plain http would show the token to the network. */
function endpointHost(keys: ProfileKeys, endpoint: string): string {
  const text = /^https:\/\//i.test(endpoint) ? endpoint.slice('https://'.length) : endpoint;
  const host = text.endsWith('/') ? text.slice(0, -1) : text;
  if (HOST.test(host) && URL.canParse(`https://${host}/`)) return host.toLowerCase();
  throw keys.error('has an sts_endpoint that is not a host name, with https:// before it or without');
}
