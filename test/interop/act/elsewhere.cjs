// Stands in for an action from elsewhere, whose files are out of reach here: notes what it was given, and for those
// that carry files from one job to another, carries them.
const fs = require('node:fs');
const path = require('node:path');

// act puts it into a folder of its own: owner-NAME@COMMIT.
const [, name] = /^[^-]+-(.*)@[0-9a-f]{40}$/.exec(path.basename(__dirname)) ?? [];
const inputs = Object.fromEntries(
  Object.entries(process.env).flatMap(([key, value]) =>
    key.startsWith('INPUT_') ? [[key.slice('INPUT_'.length).toLowerCase(), value]] : [],
  ),
);
fs.appendFileSync(process.env.NOTES, `${JSON.stringify({ action: name, inputs })}\n`);

const shelf = path.join(path.dirname(process.env.NOTES), `artifact-${inputs.name}`);
if (name === 'upload-artifact') {
  fs.mkdirSync(shelf, { recursive: true });
  for (const file of inputs.path.trim().split('\n'))
    fs.cpSync(file, fs.statSync(file).isDirectory() ? shelf : path.join(shelf, path.basename(file)), {
      recursive: true,
    });
}
if (name === 'download-artifact') fs.cpSync(shelf, inputs.path || '.', { recursive: true });
