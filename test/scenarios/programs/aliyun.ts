/**
 * Stands in for the aliyun CLI where no region has been configured: `aliyun PRODUCT ACTION --Parameter VALUE … --region ID`,
 * signed and sent to the emulator. Like the CLI it prints the answer as indented JSON, or the error on standard error and
 * ends with 1.
 */

import { randomUUID } from 'node:crypto';
import { request } from 'node:https';
import { parseArgs } from 'node:util';
import { sha256Hex } from '../../../emulator/sts/encoding.ts';
import {
  formatV3Authorization,
  v3CanonicalRequest,
  v3Signature,
  v3StringToSign,
} from '../../../emulator/sts/signature-v3.ts';

const VERSIONS: Readonly<Record<string, string>> = {
  sts: '2015-04-01',
  ram: '2015-05-01',
  ims: '2019-08-15',
};

const [product = '', action = '', ...words] = process.argv.slice(2);
const region = words.lastIndexOf('--region');
if (region === -1) {
  console.error("ERROR: region can't be empty");
  process.exit(1);
}
const rest = words.toSpliced(region, 2);
const { tokens } = parseArgs({ args: rest, strict: false, tokens: true });
const query = rest.flatMap((word, index): [string, string][] =>
  index % 2 === 0 ? [[word.replace(/^--/, ''), rest[index + 1] ?? '']] : [],
);
if (VERSIONS[product] === undefined || tokens.some(({ kind }) => kind === 'option-terminator'))
  fail('Usage', rest.join(' '));

// The emulator has no such action: what the answer looks like is not documented.
const fingerprint = process.env['STAND_IN_FINGERPRINT'];
if (action === 'GetOIDCIssuerCertFingerprint' && fingerprint !== undefined) {
  console.log(JSON.stringify({ RequestId: randomUUID(), Fingerprint: fingerprint }, null, '\t'));
  process.exit();
}

const host = `${product}.aliyuncs.com`;
const headers: Record<string, string> = {
  host,
  'x-acs-action': action,
  'x-acs-version': VERSIONS[product] ?? '',
  'x-acs-date': new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
  'x-acs-signature-nonce': randomUUID(),
  'x-acs-content-sha256': sha256Hex(''),
};
const signedHeaders = Object.keys(headers).sort();
const canonical = v3CanonicalRequest({
  method: 'GET',
  query,
  headers,
  signedHeaders,
  bodyHash: sha256Hex(''),
});
const authorization = formatV3Authorization({
  accessKeyId: process.env['STAND_IN_KEY_ID'] ?? '',
  signedHeaders,
  signature: v3Signature(v3StringToSign(canonical), process.env['STAND_IN_KEY_SECRET'] ?? ''),
});

request(
  {
    host: '127.0.0.1',
    port: Number(process.env['STAND_IN_PORT']),
    servername: host,
    path: `/?${new URLSearchParams(query)}`,
    headers: { ...headers, authorization, accept: 'application/json' },
  },
  (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    response.on('end', () => {
      const answer = JSON.parse(text);
      if (response.statusCode === 200) console.log(JSON.stringify(answer, null, '\t'));
      else fail(answer.Code, answer.Message);
    });
  },
)
  .on('error', (error) => fail('Network', error.message))
  .end();

function fail(code: string, message: string): void {
  console.error(`ERROR: SDK.ServerError\nErrorCode: ${code}\nMessage: ${message}`);
  process.exitCode = 1;
}
