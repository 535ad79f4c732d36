/** Opens the files below a folder one by one, each for some milliseconds, until its input ends; prints how many. */
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const folder = process.argv[2] ?? '';
/** libuv's: on Windows, nobody else may open the file meanwhile. */
const UV_FS_O_EXLOCK = process.platform === 'win32' ? 0x10000000 : 0;

function filesBelow(folder: string): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  } catch {
    return []; // A folder has gone meanwhile.
  }
}

let over = false;
process.stdin.on('end', () => {
  over = true;
});
process.stdin.resume();

let held = 0;
while (!over) {
  for (const entry of filesBelow(folder)) {
    try {
      const file = fs.openSync(
        path.join(entry.parentPath, entry.name),
        fs.constants.O_RDONLY | UV_FS_O_EXLOCK,
      );
      held += 1;
      await pause(Math.random() * 40);
      fs.closeSync(file);
    } catch {
      // It has gone, or somebody else has it.
    }
  }
  await pause(5);
}
process.stdout.write(String(held));
