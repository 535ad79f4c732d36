import { HOST } from '../text/formats.ts';
import { type Format, list, oneOf, profileName, text } from './formats.ts';

/** A ref, an environment or pull_request, as a job has it; or a whole subject. */
const SUBJECT = /^(?:refs\/(?:heads|tags)\/\S.*|environment:\S.*|pull_request|repo:\S.*)$/;

/** The inputs that the action check has besides the login's. */
export const CHECK_INPUTS = {
  'trust-policy': {
    description: 'Trust policy (JSON) of the first role, which RAM calls AssumeRolePolicyDocument.',
    format: asItIs(),
  },
  'trust-policy-file': {
    description: 'A file that holds the trust policy; a relative path starts from the workspace.',
    format: text(),
  },
  subjects: {
    description:
      'Other jobs to check, one per line: refs/heads/NAME, refs/tags/NAME, environment:NAME, pull_request, or a complete subject.',
    format: list(
      /\r?\n/,
      SUBJECT,
      'refs/heads/NAME, refs/tags/NAME, environment:NAME, pull_request or a subject that begins with repo:',
    ),
    default: [],
  },
  'fail-on': {
    description:
      'error: fail if this job would not be trusted, or if anybody would be; warning: also fail on any other finding. Default error.',
    format: oneOf(['error', 'warning']),
    default: 'error',
  },
} as const;

/** Any text; it may have many lines. */
function asItIs(): Format<string> {
  return (_name, value) => value;
}

export const LOGOUT_INPUTS = {
  profile: {
    description: 'Undo only the login that wrote this profile; defaults to all logins of the job.',
    format: profileName,
  },
} as const;

/** Programs that can keep a login of a registry, in the order in which they are looked for. */
export const CLIENTS = ['docker', 'podman', 'buildah', 'nerdctl'] as const;
export type ClientName = (typeof CLIENTS)[number];

export const ACR_INPUTS = {
  registry: {
    description: 'Host name of the registry, NAME-registry.REGION.cr.aliyuncs.com; several, one per line.',
    format: list(/\r?\n/, HOST, 'a host name'),
  },
  'instance-id': {
    description: 'ID of the Enterprise Edition instance, cri-…; leave it out for the Personal Edition.',
    format: text(/^cri-[a-z0-9-]{1,60}$/, 'the ID of an instance, which begins with cri-'),
  },
  profile: {
    description: 'Profile that an earlier login of the job wrote; defaults to what the last one left.',
    format: profileName,
  },
  client: {
    description: 'docker, podman, buildah or nerdctl; defaults to the first of them that is on PATH.',
    format: oneOf(CLIENTS),
  },
} as const;
