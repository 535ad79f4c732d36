// One long-lived process and one client: asks STS who it is, every second that `go` is in the folder, until the folder is gone.
import fs from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import credentials from '@alicloud/credentials';
import sts from '@alicloud/sts20150401';

const [folder] = process.argv.slice(2);
// This STS SDK knows no proxy, so it is told where the emulator is.
const asked = new sts.default({ credential: new credentials.default(), endpoint: process.env.STS_ENDPOINT });
for (let first = true; fs.existsSync(folder); await setTimeout(1000)) {
  if (!first && !fs.existsSync(`${folder}/go`)) continue;
  first = false;
  const answer = await asked.getCallerIdentity().then(
    ({ body }) => ({ arn: body.arn }),
    (error) => ({ error: String(error?.message ?? error) }),
  );
  console.log(`INTEROP ${JSON.stringify(answer)}`);
}
// Its sockets are kept alive; a step ends when its program does.
process.exit(0);
