/**
 * Stands in for docker's command line, without a registry: `docker login --username NAME --password-stdin HOST` and
 * `docker logout HOST`. It keeps logins as docker 28 does: what it does not know it drops, and it writes with tabs. A
 * credential helper is a file beside. Appends what it was called with to the file in STAND_IN_LOG.
 */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const KNOWN = ['auths', 'HttpHeaders', 'psFormat', 'credsStore', 'credHelpers', 'proxies', 'currentContext'];

const env = process.env;
// As Windows' Node, which this is there, finds the program's own words.
const words = process.argv.slice(path.basename(process.argv[1] ?? '') === 'docker.ts' ? 2 : 1);
const [command = '', ...options] = words.map((word) => path.basename(word));
const host = options.at(-1) ?? '';
const folder = path.resolve(env['DOCKER_CONFIG'] || path.join(os.homedir(), '.docker'));
const file = path.join(folder, 'config.json');
const password = command === 'login' ? fs.readFileSync(0, 'utf8') : '';
fs.appendFileSync(
  env['STAND_IN_LOG'] ?? '',
  `${JSON.stringify({ words: [command, ...options], password })}\n`,
);

if (env['STAND_IN_HANGS'] === command) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
if (env['STAND_IN_REFUSES'] === `${command} ${host}`) {
  // A program that tells what it should not.
  process.stderr.write(
    `Error response from daemon: Get "https://${host}/v2/": denied: ${password} ${env['STAND_IN_TELLS'] ?? ''}\n`,
  );
  process.exit(1);
}

const read = JSON.parse(fs.existsSync(file) ? fs.readFileSync(file, 'utf8') || '{}' : '{}');
const config = Object.fromEntries(Object.entries(read).filter(([name]) => KNOWN.includes(name)));
const logins = Object.entries((config['auths'] ?? {}) as Record<string, { auth?: string }>);
const auths = Object.fromEntries(
  logins.map(([name, { auth }]) => [name, auth === undefined ? {} : { auth }]),
);
const helper = env['STAND_IN_HELPER'];
// It looks for one where nobody has logged in yet.
if (helper !== undefined && logins.length === 0) config['credsStore'] ??= 'stand-in';
const kept =
  config['credsStore'] && helper !== undefined ? JSON.parse(fs.readFileSync(helper, 'utf8')) : undefined;

if (command === 'login') {
  const auth = Buffer.from(`${options[options.indexOf('--username') + 1]}:${password}`).toString('base64');
  auths[host] = kept ? {} : { auth };
  if (kept) kept[host] = auth;
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
} else {
  console.log(`Removing login credentials for ${host}`);
  delete kept?.[host];
  if (!(host in auths)) process.exit();
  delete auths[host];
}
if (kept) fs.writeFileSync(helper ?? '', JSON.stringify(kept));
const mode = fs.existsSync(file) ? fs.statSync(file).mode & 0o777 : 0o600;
fs.writeFileSync(`${file}.tmp`, JSON.stringify({ ...config, auths }, null, '\t'), { mode });
fs.chmodSync(`${file}.tmp`, mode);
if (env['STAND_IN_KEEPS_OWNER']) fs.chownSync(`${file}.tmp`, fs.statSync(file).uid, fs.statSync(file).gid);
fs.renameSync(`${file}.tmp`, file);
process.exit();
