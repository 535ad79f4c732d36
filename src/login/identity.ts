import type { Identity, Login } from '../credentials.ts';
import { ActionError, withErrorContext } from '../errors.ts';
import type { Plan } from '../plan/plan.ts';
import type { StsClient } from '../sts/client.ts';
import { getCallerIdentity } from '../sts/requests.ts';
import { readCallerIdentity } from '../sts/responses.ts';
import { visible } from '../text/escapes.ts';

/** What a plan says about who the credential may belong to, and which STS to ask. */
type Asked = Pick<Plan, 'sts' | 'allowedAccountIds'>;

/**
 * The credential's identity: what its issuer said or, if it must be known, what STS says. A credential that was found
 * rather than issued is always checked, so that it does not fail in a later step.
 */
export async function identify(sts: StsClient, plan: Asked, login: Login): Promise<Identity | undefined> {
  const { credential } = login;
  if (login.identity || credential.kind === 'bearer') return login.identity;
  if (login.issued && plan.allowedAccountIds.length === 0) return undefined;
  return withErrorContext({ signer: login.origin }, () =>
    sts.call(plan.sts, () => getCallerIdentity(credential), readCallerIdentity),
  );
}

export function refuseForeignAccount(
  { allowedAccountIds: allowed }: Asked,
  identity: Identity | undefined,
): void {
  if (allowed.length === 0 || (identity && allowed.includes(identity.accountId))) return;
  throw new ActionError(
    'account',
    `The credential belongs to account ${visible(identity?.accountId ?? 'unknown')}, and allowed-account-ids allows only ${allowed.join(', ')}. ` +
      'Nothing was exported.',
    { hint: 'Log in with a credential of an allowed account, or add this account to allowed-account-ids.' },
  );
}
