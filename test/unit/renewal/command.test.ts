import { describe, expect, test } from 'vitest';
import { writeRecord } from '../../../src/record/record.ts';
import {
  METADATA_DISABLED,
  ownersContext,
  refuseWhereDisabled,
  renewingCommand,
} from '../../../src/renewal/command.ts';
import { checksum } from '../../../src/secrets/fingerprint.ts';
import { fakeContext } from '../support/context.ts';
import { memoryFiles } from '../support/memory-files.ts';

const FOLDER = '/temp/alicloud-credentials-1';

describe('the command of a profile', () => {
  const commandIn = (folder: string, platform: NodeJS.Platform = 'linux', isThere = true): string => {
    const { files, write } = memoryFiles();
    files.ensureFolder('/action/dist/refresh');
    if (isThere) write('/action/dist/refresh/index.js', '');
    return renewingCommand(fakeContext({ files, platform }), folder);
  };

  test('is three words that nobody needs to quote', () => {
    expect(commandIn(FOLDER)).toBe(`/node /action/dist/refresh/index.js ${FOLDER}`);
    expect(commandIn('C:\\temp\\a-1', 'win32')).toContain(' C:\\temp\\a-1');
  });

  test.each([' ', '\t', '"', "'", '$', '*', ';', '&', '(', 'ä', '\\'])(
    'is refused with %j in a path',
    (odd) => {
      expect(() => commandIn(`/te${odd}mp`)).toThrow(`“/te${odd}mp”`);
      if (odd !== '\\') expect(() => commandIn(`/te${odd}mp`, 'win32')).toThrow(`“/te${odd}mp”`);
    },
  );

  test('is refused where the program is not there', () => {
    expect(() => commandIn(FOLDER, 'linux', false)).toThrow('/action/dist/refresh/index.js is gone.');
  });
});

test('a job whose tools run no command is refused, by the values that the SDKs take for a switch', () => {
  const refuse = (value: string | undefined) => () =>
    refuseWhereDisabled(
      fakeContext({ env: value === undefined ? {} : { ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS: value } }),
    );
  for (const off of [undefined, '', ' ', '0', 'false', 'No', 'OFF ']) expect(refuse(off)).not.toThrow();
  for (const on of ['1', 'true', 'TRUE', 'yes', 'on', 'x'])
    expect(refuse(on)).toThrow('ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS is set');
});

describe('what forbids ECS metadata counts for our own sources', () => {
  /** What they see of a variable that holds this, where steps of the job have left these entries. */
  const seen = (value: string | undefined, ...entries: readonly object[]): string | undefined => {
    const { files } = memoryFiles();
    files.ensureFolder('/temp');
    const env = {
      RUNNER_TEMP: '/temp',
      OTHER: 'x',
      ...(value !== undefined && { [METADATA_DISABLED]: value }),
    };
    const context = fakeContext({ files, env });
    for (const [index, entry] of entries.entries()) {
      const folder = `/temp/alicloud-credentials-${index}`;
      files.createFolder(folder);
      writeRecord(context, folder, {
        began: index,
        phase: 'logged in',
        entries: [{ kind: 'other' }, entry],
      } as never);
    }
    const owners = ownersContext(context);
    expect(owners.env.get('OTHER')).toBe('x');
    return owners.env.get(METADATA_DISABLED);
  };
  const setTo = (value: string, before: object = {}) => ({
    kind: 'variables',
    salt: 's',
    set: { [METADATA_DISABLED]: checksum('s', value) },
    before,
  });

  test('unless a login that renews itself has set it', () => {
    expect(seen('true', setTo('true'))).toBeUndefined();
    expect(seen('true', { kind: 'oidc-token' }, setTo('true'))).toBeUndefined();
    expect(seen('true', setTo('true', { [METADATA_DISABLED]: 'false' }))).toBeUndefined();
  });

  test('where the owner has set it, before that login or after', () => {
    expect(seen('true')).toBe('true');
    expect(seen('true', setTo('true', { [METADATA_DISABLED]: 'true' }))).toBe('true');
    expect(seen('True', setTo('true'))).toBe('True');
    expect(seen('true', { ...setTo('true'), kind: 'other' })).toBe('true');
    expect(seen('true', { kind: 'variables', salt: 's', set: {}, before: {} })).toBe('true');
    expect(seen(undefined, setTo(''))).toBeUndefined();
    expect(seen('', setTo(''))).toBe('');
  });
});

test('What the job itself forbids stays forbidden, also where no login of this job can be found', () => {
  const NAME = 'ALIBABA_CLOUD_ECS_METADATA_DISABLED';
  for (const env of [{ [NAME]: 'true' }, { [NAME]: 'true', RUNNER_TEMP: '/w/t', GITHUB_WORKSPACE: '/w' }]) {
    const files = memoryFiles();
    const context = fakeContext({ env, files: files.files, platform: 'linux' });
    expect(ownersContext(context).env.get(NAME)).toBe('true');
  }
});
