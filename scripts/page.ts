/** Writes a generated page; or, where the command says --check, compares it with what is there. */
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './bundle.ts';

/** @param of what the page is made from, for the message */
export function page(name: string, text: string, of: string): void {
  const file = path.join(ROOT, name);
  if (!process.argv.includes('--check')) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
    return;
  }
  const committed = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  if (committed === text) return;
  console.error(`${name} is not ${of}; run "npm run docs".`);
  process.exitCode = 1;
}
