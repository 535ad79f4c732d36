/**
 * acr-login with a real registry, which lets in by its htpasswd file alone, and with real clients, none of which has a
 * daemon: they log in by what the action did, push and pull, and are nobody when the job is over.
 */

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { type Emulator, SAMPLE } from '../../emulator/emulator.ts';
import { Job, type StepResult } from '../../emulator/runner.ts';
import type { Checks } from './checks.ts';
import { ACTION, ACTION_FOLDER, CACHE } from './paths.ts';

const DEBIAN = path.join(CACHE, 'registry/root/usr');
const HOST = 'my-registry.cn-hangzhou.cr.aliyuncs.com';
const ACR_LOGIN = { main: path.join(ACTION_FOLDER, 'dist/acr-login/index.js'), post: ACTION.post };

export async function registry(emulator: Emulator, scratch: string, checks: Checks): Promise<void> {
  if (process.getuid?.() !== 0) return console.log('  – is skipped: the clients need root');
  const folder = path.join(scratch, 'registry');
  fs.mkdirSync(folder);
  const image = makeImage(path.join(folder, 'image'));
  const server = await serve(emulator, folder);
  try {
    for (const client of clients(folder)) {
      const job = jobWith(emulator, client, folder);
      try {
        await pushAndPull(job, client.name, image, checks);
      } finally {
        job.dispose();
      }
    }
  } finally {
    server.kill();
    await once(server, 'exit');
  }
}

interface Client {
  readonly name: string;
  readonly program: string;
}

