/** What the script of setup makes of a role or a provider that is there: it reads JSON as JSON. */

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shellScript } from '../../../setup/cli.ts';
import { type Request, readRequest } from '../../../setup/request.ts';

const ISSUER = 'https://token.actions.githubusercontent.com';

/** The CLI, which also says something that is no answer. */
const STANDS_IN = `
aliyun() {
  echo "$*" >>calls
  case $* in
    *GetCallerIdentity*) echo '{"AccountId": "1234567890123456"}' ;;
    *GetOIDCProvider*) printf '%s' "$PROVIDER" ;;
    *GetRole*) echo 'WARNING: there is a newer version' >&2; printf '%s' "$ROLE" ;;
  esac
}
`;

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'existing-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** A folder with the programs that a script needs, and no others. */
function programs(name: string, more: Readonly<Record<string, string>>): string {
  const made = path.join(folder, name);
  if (fs.existsSync(made)) return made;
  fs.mkdirSync(made);
  for (const tool of ['sed', 'tr', 'cat', 'mktemp', 'rm']) {
    const { stdout } = spawnSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' });
    fs.symlinkSync(stdout.trim(), path.join(made, tool));
  }
  for (const [tool, target] of Object.entries(more)) fs.symlinkSync(target, path.join(made, tool));
  return made;
}

const SH = spawnSync('sh', ['-c', 'command -v sh'], { encoding: 'utf8' }).stdout?.trim() ?? '';
const PYTHON = spawnSync('python3', ['-c', 'import sys; print(sys.executable)'], {
  encoding: 'utf8',
}).stdout?.trim();

function run(
  options: readonly string[],
  {
    role = '',
    provider = providerWith({}),
    PATH = programs('node', { node: process.execPath }),
    args = [''],
  },
) {
  const request = readRequest(['--repo', 'octo-org/octo-repo', ...options]) as Request;
  const cwd = fs.mkdtempSync(path.join(folder, 'run-'));
  const { status, stdout, stderr } = spawnSync(SH, ['-s', '--', ...args], {
    cwd,
    encoding: 'utf8',
    input: STANDS_IN + shellScript(request),
    env: { PATH, HOME: cwd, TMPDIR: cwd, ROLE: role, PROVIDER: provider },
  });
  return { status, stdout, stderr, calls: fs.readFileSync(path.join(cwd, 'calls'), 'utf8').split('\n') };
}

const providerWith = (fields: object): string =>
  JSON.stringify({ OIDCProvider: { IssuerUrl: ISSUER, ClientIds: 'sts.aliyuncs.com', ...fields } }, null, 2);

const roleWith = (document: string, fields: object = {}): string =>
  JSON.stringify({ Role: { ...fields, RoleName: 'deploy', AssumeRolePolicyDocument: document } }, null, 2);

/** The policy that the script sends where there is no role. */
function policyFor(...options: string[]): string {
  const script = shellScript(readRequest(['--repo', 'octo-org/octo-repo', ...options]) as Request);
  const [, text = ''] = /^trust_policy='(.*?)^}'$/ms.exec(script) ?? [];
  return `${text}}`.replaceAll(`'"$account"'`, '1234567890123456').replaceAll(`'\\''`, "'");
}

const compact = (text: string): string => JSON.stringify(JSON.parse(text));

/** The same document, with its keys in the other order, and every letter of a text escaped. */
function otherwise(text: string): string {
  const reversed = JSON.parse(text, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).reverse())
      : value,
  );
  return JSON.stringify(reversed, null, '\t\n').replaceAll('octo-org', '\\u006fcto\\u002dorg');
}

describe.skipIf(SH === '' || process.platform === 'win32')('a role that is there (needs sh)', () => {
  const wanted = policyFor('--branch', 'main');
  const readers = {
    node: () => programs('node', { node: process.execPath }),
    ...(PYTHON ? { python3: () => programs('python3', { python3: PYTHON }) } : {}),
  };

  describe.each(Object.entries(readers))('read by %s', (_, reader) => {
    test.each([
      ['as it was sent', roleWith(wanted)],
      ['in one line', roleWith(compact(wanted))],
      ['with other blanks, escapes and order', roleWith(otherwise(wanted))],
    ])('is the one that is asked for: %s', (_name, role) => {
      const { status, stdout, calls } = run(['--branch', 'main'], { role, PATH: reader() });
      expect(stdout).toContain('Role deploy exists.');
      expect(status).toBe(0);
      expect(calls.join('\n')).not.toMatch(/CreateRole|UpdateRole/);
    });

    test.each([
      ['another branch', ['--branch', 'main'], roleWith(compact(policyFor('--branch', 'mai')))],
      ['a blank less', ['--environment', 'ab'], roleWith(compact(policyFor('--environment', 'a b')))],
      ['a backslash less', ['--environment', 'ab'], roleWith(compact(policyFor('--environment', 'a\\b')))],
      [
        'a description that quotes it',
        ['--branch', 'main'],
        roleWith(compact(policyFor('--branch', 'other')), { Description: compact(wanted) }),
      ],
      ['no JSON', ['--branch', 'main'], roleWith(`${wanted},`)],
    ] as const)('is another one: %s', (_name, options, role) => {
      const { status, stderr, calls } = run(options, { role, PATH: reader() });
      expect(stderr).toContain('exists with a different trust policy, which was left unchanged');
      expect(status).toBe(1);
      expect(calls.join('\n')).not.toMatch(/CreateRole|UpdateRole/);
      const replaced = run(options, { role, PATH: reader(), args: ['--replace-trust-policy'] });
      expect(replaced.status).toBe(0);
      expect(replaced.calls.join('\n')).toContain('UpdateRole');
    });
  });

  test('is left alone where nothing can read it', () => {
    const PATH = programs('neither', {});
    for (const args of [[''], ['--replace-trust-policy']]) {
      const { status, stderr, calls } = run(['--branch', 'main'], { role: roleWith(wanted), PATH, args });
      expect(stderr).toContain('needs node or python3');
      expect(status).toBe(1);
      expect(calls.join('\n')).not.toContain('UpdateRole');
    }
  });

  test.each([
    ['the audience', { ClientIds: 'a,sts.aliyuncs.com,b' }, false],
    ['no audience', { ClientIds: '' }, true],
    ['an audience that contains it', { ClientIds: 'xsts.aliyuncs.com,sts.aliyuncs.comx' }, true],
    ['it in a description', { ClientIds: 'other', Description: '"ClientIds": "sts.aliyuncs.com"' }, true],
  ])('a provider with %s', (_name, fields, adds) => {
    const { status, calls } = run(['--branch', 'main'], {
      role: roleWith(wanted),
      provider: providerWith(fields),
    });
    expect(status).toBe(0);
    expect(calls.some((call) => call.includes('AddClientIdToOIDCProvider'))).toBe(adds);
  });

  test('a provider of another issuer is not used', () => {
    const provider = providerWith({ IssuerUrl: `${ISSUER}/octo`, Description: `"IssuerUrl": "${ISSUER}"` });
    const { status, stderr } = run(['--branch', 'main'], { role: roleWith(wanted), provider });
    expect([status, stderr]).toEqual([1, expect.stringContaining('another issuer')]);
  });

  test('every call names a region, the one that is asked for', () => {
    const { calls } = run(['--branch', 'main', '--region', 'eu-central-1'], { role: roleWith(wanted) });
    expect(calls.filter((call) => call !== '').length).toBeGreaterThan(2);
    for (const call of calls.filter((line) => line !== '')) expect(call).toMatch(/ --region eu-central-1$/);
  });
});
