import { describe, expect, test } from 'vitest';
import { issuerOf } from '../../../setup/issuer.ts';
import { notes } from '../../../setup/notes.ts';
import { type Request, readRequest, UsageError } from '../../../setup/request.ts';

const REPO = ['--repo', 'octo-org/octo-repo'];
const SOUND = [...REPO, '--branch', 'main'];

describe('the options', () => {
  test('have defaults', () => {
    expect(readRequest(SOUND)).toMatchObject({
      format: 'cli',
      owner: 'octo-org',
      repository: 'octo-repo',
      jobs: { of: 'branch', name: 'main' },
      issuer: 'https://token.actions.githubusercontent.com',
      audience: 'sts.aliyuncs.com',
      provider: 'github',
      role: 'deploy',
      policies: [],
    });
  });

  test('with none, help is shown', () => {
    expect(readRequest([])).toBe('help');
    expect(readRequest([...SOUND, '--help'])).toBe('help');
  });

  test.each([
    [['--branch', 'main'], '--repo is missing'],
    [['--repo', 'octo-repo', '--branch', 'main'], '--repo must be'],
    [REPO, 'one of --branch'],
    [[...SOUND, '--tag', 'v1'], 'one of --branch'],
    [[...SOUND, '--pull-request'], 'one of --branch'],
    [[...REPO, '--branch', ''], '--branch must be'],
    [[...REPO, '--branch', 'refs/heads/main'], 'without refs/'],
    [[...REPO, '--branch', 'a b'], '--branch must be'],
    [[...REPO, '--branch', 'a..b'], '--branch must be'],
    [[...REPO, '--tag', 'a\nb'], 'cannot be seen: a\\nb'],
    [[...REPO, '--environment', 'a\nb'], 'cannot be seen: a\\nb'],
    [[...REPO, '--branch', 'ma\u200bin'], '--branch has a character in it that cannot be seen: ma\\u200bin'],
    [[...REPO, '--tag', 'v1\ufeff'], 'cannot be seen: v1\\ufeff'],
    [[...REPO, '--branch', 'ma\u00adin'], 'cannot be seen: ma\\u00adin'],
    [[...REPO, '--environment', 'production\u00a0'], 'cannot be seen: production\\u00a0'],
    [[...REPO, '--environment', 'production\u3164'], 'cannot be seen: production\\u3164'],
    [['--repo', 'octo-org/octo-repo.git', '--branch', 'main'], '--repo must be OWNER/NAME, without .git'],
    [['--repo', 'octo-org/octo\u200brepo', '--branch', 'main'], '--repo must be'],
    [[...REPO, '--environment', '${{ x }}'], '--environment must be'],
    [[...SOUND, '--repo-id', '74'], 'go together'],
    [[...SOUND, '--repo-id', '74', '--owner-id', 'x'], '--owner-id must be'],
    [[...SOUND, '--format', 'yaml'], '--format must be'],
    [[...SOUND, '--format', 'terraform'], 'setup/terraform/README.md'],
    [[...SOUND, '--region', 'hangzhou'], '--region must be'],
    [[...SOUND, '--account', '12'], '--account must be'],
    [[...SOUND, '--role', 'a b'], '--role must be'],
    [[...SOUND, '--provider', "a'b"], '--provider must be'],
    [[...SOUND, '--audience', "a'b"], '--audience must be'],
    [[...SOUND, '--system-policy', 'a;b'], '--system-policy must be'],
    [[...SOUND, '--fingerprint', 'abc'], '--fingerprint must be'],
    [[...SOUND, '--server-url', 'http://github.example.com'], '--server-url must be'],
    [[...SOUND, '--then', 'acs:ram::2234567890123456:role/target'], '--then needs --account'],
    [[...SOUND, '--then', 'target', '--account', '1234567890123456'], '--then must be'],
    [[...SOUND, '--unknown'], 'unknown'],
    [[...SOUND, 'more'], 'more'],
  ])('%j is refused: %s', (args, message) => {
    expect(() => readRequest(args)).toThrow(UsageError);
    expect(() => readRequest(args)).toThrow(message);
  });
});

test('IDs are spoken of where tokens can have them: on github.com and GHE.com', () => {
  const about = (...server: string[]): string => notes(readRequest([...SOUND, ...server]) as Request);
  expect(about()).toContain('--owner-id');
  expect(about('--server-url', 'https://octo.ghe.com')).toContain('--owner-id');
  expect(about('--server-url', 'https://github.example.com')).not.toContain('--owner-id');
});

test.each([
  ['https://github.com', undefined, 'https://token.actions.githubusercontent.com'],
  ['https://github.com/', 'octo', 'https://token.actions.githubusercontent.com/octo'],
  ['https://octo.ghe.com', undefined, 'https://token.actions.octo.ghe.com'],
  ['https://github.example.com', undefined, 'https://github.example.com/_services/token'],
  ['https://github.example.com:8443', undefined, 'https://github.example.com:8443/_services/token'],
  ['https://github.example.com', 'octo', undefined],
  ['https://user@github.com', undefined, undefined],
  ['https://github.com/octo-org', undefined, undefined],
  ['http://github.com', undefined, undefined],
  ['github.com', undefined, undefined],
])('the issuer of %s (enterprise %s) is %s', (server, enterprise, issuer) => {
  expect(issuerOf(server, enterprise)).toBe(issuer);
});
