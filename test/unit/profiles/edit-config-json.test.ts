import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accessKey, bearerToken, type Credential, stsCredential } from '../../../src/credentials.ts';
import { FileError } from '../../../src/errors.ts';
import { aliyunConfig } from '../../../src/profiles/edit-config-json.ts';
import { IDENTITY } from '../../../src/profiles/fields.ts';
import { nastySecret, plainSecret, profileName } from '../support/arbitraries.ts';
import { excerpt, secretsOf, written } from '../support/formats.ts';

const FILE = '/somewhere/.aliyun/config.json';
const noMask = (): void => {};
const KEY = accessKey('LTAInewKeyId', 'newSecret0123456789', noMask);

const write = (
  text: string | undefined,
  name = 'ci',
  credential: Credential = KEY,
  region?: string,
): string => written(aliyunConfig, text, FILE, { name, credential, region });
const restore = (text: string, name: string, before: string | undefined): string => {
  const earlier = before && excerpt(aliyunConfig, before, FILE, name);
  return aliyunConfig.hide(text, FILE, [[name, earlier || undefined]], { before, written: undefined });
};

// biome-ignore lint/suspicious/noExplicitAny: tests look into files of many shapes
const parse = (text: string): any => JSON.parse(text);
const profileOf = (text: string, name: string) =>
  parse(text).profiles.find((profile: { name: string }) => profile.name === name);

const credential: fc.Arbitrary<Credential> = fc
  .tuple(fc.constantFrom('access_key', 'sts', 'bearer'), plainSecret, nastySecret, nastySecret)
  .map(([kind, id, secret, token]) => {
    if (kind === 'bearer') return bearerToken(token, noMask);
    if (kind === 'access_key') return accessKey(id, secret, noMask);
    return stsCredential({ accessKeyId: id, accessKeySecret: secret, securityToken: token }, noMask);
  });

function expectedProfile(name: string, value: Credential): Record<string, unknown> {
  if (value.kind === 'bearer') return { name, mode: 'BearerToken', bearer_token: value.bearerToken.reveal() };
  const key = {
    access_key_id: value.accessKeyId.reveal(),
    access_key_secret: value.accessKeySecret.reveal(),
  };
  return value.kind === 'sts'
    ? { name, mode: 'StsToken', ...key, sts_token: value.securityToken.reveal() }
    : { name, mode: 'AK', ...key };
}

/** What the owner's file holds, and how it is written. */
const unknown = fc.dictionary(
  fc.stringMatching(/^x_[a-z]{1,6}$/),
  fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.nat(), { maxLength: 3 })),
  { maxKeys: 3 },
);
const profile = fc
  .tuple(profileName, fc.constantFrom('AK', 'StsToken', 'EcsRamRole'), unknown)
  .map(([name, mode, rest]) => ({ name, mode, ...rest }));
const profiles = fc.uniqueArray(profile, { selector: ({ name }) => name, minLength: 1, maxLength: 4 });

interface Layout {
  readonly indent: string;
  readonly eol: string;
  readonly final: boolean;
}

const lines: fc.Arbitrary<Layout> = fc.record({
  indent: fc.constantFrom('\t', '  ', '    '),
  eol: fc.constantFrom('\n', '\r\n'),
  final: fc.boolean(),
});
const oneLine: fc.Arbitrary<Layout> = fc.constant({ indent: '', eol: '\n', final: true });

const print = (value: unknown, { indent, eol, final }: Layout): string =>
  JSON.stringify(value, null, indent).replaceAll('\n', eol) + (final ? eol : '');

interface Owners {
  readonly current: string;
  readonly profiles: readonly { readonly name: string }[];
  readonly meta_path: string;
}

const owners: fc.Arbitrary<Owners> = fc.tuple(profiles, unknown, fc.nat()).map(([list, rest, index]) => ({
  current: list[index % list.length]?.name ?? '',
  profiles: list,
  ...rest,
  meta_path: '',
}));

/** The lines of a text, each without the comma that an added neighbour gives it. */
const bare = (text: string): string[] => text.split('\n').map((line) => line.replace(/,(\r?)$/, '$1'));

/** Whether all of these lines stand in the text, in this order. */
function expectLinesInOrder(text: string, expected: string): void {
  const found = bare(text);
  let from = 0;
  for (const line of bare(expected)) {
    const at = found.indexOf(line, from);
    expect(at, `${JSON.stringify(line)} in ${text}`).toBeGreaterThanOrEqual(0);
    from = at + 1;
  }
}

