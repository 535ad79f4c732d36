import type { GithubCode } from '../../errors.ts';
import type { Explanation } from './explanation.ts';

export const GITHUB: Record<GithubCode, Explanation> = {
  'github.permission': {
    title: 'The job may not ask for an OIDC token',
    meaning:
      'GitHub gives a job an OIDC token only if the job, the workflow and, in a reusable workflow, also the calling job grant the permission id-token: write.',
    remedy:
      'Add `permissions: { id-token: write, contents: read }` to the job; in a reusable workflow to the calling job as well.',
  },
  'github.fork': {
    title: 'Pull requests from forks get no OIDC token',
    meaning:
      'The pull request comes from a fork, and GitHub gives such runs no OIDC token, whatever the permissions say.',
    remedy: 'Skip the step there: `if: github.event.pull_request.head.repo.full_name == github.repository`',
  },
  'github.dependabot': {
    title: 'Dependabot’s runs get no OIDC token',
    meaning:
      'Dependabot started this run, and GitHub gives such runs only read permissions unless the workflow grants more.',
    remedy:
      "Skip the step there: `if: github.actor != 'dependabot[bot]'`; or grant id-token: write in the job itself.",
  },
  'github.runner': {
    title: 'This runner offers no OIDC token',
    meaning:
      'This is not a job of github.com: GitHub Enterprise Server before 3.5, act, or no GitHub Actions job at all.',
    remedy:
      'On GitHub Enterprise Server 3.5 or newer add `permissions: { id-token: write, contents: read }` to the job; elsewhere log in another way (a key, an ECS instance role, oidc-token-file).',
  },
  'github.variables': {
    title: 'The variables for the OIDC token are damaged',
    meaning:
      'ACTIONS_ID_TOKEN_REQUEST_URL or ACTIONS_ID_TOKEN_REQUEST_TOKEN is missing or not what the runner sets.',
    remedy: 'Let no step or env block of the workflow set these two variables.',
  },
  'github.refused': {
    title: 'GitHub refused to issue an OIDC token',
    meaning:
      'GitHub’s token service did not accept the job’s request; its permission to ask ends about six hours after the job has started.',
    remedy: 'Log in earlier in the job, or run the job again.',
  },
  'github.unavailable': {
    title: 'GitHub’s token service has failed',
    meaning: 'GitHub’s token service could not answer.',
    remedy: 'Run the job again; www.githubstatus.com tells of outages of Actions.',
  },
};
