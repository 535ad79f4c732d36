/** Worlds written down as JSON: additions to the default world, or a world of their own. */

import type { SubjectForm } from '../github/claims.ts';
import { defaultWorld } from './sample.ts';
import {
  type MetadataMode,
  type ProviderSeed,
  type RoleSeed,
  type RootKeySeed,
  type UserSeed,
  World,
} from './world.ts';

export interface WorldSeed {
  /** `true`: start from an empty world instead of the default one. */
  readonly empty?: boolean;
  readonly users?: readonly UserSeed[];
  readonly rootKeys?: readonly RootKeySeed[];
  readonly roles?: readonly RoleSeed[];
  readonly providers?: readonly ProviderSeed[];
  readonly github?: {
    /** Overrides the sample job's claims; `sub` overrides the computed subject. */
    readonly claims?: Readonly<Record<string, string>>;
    readonly subjectForm?: SubjectForm;
  };
  readonly ecs?: {
    readonly mode?: MetadataMode;
    /** `null` for an instance without a role. */
    readonly roleArn?: string | null;
    readonly regionId?: string;
    readonly instanceId?: string;
  };
  readonly credentialsUri?: { readonly roleArn: string | null };
  /** Milliseconds. */
  readonly clockOffset?: number;
}

/** Builds the world that a seed describes; later entries replace earlier ones of the same name. */
export function worldFromSeed(seed: WorldSeed): World {
  const world = seed.empty === true ? new World() : defaultWorld();
  for (const provider of seed.providers ?? []) world.addProvider(provider);
  for (const role of seed.roles ?? []) world.addRole(role);
  for (const user of seed.users ?? []) world.addUser(user);
  for (const key of seed.rootKeys ?? []) world.addRootKey(key);
  Object.assign(world.github.claims, seed.github?.claims);
  world.github.subjectForm = seed.github?.subjectForm ?? world.github.subjectForm;
  world.clockOffset = seed.clockOffset ?? 0;
  const { mode, roleArn, regionId, instanceId } = seed.ecs ?? {};
  world.ecs.mode = mode ?? world.ecs.mode;
  world.ecs.regionId = regionId ?? world.ecs.regionId;
  world.ecs.instanceId = instanceId ?? world.ecs.instanceId;
  if (roleArn !== undefined) world.ecs.roleArn = roleArn ?? undefined;
  if (seed.credentialsUri !== undefined)
    world.credentialsUri.roleArn = seed.credentialsUri.roleArn ?? undefined;
  return world;
}
