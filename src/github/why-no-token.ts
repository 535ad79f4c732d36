import { ActionError, type GithubCode } from '../errors.ts';
import type { LocalContext } from '../runtime/context.ts';
import type { JobContext } from '../runtime/toolkit.ts';
import { visible } from '../text/escapes.ts';
import { asObject } from '../text/json.ts';

/**
 * Why a job has no OIDC token, judging by what the runner says about the job.
 * Source: docs.github.com, "Automatic token authentication" (forks, Dependabot) and "OpenID Connect reference".
 */
export function whyNoToken({ env, job }: Pick<LocalContext, 'env' | 'job'>): ActionError {
  if (env.get('ACTIONS_ID_TOKEN_REQUEST_URL') || env.get('ACTIONS_ID_TOKEN_REQUEST_TOKEN')) {
    return new ActionError(
      'github.variables',
      'Of ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN only one is set.',
    );
  }
  const pod = env.get('ALIBABA_CLOUD_OIDC_TOKEN_FILE');
  const noToken = (code: GithubCode): ActionError =>
    new ActionError(
      code,
      pod
        ? `There is no OIDC token for this job. This pod has one of its own (ALIBABA_CLOUD_OIDC_TOKEN_FILE): to log in with it, give oidc-token-file: ${visible(pod)}, and the pod’s provider as oidc-provider-arn.`
        : 'There is no OIDC token for this job.',
    );
  // Forgejo sets Gitea's variable as well.
  if (env.get('FORGEJO_ACTIONS') === 'true') return noToken('github.forgejo');
  if (env.get('GITEA_ACTIONS') === 'true') return noToken('github.gitea');
  // Not by GITHUB_ACTIONS: ARC’s hooks used to leave it out of job containers (actions/runner-container-hooks#211).
  if (!env.get('GITHUB_RUN_ID') || env.get('ACT') === 'true') return noToken('github.runner');
  const { actor, eventName, payload, serverUrl } = job();
  if (eventName !== 'pull_request_target' && isFork(payload)) return noToken('github.fork');
  if (actor === 'dependabot[bot]') return noToken('github.dependabot');
  const server = URL.parse(serverUrl || 'https://github.com')?.hostname ?? '';
  if (server !== 'github.com' && !server.endsWith('.ghe.com')) return noToken('github.server');
  return noToken('github.permission');
}

/** Whether the event is about a pull request from a fork. */
function isFork(event: JobContext['payload']): boolean {
  const pull = asObject(asObject(event)?.['pull_request']);
  const head = asObject(asObject(pull?.['head'])?.['repo']);
  const base = asObject(asObject(pull?.['base'])?.['repo']);
  return base !== undefined && head?.['id'] !== base['id'];
}