describe('writing a profile', () => {
  test.each([undefined, '', ' \n'])('into %j makes a file whose current profile it is', (text) => {
    const file = parse(write(text));
    expect(file).toMatchObject({ current: 'ci', meta_path: '' });
    expect(file.profiles).toEqual([expect.objectContaining(expectedProfile('ci', KEY))]);
  });

  test('holds any credential as it is, and the region', () => {
    fc.assert(
      fc.property(profileName, credential, (name, value) => {
        const written = write(undefined, name, value, 'cn-hangzhou');
        expect(profileOf(written, name)).toMatchObject({
          ...expectedProfile(name, value),
          region_id: 'cn-hangzhou',
        });
      }),
    );
  });

  test('has no region where none is given', () => {
    expect(profileOf(write(undefined), 'ci')).not.toHaveProperty('region_id');
  });

  test('keeps every other line of any file, byte for byte and in order', () => {
    fc.assert(
      fc.property(owners, lines, profileName, credential, (file, layout, name, value) => {
        fc.pre(!file.profiles.some((other) => other.name === name));
        const text = print(file, layout);
        const written = write(text, name, value);
        expect(parse(written)).toEqual({
          ...file,
          profiles: [...file.profiles, expect.objectContaining(expectedProfile(name, value))],
        });
        expectLinesInOrder(written, text);
        if (layout.eol === '\r\n') expect(written).not.toMatch(/[^\r]\n/);
      }),
    );
  });

  test('keeps the other profiles of a file of one line byte for byte', () => {
    fc.assert(
      fc.property(owners, oneLine, profileName, (file, layout, name) => {
        fc.pre(!file.profiles.some((other) => other.name === name));
        const text = print(file, layout);
        const written = write(text, name);
        expect(parse(written).profiles).toHaveLength(file.profiles.length + 1);
        for (const other of file.profiles) expect(written).toContain(JSON.stringify(other));
      }),
    );
  });

  test('in the place of an earlier one keeps all others', () => {
    fc.assert(
      fc.property(owners, fc.oneof(lines, oneLine), credential, fc.nat(), (file, layout, value, index) => {
        const at = index % file.profiles.length;
        const { name = '' } = file.profiles[at] ?? {};
        const written = write(print(file, layout), name, value);
        const others = file.profiles.filter((other) => other.name !== name);
        const found = parse(written);
        expect(found.profiles[at]).toMatchObject(expectedProfile(name, value));
        expect(found.profiles.filter((other: { name: string }) => other.name !== name)).toEqual(others);
        expect({ ...found, profiles: [] }).toEqual({ ...file, profiles: [] });
      }),
    );
  });

  test('leaves nothing of the earlier profile of that name', () => {
    const text = JSON.stringify({
      current: 'ci',
      profiles: [{ name: 'ci', mode: 'RamRoleArn', ram_role_arn: 'acs:ram::1:role/old', sts_token: 'old' }],
    });
    expect(write(text)).not.toMatch(/old/);
  });

  test.each([
    ['names no profile', '{"profiles":[{"name":"a"}]}', 'ci'],
    ['is empty', '{"current":"","profiles":[{"name":"a"}]}', 'ci'],
    ['names a profile that is not there', '{"current":"gone","profiles":[{"name":"a"}]}', 'ci'],
    ['is no text', '{"current":7,"profiles":[{"name":"a"}]}', 'ci'],
    ['names another profile', '{"current":"a","profiles":[{"name":"a"}]}', 'a'],
    ['names this profile', '{"current":"ci","profiles":[{"name":"ci"}]}', 'ci'],
  ])('where “current” %s makes it valid, and else leaves it', (_, text, current) => {
    expect(parse(write(text)).current).toBe(current);
  });

  test.each([
    '{}',
    '{"profiles":null}',
    '{"profiles":[]}',
    '{ "meta_path": "x" }',
    '{"current":"ci","profiles":[]}',
  ])('into %s, which has no profile, adds the list', (text) => {
    const written = parse(write(text));
    expect(written).toMatchObject({ ...parse(text), current: 'ci', profiles: [{ name: 'ci' }] });
  });

  test.each([
    ['no JSON', '{"current": '],
    ['JSON with comments', '{\n// mine\n"profiles": []}'],
    ['JSON with a trailing comma', '{"profiles": [],}'],
    ['an array', '[]'],
    ['a string', '"x"'],
    ['null', 'null'],
    ['a byte order mark', '\ufeff{"profiles": []}'],
    ['profiles that are no list', '{"profiles": {"name": "ci"}}'],
    ['a profile that is no object', '{"profiles": ["ci"]}'],
    ['a nested list of profiles', '{"profiles": [[{"name": "ci"}]]}'],
    ['the profile twice', '{"profiles": [{"name": "ci"}, {"name": "ci"}]}'],
  ])('is refused for %s, by the path of the file', (_, text) => {
    expect(() => write(text)).toThrow(FileError);
    expect(() => write(text)).toThrow(FILE);
  });

  test('without a region keeps that of the profile in whose place it goes, and what else is no credential', () => {
    const earlier =
      '{"profiles":[{"name":"ci","region_id":"eu-central-1","output_format":"table","language":"zh"}]}';
    expect(profileOf(write(earlier), 'ci')).toMatchObject({
      region_id: 'eu-central-1',
      output_format: 'table',
      language: 'zh',
    });
    expect(profileOf(write(earlier, 'ci', KEY, 'cn-hangzhou'), 'ci').region_id).toBe('cn-hangzhou');
  });

  test('keeps every setting of the profile in whose place it goes, known or not, and nothing of whose it was', () => {
    const settings = {
      endpoint: 'ecs.example.com',
      external_account_type: 'x',
      auto_plugin_install_enable_pre: true,
      sts_region: 'cn-beijing',
      of_a_later_version: { nested: [1, null] },
    };
    const whose = Object.fromEntries(IDENTITY.map((name) => [name, `owner's ${name}`]));
    const earlier = JSON.stringify({
      current: 'ci',
      profiles: [{ name: 'ci', mode: 'OAuth', ...whose, ...settings }],
    });
    const { output_format, language, ...own } = profileOf(write(undefined), 'ci') as Record<string, unknown>;
    expect(profileOf(write(earlier), 'ci')).toEqual({ ...own, output_format, language, ...settings });
    expect(restore(write(earlier), 'ci', earlier)).toBe(earlier);
  });

  test('into a file nested deeper than it can be edited is refused by name', () => {
    const deep = `{"profiles":[],"x":${'['.repeat(30_000)}${']'.repeat(30_000)}}`;
    expect(() => write(deep)).toThrow(FileError);
    expect(() => write(deep)).toThrow(FILE);
  });

  test('into a file with “profiles” twice is refused, or seen by whoever reads it', () => {
    const text = '{"current":"a","profiles":[{"name":"old"}],"profiles":[{"name":"a"}]}';
    let written: string;
    try {
      written = write(text);
    } catch (error) {
      expect(error).toBeInstanceOf(FileError);
      return;
    }
    expect(profileOf(written, 'ci')).toBeDefined();
  });

  test('tells nothing of the file in an error', () => {
    const text = '{"profiles": [{"name": "ci", "access_key_secret": "ownersSecret" oops';
    expect(() => write(text)).toThrow(expect.not.stringContaining('ownersSecret'));
    try {
      write(text);
    } catch (error) {
      expect(String(error)).not.toContain('ownersSecret');
      expect(error).not.toHaveProperty('cause');
    }
  });
});

