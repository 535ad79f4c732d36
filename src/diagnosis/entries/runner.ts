import type { RunnerCode } from '../../errors.ts';
import type { Explanation } from './explanation.ts';

/** What is on the runner or missing there, and the step's own time limit. */
export const RUNNER: Record<RunnerCode, Explanation> = {
  'default.nothing': {
    title: 'No credential was found',
    meaning:
      'None of the places where Alibaba Cloud’s SDKs look for a credential is configured on this runner.',
    remedy:
      'On a GitHub-hosted runner, give role-to-assume and oidc-provider-arn; on an ECS or ECI instance, type: ecs_ram_role; on another machine of your own, configure one of these places.',
  },
  'profile.unusable': {
    title: 'The profile cannot be used',
    meaning: 'The profile is not there, is disabled, or lacks something that its type needs.',
    remedy: 'Fix the profile in that file, or name another.',
  },
  'profile.config': {
    title: 'config.json cannot be read',
    meaning: 'The aliyun CLI’s config.json is there, but is not the JSON that the CLI writes.',
    remedy:
      'Fix its JSON or remove the file; the default chain skips it with ALIBABA_CLOUD_CLI_PROFILE_DISABLED=true.',
  },
  'token-file.empty': {
    title: 'There is no OIDC token in the file',
    meaning: 'The file that should hold the OIDC token is missing, empty, or holds something else.',
    remedy: 'Correct the file’s path ({place}), or check what should write the token there.',
    input: 'oidc-token-file',
  },
  'runner.user': {
    title: 'This user cannot access the runner’s files',
    meaning:
      'The step runs as a different user than the runner, most likely in a job container whose image sets USER.',
    remedy:
      'Run the container as the runner’s user or as root: `container: { image: …, options: --user root }`; on GitHub’s own runners, `--user 1001` works too.',
  },
  'step.timeout': {
    title: 'Timed out',
    meaning: 'The step was not done within timeout-seconds; nothing was exported.',
    remedy: 'Raise timeout-seconds.',
    remedies: {
      github: 'Run the job again; www.githubstatus.com shows outages of Actions.',
      sts: 'Name a nearer STS with sts-region, or raise timeout-seconds. In a VPC without internet access, nothing answers at all: use sts-region with sts-vpc: true.',
      'credentials-uri': 'Check the service behind the URI, or raise timeout-seconds.',
    },
  },
};
