import type { Plan, Source, SourceKind } from '../plan/plan.ts';
import { accessKey, sts } from './access-key.ts';
import { bearer } from './bearer.ts';
import { credentialsUri } from './credentials-uri.ts';
import { ecsRamRole } from './ecs-ram-role.ts';
import { environment } from './environment.ts';
import { github, tokenFile } from './oidc.ts';
import { defaultChain, profile } from './profile.ts';
import type { SourceDescriptor } from './source.ts';

/** All sources. providers.ts has what each does. Errors and docs/egress.md name them in this order. */
export const SOURCES: { readonly [K in SourceKind]: SourceDescriptor<K> } = {
  github,
  'token-file': tokenFile,
  access_key: accessKey,
  sts,
  environment,
  ecs_ram_role: ecsRamRole,
  credentials_uri: credentialsUri,
  bearer,
  profile,
  default: defaultChain,
};

export type AnySource = { [K in SourceKind]: SourceDescriptor<K> }[SourceKind];

export const ALL_SOURCES: readonly AnySource[] = Object.values(SOURCES);

export function descriptorOf<K extends SourceKind>(source: Source<K>): SourceDescriptor<K> {
  return SOURCES[source.from];
}

/** Whether STS will be asked whose the credential is. */
export function asksForIdentity({ source, hops, allowedAccountIds }: Plan): boolean {
  const { identity } = descriptorOf(source);
  if (hops.length > 0) return false;
  return identity === 'asked' || (identity === 'asked if needed' && allowedAccountIds.length > 0);
}
