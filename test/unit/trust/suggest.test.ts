import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SubjectForm } from '../../../emulator/github/claims.ts';
import { GithubIssuer } from '../../../emulator/github/issuer.ts';
import { evaluateTrust, type TrustPolicy } from '../../../emulator/ram/trust-policy.ts';
import { SAMPLE } from '../../../emulator/world/sample.ts';
import { type Diagnosis, diagnose } from '../../../src/diagnosis/diagnose.ts';
import { reportFailure } from '../../../src/diagnosis/report.ts';
import type { OidcExchange, ServiceError } from '../../../src/errors.ts';
import type { JsonObject } from '../../../src/text/json.ts';
import { claimsOf } from '../../../src/text/jwt.ts';
import { shownClaims } from '../../../src/trust/suggest.ts';
import { fakeContext } from '../support/context.ts';
import { having, refused as refusedBy } from '../support/errors.ts';
import { recordedLog } from '../support/log.ts';

const CODES = [
  'AuthenticationFail.NoPermission',
  'AuthenticationFail.OIDCToken.AudienceNotMatch',
  'AuthenticationFail.OIDCToken.IssuerNotMatch',
  'AuthenticationFail.OIDCToken.InvalidSignature',
];
const START = Date.UTC(2026, 10, 2, 10, 0, 0);
/** The claims of a token that GitHub's emulated issuer signs for a job. */
async function claimsFor(form: SubjectForm, changes: Record<string, string> = {}): Promise<JsonObject> {
  const issuer = new GithubIssuer(START);
  issuer.subjectForm = form;
  Object.assign(issuer.claims, changes);
  const token = await issuer.issueToken({ audience: SAMPLE.audience, now: START });
  return claimsOf(token) ?? {};
}

const refused = (code = CODES[0] ?? '', message = 'There is no permission'): ServiceError =>
  refusedBy(code, message, { status: 401, action: 'AssumeRoleWithOIDC' });

const exchangeOf = (claims: JsonObject | undefined): OidcExchange => ({
  oidcProviderArn: SAMPLE.oidcProvider,
  roleArn: SAMPLE.deploy,
  claims,
});
const explain = (claims: JsonObject, code?: string): Diagnosis =>
  diagnose(having(refused(code), { phase: 'exchange', exchange: exchangeOf(claims) }));

/** The policy, ready to paste, as it stands in the long form. */
function policyIn({ long = '' }: Diagnosis): TrustPolicy {
  const [, text = ''] = /```json\n([\s\S]*?)\n```/.exec(long) ?? [];
  return JSON.parse(text) as TrustPolicy;
}

const accepts = (policy: TrustPolicy, claims: JsonObject, provider: string = SAMPLE.oidcProvider): boolean =>
  evaluateTrust(policy, {
    principal: { kind: 'Federated', arns: [provider] },
    keys: {
      'oidc:iss': [String(claims['iss'])],
      'oidc:aud': [claims['aud']].flat().map(String),
      'oidc:sub': [String(claims['sub'])],
    },
  }) === 'Allow';

/** The cells of the table's row for a claim. */
function rowOf({ long = '' }: Diagnosis, claim: string): string[] {
  const row = long.split('\n').find((line) => line.startsWith(`| \`${claim}\` |`)) ?? '';
  return row.split('|').map((cell) => cell.trim());
}

const forms = ['classic', 'immutable'] as const;

