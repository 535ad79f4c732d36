/** The ways to log in, and what the later steps then have. */

import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { SAMPLE, trusts, trustsGithub } from '../../emulator/emulator.ts';
import { has } from '../platform.ts';
import {
  ACTION,
  consume,
  each,
  expectPrivate,
  KEY_IDS,
  KEY_SECRETS,
  OIDC,
  REGIONS,
  ROOT,
  refusalOf,
  type StepResult,
  sessionKey,
  setScene,
  succeeded,
  TOKENS,
  userKey,
  type WatchedJob,
} from './support.ts';

const scene = setScene();

/** What a temporary credential is exported as. */
function variablesOf({ outputs }: StepResult): Record<string, string> {
  return {
    ...each(KEY_IDS, outputs['access-key-id']),
    ...each(KEY_SECRETS, outputs['access-key-secret']),
    ...each(TOKENS, outputs['security-token']),
  };
}

function arnOf(role: string, session = 'gh-123456789-9876543210-1'): string {
  return `${role.replace(':role/', ':assumed-role/')}/${session}`;
}

describe('GitHub’s OIDC token', () => {
  test('becomes a session of the role, exported as the documented variables and outputs and nothing else', async () => {
    const job = scene.job();
    const began = Date.now();
    const result = succeeded(await job.login(OIDC));
    const session = [...scene.emulator.world.sessions.values()].at(-1);

    expect(result.exported).toEqual({
      ...each(KEY_IDS, session?.accessKeyId),
      ...each(KEY_SECRETS, session?.accessKeySecret),
      ...each(TOKENS, session?.securityToken),
    });
    expect(result.outputs).toEqual({
      type: 'oidc_role_arn',
      'account-id': SAMPLE.account,
      arn: arnOf(SAMPLE.deploy),
      expiration: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      'oidc-token-file': expect.any(String),
      'access-key-id': session?.accessKeyId,
      'access-key-secret': session?.accessKeySecret,
      'security-token': session?.securityToken,
      'aliyun-access-key-id': session?.accessKeyId,
      'aliyun-access-key-secret': session?.accessKeySecret,
      'aliyun-security-token': session?.securityToken,
    });
    const life = (Date.parse(result.outputs['expiration'] ?? '') - began) / 1000;
    expect(life).toBeGreaterThan(3590);
    expect(life).toBeLessThan(3610);
    expect(result.annotations).toEqual([]);
    expect(result.log).toContain(arnOf(SAMPLE.deploy));
  });

  test('goes through the proxy to the services’ own names, and nobody asks who an assumed role is', async () => {
    const job = scene.proxiedJob();
    succeeded(await job.login(OIDC));
    expect(job.requests).toMatchObject([
      { service: 'github', host: 'pipelines.actions.githubusercontent.com', viaProxy: true },
      { service: 'sts', host: 'sts.aliyuncs.com', action: 'AssumeRoleWithOIDC', viaProxy: true },
    ]);
  });

  test('is sent to STS in the body alone', async () => {
    const job = scene.job();
    succeeded(await job.login(OIDC));
    const [github, sts] = job.requests;
    const token = sts?.form['OIDCToken'] ?? '';
    expect(token).toMatch(/^eyJ/);
    expect(JSON.stringify([sts?.path, sts?.query, sts?.headers])).not.toContain(token);
    expect(sts?.headers['authorization']).toBeUndefined();
    expect(github?.query).toMatchObject({ audience: SAMPLE.audience, 'api-version': '2.0' });
  });

  test('is kept in a private file for later steps: 0600 in a random 0700 folder, without a line’s end', async () => {
    const job = scene.job();
    const files = [];
    for (let step = 0; step < 2; step++) {
      const { outputs } = succeeded(await job.login(OIDC));
      const file = outputs['oidc-token-file'] ?? '';
      files.push(file);
      expect(fs.readFileSync(file, 'utf8')).toBe(job.requests.at(-1)?.form['OIDCToken']);
      expectPrivate(file);
      expect(path.dirname(path.dirname(file))).toBe(job.temp);
    }
    expect(path.dirname(files[0] ?? '')).not.toBe(path.dirname(files[1] ?? ''));
    await job.finish();
    for (const file of files) expect(fs.existsSync(path.dirname(file))).toBe(false);
  });

  test.skipIf(!has.permissionBits)('is kept private under any umask (needs permission bits)', async () => {
    const job = scene.job();
    const program = `process.umask(0); await import(${JSON.stringify(pathToFileURL(ACTION.main))})`;
    const inputs = Object.entries(OIDC).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
    const result = await job.run(['--input-type=module', '--eval', program], {
      env: Object.fromEntries(inputs),
    });
    job.results.push(succeeded(result));
    job.leaves.push(/./);
    const file = result.outputs['oidc-token-file'] ?? '';
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(fs.statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
  });

  test('is found by the published SDK, with the exported credential, and STS confirms who it is', async () => {
    const job = scene.job();
    const { outputs } = succeeded(await job.login(OIDC));
    expect(await consume(job)).toEqual({
      accessKeyId: outputs['access-key-id'],
      accessKeySecret: outputs['access-key-secret'],
      securityToken: outputs['security-token'],
      providerName: 'default/env',
      arn: outputs['arn'],
      accountId: outputs['account-id'],
    });
  });

  test.each(['classic', 'immutable'] as const)('logs in with the %s form of the subject', async (form) => {
    const { github, roles } = scene.emulator.world;
    const role = scene.emulator.world.role(SAMPLE.deploy);
    const before = role.trustPolicy;
    try {
      github.subjectForm = form;
      role.trustPolicy = trustsGithub([
        form === 'classic' ? 'repo:octo-org/octo-repo:*' : 'repo:octo-org@65/octo-repo@74:*',
      ]);
      expect(roles.get(SAMPLE.deploy)).toBe(role);
      succeeded(await scene.job().login(OIDC));
    } finally {
      github.subjectForm = 'classic';
      role.trustPolicy = before;
    }
  });

  test('is asked for with the given audience', async () => {
    const { world } = scene.emulator;
    world.addProvider({
      account: SAMPLE.account,
      name: 'partner-idp',
      issuer: world.github.issuer,
      clientIds: ['https://example.com/aliyun?a=1&b=2'],
    });
    const provider = `acs:ram::${SAMPLE.account}:oidc-provider/partner-idp`;
    const policy = trustsGithub(undefined, provider);
    const [statement] = policy.Statement;
    world.addRole({
      account: SAMPLE.account,
      name: 'other-audience',
      trustPolicy: {
        ...policy,
        Statement: [
          {
            ...statement,
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { Federated: [provider] },
            Condition: {
              StringEquals: {
                'oidc:iss': world.github.issuer,
                'oidc:aud': 'https://example.com/aliyun?a=1&b=2',
              },
            },
          },
        ],
      },
    });
    const job = scene.job();
    succeeded(
      await job.login({
        'role-to-assume': `acs:ram::${SAMPLE.account}:role/other-audience`,
        'oidc-provider-arn': provider,
        audience: 'https://example.com/aliyun?a=1&b=2',
      }),
    );
    expect(job.requests[0]?.query['audience']).toBe('https://example.com/aliyun?a=1&b=2');
  });

  test('narrows the session by name, duration and policy as the inputs say', async () => {
    const job = scene.job();
    const policy = { Version: '1', Statement: [{ Effect: 'Allow', Action: 'oss:*', Resource: '*' }] };
    const { outputs } = succeeded(
      await job.login({
        ...OIDC,
        'role-session-name': 'me@example.com',
        'role-session-expiration': '900',
        policy: JSON.stringify(policy, null, 2),
      }),
    );
    expect(outputs['arn']).toBe(arnOf(SAMPLE.deploy, 'me@example.com'));
    expect(job.requests.at(-1)?.form).toMatchObject({
      RoleSessionName: 'me@example.com',
      DurationSeconds: '900',
    });
    expect(JSON.parse(job.requests.at(-1)?.form['Policy'] ?? '')).toEqual(policy);
  });

  test('exports the region, and no variable that would log tools in a second time', async () => {
    const job = scene.job();
    const result = succeeded(await job.login({ ...OIDC, region: 'cn-hangzhou' }));
    expect(result.exported).toEqual({ ...variablesOf(result), ...each(REGIONS, 'cn-hangzhou') });
    expect(Object.values(result.exported)).not.toContain('');
  });

  test.skipIf(!has.symbolicLinks)(
    'comes from a file that is there already, without asking GitHub (needs symbolic links)',
    async () => {
      const { world } = scene.emulator;
      const job = scene.job({ ACTIONS_ID_TOKEN_REQUEST_URL: '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' });
      const token = await world.github.issueToken({ audience: SAMPLE.audience, now: world.now() });
      // As kubelet keeps it: behind links, with a line's end.
      const file = path.join(job.root, 'token');
      fs.writeFileSync(path.join(job.root, 'token.1'), `${token}\n`);
      fs.symlinkSync('token.1', file);
      const result = succeeded(await job.login({ ...OIDC, 'oidc-token-file': file }));
      expect(job.requests).toHaveLength(1);
      expect(job.requests[0]?.form['OIDCToken']).toBe(token);
      expect(result.outputs['type']).toBe('oidc_role_arn');
      expect(result.outputs['oidc-token-file']).toBeUndefined();
      await job.finish();
      expect(fs.readFileSync(file, 'utf8')).toBe(`${token}\n`);
    },
  );

  test('logs the incumbent’s workflows in: its inputs, its outputs', async () => {
    const job = scene.job();
    const first = succeeded(
      await job.login({
        audience: 'sts.aliyuncs.com',
        'role-to-assume': SAMPLE.deploy,
        'oidc-provider-arn': SAMPLE.oidcProvider,
        'role-session-name': 'github-action',
        'role-session-expiration': '3600',
        'role-chaining': 'false',
      }),
    );
    const second = succeeded(
      await job.login({
        'role-to-assume': SAMPLE.audit,
        'role-session-name': 'github-action',
        'role-session-expiration': '3600',
        'role-chaining': 'true',
      }),
    );
    for (const { outputs } of [first, second]) {
      const session = scene.emulator.world.sessions.get(outputs['aliyun-access-key-id'] ?? '');
      expect(session?.accessKeySecret).toBe(outputs['aliyun-access-key-secret']);
      expect(session?.securityToken).toBe(outputs['aliyun-security-token']);
    }
    expect(second.outputs['arn']).toBe(arnOf(SAMPLE.audit, 'github-action'));
  });
});

describe('a key', () => {
  test('is checked with GetCallerIdentity before it is exported, without any token variable', async () => {
    const job = scene.job();
    const key = userKey(scene.emulator);
    const result = succeeded(await job.login(key));
    expect(job.actions).toEqual(['GetCallerIdentity']);
    expect(result.exported).toEqual({
      ...each(KEY_IDS, key['access-key-id']),
      ...each(KEY_SECRETS, key['access-key-secret']),
    });
    expect(result.outputs).toEqual({
      type: 'access_key',
      'account-id': SAMPLE.account,
      arn: `acs:ram::${SAMPLE.account}:user/ci-deployer`,
      'access-key-id': key['access-key-id'],
      'access-key-secret': key['access-key-secret'],
      'aliyun-access-key-id': key['access-key-id'],
      'aliyun-access-key-secret': key['access-key-secret'],
    });
    expect(await consume(job)).toMatchObject({ providerName: 'default/env', arn: result.outputs['arn'] });
  });

  test('with a wrong secret is refused, exports nothing, and STS’s echo of the request stays out of the log', async () => {
    const job = scene.job();
    job.secrets.push('this-is-the-wrong-secret');
    const message = refusalOf(
      await job.login({ ...userKey(scene.emulator), 'access-key-secret': 'this-is-the-wrong-secret' }),
    );
    expect(message).toContain('SignatureDoesNotMatch');
    expect(message).not.toMatch(/StringToSign|x-acs-/);
  });

  test('with a token is a temporary credential, checked and exported with its token', async () => {
    const job = scene.job();
    const key = sessionKey(scene.emulator);
    const result = succeeded(await job.login(key));
    expect(job.actions).toEqual(['GetCallerIdentity']);
    expect(result.outputs).toMatchObject({ type: 'sts', arn: arnOf(SAMPLE.deploy, 'given'), ...key });
    expect(result.exported).toEqual(variablesOf(result));
    expect(result.outputs['expiration']).toBeUndefined();
    expect(await consume(job)).toMatchObject({ arn: result.outputs['arn'] });
  });

  test('with a token and a wrong secret leaves key ID and token out of the error', async () => {
    const job = scene.job();
    job.secrets.push('this-is-the-wrong-secret');
    const key = { ...sessionKey(scene.emulator), 'access-key-secret': 'this-is-the-wrong-secret' };
    expect(refusalOf(await job.login(key))).toContain('SignatureDoesNotMatch');
  });

  test('with a role is only used to assume it', async () => {
    const job = scene.job();
    const result = succeeded(
      await job.login({
        ...userKey(scene.emulator),
        'role-to-assume': SAMPLE.deploy2,
        'role-session-expiration': '7200',
      }),
    );
    expect(job.actions).toEqual(['AssumeRole']);
    expect(result.outputs).toMatchObject({ type: 'ram_role_arn', arn: arnOf(SAMPLE.deploy2) });
    expect(result.exported).toEqual(variablesOf(result));
    expect(result.exported['ALIBABA_CLOUD_ACCESS_KEY_ID']).toMatch(/^STS\./);
    expect(job.requests[0]?.query['DurationSeconds']).toBe('7200');
  });

  test('reaches a role that asks for an external ID', async () => {
    const inputs = { ...userKey(scene.emulator), 'role-to-assume': SAMPLE.partner };
    expect(refusalOf(await scene.job().login(inputs))).toContain('NoPermission');
    const job = scene.job();
    succeeded(await job.login({ ...inputs, 'external-id': SAMPLE.externalId }));
  });

  test.each([
    ['+ / = % # ; \' " & and a space', `+/=%#;'" &$(x)\`\\|<>{}[]!*~`],
    ['spaces at both ends', '  between-two-blanks  '],
    ['a line’s end inside', 'first-line-of-it\nsecond-line-of-it'],
    ['a delimiter’s look', 'ghadelimiter_is-not-it\nEOF\nname=value'],
    ['characters beyond ASCII', 'schlüssel-密钥-🔑-secret'],
  ])('with %s in its secret arrives unchanged in variables and outputs', async (_, secret) => {
    const id = `LTAI5tOdd${Buffer.from(secret).toString('hex').slice(0, 16)}`;
    scene.emulator.world.addUser({
      account: SAMPLE.account,
      name: 'odd',
      accessKeyId: id,
      accessKeySecret: secret,
    });
    const job = scene.job();
    const result = succeeded(await job.login({ 'access-key-id': id, 'access-key-secret': secret }));
    expect(result.exported).toEqual({ ...each(KEY_IDS, id), ...each(KEY_SECRETS, secret) });
    expect(result.outputs['access-key-secret']).toBe(secret);
    expect(await consume(job)).toMatchObject({ accessKeyId: id, accessKeySecret: secret });
  });
});

test('every request to STS says which version of what sent it, in which run', async () => {
  const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const agents = (job: WatchedJob) =>
    job.requests.filter(({ service }) => service === 'sts').map(({ headers }) => headers['user-agent']);
  const job = scene.job();
  succeeded(await job.login({ ...OIDC, 'role-to-assume': `${SAMPLE.deploy}\n${SAMPLE.audit}` }));
  succeeded(await job.login(userKey(scene.emulator)));
  expect(agents(job)).toEqual(Array(3).fill(`alicloud-credentials/${version} (run 9876543210)`));
  const odd = scene.job({ GITHUB_RUN_ID: '7\r\nx-evil: 1' });
  succeeded(await odd.login(userKey(scene.emulator)));
  expect(agents(odd)).toEqual([`alicloud-credentials/${version}`]);
});

describe('a chain', () => {
  test('of two roles exports the last', async () => {
    const job = scene.job();
    const roles = `${SAMPLE.deploy}\n${SAMPLE.audit}\n`;
    const result = succeeded(
      await job.login({
        ...OIDC,
        'role-to-assume': roles,
        'role-session-name': 'chained',
        'role-session-expiration': '1800',
      }),
    );
    expect(job.actions).toEqual(['AssumeRoleWithOIDC', 'AssumeRole']);
    expect(result.outputs).toMatchObject({ type: 'oidc_role_arn', arn: arnOf(SAMPLE.audit, 'chained') });
    expect(job.requests.at(-1)?.query).toMatchObject({ DurationSeconds: '1800' });
    expect(await consume(job)).toMatchObject({ arn: result.outputs['arn'] });
  });

  test('of three roles ends in another account', async () => {
    scene.emulator.world.addRole({
      account: SAMPLE.otherAccount,
      name: 'last',
      trustPolicy: trusts(SAMPLE.target),
    });
    const last = `acs:ram::${SAMPLE.otherAccount}:role/last`;
    const job = scene.job();
    const result = succeeded(
      await job.login({
        ...OIDC,
        'role-to-assume': `  ${SAMPLE.deploy}\r\n\r\n${SAMPLE.target}\r\n${last}`,
        'allowed-account-ids': SAMPLE.otherAccount,
      }),
    );
    expect(job.actions).toEqual(['AssumeRoleWithOIDC', 'AssumeRole', 'AssumeRole']);
    expect(result.outputs).toMatchObject({ 'account-id': SAMPLE.otherAccount, arn: arnOf(last) });
  });

  /** Another role of the first account, which trusts this one. */
  const further = (trusted: string): string =>
    scene.emulator.world.addRole({
      account: SAMPLE.account,
      name: 'further',
      trustPolicy: trusts(trusted),
    }).arn;

  test('says who is behind it in every session that AssumeRole gives', async () => {
    const who = { 'source-identity': 'octo.cat@example.com' };
    const roles = `${SAMPLE.deploy}\n${SAMPLE.target}\n${further(SAMPLE.target)}`;
    const job = scene.job();
    succeeded(await job.login({ ...OIDC, ...who, 'role-to-assume': roles }));
    const identities = job.requests
      .filter(({ service }) => service === 'sts')
      .map(({ action, query, form }) => [action, query['SourceIdentity'] ?? form['SourceIdentity']]);
    const assumed = ['AssumeRole', who['source-identity']];
    expect(identities).toEqual([['AssumeRoleWithOIDC', undefined], assumed, assumed]);
    const last = [...scene.emulator.world.sessions.values()].at(-1);
    expect(last?.sourceIdentity).toBe(who['source-identity']);
    const dry = succeeded(
      await scene.job().login({ ...OIDC, ...who, 'role-to-assume': roles, 'dry-run': 'true' }),
    );
    expect(dry.log.match(/source identity octo\.cat@example\.com/g)).toHaveLength(2);
  });

  test('with a source identity that a policy on the way does not allow is told of the permission', async () => {
    const role = further(SAMPLE.deploy);
    const inputs = { ...OIDC, 'role-to-assume': `${SAMPLE.deploy}\n${role}` };
    const { world } = scene.emulator;
    const setTrust = (Action: string | readonly string[]): void => {
      const [statement] = world.role(role).trustPolicy.Statement;
      if (statement) world.role(role).trustPolicy = { Version: '1', Statement: [{ ...statement, Action }] };
    };
    setTrust('sts:AssumeRole');
    succeeded(await scene.job().login(inputs));
    const refused = await scene.job().login({ ...inputs, 'source-identity': 'octocat' });
    expect(refusalOf(refused)).toContain('sts:SetSourceIdentity');
    setTrust(['sts:AssumeRole', 'sts:SetSourceIdentity']);
    succeeded(await scene.job().login({ ...inputs, 'source-identity': 'octocat' }));
    world.role(SAMPLE.deploy).maySetSourceIdentity = [];
    try {
      const denied = await scene.job().login({ ...inputs, 'source-identity': 'octocat' });
      expect(refusalOf(denied)).toContain('sts:SetSourceIdentity');
    } finally {
      world.role(SAMPLE.deploy).maySetSourceIdentity = true;
    }
  });

  test('that breaks at its second role exports nothing of the first', async () => {
    const job = scene.job();
    const message = refusalOf(
      await job.login({ ...OIDC, 'role-to-assume': `${SAMPLE.deploy}\n${SAMPLE.deploy2}` }),
    );
    expect(message).toContain('NoPermission');
  });

  test('starts from a key', async () => {
    scene.emulator.world.addRole({
      account: SAMPLE.account,
      name: 'after-deploy2',
      trustPolicy: trusts(SAMPLE.deploy2),
    });
    const job = scene.job();
    const last = `acs:ram::${SAMPLE.account}:role/after-deploy2`;
    const result = succeeded(
      await job.login({ ...userKey(scene.emulator), 'role-to-assume': `${SAMPLE.deploy2}\n${last}` }),
    );
    expect(result.outputs['arn']).toBe(arnOf(last));
  });

  test('starts from what an earlier step exported, which post puts back', async () => {
    const job = scene.job();
    const first = succeeded(await job.login(OIDC));
    const second = succeeded(await job.login({ 'role-chaining': 'true', 'role-to-assume': SAMPLE.target }));
    expect(second.outputs).toMatchObject({
      type: 'ram_role_arn',
      arn: arnOf(SAMPLE.target),
      'account-id': SAMPLE.otherAccount,
    });
    const [undoSecond, undoFirst] = await job.finish();
    expect(undoSecond?.exported).toEqual(first.exported);
    expect(undoFirst?.exported).toEqual(each([...KEY_IDS, ...KEY_SECRETS, ...TOKENS], ''));
  });

  test('without a credential in the environment is an error that names what is missing', async () => {
    const job = scene.job();
    const message = refusalOf(await job.login({ 'role-chaining': 'true', 'role-to-assume': SAMPLE.audit }));
    expect(message).toContain('role-chaining');
    expect(message).toContain('ALIBABA_CLOUD_ACCESS_KEY_ID');
    expect(job.requests).toEqual([]);
  });
});

describe('what is exported', () => {
  test('is outputs alone without export-env', async () => {
    const result = succeeded(await scene.job().login({ ...OIDC, 'export-env': 'false' }));
    expect(result.exported).toEqual({});
    expect(result.outputs['access-key-id']).toMatch(/^STS\./);
  });

  test('is variables alone, with no secret among the outputs, without output-credentials', async () => {
    const result = succeeded(await scene.job().login({ ...OIDC, 'output-credentials': 'false' }));
    expect(Object.keys(result.outputs).sort()).toEqual([
      'account-id',
      'arn',
      'expiration',
      'oidc-token-file',
      'type',
    ]);
    expect(Object.keys(result.exported)).toHaveLength(16);
  });

  test('hides the account ID where that is wanted, and only there', async () => {
    const open = succeeded(await scene.job().login(OIDC));
    expect(open.log).toContain(SAMPLE.account);
    const hidden = succeeded(await scene.job().login({ ...OIDC, 'mask-account-id': 'true' }));
    expect(hidden.log).not.toContain(SAMPLE.account);
    expect(hidden.raw.split(/\r?\n/).filter((line) => line.includes(SAMPLE.account))).toEqual([
      `::add-mask::${SAMPLE.account}`,
    ]);
    const key = succeeded(await scene.job().login({ ...userKey(scene.emulator), 'mask-account-id': 'true' }));
    expect(key.log).not.toContain(SAMPLE.account);
  });

  test.each(['TRUE', 'True', 'true'])('takes %s for true', async (yes) => {
    const job = scene.job();
    succeeded(await job.login(OIDC));
    succeeded(await job.login({ 'role-chaining': yes, 'role-to-assume': SAMPLE.audit }));
  });
});
