import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flawOfWindowsPath } from '../../../src/text/windows-names.ts';

describe('a path on Windows', () => {
  test.each([
    'C:\\Users\\me\\keys.ini',
    'd:/a/_temp/keys.ini',
    'C:\\keys.ini',
    '\\\\server\\share\\keys.ini',
    '//server/share/folder/keys.ini',
    'C:\\.aliyun\\..\\x..y\\keys.ini',
    'C:\\console\\null\\com\\com10.ini',
    'C:\\Benutzer\\Jürgen\\密钥.ini',
    'C:\\with space\\in it.ini',
    'C:\\x\\\\y\\',
  ])('%s names a file', (file) => {
    expect(flawOfWindowsPath(file)).toBeUndefined();
  });

  test.each([
    ['/c/Users/x.ini', /drive or a share/],
    ['\\Users\\x.ini', /drive or a share/],
    ['C:x.ini', /drive or a share/],
    ['x.ini', /drive or a share/],
    ['\\\\server', /drive or a share/],
    ['\\\\?\\C:\\x.ini', /drive or a share/],
    ['\\\\.\\pipe\\x', /drive or a share/],
    ['', /drive or a share/],
    ['C:\\a\\b|c.ini', /has \| in it/],
    ['C:\\a\\x.ini:stream', /has : in it/],
    ['C:\\a?\\x.ini', /has \? in it/],
    ['C:\\a\\x\u0007.ini', /control character/],
    ['C:\\NUL', /has NUL in it, which is a device name/],
    ['C:\\a\\con.ini', /has con\.ini in it, which is a device name/],
    ['C:\\a\\Com1.tar.gz', /device/],
    ['C:\\aux\\x.ini', /device/],
    ['C:\\a\\LPT³', /device/],
    ['C:\\a\\nul .txt', /device/],
    ['C:\\a\\x.ini.', /ends with a dot or a space/],
    ['C:\\a. \\x.ini', /ends with a dot or a space/],
    ['C:\\a\\...', /ends with a dot or a space/],
  ])('%j is refused', (file, flaw) => {
    expect(flawOfWindowsPath(file)).toMatch(flaw);
  });

  test('with an illegal character anywhere below the root is refused', () => {
    const name = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    const illegal = fc.constantFrom(...'<>:"|?*\0\u0001\u001f');
    fc.assert(
      fc.property(fc.array(name, { maxLength: 4 }), name, illegal, name, (folders, start, character, end) => {
        const file = ['C:', ...folders, `${start}${character}${end}`].join('\\');
        return flawOfWindowsPath(file) !== undefined;
      }),
    );
  });
});