describe('taking a profile back', () => {
  test('is the inverse of writing one that was not there', () => {
    fc.assert(
      fc.property(owners, fc.oneof(lines, oneLine), profileName, credential, (file, layout, name, value) => {
        fc.pre(!file.profiles.some((other) => other.name === name));
        const text = print(file, layout);
        expect(parse(restore(write(text, name, value), name, text))).toEqual(file);
      }),
    );
  });

  test('is the inverse of writing one that was there, all its keys included', () => {
    fc.assert(
      fc.property(owners, fc.oneof(lines, oneLine), credential, fc.nat(), (file, layout, value, index) => {
        const { name = '' } = file.profiles[index % file.profiles.length] ?? {};
        const text = print(file, layout);
        expect(parse(restore(write(text, name, value), name, text))).toEqual(file);
      }),
    );
  });

  test('keeps every other line as somebody wrote it since', () => {
    fc.assert(
      fc.property(owners, lines, profile, (file, layout, added) => {
        fc.pre(![...file.profiles, { name: 'ours' }].some((other) => other.name === added.name));
        fc.pre(!file.profiles.some((other) => other.name === 'ours'));
        const before = print(file, layout);
        const now = parse(write(before, 'ours'));
        now.profiles.push(added);
        const later = print(now, { indent: '   ', eol: '\n', final: true });
        const restored = restore(later, 'ours', before);
        expect(parse(restored)).toEqual({ ...file, profiles: [...file.profiles, added] });
        expectLinesInOrder(later, restored);
      }),
    );
  });

  test.each([
    ['the earlier one', 'a', '{"current":"a","profiles":[{"name":"b"},{"name":"a"}]}', 'a'],
    ['the earlier one, which was gone,', 'gone', '{"current":"gone","profiles":[{"name":"b"}]}', 'gone'],
    ['the first where there was none', undefined, '{"profiles":[{"name":"b"},{"name":"a"}]}', 'b'],
  ])('makes the current profile %s again', (_, _earlier, before, expected) => {
    const now = parse(write(before));
    now.current = 'ci';
    expect(parse(restore(JSON.stringify(now), 'ci', before)).current).toBe(expected);
  });

  test('leaves the current profile that somebody chose since', () => {
    const before = '{"current":"a","profiles":[{"name":"a"},{"name":"b"}]}';
    const now = parse(write(before));
    now.current = 'b';
    expect(parse(restore(JSON.stringify(now), 'ci', before)).current).toBe('b');
  });

  test.each([
    ['the only one', ['ours']],
    ['the first', ['ours', 'theirs']],
    ['the last', ['theirs', 'ours']],
    ['in the middle', ['theirs', 'ours', 'others']],
  ])('works however the file is written since, where ours is %s', (_, names) => {
    for (const indent of ['', ' ', '\t', '    ']) {
      for (const eol of ['\n', '\r\n']) {
        const list = names.map((name) =>
          name === 'ours' ? profileOf(write(undefined, name), name) : { name },
        );
        const later = print({ profiles: list, current: 'theirs' }, { indent, eol, final: false });
        const text = restore(later, 'ours', undefined);
        expect(parse(text).profiles).toEqual(list.filter(({ name }) => name !== 'ours'));
      }
    }
  });

  test('does nothing where the profile is gone', () => {
    const text = '{ "profiles": [ ] }';
    expect(restore(text, 'ci', undefined)).toBe(text);
  });

  test('leaves nothing worth a file where nothing else was in it', () => {
    const restored = restore(write(undefined), 'ci', undefined);
    expect(parse(restored).profiles).toEqual([]);
    expect(aliyunConfig.isEmpty(restored)).toBe(true);
    expect(aliyunConfig.isEmpty(write(undefined))).toBe(false);
    expect(aliyunConfig.isEmpty('not JSON')).toBe(false);
  });
});

