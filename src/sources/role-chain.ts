import { type Login, stsCredential } from '../credentials.ts';
import { InputError, withErrorContext } from '../errors.ts';
import type { AskedSource, Chain, Plan, RoleHop, StsSettings } from '../plan/plan.ts';
import type { Context } from '../runtime/context.ts';
import { assumeRole } from '../sts/requests.ts';
import { readAssumedRole } from '../sts/responses.ts';
import { visible } from '../text/escapes.ts';
import { ROLE_ARN } from '../text/formats.ts';
import { type Found, type Tools, withPrefix } from './provider.ts';
import { finderOf, isAsked, providerOf } from './providers.ts';

/** The chain that a plan's source comes to on this machine; the plan's own roles follow it. */
export interface Start extends Chain<AskedSource>, Omit<Found, 'stsHost'> {}

/**
 * Finds where a plan starts, and refuses what its source cannot do on this machine. Sends nothing.
 * @throws ActionError
 */
export async function findStart(
  context: Context,
  { source, sts, hops, exportOptions }: Pick<Plan, 'source' | 'sts' | 'hops' | 'exportOptions'>,
): Promise<Start> {
  const found: Found = isAsked(source) ? { source, hops: [] } : await finderOf(source).find(source, context);
  const { stsHost, ...start } = { ...found, origin: found.origin && visible(found.origin) };
  return inStart(start, async () => {
    if (exportOptions.maskAccountId && !isAsked(source)) maskAccountsOf(context, found);
    const host = sts.chosen ? undefined : stsHost?.(context.log.warning);
    providerOf(found.source).check?.(found.source, context);
    const isSigner = providerOf(found.source).holds?.(found.source).kind !== 'bearer';
    if (found.hops.length + hops.length > 0 && !isSigner)
      throw new InputError('role-to-assume needs a credential that can sign, and a bearer token was found.');
    return { ...start, sts: host ? { ...sts, host } : sts };
  });
}

/** Gets the first credential, and assumes each role with the credential before it. */
export function logIn(start: Start, tools: Tools): Promise<Login> {
  const { source, sts, origin, profile } = start;
  return inStart(start, async () => {
    const login = await assumeEach(await providerOf(source).get(source, sts, tools), start, tools);
    return { ...login, profile, origin: login.origin ?? origin };
  });
}

export async function assumeEach(
  first: Login,
  { hops, sts }: Pick<Chain, 'hops' | 'sts'>,
  tools: Tools,
): Promise<Login> {
  let login = first;
  for (const hop of hops) login = await assume(login, hop, hop.sts ?? sts, tools);
  return login;
}

function inStart<T>(
  { prefix, origin }: Pick<Start, 'origin' | 'prefix'>,
  action: () => Promise<T>,
): Promise<T> {
  return withPrefix(prefix, () => withErrorContext({ origin }, action));
}

/** Roles named by a profile or the environment are known only once read, and errors show them. */
function maskAccountsOf({ log }: Context, { source, hops }: Found): void {
  const roles = [...('role' in source ? [source.role] : []), ...hops];
  for (const { roleArn } of roles) log.mask(ROLE_ARN.exec(roleArn)?.[1] ?? '');
}

/** Assumes a role with the credential of another login (STS AssumeRole). */
export async function assume(
  before: Login,
  hop: RoleHop,
  settings: StsSettings,
  { context, sts }: Pick<Tools, 'context' | 'sts'>,
): Promise<Login> {
  const { credential: signer, identity: caller, issuer, origin, tokenFile, renewal } = before;
  if (signer.kind === 'bearer') throw new Error('A bearer token assumes no role.');
  const by = caller ? `as ${visible(caller.arn)}` : (issuer ?? origin) && `with ${issuer ?? origin}`;
  const { credential, identity } = await withErrorContext({ signer: origin }, () =>
    sts.call(settings, () => ({ ...assumeRole(signer, hop), caller: by }), readAssumedRole),
  );
  return {
    issued: true,
    credential: stsCredential(credential, context.log.mask),
    identity,
    origin,
    tokenFile,
    renewal: renewal && { ...renewal, hops: [...renewal.hops, { ...hop, sts: settings }] },
  };
}
