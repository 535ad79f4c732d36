import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accessKey } from '../../../src/credentials.ts';
import { FileError } from '../../../src/errors.ts';
import { aliyunConfig } from '../../../src/profiles/edit-config-json.ts';
import { credentialsIni } from '../../../src/profiles/edit-credentials-ini.ts';
import {
  type Claim,
  type Claims,
  entryOf,
  formatClaims,
  kept,
  parseClaims,
  rivalOf,
  settled,
  shown,
  withClaim,
  without,
} from '../../../src/shared-file/claims.ts';
import { secretsOf } from '../support/formats.ts';

const FORMATS = {
  'config.json': {
    format: aliyunConfig,
    owners: '{ "current": "mine", "profiles": [ {"name": "mine", "mode": "AK", "access_key_secret": "s"} ] }',
    added: (text: string) =>
      text.replace(/"profiles": ?\[/, '"profiles": [{"name":"added","mode":"AK","access_key_secret":"a"},'),
  },
  'credentials.ini': {
    format: credentialsIni,
    owners: '# mine\n[mine]\ntype = ecs_ram_role\n',
    added: (text: string) => `${text.replace(/\n*$/, '\n\n')}[added]\ntype = ecs_ram_role\n`,
  },
};

const NONE: Omit<Claims, 'owner'> = { format: 'f', salt: 'salt', list: [], departed: [] };
const CLAIM: Claim = { id: '', name: '', text: '', secrets: [], job: 'j', folder: '/t', began: 0 };

/** A login comes, the login at number `at` goes or is killed half-way in coming or going, or the owner adds a profile. */
const event = fc.oneof(
  fc.record({
    what: fc.constantFrom('come' as const, 'come, killed' as const),
    name: fc.constantFrom('mine', 'ci', 'x'),
  }),
  fc.record({ what: fc.constantFrom('go' as const, 'go, killed' as const), at: fc.nat(5) }),
  fc.record({ what: fc.constant('edit' as const) }),
);

describe('claims', () => {
  test.each(Object.entries(FORMATS))(
    'in a %s show the last of each name, and leave the owner’s',
    (path, one) => {
      const target = { path, format: one.format };
      let untouched = 0;
      fc.assert(
        fc.property(
          fc.constantFrom(undefined, '', one.owners),
          fc.array(event, { maxLength: 10 }),
          (before, events) => {
            // On disk.
            let text = before;
            let claims: Claims | undefined;
            let count = 0;
            let edited = false;
            const live: { id: string; name: string; secret: string }[] = [];
            /** As every process begins. */
            const begin = (): Claims => {
              const now = claims && settled(target, text, claims);
              if (claims && now) {
                claims = now;
                text = shown(target, now);
              }
              return now ?? { ...NONE, owner: { text, madeFolders: [] } };
            };
            const go = (id: string, killed: boolean): void => {
              const rest = without(begin(), id);
              text = shown(target, rest);
              if (!killed) claims = rest.list.length > 0 ? rest : undefined;
            };
            for (const e of events) {
              if (e.what === 'edit') {
                if (edited || !text || !before) continue;
                text = one.added(text);
                edited = true;
              } else if ('at' in e) {
                const login = live[e.at % live.length];
                if (!login) continue;
                go(login.id, e.what === 'go, killed');
                // Killed, it is found dead later.
                if (e.what === 'go') live.splice(live.indexOf(login), 1);
              } else {
                const [id, secret] = [`id${++count}`, `secretNumber${count}`];
                const now = begin();
                const credential = accessKey(`LTAI${count}`, secret, () => {});
                const composed = one.format.compose(now.owner.text, path, { name: e.name, credential });
                const claim: Claim = { ...CLAIM, ...entryOf(target, e.name, composed), id };
                claims = withClaim(now, claim);
                if (e.what === 'come') text = shown(target, claims);
                live.push({ id, name: e.name, secret });
              }
            }
            if (claims) {
              begin();
              for (const name of ['mine', 'ci', 'x']) {
                const last = live.findLast(
                  (login) => login.name === name && claims?.list.some(({ id }) => id === login.id),
                );
                if (!last) continue;
                expect(secretsOf(one.format, text ?? '', path, name)).toEqual([last.secret]);
              }
            }
            for (const { id } of live) if (claims) go(id, false);
            expect(claims).toBeUndefined();
            const owners = edited ? one.added(before ?? '') : before;
            if (path === 'config.json' && edited)
              expect(JSON.parse(text ?? '')).toEqual(JSON.parse(owners ?? ''));
            else if (edited) expect(text?.replace(/\n+/g, '\n')).toBe(owners?.replace(/\n+/g, '\n'));
            else {
              untouched++;
              expect(text).toBe(owners);
            }
          },
        ),
        { numRuns: 3000 },
      );
      expect(untouched).toBeGreaterThan(1000);
    },
  );

  const target = { path: 'f', format: aliyunConfig };
  const owner = { text: FORMATS['config.json'].owners, madeFolders: [] };
  const claim = {
    ...CLAIM,
    id: '1',
    ...entryOf(target, 'ci', '{"name":"ci","access_key_secret":"ourSecret"}'),
  };
  const claims: Claims = { ...NONE, owner, list: [claim] };
  const ours = shown(target, claims) ?? '';

  test.each([
    ['empty', ''],
    ['without profiles', '{}'],
    ['cut short', '{'],
    ['cut short, too', ours.slice(0, -9)],
    ['half', ours.slice(0, 60)],
  ])('do not change where a file is %s', (_, text) => {
    expect(settled(target, text, claims)).toBe(claims);
  });

  test.each(['broken', '[]', `${ours}x`, ours.replace('"mine"', 'mine'), ours.replace(',', '')])(
    'cannot be settled where somebody has broken the file: %s',
    (text) => {
      expect(() => settled(target, text, claims)).toThrow(FileError);
    },
  );

  test('stay for good', () => {
    expect(kept(target, claims, '1')).toEqual({ ...claims, owner: { ...owner, text: ours }, list: [] });
  });

  test('know an entry by its secret, whatever else was changed in it', () => {
    const other = ours.replace('"name":"ci"', '"name":"ci","mode":"RamRoleArn"');
    const now = settled(target, other, claims);
    expect(now.owner).toEqual(owner);
    expect(now.list).toMatchObject([{ id: '1', text: expect.stringContaining('RamRoleArn') }]);
    expect(shown(target, without(now, '1'))).toBe(owner.text);
  });

  test('know a copy of an entry under another name, which goes together with it', () => {
    const copied = ours.replace(
      '"profiles": [',
      '"profiles": [{"name":"copy","access_key_secret":"ourSecret"},',
    );
    const now = settled(target, copied, claims);
    expect(now.owner).toEqual(owner);
    expect(parse(shown(target, now))).toEqual(['mine', 'ci', 'copy']);
    expect(shown(target, without(now, '1'))).toBe(owner.text);
  });

  test('do not take for a copy what the owner had with the same stored key', () => {
    const text = owner.text.replace('"s"', '"ourSecret"');
    const same = { ...claims, owner: { ...owner, text } };
    const added = FORMATS['config.json'].added(shown(target, same) ?? '');
    expect(parse(shown(target, without(settled(target, added, same), '1')))).toEqual(['added', 'mine']);
  });

  test('know one that has left when a tool writes it back', () => {
    const stays = {
      ...CLAIM,
      id: '2',
      ...entryOf(target, 'x', '{"name":"x","access_key_secret":"another"}'),
    };
    const left = without({ ...claims, list: [claim, stays] }, '1');
    const written = shown(target, { ...claims, list: [claim, stays] }) ?? '';
    expect(shown(target, settled(target, `${written} `, left))).toBe(shown(target, left));
    expect(JSON.stringify(left.departed)).not.toContain('ourSecret');
  });

  test('of one name are for one plan, but in one job', () => {
    const own = { ...CLAIM, id: '1', name: 'ci', plan: 'p', job: 'a' };
    const isRefused = (other: Partial<Claim>): boolean =>
      rivalOf([own], { ...own, id: '2', ...other }) !== undefined;
    expect(isRefused({ job: 'b' })).toBe(false);
    expect(isRefused({ plan: 'q' })).toBe(false);
    expect(isRefused({ job: 'b', plan: 'q' })).toBe(true);
    expect(isRefused({ job: 'b', plan: undefined })).toBe(true);
    expect(isRefused({ job: 'b', plan: 'q', name: 'other' })).toBe(false);
    expect(rivalOf([{ ...own, plan: undefined }], { ...own, job: 'b' })).toBeDefined();
  });

  test('of equal plans show the session that ends last, and of one job the last', () => {
    const one = (id: string, rest: Partial<Claim>): Claim => ({
      ...CLAIM,
      id,
      name: 'ci',
      text: `{"name":"ci","id":"${id}"}`,
      ...rest,
    });
    const isShown = (...list: Claim[]): unknown =>
      JSON.parse(shown(target, { ...claims, list }) ?? '').profiles.at(-1).id;
    expect(isShown(one('1', { plan: 'p', expires: 9 }), one('2', { plan: 'p', expires: 5 }))).toBe('1');
    expect(isShown(one('1', { plan: 'p', expires: 5 }), one('2', { plan: 'p', expires: 9 }))).toBe('2');
    expect(isShown(one('1', { plan: 'p', expires: 5 }), one('2', { plan: 'p', expires: 5 }))).toBe('2');
    expect(isShown(one('1', { plan: 'p', expires: 9 }), one('2', { plan: 'q', expires: 5 }))).toBe('2');
    expect(isShown(one('1', { expires: 9 }), one('2', { expires: 5 }))).toBe('2');
  });

  test('are read as they were written, and nothing else is', () => {
    expect(parseClaims(formatClaims(claims), 'f')).toEqual(claims);
    for (const text of ['', '{}', '[]', formatClaims({ ...claims, list: [{ ...claim, id: 1 as never }] })])
      expect(() => parseClaims(text, 'f')).toThrow(/f, where logins keep what they replaced, is damaged/);
  });
});

/** The names of the profiles. */
function parse(text: string | undefined): string[] {
  return JSON.parse(text ?? '').profiles.map(({ name }: { name: string }) => name);
}