describe('a file', () => {
  test('only ends too early wherever whoever wrote it was killed', () => {
    fc.assert(
      fc.property(owners, fc.oneof(lines, oneLine), fc.nat(), (file, layout, length) => {
        const text = print(file, layout);
        const end = text.trimEnd().length;
        expect(aliyunConfig.isCutShort(text.slice(0, 1 + (length % (end - 1))))).toBe(true);
        expect(aliyunConfig.isCutShort(`${text}x`)).toBe(false);
        expect(aliyunConfig.isCutShort(`${text}]`)).toBe(false);
      }),
    );
  });

  test.each(['broken', '[', '"x', '{"a": 1,, "b": 2}', "{'a': 1", '{"a": x, "b'])(
    'is broken otherwise: %s',
    (text) => {
      expect(aliyunConfig.isCutShort(text)).toBe(false);
    },
  );
});

describe('the secret of a profile', () => {
  test('is found as it was written, whatever the layout', () => {
    fc.assert(
      fc.property(owners, fc.oneof(lines, oneLine), profileName, credential, (file, layout, name, value) => {
        const secret = value.kind === 'bearer' ? value.bearerToken : value.accessKeySecret;
        const written = write(print(file, layout), name, value);
        expect(secretsOf(aliyunConfig, written, FILE, name)[0]).toBe(secret.reveal());
        expect(secretsOf(aliyunConfig, JSON.stringify(parse(written)), FILE, name)[0]).toBe(secret.reveal());
      }),
    );
  });

  test('is not found in another profile, or in one that has none', () => {
    expect(secretsOf(aliyunConfig, write(undefined), FILE, 'other')).toEqual([]);
    expect(secretsOf(aliyunConfig, '{"profiles":[{"name":"ci"}]}', FILE, 'ci')).toEqual([]);
  });
});

describe('the published SDK', () => {
  const require = createRequire(import.meta.url);
  const {
    getConfiguration,
    default: cli,
  } = require('@alicloud/credentials/dist/src/providers/cli_profile.js');

  test('reads the session of a profile as it was written', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'alicloud-credentials-unit-'));
    const file = path.join(folder, 'config.json');
    try {
      await fc.assert(
        fc.asyncProperty(owners, fc.oneof(lines, oneLine), nastySecret, async (before, layout, secret) => {
          const session = stsCredential(
            { accessKeyId: 'STS.id', accessKeySecret: secret, securityToken: `${secret}-token` },
            noMask,
          );
          fs.writeFileSync(file, write(print(before, layout), 'ours', session));
          const provider = cli.builder().withProfileName('ours').build();
          const inner = provider.getCredentialsProvider(await getConfiguration(file), 'ours');
          const found = await inner.getCredentials();
          expect([found.accessKeyId, found.accessKeySecret, found.securityToken]).toEqual([
            'STS.id',
            secret,
            `${secret}-token`,
          ]);
        }),
        { numRuns: 40 },
      );
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});
