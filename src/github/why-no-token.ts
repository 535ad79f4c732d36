import { GithubTokenError } from '../errors.ts';
import type { LocalContext } from '../runtime/context.ts';
import { asObject, parseObject } from '../text/json.ts';

/**
 * Why a job has no OIDC token: told apart by what the runner says of the job.
 * Source: docs.github.com, "Automatic token authentication" (forks, Dependabot) and "OpenID Connect reference".
 */
export function whyNoToken({ env, files }: Pick<LocalContext, 'env' | 'files'>): GithubTokenError {
  if (env.get('ACTIONS_ID_TOKEN_REQUEST_URL') || env.get('ACTIONS_ID_TOKEN_REQUEST_TOKEN')) {
    return new GithubTokenError(
      'variables',
      'Of ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN only one is set.',
    );
  }
  if (env.get('GITHUB_ACTIONS') !== 'true' || env.get('ACT') === 'true')
    return new GithubTokenError('runner');
  const event = readEvent(env.get('GITHUB_EVENT_PATH'), files);
  if (env.get('GITHUB_EVENT_NAME') !== 'pull_request_target' && isFork(event))
    return new GithubTokenError('fork');
  if (env.get('GITHUB_ACTOR') === 'dependabot[bot]') return new GithubTokenError('dependabot');
  const server = URL.parse(env.get('GITHUB_SERVER_URL') || 'https://github.com')?.hostname ?? '';
  if (server !== 'github.com' && !server.endsWith('.ghe.com')) return new GithubTokenError('runner');
  return new GithubTokenError('permission');
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
