import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type SubjectForm, subjectOf } from '../../../emulator/github/claims.ts';
import { type Request, readRequest } from '../../../setup/request.ts';
import { trustPolicy } from '../../../setup/trust.ts';
import { evaluateTrust } from '../../../src/trust/evaluate.ts';
import { parseTrustPolicy } from '../../../src/trust/policy.ts';
import { sampleOf } from '../../thorough.ts';
import { askedJobs, exactJobs, isAsked, type Job, optionsOf, repositories } from './support.ts';

const PROVIDER = 'acs:ram::1234567890123456:oidc-provider/github';
const ISSUER = 'https://token.actions.githubusercontent.com';

/** What GitHub's token says of a job; made by the emulator, as GitHub documents it. */
function subject({ repository, of }: Job, form: SubjectForm): string {
  const name = of.of === 'pull-request' ? '' : of.name;
  return subjectOf(
    {
      repository: `${repository.owner}/${repository.name}`,
      repository_id: repository.id,
      repository_owner_id: repository.ownerId,
      event_name: of.of === 'pull-request' ? 'pull_request' : 'push',
      ref:
        of.of === 'branch'
          ? `refs/heads/${name}`
          : of.of === 'tag'
            ? `refs/tags/${name}`
            : 'refs/pull/1/merge',
      ...(of.of === 'environment' ? { environment: name } : {}),
    },
    form,
  );
}

function requestOf(args: readonly string[]): Request {
  const request = readRequest(args);
  if (request === 'help') throw new Error('help was asked for');
  return request;
}

/** Another job, in one thing or in all. */
const others = (asked: Job): fc.Arbitrary<Job> =>
  fc.oneof(
    fc.record({ repository: fc.constant(asked.repository), of: exactJobs }),
    fc.record({ repository: repositories, of: fc.constant(asked.of) }),
    fc.record({
      repository: repositories.map((other) => ({ ...asked.repository, id: other.id })),
      of: fc.constant(asked.of),
    }),
    fc.record({
      repository: fc.constant({ ...asked.repository, name: `${asked.repository.name}x` }),
      of: fc.constant(asked.of),
    }),
    fc.record({ repository: fc.constant(asked.repository), of: fc.constant(asked.of) }),
  );

test('exactly the jobs that are asked for are trusted: repositories, refs, environments, both forms of the subject', () => {
  const seen = { trusted: 0, refused: 0 };
  fc.assert(
    fc.property(
      fc
        .record({ repository: repositories, of: askedJobs })
        .chain((asked) => fc.tuple(fc.constant(asked), others(asked))),
      fc.boolean(),
      fc.constantFrom('classic' as const, 'immutable' as const),
      ([asked, job], withIds, form) => {
        const policy = parseTrustPolicy(
          JSON.stringify(trustPolicy(requestOf(optionsOf(asked, withIds)), PROVIDER)),
          'trust-policy',
        );
        const presented = {
          oidcProviderArn: PROVIDER,
          issuer: ISSUER,
          audiences: ['sts.aliyuncs.com'],
          subject: subject(job, form),
        };
        const trusted = isAsked(asked, job, form, withIds);
        expect(evaluateTrust(policy, presented).decision).toBe(trusted ? 'trusted' : 'not trusted');
        seen[trusted ? 'trusted' : 'refused'] += 1;
        for (const change of [
          { issuer: `${ISSUER}/octo` },
          { audiences: ['other'] },
          { oidcProviderArn: `${PROVIDER}2` },
        ]) {
          expect(evaluateTrust(policy, { ...presented, ...change }).decision).toBe('not trusted');
        }
      },
    ),
    { numRuns: sampleOf(5_000, 4) },
  );
  expect(Math.min(seen.trusted, seen.refused)).toBeGreaterThan(sampleOf(500, 4));
});
