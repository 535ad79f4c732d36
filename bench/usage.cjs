// Preloaded: appends the process's peak memory (KiB) and processor time (microseconds) to USAGE_FILE when it ends.
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  require('node:fs').appendFileSync(process.env.USAGE_FILE, `${maxRSS} ${userCPUTime + systemCPUTime}\n`);
});
