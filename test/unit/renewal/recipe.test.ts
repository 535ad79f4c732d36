import { describe, expect, test } from 'vitest';
import { formatSpec, type RenewalSpec, readSpec, specFile } from '../../../src/renewal/recipe.ts';
import { Secret } from '../../../src/secrets/secret.ts';
import { fakeContext, START } from '../support/context.ts';
import { memoryFiles } from '../support/memory-files.ts';

const SPEC: RenewalSpec = {
  renewal: {
    source: { from: 'credentials_uri', uri: Secret.of('https://host/secret', () => {}), allowHttp: false },
    sts: { host: 'sts.aliyuncs.com', maxAttempts: 5 },
    hops: [],
  } as unknown as RenewalSpec['renewal'],
  allowedAccountIds: ['1234567890123456'],
  began: START,
};

describe('how a profile renews itself', () => {
  const read = (text: string | undefined): RenewalSpec => {
    const { files, write } = memoryFiles();
    files.ensureFolder('/temp/folder');
    if (text !== undefined) write(specFile('/temp/folder'), text);
    return readSpec(fakeContext({ files }), '/temp/folder');
  };

  test('is read as it was written, a secret URI included', () => {
    const { renewal, ...rest } = read(formatSpec(SPEC));
    expect(rest).toMatchObject({ allowedAccountIds: SPEC.allowedAccountIds, began: START });
    expect(renewal).toMatchObject({ sts: SPEC.renewal.sts, hops: [] });
    expect('uri' in renewal.source && renewal.source.uri?.reveal()).toBe('https://host/secret');
    expect(JSON.stringify(renewal)).not.toContain('secret');
  });

  test('is refused with one clear error where it is not there, not whole, or another version’s', () => {
    const text = formatSpec(SPEC);
    expect(() => read(undefined)).toThrow('refresh.json is gone.');
    for (let length = 0; length < text.length; length++)
      expect(() => read(text.slice(0, length))).toThrow('refresh.json is damaged.');
    for (const version of [0, 2, '1', null])
      expect(() => read(JSON.stringify({ ...SPEC, version }))).toThrow('another version');
    expect(() => read('{}')).toThrow('another version');
  });
});
