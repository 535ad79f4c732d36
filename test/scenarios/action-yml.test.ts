/** action.yml says what the code does, and the README says what action.yml says. */

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { accessKey, bearerToken, stsCredential } from '../../src/credentials.ts';
import { outputsFor } from '../../src/export/outputs.ts';
import { ACR_INPUTS, CHECK_INPUTS, LOGOUT_INPUTS } from '../../src/inputs/other-actions.ts';
import { INPUTS } from '../../src/inputs/table.ts';
import { CREDENTIAL_TYPES } from '../../src/plan/plan.ts';
import { KEY_IDS, KEY_SECRETS, PROFILE_VARIABLES, REGIONS, ROOT, TOKENS } from './support.ts';

interface ActionYml {
  readonly name: string;
  readonly description: string;
  readonly inputs: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly outputs: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly runs: Readonly<Record<string, string>>;
}

const read = (file: string): string => fs.readFileSync(path.join(ROOT, file), 'utf8');
const action = parse(read('action.yml')) as ActionYml;

/** The names in backquotes in the first column of the table under a heading of the README. */
function tableUnder(heading: RegExp): string[] | undefined {
  const section = read('README.md')
    .split(/^(?=#+ )/m)
    .find((part) => heading.test(part.split('\n')[0] ?? ''));
  const rows = section?.split('\n').filter((line) => line.startsWith('| `'));
  if (!rows || rows.length === 0) return undefined;
  return rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ''),
  );
}

/** The inputs of tables, as an action.yml has them. */
function rowsOf(...tables: Readonly<Record<string, { description: string; alias?: string }>>[]): object[] {
  return tables.flatMap(Object.entries).flatMap(([name, { description, alias }]) => [
    { name, description },
    ...(alias === undefined
      ? []
      : [
          {
            name: alias,
            description: `The same as ${name}, as mozillazg/alibabacloud-oidc-auth calls it.`,
          },
        ]),
  ]);
}

const inputsOf = ({ inputs }: ActionYml): object[] =>
  Object.entries(inputs).map(([name, input]) => ({ name, ...input }));

describe.each([
  ['check', [CHECK_INPUTS, INPUTS]],
  ['logout', [LOGOUT_INPUTS]],
] as const)('%s/action.yml', (folder, tables) => {
  const beside = parse(read(`${folder}/action.yml`)) as ActionYml;

  test('has the inputs of its tables, in their words, and requires or presets none', () => {
    expect(inputsOf(beside)).toEqual(rowsOf(...tables));
  });

  test('runs on Node 24, with a bundle that is there, and has neither outputs nor a post step', () => {
    expect(beside.runs).toEqual({ using: 'node24', main: `../dist/${folder}/index.js` });
    expect(fs.statSync(path.join(ROOT, folder, beside.runs['main'] ?? '')).isFile()).toBe(true);
    expect(fs.existsSync(path.join(ROOT, 'dist', folder, 'licenses.txt'))).toBe(true);
    expect(Object.keys(beside)).toEqual(['name', 'description', 'author', 'branding', 'inputs', 'runs']);
  });
});

describe('action.yml', () => {
  test('has the inputs of the table, in their words, and requires or presets none', () => {
    expect(inputsOf(action)).toEqual(rowsOf(INPUTS));
  });

  test('is the only way in: nothing else in the code reads an input', () => {
    const readers = fs
      .readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && read(path.join('src', file)).includes('INPUT_'));
    expect(readers).toEqual([path.join('inputs', 'table.ts')]);
  });

  test('has every output that the code sets, and no other', () => {
    const mask = (): void => undefined;
    const fields = { accessKeyId: 'a', accessKeySecret: 'b', securityToken: 'c', expiration: new Date() };
    const pointers = { variables: {}, outputs: { profile: 'x', 'credentials-file': '/x' } };
    const wanted = { env: true, outputs: true, maskAccountId: false, cleanup: true };
    const identity = { accountId: '1', arn: '2' };
    const result = { type: 'sts' as const, identity, wanted, pointers, oidcTokenFile: '/z' };
    const set = [stsCredential(fields, mask), accessKey('a', 'b', mask), bearerToken('a', mask)].flatMap(
      (credential) => Object.keys(outputsFor({ ...result, credential })),
    );
    expect(Object.keys(action.outputs).sort()).toEqual([...new Set(set)].sort());
    for (const [name, output] of Object.entries(action.outputs)) {
      expect(Object.keys(output), name).toEqual(['description']);
    }
  });

  test('runs on Node 24, with files that are there', () => {
    expect(action.runs).toEqual({ using: 'node24', main: 'dist/main/index.js', post: 'dist/post/index.js' });
    for (const file of [action.runs['main'], action.runs['post']]) {
      expect(fs.statSync(path.join(ROOT, file ?? '')).isFile()).toBe(true);
      expect(fs.existsSync(path.join(ROOT, path.dirname(file ?? ''), 'licenses.txt'))).toBe(true);
    }
    expect(process.versions.node).toMatch(/^24\./);
  });
});

describe('acr-login/action.yml', () => {
  const beside = parse(read('acr-login/action.yml')) as ActionYml;

  test('has the inputs of its table, in their words, and requires or presets none', () => {
    expect(inputsOf(beside)).toEqual(rowsOf(ACR_INPUTS));
  });

  test('runs on Node 24, with a bundle that is there and the login’s own post step', () => {
    expect(beside.runs).toEqual({
      using: 'node24',
      main: '../dist/acr-login/index.js',
      post: '../dist/post/index.js',
    });
    for (const file of [beside.runs['main'], beside.runs['post']])
      expect(fs.statSync(path.join(ROOT, 'acr-login', file ?? '')).isFile()).toBe(true);
    expect(fs.existsSync(path.join(ROOT, 'dist/acr-login/licenses.txt'))).toBe(true);
  });
});

describe('the README', () => {
  test('names the types, all of them and no others', () => {
    expect(tableUnder(/Ways to log in/)).toEqual(['type', ...CREDENTIAL_TYPES]);
  });

  test('names the inputs of action.yml, all of them and no others', () => {
    expect(tableUnder(/inputs/i)?.sort()).toEqual(Object.keys(action.inputs).sort());
  });

  test('names the outputs of action.yml, all of them and no others', () => {
    expect(tableUnder(/outputs/i)?.sort()).toEqual(Object.keys(action.outputs).sort());
  });

  test('names every variable that is exported', () => {
    const text = read('README.md');
    const names = [...KEY_IDS, ...KEY_SECRETS, ...TOKENS, ...REGIONS, ...PROFILE_VARIABLES];
    expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });
});
