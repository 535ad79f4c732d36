import { getProxyUrl } from '@actions/http-client/lib/proxy';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ActionError } from '../../../src/errors.ts';
import { proxyFor } from '../../../src/http/proxy.ts';
import { environment } from '../../../src/runtime/env.ts';
import { has } from '../../platform.ts';

const PROXY = 'http://proxy.example:3128';
const URL_OF_STS = 'https://sts.aliyuncs.com/';

/** The toolkit reads this process's environment. */
function ask(url: string, variables: Record<string, string>): string | undefined {
  for (const key of ['http_proxy', 'https_proxy', 'no_proxy']) {
    const spellings = [key, key.toUpperCase()];
    // On Windows the two are one, which the other would empty.
    const stubbed = has.caseInVariables ? spellings : [spellings.find((name) => variables[name]) ?? key];
    for (const spelling of stubbed) vi.stubEnv(spelling, variables[spelling] ?? '');
  }
  return proxyFor(new URL(url), environment(variables))?.href;
}

afterEach(() => vi.unstubAllEnvs());

describe('the proxy for a URL', () => {
  test.each<[string, string, Record<string, string>, string | undefined]>([
    ['none where no variable is set', URL_OF_STS, {}, undefined],
    ['none where the variable is empty', URL_OF_STS, { https_proxy: '' }, undefined],
    ['none where the variable is blank', URL_OF_STS, { https_proxy: ' ' }, undefined],
    ['https_proxy for https', URL_OF_STS, { https_proxy: PROXY, http_proxy: 'http://other' }, `${PROXY}/`],
    [
      'http_proxy for http',
      'http://a.example/',
      { https_proxy: 'http://other', http_proxy: PROXY },
      `${PROXY}/`,
    ],
    ['not http_proxy for https', URL_OF_STS, { http_proxy: PROXY }, undefined],
    ['not all_proxy', URL_OF_STS, { all_proxy: PROXY }, undefined],
    ['HTTPS_PROXY', URL_OF_STS, { HTTPS_PROXY: PROXY }, `${PROXY}/`],
    [
      'https_proxy before HTTPS_PROXY',
      URL_OF_STS,
      { https_proxy: PROXY, HTTPS_PROXY: 'http://o' },
      `${PROXY}/`,
    ],
    [
      'HTTPS_PROXY where https_proxy is empty',
      URL_OF_STS,
      { https_proxy: '', HTTPS_PROXY: PROXY },
      `${PROXY}/`,
    ],
    ['one without a scheme', URL_OF_STS, { https_proxy: 'proxy.example:3128' }, `${PROXY}/`],
    ['one by TLS', URL_OF_STS, { https_proxy: 'https://p.example' }, 'https://p.example/'],
    [
      'one with a password',
      URL_OF_STS,
      { https_proxy: 'http://u:p%40@p.example' },
      'http://u:p%40@p.example/',
    ],
    ['none for localhost', 'https://localhost/', { https_proxy: PROXY }, undefined],
    ['none for 127.0.0.1', 'https://127.0.0.1:8443/', { https_proxy: PROXY }, undefined],
    ['none for 127.1.2.3', 'http://127.1.2.3/', { http_proxy: PROXY }, undefined],
    ['none for ::1', 'https://[::1]:8443/', { https_proxy: PROXY }, undefined],
    [
      'none for a name in no_proxy',
      URL_OF_STS,
      { https_proxy: PROXY, no_proxy: 'sts.aliyuncs.com' },
      undefined,
    ],
    [
      'none for a name in NO_PROXY',
      URL_OF_STS,
      { https_proxy: PROXY, NO_PROXY: 'a,sts.aliyuncs.com' },
      undefined,
    ],
    ['none for a subdomain', URL_OF_STS, { https_proxy: PROXY, no_proxy: 'aliyuncs.com' }, undefined],
    [
      'none for a subdomain, with a dot',
      URL_OF_STS,
      { https_proxy: PROXY, no_proxy: '.aliyuncs.com' },
      undefined,
    ],
    [
      'none for a subdomain, with a star',
      URL_OF_STS,
      { https_proxy: PROXY, no_proxy: '*.aliyuncs.com' },
      undefined,
    ],
    ['none in another case', URL_OF_STS, { https_proxy: PROXY, no_proxy: 'ALIYUNCS.com' }, undefined],
    ['none for all', URL_OF_STS, { https_proxy: PROXY, no_proxy: '*' }, undefined],
    [
      'none for the right port',
      URL_OF_STS,
      { https_proxy: PROXY, no_proxy: 'sts.aliyuncs.com:443' },
      undefined,
    ],
    [
      'one for another port',
      URL_OF_STS,
      { https_proxy: PROXY, no_proxy: 'sts.aliyuncs.com:8443' },
      `${PROXY}/`,
    ],
    [
      'one for a name with the same end',
      URL_OF_STS,
      { https_proxy: PROXY, no_proxy: 'yuncs.com' },
      `${PROXY}/`,
    ],
    [
      'one for the domain of a name',
      'https://aliyuncs.com/',
      { https_proxy: PROXY, no_proxy: 'sts.aliyuncs.com' },
      `${PROXY}/`,
    ],
    [
      'none among blanks',
      URL_OF_STS,
      { https_proxy: PROXY, no_proxy: ' a.example , sts.aliyuncs.com ,' },
      undefined,
    ],
    ...Object.entries({
      'https://10.1.2.3/': ['10.0.0.0/8', '10.1.2.3', '10.1.2.3/32', '0.0.0.0/0', 'a.example, 10.1.0.0/16'],
      'https://10.1.2.3:8443/': ['10.0.0.0/8', '10.1.2.3:8443'],
      'https://[fd00::1]/': ['fd00::1', '[fd00::1]', 'fd00::/8', 'FD00:0::1', '::/0'],
      'https://[fd00::1]:8443/': ['fd00::1', '[fd00::1]:8443'],
    }).flatMap(([url, entries]) =>
      entries.map((entry): [string, string, Record<string, string>, string | undefined] => [
        `none for ${url} within ${entry}`,
        url,
        { https_proxy: PROXY, no_proxy: entry },
        undefined,
      ]),
    ),
    ...Object.entries({
      'https://10.1.2.3/': [
        '11.0.0.0/8',
        '10.1.2.0/33',
        '10.1.2.3/',
        '10.1.2.3/x',
        '10.0.0/8',
        'fd00::/8',
        '/8',
        '/',
      ],
      'https://[fd00::1]/': ['fe00::/8', 'fd00::1/129', '10.0.0.0/8', 'fd00'],
      'https://10.1.2.3.example/': ['10.0.0.0/8'],
      'https://sts.aliyuncs.com/': ['0.0.0.0/0', '*.example', '*.ts.aliyuncs.com'],
    }).flatMap(([url, entries]) =>
      entries.map((entry): [string, string, Record<string, string>, string | undefined] => [
        `one for ${url} outside of ${entry}`,
        url,
        { https_proxy: PROXY, no_proxy: entry },
        `${PROXY}/`,
      ]),
    ),
    ['one by SOCKS5', URL_OF_STS, { https_proxy: 'socks5://p.example:1080' }, 'socks5://p.example:1080'],
    [
      'one where no_proxy is nothing but commas',
      URL_OF_STS,
      { https_proxy: PROXY, no_proxy: ' , ,' },
      `${PROXY}/`,
    ],
  ])('is %s', (_, url, variables, expected) => {
    expect(ask(url, variables)).toBe(expected);
  });

  test.each(['http://', 'http://a b', 'socks4://proxy.example:1080', 'http://proxy:99999', 'ftp://proxy'])(
    'is refused by the name of the variable, without its value, for %j',
    (value) => {
      const secret = value.replace('://', '://user:the-password@');
      for (const text of [value, secret]) {
        expect(() => ask(URL_OF_STS, { https_proxy: text })).toThrow(ActionError);
        expect(() => ask(URL_OF_STS, { https_proxy: text })).toThrow(/https_proxy/);
        expect(() => ask(URL_OF_STS, { https_proxy: text })).toThrow(
          expect.not.stringMatching(/the-password/),
        );
      }
    },
  );

  test.each([
    'http://user:100%secret@proxy.example',
    'http://50%:secret@proxy.example',
    'u:secret%ff@proxy:1',
    'http://user:12#34secret@proxy.example:3128',
    'http://user:12/34secret@proxy.example',
    'http://user:a?secret@proxy.example',
    'http://user:a\\secret@proxy.example',
    'http://us#er:secret@proxy.example',
    'user:12#secret@proxy:3128',
    'http://user:a@b#secret@proxy.example',
    'socks5://user:a/secret@proxy.example:1080',
  ])(
    'with a bare character in its login is refused by the name of the variable, with what to do, for %j',
    (value) => {
      let error: unknown;
      try {
        ask(URL_OF_STS, { https_proxy: value });
      } catch (thrown) {
        error = thrown;
      }
      expect(error).toBeInstanceOf(ActionError);
      const { message, hint } = error as ActionError;
      expect(message).toContain('https_proxy');
      expect(hint).toContain('%25');
      expect(message + hint).not.toContain('secret');
    },
  );

  test('is the same as the official toolkit’s', () => {
    const name = fc.constantFrom(
      'a.example',
      'b.a.example',
      'ba.example',
      'example',
      'c.b.a.example',
      '10.0.0.1',
    );
    const host = fc.oneof(name, fc.constantFrom('localhost', '127.0.0.1', '127.9.9.9', '[::1]'));
    const port = fc.constantFrom('', ':80', ':443', ':8080');
    const url = fc
      .tuple(fc.constantFrom('http', 'https'), host, port)
      .map(([scheme, target, number]) => `${scheme}://${target}${number}/path`);
    const exempt = fc
      .array(
        fc.oneof(
          fc.tuple(name, port).map((parts) => parts.join('')),
          fc.constantFrom('*', '', 'A.EXAMPLE'),
        ),
        { maxLength: 3 },
      )
      .map((list) => list.join(', '));
    const proxy = fc.constantFrom('', PROXY, 'https://p.example:1', 'http://u:p@p.example');
    const variables = fc.record(
      {
        http_proxy: proxy,
        https_proxy: proxy,
        HTTP_PROXY: proxy,
        HTTPS_PROXY: proxy,
        no_proxy: exempt,
        NO_PROXY: exempt,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(url, variables, (text, settings) => {
        expect(ask(text, settings as Record<string, string>)).toBe(getProxyUrl(new URL(text))?.href);
      }),
      { numRuns: 400 },
    );
  });
});
