/** What a developer's shell says of Alibaba Cloud, a proxy or a runner is none of a test's business. */
for (const name of Object.keys(process.env)) {
  if (/^(ALIBABA_?CLOUD|ALICLOUD|OSS|GITHUB|RUNNER|INPUT|STATE)_|^(https?|no)_proxy$/i.test(name))
    delete process.env[name];
}
