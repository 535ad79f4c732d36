// Runs a script on the Node that the lock file holds with its hash: node scripts/locked-node.cjs SCRIPT [ARGUMENT …]
//
// It is a package, one a platform, found by its path: npm 10 removes the link in .bin together with the packages of the
// other platforms. Where none can be started (macOS, Windows on ARM, musl), the machine's own Node takes its place.
// Plain old JavaScript, because any Node that starts npm must be able to read it.
const { spawn } = require('node:child_process');
const path = require('node:path');
const { optionalDependencies } = require('../package.json');

const [oldestMajor, oldestMinor] = [24, 4];

const platform = `${process.platform.replace('win32', 'win')}-${process.arch}`;
const name = `node-${platform}`;
const locked = path.join(__dirname, '../node_modules', name, 'bin/node');

let child;
// A terminal sends Ctrl-C to both; whoever ends this process alone means the script.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));

start(locked, () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) {
    start(process.execPath, (error) => {
      throw error;
    });
    return;
  }
  const [why, what] = optionalDependencies[name]
    ? [`The one that npm ci installs does not start (${locked})`, 'run npm ci again, or install']
    : [`npm ci installs none for ${platform}`, 'install'];
  const oldest = `Node ${oldestMajor}.${oldestMinor} or newer`;
  console.error(
    `This needs ${oldest}, and the machine's own is ${process.version}.\n${why}: ${what} ${oldest}.`,
  );
  process.exitCode = 1;
});

function start(node, onError) {
  child = spawn(node, process.argv.slice(2), { stdio: 'inherit' })
    .on('error', onError)
    .on('exit', (status, signal) => {
      process.exitCode = status;
      if (signal) process.removeAllListeners(signal).kill(process.pid, signal);
    });
}
