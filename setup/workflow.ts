/** The workflow that fits: triggered where the trusted jobs run, logged in, and one step that proves it. */

import { NOT_FROM_A_FORK } from '../src/diagnosis/entries/github.ts';
import type { Jobs, Request } from './request.ts';

export function workflow(request: Request): string {
  const { jobs, role, provider, then, audience } = request;
  const account = request.account ?? 'ACCOUNT_ID';
  const first = `acs:ram::${account}:role/${role}`;
  const roles = then ? `|\n            ${first}\n            ${then.arn}` : first;
  return `on:
${triggerOf(jobs)}
permissions: { id-token: write, contents: read }
jobs:
  deploy:
    runs-on: ubuntu-latest
${jobs.of === 'pull-request' ? `    if: ${NOT_FROM_A_FORK} # GitHub gives forks no token\n` : ''}${jobs.of === 'environment' ? `    environment: ${JSON.stringify(jobs.name)}\n` : ''}    steps:
      - uses: org/alicloud-credentials@v1
        id: login
        with:
          role-to-assume: ${roles}
          oidc-provider-arn: acs:ram::${account}:oidc-provider/${provider}
${audience === 'sts.aliyuncs.com' ? '' : `          audience: ${JSON.stringify(audience)}\n`}          region: ${request.region}
      - run: echo "Logged in as $ARN"
        env:
          ARN: \${{ steps.login.outputs.arn }}
`;
}

function triggerOf(jobs: Jobs): string {
  switch (jobs.of) {
    case 'branch':
      return `  push:\n    branches: [${JSON.stringify(filterOf(jobs.name))}]`;
    case 'tag':
      return `  push:\n    tags: [${JSON.stringify(filterOf(jobs.name))}]`;
    case 'pull-request':
      return '  pull_request:';
    case 'environment':
      return '  workflow_dispatch:';
  }
}

/** In GitHub's filters `+` and `!` mean something, and `?` means something else than in RAM. */
function filterOf(name: string): string {
  return name
    .replace(/[+!\]]/g, '\\$&')
    .replace(/\*+/g, '**')
    .replaceAll('?', '*');
}
