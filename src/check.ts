import './runtime/required-node.ts';
import path from 'node:path';
import { ActionError, InputError } from './errors.ts';
import { mintToken } from './github/oidc.ts';
import { readToken } from './github/token-file.ts';
import { CHECK_INPUTS } from './inputs/other-actions.ts';
import { readInputs, readTable, type ValuesOf } from './inputs/table.ts';
import { runStep } from './login/step.ts';
import { makePlan } from './plan/make-plan.ts';
import type { Plan } from './plan/plan.ts';
import type { Context } from './runtime/context.ts';
import { withTimeLimit } from './runtime/time-limit.ts';
import { ascii } from './text/escapes.ts';
import { claimsOf } from './text/jwt.ts';
import { parseTrustPolicy, type TrustPolicy } from './trust/policy.ts';
import { reportTrust } from './trust/report.ts';
import { trustPolicyFor } from './trust/suggest.ts';

/**
 * Says whether the role would trust this job, and what a security review would point out. Contacts only GitHub, for a
 * token.
 */
async function check(base: Context): Promise<void> {
  const inputs = readInputs(base);
  const own = readTable(base, CHECK_INPUTS);
  const context = withTimeLimit(base, inputs['timeout-seconds']);
  const policy = readPolicy(context, own);
  const { role, claims } = await tokenOf(context, makePlan(inputs, {}));
  const { trusted, lines, reason, remarks } = reportTrust(policy, claims, role.oidcProviderArn, own.subjects);

  const { log } = context;
  log.info(
    trusted
      ? `${role.roleArn} would trust this job, by this trust policy.`
      : `${role.roleArn} would not trust this job, by this trust policy. ${reason}`,
  );
  log.group('Claim by claim', lines);
  for (const { level, text } of remarks) {
    if (level === 'error') log.error('Trusted by too many', text);
    else log[level](text);
  }
  if (!trusted) {
    const fitting = trustPolicyFor(claims, role.oidcProviderArn);
    if (fitting) log.group('A trust policy that accepts this job', fitting);
    throw new ActionError('trust', `The role would not trust this job. ${reason}`);
  }
  const serious = remarks.filter(({ level }) => level === 'error' || level === own['fail-on']).length;
  if (serious > 0)
    throw new ActionError(
      'trust',
      `The trust policy lets this job in, but has ${serious} of the flaws above.`,
    );
}

function readPolicy({ files, env }: Context, inputs: ValuesOf<typeof CHECK_INPUTS>): TrustPolicy {
  const { 'trust-policy': given, 'trust-policy-file': file } = inputs;
  if ((given === undefined) === (file === undefined))
    throw new InputError('Give the trust policy in one of trust-policy and trust-policy-file.');
  const text = file === undefined ? given : files.read(path.resolve(env.get('GITHUB_WORKSPACE') ?? '', file));
  const origin = file === undefined ? 'trust-policy' : `trust-policy-file: ${ascii(file)}`;
  if (text === undefined) throw new InputError(`${origin} does not exist.`);
  return parseTrustPolicy(text.replace(/^\ufeff/, ''), origin);
}

async function tokenOf(context: Context, { source, sts }: Plan) {
  if (!('role' in source))
    throw new InputError(
      'This login uses no OIDC token, so there is no trust to check.',
      'Give role-to-assume and oidc-provider-arn as in the login.',
    );
  const token =
    'audience' in source
      ? await mintToken(context, source.audience, sts.maxAttempts)
      : readToken(context, { path: () => source.path });
  return { role: source.role, claims: claimsOf(token.reveal()) ?? {} };
}

void runStep(check);
