/** The policies that are asked for: who may assume the role, and what the role may do. */

import type { Jobs, Request } from './request.ts';

/**
 * The subjects of the jobs, in each form that is known. Source: GitHub's OIDC reference: repositories made, renamed or
 * transferred after 15 July 2026 have IDs in it; an environment's colons are encoded.
 */
export function subjectsOf({ owner, repository, ids, jobs }: Request): string[] {
  const context = contextOf(jobs);
  const classic = `repo:${owner}/${repository}:${context}`;
  return ids ? [classic, `repo:${owner}@${ids.owner}/${repository}@${ids.repository}:${context}`] : [classic];
}

function contextOf(jobs: Jobs): string {
  switch (jobs.of) {
    case 'branch':
      return `ref:refs/heads/${jobs.name}`;
    case 'tag':
      return `ref:refs/tags/${jobs.name}`;
    case 'environment':
      return `environment:${jobs.name.replaceAll(':', '%3A')}`;
    case 'pull-request':
      return 'pull_request';
  }
}

export function isPattern(jobs: Jobs): boolean {
  return jobs.of !== 'pull-request' && /[*?]/.test(jobs.name);
}

/** The trust policy of the role: these jobs and no others. The provider's ARN is a text, or whatever stands for one. */
export function trustPolicy<Arn>(request: Request, providerArn: Arn): object {
  const [subject, ...more] = subjectsOf(request);
  const subjects = { 'oidc:sub': more.length === 0 ? subject : [subject, ...more] };
  const token = { 'oidc:iss': request.issuer, 'oidc:aud': request.audience };
  return {
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Federated: [providerArn] },
        Condition: isPattern(request.jobs)
          ? { StringEquals: token, StringLike: subjects }
          : { StringEquals: { ...token, ...subjects } },
      },
    ],
  };
}

/** The trust policy of a chain's second role: the first role and nobody else. */
export function chainTrustPolicy<Arn>(firstRoleArn: Arn): object {
  return {
    Version: '1',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { RAM: [firstRoleArn] } }],
  };
}

/** What the first role of a chain may do: assume the second. */
export function assumePolicy(arn: string): object {
  return { Version: '1', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: arn }] };
}

/** A name for {@link assumePolicy}: letters, digits and dashes, at most 128. */
export function assumePolicyName({ role }: Request, { account, name }: NonNullable<Request['then']>): string {
  return `${role}-may-assume-${account}-${name}`.replace(/[^A-Za-z0-9-]/g, '-').slice(0, 128);
}

/** In words, for comments: “jobs of octo-org/octo-repo on branch main”. */
export function inWords({ owner, repository, jobs }: Request): string {
  const of = `jobs of ${owner}/${repository}`;
  switch (jobs.of) {
    case 'branch':
      return `${of} on branch ${jobs.name}`;
    case 'tag':
      return `${of} on tag ${jobs.name}`;
    case 'environment':
      return `${of} in environment ${jobs.name}`;
    case 'pull-request':
      return `pull requests to ${owner}/${repository}`;
  }
}
