/** Each source's provider, alone. */

import { expect } from 'vitest';
import type { Login, SigningCredential } from '../../../src/credentials.ts';
import type { TokenFile } from '../../../src/github/token-file.ts';
import type { Chain, Plan, RoleHop, Source, SourcePlans, StsSettings } from '../../../src/plan/plan.ts';
import type { Context } from '../../../src/runtime/context.ts';
import type { Secret } from '../../../src/secrets/secret.ts';
import { exchange } from '../../../src/sources/exchange-oidc-token.ts';
import { assume, assumeEach, findStart, logIn } from '../../../src/sources/role-chain.ts';
import type { StsClient } from '../../../src/sts/client.ts';
import { untouchable } from './context.ts';

export type Provider = (context: Context) => Promise<Login>;
type SigningProvider = (context: Context) => Promise<Login<SigningCredential>>;

const folder = { file: (): string => expect.unreachable('a folder is not needed') };

export function providerFor(plan: Chain & Pick<Plan, 'exportOptions'>, sts: StsClient): Provider {
  return async (context) => {
    const tools = { context, sts, folder };
    return assumeEach(await logIn(await findStart(context, plan), tools), plan, tools);
  };
}

const NOTHING = { env: false, outputs: false, maskAccountId: false, cleanup: true };

const NO_STS: StsSettings = { host: 'sts.invalid', chosen: false, maxAttempts: 1 };

function alone(source: Source, sts: StsSettings = NO_STS): Provider {
  return providerFor({ source, hops: [], sts, exportOptions: NOTHING }, untouchable<StsClient>('sts'));
}

export const accessKeyProvider = (accessKeyId: Secret, accessKeySecret: Secret): SigningProvider =>
  alone({ from: 'access_key', accessKeyId, accessKeySecret }) as SigningProvider;

export const stsProvider = (accessKeyId: Secret, accessKeySecret: Secret, securityToken: Secret): Provider =>
  alone({ from: 'sts', accessKeyId, accessKeySecret, securityToken });

export const bearerProvider = (bearerToken: Secret): Provider => alone({ from: 'bearer', bearerToken });

export const environmentProvider: Provider = alone({ from: 'environment' });

export const ecsRamRole = (role: SourcePlans['ecs_ram_role'], settings: StsSettings): Provider =>
  alone({ from: 'ecs_ram_role', ...role }, settings);

export const credentialsUri = (uri: SourcePlans['credentials_uri'], settings: StsSettings): Provider =>
  alone({ from: 'credentials_uri', ...uri }, settings);

export const oidcRoleArn =
  (
    source: Source<'github' | 'token-file'>,
    tokenFile: TokenFile,
    settings: StsSettings,
    sts: StsClient,
  ): Provider =>
  (context) =>
    exchange(source, tokenFile, settings, { context, sts });

export const ramRoleArn =
  (source: SigningProvider, hop: RoleHop, settings: StsSettings, sts: StsClient): SigningProvider =>
  async (context) =>
    (await assume(await source(context), hop, settings, { context, sts })) as Login<SigningCredential>;
