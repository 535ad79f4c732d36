import { describe, expect, test } from 'vitest';
import { filledIn } from '../../../src/diagnosis/diagnose.ts';
import { networkError } from '../../../src/http/faults.ts';
import { proxyFor } from '../../../src/http/proxy.ts';
import { readRetryAfter } from '../../../src/http/verdict.ts';
import { readInputs } from '../../../src/inputs/table.ts';
import { aliyunConfig as configJson } from '../../../src/profiles/edit-config-json.ts';
import { credentialsIni } from '../../../src/profiles/edit-credentials-ini.ts';
import { readConfigProfile } from '../../../src/profiles/read-config-json.ts';
import { iniSection, readIniSection } from '../../../src/profiles/read-credentials-ini.ts';
import { workflowLog } from '../../../src/runtime/log.ts';
import { shownOf, withoutSignedString } from '../../../src/secrets/lookalikes.ts';
import { redactor } from '../../../src/secrets/redactor.ts';
import { readCredentialDocument } from '../../../src/sources/credential-document.ts';
import { readAssumedRole, readError } from '../../../src/sts/responses.ts';
import { canonicalQuery } from '../../../src/sts/signature.ts';
import { ascii, codeSpan, visible } from '../../../src/text/escapes.ts';
import * as formats from '../../../src/text/formats.ts';
import { claimsOf, JWT } from '../../../src/text/jwt.ts';
import { isLike } from '../../../src/trust/evaluate.ts';
import { parseTrustPolicy } from '../../../src/trust/policy.ts';
import { shownClaims, trustPolicyFor } from '../../../src/trust/suggest.ts';
import { oneIn } from '../../thorough.ts';
import { fakeContext } from '../support/context.ts';
import { secretsOf, written } from '../support/formats.ts';
import { timeFlaw } from '../support/processor-time.ts';

/**
 * Whatever comes from outside (services, files, inputs, claims) may be a megabyte of one thing. While a pattern runs, no
 * signal and no time limit is heard, so every function that reads a text takes time in proportion to its length.
 */

const LENGTH = 1_000_000;
const SAMPLE = 20_000;
const UNITS = [
  ' ',
  '\n',
  '\r\n',
  '\t ',
  'a',
  '0',
  '-',
  '.',
  '=',
  ',',
  ';',
  '%',
  '\\',
  '"',
  "'",
  '`',
  '/',
  '[',
  '[a]\n',
  '{"',
  '::',
  'eyJ',
  'STS.',
  'server ',
  'server string ',
  'a=b\n',
  '\u0000',
  '\u0085',
  '\u200b',
  '😀',
  'acs:ram::1',
];

const secrets = ['fake+Secret/0123456789==', 'A'.repeat(60), ' A'.repeat(30), '%'.repeat(40)];
const known = redactor();
secrets.forEach(known.hide);
const { redact, redactEcho: echo } = known;
const mask = (): void => {};
const defaults = {
  roleSessionName: 'gh-1-2-3',
  durationSeconds: 3600,
  metadataEndpoint: 'http://100.100.100.200',
  allowHttp: false,
};
const reading = { file: 'f', defaults, mask, warn: () => {}, tokenFile: () => undefined, now: 0 };
const readIni = (text: string): unknown => {
  const section = iniSection(text, 'f', 'p');
  return section && readIniSection(section, 'p', reading);
};
const profile = {
  name: 'p',
  region: 'cn-hangzhou',
  credential: { kind: 'bearer', bearerToken: { reveal: () => 'b'.repeat(20) } },
};
const json = (value: unknown): string => JSON.stringify(value);
/** As much of a text as fits into a megabyte of JSON, where an escape takes up to six characters. */
const fitted = (text: string): string =>
  text.slice(0, Math.floor((text.length * text.length) / JSON.stringify(text).length));

