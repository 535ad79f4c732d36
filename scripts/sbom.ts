/**
 * Prints a CycloneDX bill of what is bundled into dist/, and of nothing else: npm's own, which lists the tools too and
 * the parts of packages that the bundler has left out, cut down to the bundler's list.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bundle, ROOT } from './bundle.ts';

interface Component {
  readonly 'bom-ref': string;
  readonly properties?: readonly { readonly name: string }[];
}

interface Bill {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

const { name } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { name: string };
const bill = JSON.parse(
  execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
    cwd: ROOT,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  }),
) as Bill;
const root = bill.metadata.component['bom-ref'];
const bundled = new Set(bundledRefs());
const missing = [...bundled].filter((ref) => !bill.components.some((one) => one['bom-ref'] === ref));
if (missing.length > 0) throw new Error(`npm does not know what is bundled: ${missing.join(', ')}.`);

console.log(
  JSON.stringify(
    {
      ...bill,
      metadata: { ...bill.metadata, component: { ...bill.metadata.component, name } },
      components: bill.components.filter((one) => bundled.has(one['bom-ref'])).map(required),
      dependencies: bill.dependencies
        .filter(({ ref }) => ref === root || bundled.has(ref))
        .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((on) => bundled.has(on)) })),
    },
    null,
    2,
  ),
);

function bundledRefs(): string[] {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'sbom-'));
  try {
    return bundle(scratch).map(({ name, version }) => `${name}@${version}`);
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

/** What is bundled is no optional tool to whoever runs the bundle, whatever package.json calls it. */
function required(component: Component): Component {
  const properties = component.properties?.filter(
    (property) => property.name !== 'cdx:npm:package:development',
  );
  return { ...component, ...(properties && { properties }), ...{ scope: 'required' } };
}
