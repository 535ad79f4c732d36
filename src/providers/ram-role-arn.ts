import { stsCredential } from '../credentials.ts';
import type { RoleHop, StsSettings } from '../plan.ts';
import { callSts } from '../sts/client.ts';
import { assumeRole } from '../sts/requests.ts';
import { readAssumedRole } from '../sts/responses.ts';
import type { SigningProvider } from './provider.ts';

/** Assumes a role with the credential of any other provider (STS AssumeRole). */
export function ramRoleArn(source: SigningProvider, hop: RoleHop, sts: StsSettings): SigningProvider {
  return async (context) => {
    const { credential: signer, identity: caller } = await source(context);
    const { source: issuer, place } = context.progress;
    const by = caller ? `as ${caller.arn}` : (issuer ?? place) && `with ${issuer ?? place}`;
    const { credential, identity } = await callSts(
      context,
      sts,
      () => ({ ...assumeRole(signer, hop.roleArn, hop.session, hop.externalId), caller: by }),
      readAssumedRole,
    );
    return { issued: true, credential: stsCredential(credential, context.log.mask), identity };
  };
}
