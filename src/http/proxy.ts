import { ActionError } from '../errors.ts';
import type { Env } from '../runtime/env.ts';
import { isLoopback } from './addresses.ts';

/**
 * The proxy for a URL, by the same rules as the runner's own toolkit (@actions/http-client): lower-case variables
 * before upper-case ones, https URLs only by `https_proxy`, names in `no_proxy` also for their subdomains, and this
 * machine itself never through a proxy. Pure.
 */
export function proxyFor(url: URL, env: Pick<Env, 'get'>): URL | undefined {
  const setting = (name: string): string => env.get(name) || env.get(name.toUpperCase()) || '';
  if (isLoopback(url.hostname) || isExempt(url, setting('no_proxy'))) return undefined;
  const variable = url.protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  const value = setting(variable).trim();
  if (value === '') return undefined;
  // “proxy:3128” parses as a URL of the scheme “proxy”.
  const proxy = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`);
  if (!proxy || !['http:', 'https:'].includes(proxy.protocol)) {
    throw new ActionError('proxy', `${variable} is not the URL of an HTTP proxy.`, {
      hint: 'It should look like http://proxy.example.com:3128',
    });
  }
  try {
    loginOf(proxy);
  } catch (cause) {
    throw new ActionError(
      'proxy',
      `${variable} has a “%” in its user name or password that encodes nothing.`,
      {
        cause,
        hint: 'Percent-encode the user name and the password; “%” itself is %25.',
      },
    );
  }
  return proxy;
}

/**
 * User name and password as the proxy knows them, `:` alone where there are none.
 * @throws URIError
 */
export function loginOf(proxy: URL): string {
  return [proxy.username, proxy.password].map(decodeURIComponent).join(':');
}

function isExempt(url: URL, noProxy: string): boolean {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const entries = noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  return entries.some((entry) => {
    const [, name = '', onlyPort] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
    if (onlyPort && onlyPort !== port) return false;
    const suffix = name.replace(/^\*?\./, '');
    return name === '*' || url.hostname === suffix || url.hostname.endsWith(`.${suffix}`);
  });
}
