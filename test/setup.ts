import fc from 'fast-check';

/** What a developer's shell says of Alibaba Cloud, a proxy or a runner is none of a test's business. */
for (const name of Object.keys(process.env)) {
  if (/^(ALIBABA_?CLOUD|ALICLOUD|OSS|GITHUB|RUNNER|INPUT|STATE)_|^(https?|no)_proxy$/i.test(name))
    delete process.env[name];
}

/** The same generated cases every time, so that a change is judged by itself; another FUZZ_SEED tries others. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['FUZZ_SEED'] ?? 2026) });
