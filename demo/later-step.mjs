/**
 * A later step of the job, as a user would write it: the published SDKs, no options. The credential is found by the
 * SDK itself; STS says who it is.
 */
import credentials from '@alicloud/credentials';
import sts from '@alicloud/sts20150401';

const credential = new credentials.default();
// In a real workflow the endpoint is sts.aliyuncs.com. This SDK knows no proxy, so it is told where the emulator is.
const client = new sts.default({ credential, endpoint: process.env.STS_ENDPOINT });

const { providerName } = await credential.getCredential();
const { body } = await client.getCallerIdentity();
console.log(`The SDK found a credential by itself (${providerName}).`);
console.log(`STS says: ${body.arn}, account ${body.accountId}`);
