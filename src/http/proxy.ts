import net from 'node:net';
import { checkBypass } from '@actions/http-client/lib/proxy';
import { ActionError } from '../errors.ts';
import type { Env } from '../runtime/env.ts';

/** The schemes that a proxy's URL may have. */
const SCHEMES = ['http:', 'https:', 'socks5:', 'socks:'];

/**
 * The proxy for a URL, by the rules of the runner's own toolkit: lower-case variables before upper-case ones, https URLs
 * only by `https_proxy`, names in `no_proxy` also for their subdomains, and this machine itself never through a proxy.
 * Unlike the toolkit, `no_proxy` also takes address ranges (10.0.0.0/8), IPv6 addresses without brackets, and names
 * that start with `*.`.
 *
 * @throws ActionError `proxy` if the variable is not the URL of a proxy; never repeats its value
 */
export function proxyFor(url: URL, env: Pick<Env, 'get'>): URL | undefined {
  const setting = (name: string): string => env.get(name) || env.get(name.toUpperCase()) || '';
  if (checkBypass(url) || isExempt(url, setting('no_proxy'))) return undefined;
  const variable = url.protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  const value = setting(variable).trim();
  return value === '' ? undefined : parseProxy(value, variable);
}

function parseProxy(value: string, variable: string): URL {
  // “proxy:3128” parses as a URL of the scheme “proxy”.
  const proxy = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`);
  if (value.includes('@') && (!proxy || endsBeforeItsHost(proxy))) throw unencoded(variable);
  if (!proxy || proxy.hostname === '' || !SCHEMES.includes(proxy.protocol)) {
    throw new ActionError('proxy', `${variable} is not the URL of a proxy.`, {
      hint: 'It should look like http://proxy.example.com:3128; https:// and socks5:// work, too.',
    });
  }
  try {
    decodeURIComponent(proxy.username + proxy.password);
  } catch (cause) {
    throw unencoded(variable, cause);
  }
  return proxy;
}

/** A “#”, “/” or “?” in a password ends what counts as the host: the real one comes after it. */
function endsBeforeItsHost({ username, password, pathname, search, hash }: URL): boolean {
  return username + password === '' || (pathname + search + hash).includes('@');
}

function unencoded(variable: string, cause?: unknown): ActionError {
  return new ActionError(
    'proxy',
    `${variable} has a character in its user name or password that a URL cannot hold.`,
    {
      cause,
      hint: 'Percent-encode the user name and the password: # is %23, / is %2F, ? is %3F, @ is %40, and % itself is %25.',
    },
  );
}

/** The rules that the toolkit lacks. */
function isExempt(url: URL, noProxy: string): boolean {
  const host = withoutBrackets(url.hostname);
  const entries = noProxy.toLowerCase().split(/[\s,]+/);
  return entries.some((entry) =>
    entry.startsWith('*.') ? host.endsWith(entry.slice(1)) : isPathInside(host, withoutBrackets(entry)),
  );
}

/** @param range an address or a CIDR range; anything else matches nothing */
function isPathInside(host: string, range: string): boolean {
  const [address = '', prefix] = range.split('/');
  const width = { 0: -1, 4: 32, 6: 128 }[net.isIP(address)] ?? -1;
  const bits = prefix === undefined ? width : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1;
  if (net.isIP(host) === 0 || bits < 0 || bits > width) return false;
  const list = new net.BlockList();
  list.addSubnet(address, bits, width === 128 ? 'ipv6' : 'ipv4');
  return list.check(host, net.isIP(host) === 6 ? 'ipv6' : 'ipv4');
}

/** Turns an IPv6 address from the form in URLs into the one that sockets take. */
export function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}
