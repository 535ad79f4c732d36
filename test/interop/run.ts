/**
 * Proves the built action with the tools that people use: `node test/interop/run.ts [options]`
 *
 *   --require-all   fail where something has to be skipped
 *   --check         fail where docs/compatibility.md is not what came out, instead of writing it
 *   --install-only  only install
 *
 * Installing needs the network; everything after it runs with loopback alone, in a network of its own where the
 * machine lets us (root, Linux).
 */

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startEmulator } from '../../emulator/emulator.ts';
import { Checks } from './checks.ts';
import { compatibility } from './compatibility.ts';
import type { Consumer } from './consumers.ts';
import { endurance } from './endurance.ts';
import { runExamples } from './examples.ts';
import { failedRenewal } from './failed-renewal.ts';
import { quotedIni } from './ini-quotes.ts';
import { type Available, install, type Toolchain } from './install.ts';
import { judge } from './judges.ts';
import { lint } from './lint.ts';
import { overrides } from './overrides.ts';
import { runOwnWorkflows } from './own-workflows.ts';
import { pageOf } from './page.ts';
import { PAGE, ROOT } from './paths.ts';
import { registry } from './registry.ts';
import { makeTrustStore } from './scene.ts';
import { judgeTerraform } from './terraform.ts';
import { runWorkflow } from './workflow.ts';

const { values: options } = parseArgs({
  options: {
    'require-all': { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    'install-only': { type: 'boolean', default: false },
    /** Internal: what the first process installed. */
    installed: { type: 'string' },
  },
});

if (options.installed === undefined) {
  const available = install();
  if (!options['install-only']) process.exitCode = again(available);
} else {
  process.exitCode = await run(JSON.parse(options.installed));
}

/** This program again, without a network. */
function again(available: Available): number {
  const sealed = path.join(ROOT, '.ci/sealed');
  const canSeal =
    process.platform === 'linux' &&
    process.getuid?.() === 0 &&
    spawnSync(sealed, ['true'], { stdio: 'ignore' }).status === 0;
  if (!canSeal) console.log('No network of our own here: that nothing leaves the machine is not checked.');
  const program = [process.execPath, import.meta.filename, ...process.argv.slice(2)];
  const [command = '', ...parameters] = [
    ...(canSeal ? [sealed] : []),
    ...program,
    '--installed',
    JSON.stringify(available),
  ];
  return spawnSync(command, parameters, { stdio: 'inherit' }).status ?? 1;
}

async function run(toolchains: Available): Promise<number> {
  const available = (toolchain: Toolchain): boolean => toolchains[toolchain].missing === undefined;
  const skipped = Object.entries(toolchains).flatMap(([name, { missing }]) =>
    missing === undefined ? [] : `${name} is skipped: ${missing}`,
  );
  const runs = ({ toolchain }: Consumer): boolean => available(toolchain);
  const checks = new Checks();
  const emulator = await startEmulator();
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'interop-'));
  try {
    if (available('java')) makeTrustStore(emulator, scratch);
    console.log('\nTools in later steps');
    const seen = await compatibility(emulator, scratch, runs, checks);
    await quotedIni(emulator, scratch, runs, checks);
    console.log('\nWhat wins over a login');
    await overrides(emulator, scratch, runs, checks);
    console.log('\nProcesses that outlive the session');
    await endurance(scratch, runs, checks);
    console.log('\nA renewal that fails');
    await failedRenewal(emulator, scratch, runs, checks);
    console.log('\nSDKs as the emulator’s judges');
    await judge(emulator, scratch, available, checks);
    console.log('\nA registry, and its clients');
    if (available('registry')) await registry(emulator, scratch, checks);
    console.log('\nThe Terraform modules');
    if (available('tofu') && available('alicloud')) judgeTerraform(scratch, checks);
    console.log('\nWhole workflows, and their grammar');
    if (available('act') && available('node')) await runWorkflow(emulator, scratch, checks);
    if (available('act') && available('node')) await runExamples(scratch, checks);
    if (available('act') && available('lint')) await runOwnWorkflows(scratch, checks);
    lint(available, checks);
    checks.expect(
      'nobody asked for any other host',
      emulator.refused.length === 0,
      emulator.refused.join('\n'),
    );
    if (skipped.length === 0 && checks.failed === 0) page(pageOf(seen), checks);
    else console.log(`  – ${path.relative(ROOT, PAGE)} is not compared`);
  } catch (error) {
    checks.expect('the run comes to its end', false, error instanceof Error ? error.stack : String(error));
  } finally {
    await emulator.close();
    fs.rmSync(scratch, { recursive: true, force: true });
  }
  for (const line of skipped) {
    if (options['require-all']) checks.expect(line, false);
    else console.log(`  – ${line}`);
  }
  if (skipped.length > 0 || checks.failed > 0)
    console.log(`  – ${path.relative(ROOT, PAGE)} is not compared`);
  console.log(`\n${checks.passed} passed, ${checks.failed} failed`);
  return checks.failed === 0 ? 0 : 1;
}

/** Writes the page; or compares it, where that is asked for. */
function page(text: string, checks: Checks): void {
  if (!options.check) {
    fs.mkdirSync(path.dirname(PAGE), { recursive: true });
    fs.writeFileSync(PAGE, text);
    console.log(`  ${path.relative(ROOT, PAGE)} is written`);
    return;
  }
  const committed = fs.existsSync(PAGE) ? fs.readFileSync(PAGE, 'utf8') : '';
  checks.expect(
    `${path.relative(ROOT, PAGE)} says what ran`,
    committed === text,
    'Run npm run test:interop, and commit the page.',
  );
}
