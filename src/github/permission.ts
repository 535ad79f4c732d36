import type { LocalContext } from '../context.ts';
import { ActionError } from '../errors.ts';
import { asObject, parseObject } from '../json.ts';

/**
 * Why a job has no OIDC token: told apart by what the runner says of the job.
 * Source: docs.github.com, "Automatic token authentication" (forks, Dependabot) and "OpenID Connect reference".
 */
export function whyNoToken(context: LocalContext): ActionError {
  const { env } = context;
  const event = parseObject(context.files.read(env.get('GITHUB_EVENT_PATH') || '') ?? '');
  const message = 'GitHub offers this job no OIDC token.';
  const because = (hint: string): ActionError => new ActionError('github', message, { hint });

  if (env.get('GITHUB_ACTIONS') !== 'true') {
    return because(
      'This does not look like a GitHub Actions job: ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN ' +
        'are not set.',
    );
  }
  if (isFork(event)) {
    return because(
      'The pull request comes from a fork, and GitHub gives such jobs no OIDC token. Run the step only for this ' +
        'repository’s own branches, for example with: ' +
        'if: github.event.pull_request.head.repo.full_name == github.repository',
    );
  }
  if (env.get('GITHUB_ACTOR') === 'dependabot[bot]') {
    return because(
      'Dependabot started this run, and GitHub gives such runs a read-only token, hence no OIDC token. Skip the step ' +
        "with: if: github.actor != 'dependabot[bot]'",
    );
  }
  return because(
    'Add “permissions: { id-token: write, contents: read }” to the job or the workflow. In a reusable workflow the ' +
      'calling job must grant it as well.',
  );
}

function isFork(event: ReturnType<typeof parseObject>): boolean {
  const pull = asObject(event?.['pull_request']);
  const head = asObject(asObject(pull?.['head'])?.['repo']);
  const base = asObject(asObject(pull?.['base'])?.['repo']);
  if (!pull || !base) return false;
  return head?.['id'] !== base['id'];
}
