import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import ini from 'ini';
import { describe, expect, test, vi } from 'vitest';
import { accessKey, bearerToken, type Credential, stsCredential } from '../../../src/credentials.ts';
import { FileError, InputError } from '../../../src/errors.ts';
import { credentialsIni } from '../../../src/profiles/edit-credentials-ini.ts';
import { plainSecret, profileName } from '../support/arbitraries.ts';
import { excerpt, secretsOf, written } from '../support/formats.ts';

const FILE = '/somewhere/credentials.ini';
const noMask = (): void => {};
const KEY = accessKey('LTAInewKeyId', 'newSecret0123456789', noMask);

const write = (text: string | undefined, name = 'ci', credential: Credential = KEY): string =>
  written(credentialsIni, text, FILE, { name, credential });

/** The sections that the readers see. */
const parse = (text: string): Record<string, unknown> => JSON.parse(JSON.stringify(ini.parse(text)));

const credential: fc.Arbitrary<Credential> = fc
  .tuple(fc.constantFrom('access_key', 'sts', 'bearer'), plainSecret, plainSecret, plainSecret)
  .map(([kind, id, secret, token]) => {
    if (kind === 'bearer') return bearerToken(token, noMask);
    if (kind === 'access_key') return accessKey(id, secret, noMask);
    return stsCredential({ accessKeyId: id, accessKeySecret: secret, securityToken: token }, noMask);
  });

function expectedSection(value: Credential): Record<string, unknown> {
  if (value.kind === 'bearer') {
    return { enable: true, type: 'bearer', bearer_token: value.bearerToken.reveal() };
  }
  return {
    enable: true,
    type: value.kind,
    access_key_id: value.accessKeyId.reveal(),
    access_key_secret: value.accessKeySecret.reveal(),
    ...(value.kind === 'sts' && {
      security_token: value.securityToken.reveal(),
      sts_token: value.securityToken.reveal(),
    }),
  };
}

/** A line of a section: an entry, a comment or a blank line. */
const key = fc.stringMatching(/^[a-z][a-z_]{0,10}$/);
const entry = fc
  .tuple(key, fc.constantFrom('=', ' = ', ' =  '), fc.stringMatching(/^[A-Za-z0-9+/._-]{0,10}$/))
  .map((parts) => parts.join(''));
const comment = fc
  .tuple(fc.constantFrom('#', ';', '  # ', '# [ci] '), fc.stringMatching(/^[ -~]{0,15}$/))
  .map((parts) => parts.join(''));
const filler = fc.oneof(comment, fc.constantFrom('', '  '));
const body = fc.array(fc.oneof({ weight: 3, arbitrary: entry }, filler), { maxLength: 6 });

interface Existing {
  readonly eol: string;
  readonly final: boolean;
  readonly head: readonly string[];
  readonly sections: readonly { readonly name: string; readonly lines: readonly string[] }[];
}

const existing: fc.Arbitrary<Existing> = fc.record({
  eol: fc.constantFrom('\n', '\r\n'),
  final: fc.boolean(),
  head: fc.array(filler, { maxLength: 3 }),
  sections: fc.uniqueArray(fc.record({ name: profileName, lines: body }), {
    selector: ({ name }) => name,
    maxLength: 4,
  }),
});

const textOf = ({ eol, final, head, sections }: Existing): string => {
  const lines = [...head, ...sections.flatMap(({ name, lines: own }) => [`[${name}]`, ...own])];
  return lines.join(eol) + (final && lines.length > 0 ? eol : '');
};

const restore = (text: string, name: string, before: string | undefined): string => {
  const earlier = before && excerpt(credentialsIni, before, FILE, name);
  return credentialsIni.hide(text, FILE, [[name, earlier || undefined]], { before, written: undefined });
};

