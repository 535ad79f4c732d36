/** What to do with what was printed, and what it means. */

import { hasNumericIds } from './issuer.ts';
import type { Request } from './request.ts';
import { chainTrustPolicy, isPattern, subjectsOf } from './trust.ts';
import { workflow } from './workflow.ts';

export function notes(request: Request): string {
  return [
    '',
    HOW[request.format](request),
    ...secondPolicy(request),
    `Trusted: ${subjectsOf(request).join('\n         ')}`,
    ...cautions(request).map((text) => `Mind: ${text}`),
    `${request.account ? 'The workflow:' : 'The workflow, with your account in the place of ACCOUNT_ID:'}\n\n${workflow(request)}`,
  ].join('\n\n');
}

const HOW: Readonly<Record<Request['format'], (request: Request) => string>> = {
  cli: ({ then }) =>
    then
      ? `Read the script, then run it as an administrator of the first role's account, and again as one of ${then.account}.`
      : 'Read the script, then run it as an administrator of RAM, or paste it into Cloud Shell.',
  policy: () => 'It is the trust policy (AssumeRolePolicyDocument) of the role.',
};

function secondPolicy({ format, then, account, role }: Request): string[] {
  if (format !== 'policy' || !then) return [];
  const policy = JSON.stringify(chainTrustPolicy(`acs:ram::${account}:role/${role}`), null, 2);
  return [`The trust policy of ${then.arn}:\n\n${policy}`];
}

function cautions(request: Request): string[] {
  const { jobs, ids, owner, repository, issuer } = request;
  return [
    ...(ids || !hasNumericIds(issuer)
      ? []
      : [
          `no IDs were given. If ${owner}/${repository} was made, renamed or transferred on or after 15 July 2026, or its owner has opted in, its tokens have them:\n` +
            `add --owner-id and --repo-id with what \`gh api repos/${owner}/${repository} --jq '.owner.id, .id'\` prints.`,
        ]),
    ...(jobs.of === 'pull-request'
      ? [
          'everybody who can push to the repository can open a pull request, and a pull request can change the workflow that runs.',
        ]
      : []),
    ...(jobs.of === 'environment'
      ? [
          'any workflow of the repository can name the environment. Its protection rules say which branches may, and who must approve.',
        ]
      : []),
    ...(isPattern(jobs)
      ? ['the pattern also trusts names that do not exist yet: whoever can push one can assume the role.']
      : []),
  ];
}
