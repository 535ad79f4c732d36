// The default chain, no options: which credential does the SDK find, and who does STS say that is?
import credentials from '@alicloud/credentials';
import sts from '@alicloud/sts20150401';

const client = new credentials.default();
const { accessKeyId, accessKeySecret, securityToken, providerName } = await client.getCredential();
// This STS SDK knows no proxy, so it is told where the emulator is.
const asked = new sts.default({ credential: client, endpoint: process.env.STS_ENDPOINT });
const { arn } = (await asked.getCallerIdentity()).body;
console.log(
  `INTEROP ${JSON.stringify({ accessKeyId, accessKeySecret, securityToken, provider: providerName, arn })}`,
);
// Its sockets are kept alive; a step ends when its program does.
process.exit(0);
