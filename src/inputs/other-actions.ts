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
