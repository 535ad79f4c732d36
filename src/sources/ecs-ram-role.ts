import type { SourceDescriptor } from './source.ts';

/** The role of the ECS instance, from its metadata service. */
export const ecsRamRole: SourceDescriptor<'ecs_ram_role'> = {
  selectedBy: ['role-name'],
  with: ['disable-imds-v1', 'metadata-endpoint'],
  types: { ecs_ram_role: null },
  offer: 'role-name or type: ecs_ram_role (an ECS instance)',
  plan: ({ inputs, defaults: { metadataEndpoint: endpoint, disableImdsV1 } }) => ({
    source: { from: 'ecs_ram_role', endpoint, roleName: inputs['role-name'], disableImdsV1 },
  }),
  asks: ['metadata'],
  identity: 'asked if needed',
  planTellsIdentity: false,
  inputs: '`type: ecs_ram_role`',
  describe: ({ roleName, endpoint }) => [
    `ask ECS metadata for ${roleName === undefined ? "the instance's role" : `the role ${roleName}`}, at ${endpoint}, never through a proxy`,
  ],
};
