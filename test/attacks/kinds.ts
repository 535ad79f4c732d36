import type { Kind } from './attack.ts';
import { brokenHttp } from './broken-http.ts';
import { checkAgainstModel } from './check-model.ts';
import { connections } from './connections.ts';
import { crowds, frozenJobs } from './crowds.ts';
import { exchangedFolders, logouts, renewals } from './endings.ts';
import { fullDisk } from './full-disk.ts';
import { hostileAnswers } from './hostile-answers.ts';
import { interleavedJobs } from './interleaved.ts';
import { deadMains, deadPosts, signals, toldPosts } from './kills.ts';
import { oddCredentials } from './odd-credentials.ts';
import { oddEnvironments } from './odd-environments.ts';
import { plantedFiles } from './planted-files.ts';

export const KINDS: readonly Kind[] = [
  hostileAnswers,
  brokenHttp,
  connections,
  oddCredentials,
  oddEnvironments,
  crowds,
  frozenJobs,
  interleavedJobs,
  deadMains,
  deadPosts,
  toldPosts,
  signals,
  fullDisk,
  plantedFiles,
  exchangedFolders,
  logouts,
  renewals,
  checkAgainstModel,
];
