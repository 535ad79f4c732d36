import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accessKey } from '../../../../src/credentials.ts';
import { aliyunConfig } from '../../../../src/exporters/profile/config-json.ts';
import { credentialsIni } from '../../../../src/exporters/profile/credentials-ini.ts';
import {
  enter,
  leave,
  leaveUntouched,
  loginsIn,
  type State,
} from '../../../../src/exporters/profile/logins.ts';
import { fingerprint } from '../../../../src/secrets/fingerprint.ts';

const FORMATS = {
  'config.json': {
    format: aliyunConfig,
    owners: '{ "current": "mine", "profiles": [ {"name": "mine", "mode": "AK", "access_key_secret": "s"} ] }',
  },
  'credentials.ini': { format: credentialsIni, owners: '# mine\n[mine]\ntype = ecs_ram_role\n' },
};

const RUNS = 500;

/** A login comes, the login that came as number `at` of those that are there goes, or somebody adds a line feed. */
const event = fc.oneof(
  fc.record({ what: fc.constant('enter' as const), name: fc.constantFrom('mine', 'ci') }),
  fc.record({ what: fc.constant('leave' as const), at: fc.nat(3) }),
  fc.record({ what: fc.constant('edit' as const) }),
);

describe('the last login in a file that nobody else has changed', () => {
  test.each(Object.entries(FORMATS))('leaves a %s as a parser would say', (path, { format, owners }) => {
    const target = { path, format };
    let shortcuts = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(undefined, '', owners),
        fc.array(event, { maxLength: 8 }),
        (text, events) => {
          let state: State = { text, logins: undefined };
          let count = 0;
          for (const one of events) {
            if (one.what === 'enter') {
              const [id, secret] = [`id${++count}`, `secretNumber${count}`];
              const mark = fingerprint(id, secret);
              const login = { id, mark, began: 0, folder: '/t', place: undefined };
              const credential = accessKey(`LTAI${count}`, secret, () => {});
              const found = { mode: undefined, madeFolders: [] };
              state = enter(target, state, login, { name: one.name, credential }, found);
            } else if (one.what === 'leave') {
              const all = loginsIn(state.logins);
              const login = all[one.at % all.length];
              if (!login) continue;
              const left = leave(target, state, login.id);
              const untouched = leaveUntouched(state, login.id);
              if (untouched) {
                shortcuts++;
                expect(untouched).toEqual(left);
              }
              state = left;
            } else if (state.text !== undefined) {
              state = { ...state, text: `${state.text}\n` };
            }
          }
        },
      ),
      { numRuns: RUNS },
    );
    // One run in five takes the shortcut: far enough away never to be missed by chance.
    expect(shortcuts).toBeGreaterThan(RUNS / 20);
  });

  test.each(Object.entries(FORMATS))(
    'is told from one in a %s that somebody has changed',
    (path, { format }) => {
      const login = {
        id: 'id',
        mark: fingerprint('id', 'aSecretOfOurs'),
        began: 0,
        folder: '/t',
        place: undefined,
      };
      const credential = accessKey('LTAI', 'aSecretOfOurs', () => {});
      const { text, logins } = enter(
        { path, format },
        { text: undefined, logins: undefined },
        login,
        { name: 'ci', credential },
        { mode: undefined, madeFolders: [] },
      );
      expect(leaveUntouched({ text, logins }, 'id')).toBeDefined();
      expect(leaveUntouched({ text: `${text} `, logins }, 'id')).toBeUndefined();
      expect(leaveUntouched({ text, logins }, 'another')).toBeUndefined();
    },
  );
});