describe.each(CODES)('a refusal with %s', (code) => {
  test.each(forms)(
    'shows issuer, audience and subject (%s) of the token, and what RAM needs',
    async (form) => {
      const claims = await claimsFor(form);
      const diagnosis = explain(claims, code);
      for (const name of ['iss', 'aud', 'sub']) {
        const [, , value, needed] = rowOf(diagnosis, name);
        expect(value).toBe(`\`${claims[name]}\``);
        expect(needed).toMatch(/RAM|trust policy/);
      }
      expect(rowOf(diagnosis, 'repository')[2]).toBe('`octo-org/octo-repo`');
      expect(diagnosis.long).toContain(SAMPLE.deploy);
    },
  );

  test.each(forms)('shows a trust policy that accepts exactly this job (%s)', async (form) => {
    const claims = await claimsFor(form);
    const policy = policyIn(explain(claims, code));
    expect(accepts(policy, claims)).toBe(true);
    const others: Record<string, string>[] = [
      { repository: 'octo-org/other-repo', repository_id: '75' },
      { repository: 'mallory/octo-repo', repository_owner: 'mallory', repository_owner_id: '66' },
      { ref: 'refs/heads/evil' },
      { event_name: 'pull_request' },
      { environment: 'production' },
    ];
    for (const other of others) expect(accepts(policy, await claimsFor(form, other))).toBe(false);
    expect(accepts(policy, { ...claims, iss: 'https://token.actions.githubusercontent.com/other' })).toBe(
      false,
    );
    expect(accepts(policy, { ...claims, aud: 'somebody-else' })).toBe(false);
    expect(accepts(policy, claims, `acs:ram::${SAMPLE.account}:oidc-provider/other`)).toBe(false);
  });
});

describe('the trust policy', () => {
  test('accepts a token with several audiences', async () => {
    const claims = { ...(await claimsFor('classic')), aud: ['one', 'two'] };
    expect(accepts(policyIn(explain(claims)), claims)).toBe(true);
  });

  test('accepts a subject of any characters, as it is and no other', async () => {
    const claims = await claimsFor('classic');
    await fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), (branch) => {
        const sub = `repo:octo-org/octo-repo:ref:refs/heads/${branch}`;
        const policy = policyIn(explain({ ...claims, sub }));
        expect(accepts(policy, { ...claims, sub })).toBe(true);
        expect(accepts(policy, { ...claims, sub: `${sub}x` })).toBe(false);
      }),
    );
  });

  test('takes a star in a branch’s name for a star, not for any text', async () => {
    const claims = { ...(await claimsFor('classic')), sub: 'repo:octo-org/*:ref:refs/heads/main' };
    expect(accepts(policyIn(explain(claims)), await claimsFor('classic'))).toBe(false);
  });

  test('is not shown where no token was sent, or the way to log in has none', async () => {
    expect(diagnose(refused()).long).not.toContain('```json');
    expect(diagnose(having(refused(), { exchange: exchangeOf(undefined) })).long).not.toContain('```json');
  });

  test('is of the provider and the role that were asked for', async () => {
    const role = 'acs:ram::1234567890123456:role/pod';
    const oidcProviderArn = 'acs:ram::1234567890123456:oidc-provider/ack-rrsa';
    const claims = await claimsFor('classic');
    const diagnosis = diagnose(having(refused(), { exchange: { oidcProviderArn, roleArn: role, claims } }));
    expect(accepts(policyIn(diagnosis), claims, oidcProviderArn)).toBe(true);
    expect(diagnosis.long).toContain(`\`${role}\``);
  });
});

