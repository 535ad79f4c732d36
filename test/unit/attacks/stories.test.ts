import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { replay, type Story } from '../../attacks/interleaved.ts';
import { Stage } from '../../attacks/stage.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** Rounds of interleaved jobs that once went wrong. `TRACE=1 npm run test:attacks` tells one of each that does. */
const STORIES = path.join(ROOT, 'test/attacks/stories');

test.each(fs.readdirSync(STORIES))('the story of %s ends well', async (name) => {
  const story = JSON.parse(fs.readFileSync(path.join(STORIES, name), 'utf8')) as Story;
  const stage = new Stage({ main: '', post: '', logout: '' }, 1, name);
  try {
    await replay(stage, story);
    expect(stage.findings, stage.notes.join('\n')).toEqual([]);
  } finally {
    await stage.close();
  }
});
