// Ends with a clear message where the scripts would run on a Node that cannot read TypeScript. Plain old JavaScript,
// for that Node to read it.
//
// npm runs scripts on node_modules/.bin/node: a package that the lock file holds with its hash, one a platform. Where a
// platform has none (macOS, Windows on ARM), the machine's own Node takes its place.
const [major, minor] = process.versions.node.split('.').map(Number);
const [oldestMajor, oldestMinor] = [24, 4];

if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
  const { optionalDependencies } = require('../package.json');
  const locked = Object.keys(optionalDependencies).join(', ');
  console.error(
    `The scripts need Node ${oldestMajor}.${oldestMinor} or newer; this is ${process.version}, the machine's own.\n` +
      `For this platform (${process.platform}-${process.arch}) npm ci installs none, only ${locked}: ` +
      `install Node ${oldestMajor}, or run npm ci again if its download failed.`,
  );
  process.exitCode = 1;
}
