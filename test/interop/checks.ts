/** Counts what held and what did not, and says so as it goes. */
export class Checks {
  passed = 0;
  failed = 0;

  expect(name: string, holds: boolean, detail?: string): void {
    if (holds) this.passed++;
    else this.failed++;
    console.log(`  ${holds ? '✓' : '✗'} ${name}`);
    if (!holds && detail) console.log(detail.slice(0, 4000).replace(/^/gm, '      '));
  }
}
