// Stands in for every program that the examples run, under its name: notes what it was told and by whose credential it
// would act, found as the aliyun CLI finds it, and answers as the services would.
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const { env } = process;
const program = path.basename(process.argv[1]);
const parameters = process.argv.slice(2);
const after = (option) => parameters[parameters.indexOf(option) + 1];
const credential = find();
fs.appendFileSync(
  env.NOTES,
  `${JSON.stringify({ program, parameters, accessKeyId: credential.accessKeyId ?? '' })}\n`,
);
if (program === 'docker' && parameters[0] === 'login') fs.readFileSync(0);
// The tests, where they may: the published SDK.
if (program === 'npm' && credential.accessKeyId && parameters.join(' ').includes('test'))
  execFileSync(process.execPath, [env.CONSUMER], { stdio: 'inherit' });
if (program === 'aliyun') {
  if (!credential.securityToken || !credential.region) throw new Error('no credential, or no region');
  const answer = answers()[parameters.slice(0, 2).join(' ')];
  if (answer === undefined) throw new Error(`no answer to ${parameters.join(' ')}`);
  console.log(JSON.stringify(answer()));
}

function find() {
  const file = path.join(env.HOME, '.aliyun/config.json');
  const { current, profiles = [] } = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
  const profile = profiles.find(({ name }) => name === (env.ALIBABA_CLOUD_PROFILE || current));
  if (profile)
    return {
      accessKeyId: profile.access_key_id,
      accessKeySecret: profile.access_key_secret,
      securityToken: profile.sts_token,
      region: profile.region_id,
    };
  return {
    accessKeyId: env.ALIBABA_CLOUD_ACCESS_KEY_ID,
    accessKeySecret: env.ALIBABA_CLOUD_ACCESS_KEY_SECRET,
    securityToken: env.ALIBABA_CLOUD_SECURITY_TOKEN,
    region: env.ALIBABA_CLOUD_REGION_ID,
  };
}

function answers() {
  return {
    'cs DescribeClusterUserKubeconfig': () => ({ config: 'client-key-data: secret-of-cluster' }),
    'cdn RefreshObjectCaches': () => ({ RefreshTaskId: '1' }),
    'sae DeployApplication': () => ({ Data: { ChangeOrderId: after('--ImageUrl') } }),
    // Under way when asked first.
    'sae DescribeChangeOrder': () => {
      const end = after('--ChangeOrderId').endsWith(':broken') ? 3 : 2;
      return { Data: { Status: asked() < 2 ? 1 : end } };
    },
    'ecs RunCommand': () => {
      fs.writeFileSync(script(), Buffer.from(after('--CommandContent'), 'base64'));
      return { InvokeId: 't-1' };
    },
    'ecs DescribeInvocationResults': () => {
      const results = (result) => ({ Invocation: { InvocationResults: { InvocationResult: result } } });
      if (asked() < 2) return results([]);
      try {
        return results([{ InvocationStatus: 'Success', Output: run(script()).toString('base64') }]);
      } catch {
        return results([{ InvocationStatus: 'Failed', Output: '' }]);
      }
    },
    'oss cp': () => {
      const [, , from, to] = parameters;
      if (!from.startsWith('oss:')) fs.statSync(from);
      if (!to.startsWith('oss:')) fs.writeFileSync(to, '');
      // It writes this report of a folder, wherever it is told to.
      const folder = parameters.includes('--output-dir') ? after('--output-dir') : 'ossutil_output';
      if (parameters.includes('-r')) {
        fs.mkdirSync(folder, { recursive: true });
        fs.appendFileSync(
          path.join(folder, 'ossutil_report_1.report'),
          `${Object.values(credential).join(' ')}\n`,
        );
      }
      for (const name of fs.readdirSync('.', { recursive: true }))
        if (name.endsWith('.report')) throw new Error(`${name} would be published`);
      return {};
    },
  };
}

function script() {
  return `${env.NOTES}.sh`;
}

function run(file) {
  return execFileSync('sh', [file]);
}

/** How often this was asked in this run, this time included. */
function asked() {
  const same = (line) => JSON.stringify(JSON.parse(line).parameters) === JSON.stringify(parameters);
  return fs.readFileSync(env.NOTES, 'utf8').trim().split('\n').filter(same).length;
}
