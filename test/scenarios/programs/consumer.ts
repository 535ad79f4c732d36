/** A later step of a job: the published SDK's default chain, without any option, and STS's word on what it found. */

import '../../../emulator/http/direct.cjs';

import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

// The parts of both packages that are used here; their own types ask for classes where objects will do.
const { default: Credential } = require('@alicloud/credentials') as {
  default: new () => { getCredential(): Promise<Record<string, string | undefined>> };
};
const { default: StsClient } = require('@alicloud/sts20150401') as {
  default: new (
    config: object,
  ) => { getCallerIdentity(): Promise<{ readonly body: Record<string, string | undefined> }> };
};

const { accessKeyId, accessKeySecret, securityToken, providerName } = await new Credential().getCredential();
const keys = { accessKeyId, accessKeySecret, ...(securityToken && { securityToken }) };
const sts = new StsClient({ ...keys, endpoint: process.env['STS_ENDPOINT'] });
const { arn, accountId } = (await sts.getCallerIdentity()).body;
process.stdout.write(JSON.stringify({ ...keys, providerName, arn, accountId }));
