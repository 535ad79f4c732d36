import os from 'node:os';
import { expect, test } from 'vitest';
import { parseFileCommands } from '../../../emulator/runner-protocol.ts';
import { prepareKeyValueMessage } from '../../../node_modules/@actions/core/lib/file-command.js';

/** As the runner of Windows reads it (actions/runner, FileCommandManager.ReadLine). */
test.each([
  ['with the line end of the other platform', 'K<<END\nvalue\r\nEND\n', { K: 'value' }],
  ['with its own', 'K<<END\r\nvalue\r\r\nEND\r\n', { K: 'value\r' }],
  ['of several lines', 'K<<END\r\none\ntwo\r\nthree\r\nEND\r\nA=b\r\n', { K: 'one\ntwo\r\nthree', A: 'b' }],
])('a value %s', (_, text, values) => {
  expect(parseFileCommands(text, 'win32')).toEqual(values);
});

test('a value with a carriage return at its end survives where the toolkit writes for this platform', () => {
  const record = `${prepareKeyValueMessage('K', 'value\r')}${os.EOL}`;
  expect(parseFileCommands(record)).toEqual({ K: 'value\r' });
});
