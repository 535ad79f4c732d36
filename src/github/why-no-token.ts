import { ActionError, type GithubCode } from '../errors.ts';
import type { LocalContext } from '../runtime/context.ts';
import { asObject, parseObject } from '../text/json.ts';

/**
 * Why a job has no OIDC token: told apart by what the runner says of the job.
 * Source: docs.github.com, "Automatic token authentication" (forks, Dependabot) and "OpenID Connect reference".
 */
export function whyNoToken({ env, files }: Pick<LocalContext, 'env' | 'files'>): ActionError {
  if (env.get('ACTIONS_ID_TOKEN_REQUEST_URL') || env.get('ACTIONS_ID_TOKEN_REQUEST_TOKEN')) {
    return new ActionError(
      'github.variables',
      'Of ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN only one is set.',
    );
  }
  if (env.get('GITHUB_ACTIONS') !== 'true' || env.get('ACT') === 'true') return noToken('github.runner');
  const event = readEvent(env.get('GITHUB_EVENT_PATH'), files);
  if (env.get('GITHUB_EVENT_NAME') !== 'pull_request_target' && isFork(event)) return noToken('github.fork');
  if (env.get('GITHUB_ACTOR') === 'dependabot[bot]') return noToken('github.dependabot');
  const server = URL.parse(env.get('GITHUB_SERVER_URL') || 'https://github.com')?.hostname ?? '';
  if (server !== 'github.com' && !server.endsWith('.ghe.com')) return noToken('github.runner');
  return noToken('github.permission');
}

function noToken(code: GithubCode): ActionError {
  return new ActionError(code, 'GitHub offers this job no OIDC token.');
}

/** The event only serves to explain: where it cannot be read, the explanation is less exact. */
function readEvent(path: string | undefined, files: LocalContext['files']): ReturnType<typeof parseObject> {
  try {
    return parseObject(files.read(path ?? '') ?? '');
  } catch {
    return undefined;
  }
}

function isFork(event: ReturnType<typeof parseObject>): boolean {
  const pull = asObject(event?.['pull_request']);
  const head = asObject(asObject(pull?.['head'])?.['repo']);
  const base = asObject(asObject(pull?.['base'])?.['repo']);
  if (!pull || !base) return false;
  return head?.['id'] !== base['id'];
}