/** Every function that is given a text from outside, each with the text in the worst place. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  redact,
  redactEcho: echo,
  shownOf: (text) => shownOf(text, echo, 1024),
  'shownOf, within its bounds': (text) => shownOf(text.slice(0, 60_000), echo, 60_000),
  withoutSignedString: withoutSignedString,
  'readError of STS': (text) =>
    readError(
      {
        status: 400,
        headers: { date: text },
        body: json({
          Code: text,
          Message: text,
          RequestId: text,
          Recommend: `https://aliyun.com/${text}`,
          AccessDeniedDetail: { PolicyType: text },
        }),
      },
      'sts',
      'AssumeRole',
      echo,
    ),
  readAssumedRole: (text) =>
    readAssumedRole(
      {
        AssumedRoleUser: { Arn: `acs:ram::${text}` },
        Credentials: { AccessKeyId: text, AccessKeySecret: text, SecurityToken: text, Expiration: text },
      },
      'sts',
    ),
  readCredentialDocument: (whole, text = fitted(whole)) =>
    readCredentialDocument(
      json({
        Code: 'Success',
        AccessKeyId: text,
        AccessKeySecret: text,
        SecurityToken: text,
        Expiration: text,
      }),
      'metadata',
      'host',
      echo,
    ),
  'readCredentialDocument, its code': (text) =>
    readCredentialDocument(json({ Code: text }), 'metadata', 'host', echo),
  readRetryAfter: (text) => readRetryAfter({ 'retry-after': text, date: text }),
  networkError: (text) => networkError(Object.assign(new Error(text), { code: text }), 'host', false),
  no_proxy: (text) =>
    proxyFor(new URL('https://sts.aliyuncs.com'), {
      get: (name) => (name === 'no_proxy' ? text : name === 'https_proxy' ? 'http://127.0.0.1:1' : ''),
    }),
  https_proxy: (text) =>
    proxyFor(new URL('https://sts.aliyuncs.com'), { get: (name) => (name === 'https_proxy' ? text : '') }),
  claimsOf: (text) => claimsOf(`a.${Buffer.from(text).toString('base64url')}.c`),
  'claimsOf a text': (text) => claimsOf(text),
  JWT: (text) => JWT.test(text),
  shownClaims: (text) => shownClaims({ sub: text, aud: [text], ref: text }),
  trustPolicyFor: (text) =>
    json(trustPolicyFor({ sub: text, aud: text, iss: text }, 'acs:ram::1:oidc-provider/x')),
  filledIn: (text) =>
    filledIn(['a ISSUER_HOST AUDIENCE ROLE_NAME PROVIDER_NAME'], {
      exchange: { oidcProviderArn: text, roleArn: text, claims: { iss: `https://${text}`, aud: text } },
      role: text,
    }),
  parseTrustPolicy: (text) => {
    try {
      parseTrustPolicy(text, 'trust-policy');
    } catch {
      // Refused, in time.
    }
  },
  isLike: (text) => isLike(text, '*a*!*'),
  visible: (text) => visible(text),
  codeSpan: (text) => codeSpan(text),
  ascii: (text) => ascii(text),
  canonicalQuery: (text) => canonicalQuery({ a: text }),
  'the log': (text) => {
    const log = workflowLog(
      () => {},
      () => {},
    );
    log.mask('fake+Secret/0123456789==');
    log.info(text);
    log.warning(text);
    log.group(text, text);
    log.error(text, text);
  },
  'credentials.ini, read': (text) => readIni(text),
  'credentials.ini, a value of it': (text) => readIni(`[p]\ntype = sts\naccess_key_id = ${text}\n`),
  'credentials.ini, edited': (text) =>
    written(credentialsIni, `[p]\nenable = true\n${text}`, 'f', profile as never),
  'credentials.ini, a value edited': (text) =>
    secretsOf(credentialsIni, `[p]\naccess_key_secret ${text}= x\n`, 'f', 'p'),
  'credentials.ini, restored': (text) =>
    credentialsIni.hide(`[p]\na = ${text}`, 'f', [['p', `[p]\na ${text}`]], {
      before: text,
      written: undefined,
    }),
  'credentials.ini, mended': (text) => credentialsIni.mend(text, `${text}\n`),
  'config.json, read': (text) => readConfigProfile(text, undefined, reading),
  'config.json, a value of it': (whole, text = fitted(whole)) =>
    readConfigProfile(json({ current: text, profiles: [{ name: text }] }), undefined, reading),
  'config.json, edited': (whole, text = fitted(whole)) =>
    written(
      configJson,
      `{ "profiles": [{"name":"q"}${/^\s+$/.test(text) ? text : ''}], "x": ${json(text)} }`,
      'f',
      profile as never,
    ),
  'config.json, restored': (whole, text = fitted(whole)) =>
    configJson.hide(
      `{${/^\s+$/.test(text) ? text : ''}"profiles":[{"name":"p","mode":${json(text)}}]}`,
      'f',
      [['p', undefined]],
      { before: undefined, written: undefined },
    ),
  ...Object.fromEntries(
    Object.entries(formats).flatMap(([name, format]) =>
      format instanceof RegExp ? [[`the format ${name}`, (text: string) => format.test(text)]] : [],
    ),
  ),
  ...Object.fromEntries(
    [
      'type',
      'role-to-assume',
      'oidc-provider-arn',
      'audience',
      'policy',
      'allowed-account-ids',
      'sts-endpoint',
      'metadata-endpoint',
      'source-profile',
      'role-session-expiration',
      'credentials-file',
      'access-key-id',
    ].map((name) => [
      `the input ${name}`,
      (text: string) =>
        readInputs(
          fakeContext({ env: { [`INPUT_${name.toUpperCase()}`]: text, 'INPUT_MASK-ACCOUNT-ID': 'true' } }),
        ),
    ]),
  ),
};

describe('a megabyte of one thing is read in linear time by', () => {
  const isChosen = oneIn(5);
  test.each(Object.entries(READERS))(
    '%s',
    (_, read) => {
      const slow = UNITS.flatMap((unit) => {
        const text = unit.repeat(LENGTH / unit.length);
        // Some of it first: what is not linear would take hours for the whole. Broken off at the end, where a pattern
        // that has come so far must go back, and whole.
        const whole = isChosen() ? [`${text}!`] : [];
        for (const hostile of [text.slice(-SAMPLE), `${text.slice(-SAMPLE)}!`, ...whole]) {
          const flaw = timeFlaw(hostile, read);
          if (flaw) return [`${JSON.stringify(unit)}: ${flaw}`];
        }
        return [];
      });
      expect(slow).toEqual([]);
    },
    120_000,
  );
});
