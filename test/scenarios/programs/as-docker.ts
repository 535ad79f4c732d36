/** Loaded before Node's own program, where Node is called docker, podman, buildah or nerdctl. */

import path from 'node:path';

if (/^(docker|podman|buildah|nerdctl)\.exe$/i.test(path.basename(process.execPath)))
  await import('./docker.ts');
