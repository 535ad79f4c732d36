import type { MetadataCode, UriCode } from '../../errors.ts';
import type { Explanation } from './explanation.ts';

/** ECS metadata. Source: Alibaba Cloud, “View instance metadata” and “Instance RAM roles”. */
export const METADATA: Record<MetadataCode, Explanation> = {
  'metadata.silent': {
    title: 'ECS metadata does not answer',
    meaning:
      'This job does not seem to run on an ECS or ECI instance, or a firewall blocks the metadata service.',
    remedy:
      'Run the job on such an instance; on a GitHub-hosted runner log in with role-to-assume and oidc-provider-arn.',
  },
  'metadata.hops': {
    title: 'ECS metadata does not reach this container',
    meaning:
      'Metadata answers, but its answer to the request for a hardened-mode token gets lost: it may travel one network hop only, and a container’s own network is one more.',
    remedy:
      'Run the step outside the container, or give the container the host’s network (`--network host`, where the runner itself is in a container). If your account has the setting HttpPutResponseHopLimit, 2 serves as well.',
  },
  'metadata.no-role': {
    title: 'The instance has no RAM role',
    meaning: 'Metadata answers, but no RAM role is attached to this instance.',
    remedy: 'Attach a RAM role to the instance, or log in another way.',
  },
  'metadata.role-unknown': {
    title: 'The instance has no such RAM role',
    meaning: 'An instance has at most one RAM role; this one has none, or one with another name.',
    remedy: 'Check which RAM role is attached to the instance.',
  },
  'metadata.no-hardened-mode': {
    title: 'ECS metadata has no hardened mode here',
    meaning:
      'Metadata gave no token for hardened mode, and disable-imds-v1 or ALIBABA_CLOUD_IMDSV1_DISABLED forbids normal mode.',
    remedy: 'Turn hardened mode on for the instance, or set disable-imds-v1: false.',
  },
  'metadata.forbidden': {
    title: 'ECS metadata is turned off on this runner',
    meaning:
      'Whoever runs this machine has set ALIBABA_CLOUD_ECS_METADATA_DISABLED, and the workflow does not name a role.',
    remedy: 'Unset it on this runner, name the role in role-name, or log in another way.',
  },
  'metadata.refused': {
    title: 'ECS metadata refused',
    meaning:
      'The request came through a proxy (metadata refuses what was forwarded), or the instance does not allow it.',
    remedy: 'Let the runner ask 100.100.100.200 directly, or allow metadata access on the instance.',
  },
  'metadata.failed': {
    title: 'ECS metadata has failed',
    meaning: 'The metadata service of the instance could not answer.',
    remedy: 'Run the job again; if it keeps failing, restart the instance or contact Alibaba Cloud support.',
  },
  'metadata.code': {
    title: 'ECS metadata gave no credential',
    meaning: 'Metadata knows the role, but has no credential for it; the code says why.',
    remedy: 'Check in the RAM console that the instance’s role exists and trusts ecs.aliyuncs.com.',
  },
};

/** A credentials URI. Source: the SDKs' credentials URI provider. */
export const URI: Record<UriCode, Explanation> = {
  'uri.refused': {
    title: 'The credentials URI refused',
    meaning: 'The service behind the credentials URI answered, and gave no credential.',
    remedy: 'Check the URI, including its path and any token in it, and the service behind it.',
  },
  'uri.failed': {
    title: 'The credentials URI has failed',
    meaning: 'The service behind the credentials URI could not answer.',
    remedy: 'Check the service behind the URI, then run the job again.',
  },
  'uri.code': {
    title: 'The credentials URI gave no credential',
    meaning: 'The service behind the credentials URI answered with a code other than Success.',
    remedy: 'Look the code up where that service is documented, or in its log.',
  },
};
