import { stsCredential } from '../credentials.ts';
import { within } from '../errors.ts';
import type { RoleHop, StsSettings } from '../plan.ts';
import type { StsClient } from '../sts/client.ts';
import { assumeRole } from '../sts/requests.ts';
import { readAssumedRole } from '../sts/responses.ts';
import { visible } from '../text/escapes.ts';
import type { SigningProvider } from './provider.ts';

/** Assumes a role with the credential of any other provider (STS AssumeRole). */
export function ramRoleArn(
  source: SigningProvider,
  hop: RoleHop,
  settings: StsSettings,
  sts: StsClient,
): SigningProvider {
  return async (context) => {
    const { credential: signer, identity: caller, issuer, place, renewal: before } = await source(context);
    const by = caller ? `as ${visible(caller.arn)}` : (issuer ?? place) && `with ${issuer ?? place}`;
    const { credential, identity } = await within({ signer: place }, () =>
      sts.call(
        settings,
        () => ({ ...assumeRole(signer, hop.roleArn, hop.session, hop.externalId), caller: by }),
        readAssumedRole,
      ),
    );
    const renewal = before && { ...before, hops: [...before.hops, { ...hop, sts: settings }] };
    return {
      issued: true,
      credential: stsCredential(credential, context.log.mask),
      identity,
      place,
      renewal,
    };
  };
}