function clients(folder: string): readonly Client[] {
  const script = (name: string, text: string): Client => {
    const program = path.join(folder, name);
    fs.writeFileSync(program, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
    return { name, program };
  };
  // Its configuration is in /etc, and its storage in /var, unless it is told otherwise.
  const own = [
    ...['root', 'runroot'].map((name) => `--${name} '${path.join(folder, name)}'`),
    ...['conmon', 'crun'].map((name) => `--${name.replace('crun', 'runtime')} '${DEBIAN}/bin/${name}'`),
  ];
  const podman = script('podman', `exec '${DEBIAN}/bin/podman' --storage-driver vfs ${own.join(' ')} "$@"`);
  // It looks the registry up even where a proxy does: nobody answers it.
  const names = path.join(folder, 'resolv.conf');
  fs.writeFileSync(names, 'nameserver 127.0.0.1\n');
  const found = spawnSync('sh', ['-c', 'command -v docker'], { encoding: 'utf8' }).stdout.trim();
  const mounts = `mount --bind '${names}' /etc/resolv.conf && exec '${found}' "$@"`;
  const docker = script(
    'docker',
    `exec unshare --mount sh -c "${mounts.replaceAll(/["$]/g, '\\$&')}" docker "$@"`,
  );
  const version = spawnSync(docker.program, ['--version'], { encoding: 'utf8' });
  if (/^Docker version/.test(version.stdout)) return [docker, podman];
  console.log('  – docker is skipped: it needs docker’s command line, and root');
  return [podman];
}

/** A job with one client on PATH. */
function jobWith(emulator: Emulator, { name, program }: Client, folder: string): Job {
  const job = new Job({ ...emulator.clientEnv(), ...emulator.githubEnv() });
  const bin = path.join(job.root, 'bin');
  const run = path.join(job.root, 'run');
  for (const made of [bin, run]) fs.mkdirSync(made, { mode: 0o700 });
  fs.symlinkSync(program, path.join(bin, name));
  // As Debian's package has it in /etc.
  const containers = path.join(job.home, '.config/containers');
  fs.mkdirSync(containers, { recursive: true });
  fs.writeFileSync(path.join(containers, 'policy.json'), '{"default":[{"type":"insecureAcceptAnything"}]}');
  Object.assign(job.env, {
    PATH: `${bin}:/usr/bin:/bin`,
    XDG_RUNTIME_DIR: run,
    DOCKER_HOST: `unix://${folder}/no-daemon`,
    LD_LIBRARY_PATH: execFileSync('sh', ['-c', `echo ${DEBIAN}/lib/*-linux-gnu`], {
      encoding: 'utf8',
    }).trim(),
  });
  return job;
}

async function pushAndPull(job: Job, client: string, image: string, checks: Checks): Promise<void> {
  const before = job.files();
  const to = `docker://${HOST}/my-namespace/${client}:1`;
  const skopeo = (...words: readonly string[]): Promise<StepResult> =>
    job.exec(path.join(DEBIAN, 'bin/skopeo'), ['--insecure-policy', ...words]);
  const succeeds = (what: string, { exitCode, log }: StepResult): void =>
    checks.expect(`${client}: ${what}`, exitCode === 0, log);

  await job.use(ACTION, { 'role-to-assume': SAMPLE.deploy, 'oidc-provider-arn': SAMPLE.oidcProvider });
  const nobody = await skopeo('copy', `dir:${image}`, to);
  checks.expect(
    `${client}: nobody pushes before`,
    /unauthorized|authentication required/i.test(nobody.log),
    nobody.log,
  );
  const logIn = await job.use(ACR_LOGIN, { registry: HOST, 'instance-id': SAMPLE.instance, client });
  succeeds('acr-login logs in at the registry', logIn);
  succeeds('skopeo pushes', await skopeo('copy', `dir:${image}`, to));
  const pulled = path.join(job.root, 'pulled');
  succeeds('skopeo pulls', await skopeo('copy', to, `dir:${pulled}`));
  if (client === 'podman') {
    succeeds('podman pulls', await job.exec('podman', ['pull', `${HOST}/my-namespace/podman:1`]));
    const again = `docker://${HOST}/my-namespace/podman:2`;
    succeeds('podman pushes', await job.exec('podman', ['push', `${HOST}/my-namespace/podman:1`, again]));
  }
  checks.expect(
    `${client}: what was pulled is what was pushed`,
    sha256(fs.readFileSync(path.join(pulled, 'manifest.json'))) ===
      sha256(fs.readFileSync(path.join(image, 'manifest.json'))),
  );
  for (const { exitCode, log } of await job.finish())
    checks.expect(`${client}: post says no more than it did`, exitCode === 0 && !/warning/i.test(log), log);
  const after = await skopeo('copy', `dir:${image}`, to);
  checks.expect(
    `${client}: nobody pushes afterwards`,
    /unauthorized|authentication required/i.test(after.log),
    after.log,
  );
  const left = Object.entries(job.files()).filter(
    ([name, text]) => before[name] !== text && !name.includes('cache'),
  );
  checks.expect(`${client}: nothing is left`, left.length === 0, left.join('\n'));
}

/** Debian's registry, with TLS by the emulator's CA, and no password in its file but the last that was issued. */
async function serve(emulator: Emulator, folder: string): Promise<ReturnType<typeof spawn>> {
  const free = net.createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const { port } = free.address() as net.AddressInfo;
  free.close();
  const { key, cert } = await emulator.addHost(HOST, port);
  const file = (name: string, text: string): string => {
    fs.writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const passwords = file('htpasswd', '');
  const config = file(
    'config.yml',
    JSON.stringify({
      version: '0.1',
      log: { level: 'error' },
      storage: { filesystem: { rootdirectory: path.join(folder, 'images') } },
      auth: { htpasswd: { realm: 'registry', path: passwords } },
      http: {
        addr: `127.0.0.1:${port}`,
        host: `https://${HOST}`,
        tls: { certificate: file('tls.crt', cert), key: file('tls.key', key) },
      },
    }),
  );
  const { registries } = emulator.world;
  const issue = registries.issue.bind(registries);
  registries.issue = (login) => {
    const issued = issue(login);
    // The registry looks at the file's time, in seconds.
    fs.writeFileSync(passwords, `${issued.username}:${bcrypt(issued.password)}\n`);
    fs.utimesSync(passwords, new Date(), new Date(Date.now() + registries.issued.length * 1000));
    return issued;
  };
  const server = spawn(path.join(DEBIAN, 'bin/docker-registry'), ['serve', config], { stdio: 'ignore' });
  for (let tries = 0; tries < 100; tries++) {
    const socket = net.connect(port, '127.0.0.1');
    const isUp = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isUp) return server;
    await sleep(100);
  }
  throw new Error('The registry does not start.');
}

/** As `htpasswd -B` does it, by the system's crypt. It reads no more of a password, and the system takes no long one. */
function bcrypt(password: string): string {
  const hash = 'print crypt(scalar(<STDIN>), q($2b$05$abcdefghijklmnopqrstuu))';
  return execFileSync('perl', ['-e', hash], { input: password.slice(0, 72), encoding: 'utf8' });
}

/** An image of one empty layer, as `dir:` has it. */
function makeImage(folder: string): string {
  fs.mkdirSync(folder);
  const tar = Buffer.alloc(1024);
  const add = (content: Buffer, mediaType: string) => {
    const digest = sha256(content);
    fs.writeFileSync(path.join(folder, digest), content);
    return { mediaType, size: content.length, digest: `sha256:${digest}` };
  };
  const type = 'application/vnd.docker';
  const config = {
    architecture: 'amd64',
    os: 'linux',
    config: {},
    rootfs: { type: 'layers', diff_ids: [`sha256:${sha256(tar)}`] },
    history: [{ created_by: 'nobody' }],
  };
  const manifest = {
    schemaVersion: 2,
    mediaType: `${type}.distribution.manifest.v2+json`,
    config: add(Buffer.from(JSON.stringify(config)), `${type}.container.image.v1+json`),
    layers: [add(gzipSync(tar), `${type}.image.rootfs.diff.tar.gzip`)],
  };
  fs.writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
  fs.writeFileSync(path.join(folder, 'version'), 'Directory Transport Version: 1.1\n');
  return folder;
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
