/** The claims of GitHub's OIDC token and the subject made of them. Source: GitHub's OIDC reference. */

type Claim = string | readonly string[] | undefined;

/** Claims that describe the job. Any others may be added; `sub` set here beats the computed one. */
export interface JobClaims {
  sub?: Claim;
  actor?: Claim;
  repository?: Claim;
  repository_id?: Claim;
  repository_owner?: Claim;
  repository_owner_id?: Claim;
  repository_visibility?: Claim;
  run_id?: Claim;
  run_attempt?: Claim;
  event_name?: Claim;
  environment?: Claim;
  ref?: Claim;
  ref_type?: Claim;
  workflow?: Claim;
  workflow_ref?: Claim;
  job_workflow_ref?: Claim;
  runner_environment?: Claim;
  [claim: string]: Claim;
}

/**
 * `classic`: `repo:OWNER/REPO:…`; `immutable`: `repo:OWNER@OWNERID/REPO@REPOID:…`, the default for
 * repositories created, renamed or transferred on or after 2026-07-15, and for those whose owner opts in.
 */
export type SubjectForm = 'classic' | 'immutable';

/** A push to the main branch of octo-org/octo-repo. */
export function sampleClaims(): JobClaims {
  return {
    actor: 'octocat',
    actor_id: '12',
    repository: 'octo-org/octo-repo',
    repository_id: '74',
    repository_owner: 'octo-org',
    repository_owner_id: '65',
    repository_visibility: 'private',
    run_id: '1234567890',
    run_number: '10',
    run_attempt: '1',
    check_run_id: '9876543210',
    event_name: 'push',
    ref: 'refs/heads/main',
    ref_type: 'branch',
    ref_protected: 'true',
    base_ref: '',
    head_ref: '',
    sha: '0123456789abcdef0123456789abcdef01234567',
    workflow: 'deploy',
    workflow_ref: 'octo-org/octo-repo/.github/workflows/deploy.yml@refs/heads/main',
    workflow_sha: '0123456789abcdef0123456789abcdef01234567',
    job_workflow_ref: 'octo-org/octo-repo/.github/workflows/deploy.yml@refs/heads/main',
    job_workflow_sha: '0123456789abcdef0123456789abcdef01234567',
    runner_environment: 'github-hosted',
  };
}

/** The subject: the repository, then environment before pull_request before ref. */
export function subjectOf(claims: JobClaims, form: SubjectForm): string {
  if (typeof claims.sub === 'string') return claims.sub;
  const [owner = '', repository = ''] = String(claims.repository ?? '').split('/');
  const repo =
    form === 'classic'
      ? `${owner}/${repository}`
      : `${owner}@${claims.repository_owner_id ?? ''}/${repository}@${claims.repository_id ?? ''}`;
  return `repo:${repo}:${contextOf(claims)}`;
}

function contextOf(claims: JobClaims): string {
  if (claims.environment !== undefined) {
    return `environment:${String(claims.environment).replaceAll(':', '%3A')}`;
  }
  if (claims.event_name === 'pull_request') return 'pull_request';
  return `ref:${claims.ref ?? ''}`;
}
