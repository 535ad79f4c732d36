import type { GithubCode } from '../../errors.ts';
import type { Explanation } from './explanation.ts';

/**
 * True unless the run is a pull request from a fork, and so whatever triggered it: a push has no pull request. In
 * braces, because a value that starts with `!` is a tag to YAML.
 */
export const NOT_FROM_A_FORK =
  '${{ !github.event.pull_request || github.event.pull_request.head.repo.full_name == github.repository }}';

export const GITHUB: Record<GithubCode, Explanation> = {
  'github.permission': {
    title: 'The job may not ask for an OIDC token',
    meaning:
      'GitHub gives a job an OIDC token only if the job, the workflow and, in a reusable workflow, also the calling job grant the permission id-token: write.',
    remedy:
      'Add `permissions: { id-token: write, contents: read }` to the job, with whatever else it needs: what is not listed there is taken away. In a reusable workflow, add it to the calling job as well.',
  },
  'github.fork': {
    title: 'Pull requests from forks get no OIDC token',
    meaning:
      'The pull request comes from a fork, and GitHub gives such runs no OIDC token, whatever the permissions say.',
    remedy: `Skip the job there, or this step and all that need the credential: \`if: ${NOT_FROM_A_FORK}\``,
  },
  'github.dependabot': {
    title: 'Dependabot’s runs get no OIDC token',
    meaning:
      'Dependabot started this run, and GitHub gives such runs only read permissions unless the workflow grants more.',
    remedy:
      "Skip the job there, or this step and all that need the credential: `if: github.actor != 'dependabot[bot]'`; or grant id-token: write in the job itself.",
  },
  'github.runner': {
    title: 'This runner offers no OIDC token',
    meaning: 'This is act, or not a GitHub Actions job at all: nothing here issues OIDC tokens.',
    remedy: 'Log in another way: a key, an ECS instance role, or a token of your own in oidc-token-file.',
  },
  'github.server': {
    title: 'GitHub Enterprise Server gave no OIDC token',
    meaning:
      'GitHub Enterprise Server issues OIDC tokens from 3.5 on, to jobs that have the permission id-token: write.',
    remedy:
      'Add `permissions: { id-token: write, contents: read }` to the job, with whatever else it needs. RAM’s OIDC provider needs this server’s issuer, `https://HOST/_services/token`, and STS must reach it from the internet; if it cannot, log in with a key or an ECS instance role.',
  },
  'github.forgejo': {
    title: 'Forgejo gave no OIDC token',
    meaning:
      'Forgejo issues OIDC tokens from version 15 on, to workflows that ask for it; permissions are ignored.',
    remedy:
      'Add `enable-openid-connect: true` at the top of the workflow. RAM’s OIDC provider needs Forgejo’s issuer, `https://HOST/api/actions`, and STS must reach it from the internet.',
  },
  'github.gitea': {
    title: 'Gitea issues no OIDC token',
    meaning: 'This version of Gitea gives jobs no OIDC tokens, whatever the workflow’s permissions say.',
    remedy:
      'Log in another way: a key from Gitea’s secrets, or the role of the ECS instance that the runner is on.',
  },
  'github.variables': {
    title: 'The variables for the OIDC token are damaged',
    meaning:
      'ACTIONS_ID_TOKEN_REQUEST_URL or ACTIONS_ID_TOKEN_REQUEST_TOKEN is missing or not what the runner sets.',
    remedy: 'Make sure that no step or env block of the workflow sets these two variables.',
  },
  'github.refused': {
    title: 'GitHub refused to issue an OIDC token',
    meaning:
      'GitHub’s token service did not accept the job’s request; its permission to ask ends about six hours after the job has started.',
    remedy: 'Log in earlier in the job, or run the job again.',
  },
  'github.ended': {
    title: 'The time for OIDC tokens is up',
    meaning:
      'GitHub lets a job ask for OIDC tokens for about six hours after it began, and this one is older.',
    remedy:
      'Split the job, so that each part ends within six hours; or, on a self-hosted runner, log in with an instance role.',
  },
  'github.unavailable': {
    title: 'GitHub’s token service has failed',
    meaning: 'GitHub’s token service could not answer.',
    remedy: 'Run the job again; www.githubstatus.com shows outages of Actions.',
  },
};
