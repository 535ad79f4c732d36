// Logs in as each case says, on the SDK's own, and reports what came of it. The emulator is what is judged.
import fs from 'node:fs';
import credentials, { Config } from '@alicloud/credentials';
import sts from '@alicloud/sts20150401';

for (const { name, config } of JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))) {
  const { credentialsUri, ...rest } = config;
  const outcome = { name };
  try {
    const stsEndpoint = process.env.STS_ENDPOINT;
    const given = { ...rest, stsEndpoint, ...(credentialsUri && { credentialsURI: credentialsUri }) };
    const client = new credentials.default(new Config(given));
    const { accessKeyId, accessKeySecret, securityToken } = await client.getCredential();
    const asked = new sts.default({ accessKeyId, accessKeySecret, securityToken, endpoint: stsEndpoint });
    outcome.arn = (await asked.getCallerIdentity()).body.arn;
  } catch (error) {
    outcome.error = String(error?.message ?? error);
  }
  console.log(`INTEROP ${JSON.stringify(outcome)}`);
}
process.exit(0);
