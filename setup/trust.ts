/** The policies that are asked for: who may assume the role, and what the role may do. */

import { environmentContext, subjectsOf as subjectsOfRepository } from '../src/trust/subjects.ts';
import { trustPolicy as policyOf } from '../src/trust/suggest.ts';
import type { Jobs, Request } from './request.ts';

/** The subjects of the jobs, one per known form. */
export function subjectsOf({ owner, repository, ids, jobs }: Request): string[] {
  const known = ids && { owner: ids.owner, name: ids.repository };
  return subjectsOfRepository({ owner, name: repository, ids: known }, contextOf(jobs));
}

function contextOf(jobs: Jobs): string {
  switch (jobs.of) {
    case 'branch':
      return `ref:refs/heads/${jobs.name}`;
    case 'tag':
      return `ref:refs/tags/${jobs.name}`;
    case 'environment':
      return environmentContext(jobs.name);
    case 'pull-request':
      return 'pull_request';
  }
}

export function isPattern(jobs: Jobs): boolean {
  return jobs.of !== 'pull-request' && /[*?]/.test(jobs.name);
}

/** The trust policy of the role: these jobs and no others. */
export function trustPolicy(request: Request, providerArn: string): object {
  return policyOf(providerArn, request, subjectsOf(request), isPattern(request.jobs));
}

/** What a chain takes, also where its sessions are to carry a source identity. */
const ASSUME = ['sts:AssumeRole', 'sts:SetSourceIdentity'];

/** The trust policy of a chain's second role: the first role and nobody else. */
export function chainTrustPolicy(firstRoleArn: string): object {
  return {
    Version: '1',
    Statement: [{ Effect: 'Allow', Action: ASSUME, Principal: { RAM: [firstRoleArn] } }],
  };
}

/** What the first role of a chain may do: assume the second. */
export function assumePolicy(arn: string): object {
  return { Version: '1', Statement: [{ Effect: 'Allow', Action: ASSUME, Resource: arn }] };
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
