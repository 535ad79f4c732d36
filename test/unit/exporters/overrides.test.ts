import { describe, expect, test } from 'vitest';
import { shadowsOf } from '../../../src/exporters/overrides.ts';
import type { HandOff } from '../../../src/plan.ts';
import { makeWorld } from '../support/world.ts';

const ENV: HandOff = { env: true, outputs: true, maskAccountId: false, cleanup: true };
const PROFILE: HandOff = { ...ENV, env: false, profile: { name: 'ci' } };

function shadows(handOff: HandOff, env: Record<string, string> = {}, config?: string): string {
  const world = makeWorld(env);
  if (config !== undefined) world.write('home/.aliyun/config.json', config);
  return shadowsOf(world.step(), handOff).join('\n');
}

const config = (profile: object): string =>
  JSON.stringify({ current: 'owner', profiles: [{ name: 'owner', ...profile }] });
const OWNER = config({ mode: 'AK', access_key_id: 'LTAI-owner' });

describe('what wins over a profile', () => {
  test.each([
    ['ALIBABA_CLOUD_ACCESS_KEY_ID', /the SDKs prefer it/],
    ['ALICLOUD_ACCESS_KEY', /Terraform/],
    ['ALIBABACLOUD_PROFILE', /aliyun CLI/],
  ])('is %s', (name, message) => {
    const warning = shadows(PROFILE, { [name]: 'standing-value' });
    expect(warning).toContain(name);
    expect(warning).toMatch(message);
  });

  test('is not a variable that this step sets, nor one that is empty or the same', () => {
    expect(shadows(PROFILE, { ALIBABA_CLOUD_PROFILE: 'old', ALICLOUD_PROFILE: 'old' })).toBe('');
    expect(shadows(PROFILE, { ALIBABA_CLOUD_ACCESS_KEY_ID: '', ALIBABACLOUD_PROFILE: 'ci' })).toBe('');
    expect(shadows({ ...PROFILE, env: true }, { ALIBABA_CLOUD_ACCESS_KEY_ID: 'old' })).toBe('');
    expect(shadows(PROFILE, {}, OWNER)).toBe('');
  });

  test('is never shown by its value where that is a key', () => {
    expect(shadows(PROFILE, { ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tStanding' })).not.toContain('LTAI5t');
  });
});

describe('what wins over the environment, for the aliyun CLI', () => {
  test.each(['ALIBABACLOUD_PROFILE', 'ALIBABA_CLOUD_PROFILE', 'ALICLOUD_PROFILE'])('is %s', (name) => {
    expect(shadows(ENV, { [name]: 'old' })).toMatch(new RegExp(`${name} \\(“old”\\)`));
  });

  test('is told once, by the variable that it reads first', () => {
    const warning = shadows(ENV, { ALICLOUD_PROFILE: 'last', ALIBABACLOUD_PROFILE: 'first' });
    expect(warning).toContain('“first”');
    expect(warning).not.toContain('“last”');
  });

  test('is the current profile of the machine’s config.json, if it holds a credential', () => {
    expect(shadows(ENV, {}, OWNER)).toMatch(/config\.json .*“owner”.*Add profile: NAME/);
    for (const harmless of [
      config({ mode: 'AK', access_key_id: '' }),
      '{"current":"gone","profiles":[]}',
      '{"profiles":[{"name":"owner"}]}',
      'no json',
      '',
    ])
      expect(shadows(ENV, {}, harmless)).toBe('');
    expect(shadows(ENV)).toBe('');
  });
});
