/**
 * Imported before everything else: an older Node fails while loading the other modules, and its TypeError
 * tells nobody what to do. Older runners, and images of act, Gitea and Forgejo, start actions with their own Node. Post needs no check: after a main that ended so, there is nothing to undo.
 */
if (typeof process.getBuiltinModule !== 'function') {
  console.log(
    `::error title=Node is too old::This action needs Node 24, and was started with ${process.version}. ` +
      'Use a GitHub Actions runner 2.327.1 or newer, or an image with Node 24.',
  );
  process.exit(1);
}
