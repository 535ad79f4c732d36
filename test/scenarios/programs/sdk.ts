/** The published SDK's default chain, without any option: prints what it found, or why it found nothing. */

import '../../../emulator/http/direct.cjs';

import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

// The part of the package that is used here; its own types ask for classes where objects will do.
const { default: Credential } = require('@alicloud/credentials') as {
  default: new () => { getCredential(): Promise<Record<string, string | undefined>> };
};

let answer: Record<string, string | undefined>;
try {
  const { accessKeyId, accessKeySecret, securityToken, providerName } =
    await new Credential().getCredential();
  answer = { accessKeyId, accessKeySecret, securityToken, providerName };
} catch (error) {
  answer = { error: String(error) };
}
process.stdout.write(JSON.stringify(answer));
