import { type Login, type SigningCredential, stsCredential } from '../credentials.ts';
import { InputError, withErrorContext } from '../errors.ts';
import type { Chain, RoleHop, Source, StsSettings } from '../plan/plan.ts';
import type { Context } from '../runtime/context.ts';
import { assumeRole } from '../sts/requests.ts';
import { readAssumedRole } from '../sts/responses.ts';
import { visible } from '../text/escapes.ts';
import { ROLE_ARN } from '../text/formats.ts';
import { type Found, type Tools, withPrefix } from './provider.ts';
import { providerOf } from './providers.ts';

/** Gets the first credential, and assumes each role with the credential before it. */
export async function logIn({ source, hops, sts: settings }: Chain, tools: Tools): Promise<Login> {
  const got = await providerOf(source).get(source, settings, tools);
  let login = 'credential' in got ? got : await follow(got, settings, tools);
  for (const hop of hops) login = await assume(signing(login), hop, hop.sts ?? settings, tools);
  return login;
}

/** Logs in as something on the machine says. */
function follow(
  { origin, prefix, stsHost, profile, ...found }: Found,
  chosen: StsSettings,
  tools: Tools,
): Promise<Login> {
  const { context, maskAccounts } = tools;
  const known = { origin: origin && visible(origin) };
  return withPrefix(prefix, () =>
    withErrorContext(known, async () => {
      if (maskAccounts) maskAccountsOf(context, found.source, found.hops);
      const host = chosen.chosen ? undefined : stsHost?.(context.log.warning);
      const login = await logIn({ ...found, sts: host ? { ...chosen, host } : chosen }, tools);
      return { ...login, profile, origin: login.origin ?? known.origin };
    }),
  );
}

/** A profile or the default chain may turn out to hold a bearer token, which can assume no role. */
function signing({ credential, ...login }: Login): Login<SigningCredential> {
  if (credential.kind === 'bearer') {
    throw new InputError('role-to-assume needs a credential that can sign, and a bearer token was found.');
  }
  return { credential, ...login };
}

/** Roles named by a profile or the environment are known only once read, and errors show them. */
function maskAccountsOf({ log }: Context, source: Source, hops: readonly RoleHop[]): void {
  const roles = [...('role' in source ? [source.role] : []), ...hops];
  for (const { roleArn } of roles) log.mask(ROLE_ARN.exec(roleArn)?.[1] ?? '');
}

/** Assumes a role with the credential of another login (STS AssumeRole). */
export async function assume(
  before: Login<SigningCredential>,
  hop: RoleHop,
  settings: StsSettings,
  { context, sts }: Pick<Tools, 'context' | 'sts'>,
): Promise<Login> {
  const { credential: signer, identity: caller, issuer, origin, tokenFile, renewal } = before;
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