describe('writing a section', () => {
  test('into no file makes one that begins with it', () => {
    expect(write(undefined)).toBe(
      '[ci]\nenable = true\ntype = access_key\naccess_key_id = LTAInewKeyId\naccess_key_secret = newSecret0123456789\n',
    );
    expect(write('')).toBe(write(undefined));
  });

  test('is read back by the ini package, whatever the credential', () => {
    fc.assert(
      fc.property(profileName, credential, (name, value) => {
        expect(parse(write(undefined, name, value))).toEqual({ [name]: expectedSection(value) });
      }),
    );
  });

  test('keeps every other section and every other line of any file, byte for byte and in place', () => {
    fc.assert(
      fc.property(existing, profileName, credential, (before, name, value) => {
        const others = before.sections.filter((section) => section.name !== name);
        const text = textOf({ ...before, sections: others });
        const written = write(text, name, value);
        expect(written.startsWith(text)).toBe(true);
        expect(parse(written)).toEqual({ ...parse(text), [name]: expectedSection(value) });
        if (text.includes('\r\n')) expect(written).not.toMatch(/[^\r]\n/);
        else expect(written).not.toContain('\r');
      }),
    );
  });

  test('in the place of an earlier one keeps what stands before and after it', () => {
    fc.assert(
      fc.property(existing, body, body, profileName, credential, (before, own, after, name, value) => {
        const others = before.sections.filter((section) => section.name !== name && section.name !== 'next');
        const head = textOf({ ...before, final: true, sections: others });
        const { eol } = before;
        const section = [`[${name}]`, ...own].join(eol) + eol;
        const tail = ['[next]', ...after].join(eol) + (before.final ? eol : '');
        const written = write(head + section + tail, name, value);
        expect(written.startsWith(head)).toBe(true);
        expect(written.endsWith(tail)).toBe(true);
        expect(parse(written)).toEqual({ ...parse(head + tail), [name]: expectedSection(value) });
        for (const line of own.filter((text) => /^\s*[#;]/.test(text))) expect(written).toContain(line);
      }),
    );
  });

  test('twice is the same as once', () => {
    fc.assert(
      fc.property(existing, profileName, credential, (before, name, value) => {
        const once = write(textOf(before), name, value);
        expect(write(once, name, value)).toBe(once);
      }),
    );
  });

  test.each([
    ['a quote', 'half"secret'],
    ['an apostrophe', "half'secret"],
    ['a number sign', 'half#secret'],
    ['a semicolon', 'half;secret'],
    ['a percent sign', 'half%secret'],
    ['a backslash', 'half\\secret'],
    ['a dollar sign', 'half$secret'],
    ['a parenthesis', 'half(secret'],
    ['a bracket', '[half]secret'],
    ['a space', 'half secret'],
    ['a line end', 'half\nsecret'],
    ['a line end at the end', 'halfsecret\n'],
    ['a carriage return at the end', 'halfsecret\r'],
    ['an ampersand', 'half&secret'],
    ['a character that is not ASCII', 'hälfsecret'],
    ['nothing', ''],
  ])('is refused for a secret with %s, on which the readers do not agree', (_, secret) => {
    for (const value of [accessKey('LTAIid', secret, noMask), bearerToken(secret, noMask)]) {
      const error = (() => {
        try {
          write(undefined, 'ci', value);
        } catch (reason) {
          return reason;
        }
      })();
      expect(error).toBeInstanceOf(InputError);
      expect(String(error)).toMatch(/profile/);
      if (secret.trim() !== '') expect(String(error)).not.toContain(secret);
    }
  });

  test.each([
    ['text that is no ini', 'hello\n'],
    ['JSON', '{\n  "current": "default"\n}\n'],
    ['a key without a value', '[a]\nkey\n'],
    ['a section that does not end', '[a\nkey = 1\n'],
    ['a section that is there twice', '[ci]\na = 1\n[b]\n[ci]\n'],
    ['another spelling of a section that is there twice', '[ci]\na = 1\n[ ci ]\n'],
    ['a byte order mark before a section', '\ufeff[default]\ntype = access_key\n'],
    ['a byte order mark before a comment', '\ufeff# mine\n[default]\n'],
    ['a byte order mark before a key', '\ufeffkey = 1\n'],
    ['a byte order mark alone', '\ufeff'],
  ])('is refused for %s, by the path of the file', (_, text) => {
    expect(() => write(text)).toThrow(FileError);
    expect(() => write(text)).toThrow(FILE);
  });
});

describe('taking a section back', () => {
  test('puts exactly the earlier one in its place', () => {
    fc.assert(
      fc.property(existing, body, profileName, credential, (before, own, name, value) => {
        const others = before.sections.filter((section) => section.name !== name);
        const position = Math.floor(others.length / 2);
        const sections = [
          ...others.slice(0, position),
          { name, lines: ['type = access_key', ...own] },
          ...others.slice(position),
        ];
        const text = textOf({ ...before, sections });
        expect(restore(write(text, name, value), name, text)).toBe(text);
      }),
    );
  });

  test('keeps a comment that stands among its keys where it was, once', () => {
    const text = '[ci]\n# why\naccess_key_id = a\n\n; how\naccess_key_secret = b\n[next]\nc = d\n';
    expect(restore(write(text), 'ci', text)).toBe(text);
  });

  test('removes it where there was none, and keeps every other line', () => {
    fc.assert(
      fc.property(existing, profileName, credential, (before, name, value) => {
        const others = before.sections.filter((section) => section.name !== name);
        const text = textOf({ ...before, sections: others });
        const restored = restore(write(text, name, value), name, text);
        expect(restored.startsWith(text)).toBe(true);
        expect(restored.slice(text.length)).toMatch(/^\s*$/);
        expect(parse(restored)).toEqual(parse(text));
        const made = restore(write(text, name, value), name, undefined);
        expect(made).toBe(restored);
      }),
    );
  });

  test('keeps what somebody added after it', () => {
    const text = '[owner]\ntype = access_key\n';
    const later = `${write(text)}\n# theirs\n[theirs]\nkey = 1`;
    expect(restore(later, 'ci', text)).toBe(`${text}\n# theirs\n[theirs]\nkey = 1`);
  });

  test('takes the blank line before it along, in any order of taking back', () => {
    const text = '# mine\r\n';
    const both = write(write(text, 'one'), 'two');
    for (const [first, last] of [
      ['one', 'two'],
      ['two', 'one'],
    ] as const) {
      const rest = restore(both, first, text);
      expect(restore(rest, last, text)).toBe(text);
    }
  });

  test('puts an earlier last line without an end before what somebody added', () => {
    const text = '[ci]\r\ntype = access_key';
    const later = `${write(text)}[theirs]\r\nkey = 1\r\n`;
    const restored = restore(later, 'ci', text);
    expect(restored).toBe('[ci]\r\ntype = access_key\r\n[theirs]\r\nkey = 1\r\n');
  });

  test('puts an earlier one back where somebody has deleted ours', () => {
    expect(restore('[other]\na = 1\n', 'ci', '[ci]\nb = 2\n')).toBe('[other]\na = 1\n\n[ci]\nb = 2\n');
    expect(restore('[other]\na = 1\n', 'ci', undefined)).toBe('[other]\na = 1\n');
  });

  test('leaves nothing worth a file where nothing else was in it', () => {
    const restored = restore(write(undefined), 'ci', undefined);
    expect(credentialsIni.isEmpty(restored)).toBe(true);
    expect(credentialsIni.isEmpty('# a comment\n')).toBe(false);
  });
});

describe('the secret of a section', () => {
  test('is found as it was written', () => {
    fc.assert(
      fc.property(existing, profileName, credential, (before, name, value) => {
        const secret = value.kind === 'bearer' ? value.bearerToken : value.accessKeySecret;
        expect(secretsOf(credentialsIni, write(textOf(before), name, value), FILE, name)[0]).toBe(
          secret.reveal(),
        );
      }),
    );
  });

  test('is not found in another section, or in none', () => {
    expect(secretsOf(credentialsIni, write(undefined), FILE, 'other')).toEqual([]);
    expect(secretsOf(credentialsIni, '[ci]\ntype = ecs_ram_role\n', FILE, 'ci')).toEqual([]);
  });
});

describe('the published SDK', () => {
  const require = createRequire(import.meta.url);
  const { default: ProfileProvider } = require('@alicloud/credentials/dist/src/providers/profile.js');

  test('reads the key of a section as it was written', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'alicloud-credentials-unit-'));
    const file = path.join(folder, 'credentials.ini');
    vi.stubEnv('ALIBABA_CLOUD_CREDENTIALS_FILE', file);
    try {
      await fc.assert(
        fc.asyncProperty(
          existing,
          profileName,
          plainSecret,
          plainSecret,
          async (before, name, id, secret) => {
            fs.writeFileSync(file, write(textOf(before), name, accessKey(id, secret, noMask)));
            const provider = ProfileProvider.builder().withProfileName(name).build();
            const found = await provider.getCredentials();
            expect([found.accessKeyId, found.accessKeySecret]).toEqual([id, secret]);
          },
        ),
        { numRuns: 40 },
      );
    } finally {
      vi.unstubAllEnvs();
      fs.rmSync(folder, { recursive: true });
    }
  });
});