describe('a claim that somebody else has chosen', () => {
  const EVIL = [
    'a`b`c',
    'a|b|c',
    'a\n::error title=x::y',
    '::error::x',
    'a\r\n##[error]x',
    '```\n# heading\n',
    '<script>alert(1)</script>',
    '<!-- -->',
    '![x](https://evil.example.com/x.png)',
    '\u2028::error::x',
    '\u0085::error::x',
    '\u001b[31mred',
    'a\u0000b',
  ];
  const lastColumns = (diagnosis: Diagnosis): string =>
    (diagnosis.long ?? '')
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => line.replace(/`[^`]*`/g, '`…`'))
      .join('\n');

  test.each(EVIL)('(%j) stays in its cell of the table', async (evil) => {
    const plain = await claimsFor('classic', { environment: 'production' });
    const claims = await claimsFor('classic', {
      environment: evil,
      ref: `refs/heads/${evil}`,
      actor: evil,
      workflow_ref: evil,
      sub: `repo:octo-org/octo-repo:ref:refs/heads/${evil}`,
    });
    const diagnosis = explain(claims);
    expect(lastColumns(diagnosis)).toBe(lastColumns(explain(plain)));
    expect(diagnosis.short).not.toContain(evil);
    // The policy has the claim as it is, in one block of code that nothing in it ends.
    expect((diagnosis.long ?? '').split('\n').filter((line) => /^ {0,3}```/.test(line))).toHaveLength(2);
    expect(accepts(policyIn(diagnosis), claims)).toBe(true);
  });

  test.each(EVIL)('(%j) is no command to the runner, and no Markdown in the summary', async (evil) => {
    const lines: string[] = [];
    const summaries: string[] = [];
    const context = fakeContext();
    const claims = await claimsFor('classic', { ref: evil, environment: evil, actor: evil });
    await reportFailure(
      {
        ...context,
        log: recordedLog((line) => void lines.push(line)),
        runner: { ...context.runner, summarize: async (text) => void summaries.push(text) },
      },
      having(refused(), { exchange: exchangeOf(claims) }),
    );
    const written = lines.join('');
    // As the runner reads: lines, without their leading white space; `##[` anywhere.
    const commands = written.split(/\r\n|\r|\n/).filter((line) => /^[\s\u0085\ufeff]*::/.test(line));
    expect(commands.map((line) => line.replace(/^::(\S+?)(::| ).*$/, '$1'))).toEqual([
      'error',
      'group',
      'endgroup',
    ]);
    expect(written).not.toContain('##[');
    const outside = summaries
      .join('\n')
      .replace(/```[\s\S]*?\n```/g, '')
      .replace(/`[^`\n]*`/g, '');
    expect(outside).not.toMatch(/<|!\[|^#(?!## Alibaba)|::error/m);
  });

  test.each(['m\u0430in', 'main\u202e', 'ma\u200bin', 'ｍain'])(
    '(%j) looks like no other',
    async (branch) => {
      const sub = `repo:octo-org/octo-repo:ref:refs/heads/${branch}`;
      const claims = await claimsFor('classic', { ref: `refs/heads/${branch}`, sub });
      const diagnosis = explain(claims);
      expect(diagnosis.long).toMatch(/^[\x20-\x7e\n’“”]*$/);
      expect(diagnosis.long).toContain('make sure that you know who chose that name');
      expect(accepts(policyIn(diagnosis), claims)).toBe(true);
      expect(accepts(policyIn(diagnosis), await claimsFor('classic'))).toBe(false);
    },
  );

  test.each(['[', '{"a":'])('of 20,000 levels of %j is no reason to fail to explain', (open) => {
    const close = open === '[' ? ']' : '}';
    const deep = JSON.parse(`${open.repeat(20_000)}1${close.repeat(20_000)}`) as unknown;
    for (const name of ['iss', 'aud', 'sub', 'ref']) {
      const { long } = explain({ iss: 'https://i', aud: 'a', sub: 's', [name]: deep });
      expect(long).toContain('What to do');
      expect(long?.includes('```json')).toBe(name === 'ref');
    }
  });

  test('of endless length is cut', async () => {
    const claims = await claimsFor('classic', { ref: 'x'.repeat(100_000) });
    expect(rowOf(explain({ ...claims, sub: 'short' }), 'ref').join('').length).toBeLessThan(500);
  });

  test('of any kind never makes the diagnosis throw', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('iss', 'aud', 'sub', 'ref', 'actor', 'x'), fc.jsonValue()),
        (claims) => {
          const { long } = explain(claims as JsonObject);
          expect(long).toContain('What to do');
          for (const [, value] of shownClaims(claims as JsonObject)) expect(value).toMatch(/^[\x20-\x7e]*$/);
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('a claim that is not one of the shown ones is never shown', async () => {
  const claims = {
    ...(await claimsFor('classic')),
    jti: 'unique-id-0123456789',
    secret_thing: 'do-not-show',
  };
  const { short, long } = explain(claims);
  for (const hidden of ['unique-id-0123456789', 'do-not-show', '1234567890-run']) {
    expect(`${short}${long}`).not.toContain(hidden);
  }
});

test('what a service says forges no line of the explanation', () => {
  const { long = '' } = diagnose(refused('NoPermission', 'no\n- **What to do:** run curl\n\n# Heading'));
  expect(long.split('\n').filter((line) => line.startsWith('- **What to do:**'))).toHaveLength(1);
  expect(long).not.toMatch(/^# Heading/m);
});
