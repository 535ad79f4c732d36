/**
 * The straightforward way to write such an action: GitHub's toolkit for the token, Alibaba Cloud's SDK for the
 * exchange. Bundled by ncc before it is measured.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as core from '@actions/core';
import credentials from '@alicloud/credentials';

const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'sdk-')), 'token');
fs.writeFileSync(file, await core.getIDToken('sts.aliyuncs.com'));
const config = new credentials.Config({
  type: 'oidc_role_arn',
  roleArn: core.getInput('role-to-assume').split('\n')[0],
  oidcProviderArn: core.getInput('oidc-provider-arn'),
  oidcTokenFilePath: file,
  roleSessionName: 'sdk',
  stsEndpoint: core.getInput('sts-endpoint'),
});
const { accessKeyId, accessKeySecret, securityToken } = await new credentials.default(config).getCredential();
for (const [name, value] of Object.entries({ accessKeyId, accessKeySecret, securityToken })) {
  core.setSecret(value);
  core.exportVariable(`ALIBABA_CLOUD_${name}`, value);
}
fs.rmSync(path.dirname(file), { recursive: true });
