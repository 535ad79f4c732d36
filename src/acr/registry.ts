import type { Login } from '../credentials.ts';
import { ActionError, InputError, NetworkError, withErrorContext } from '../errors.ts';
import type { StsSettings } from '../plan/plan.ts';
import { flawOfIssued, Secret } from '../secrets/secret.ts';
import type { Tools } from '../sources/provider.ts';
import { stsError } from '../sts/client.ts';
import { ascii } from '../text/escapes.ts';
import { asObject, type JsonObject, textOf } from '../text/json.ts';

/** A registry of Container Registry. */
export interface Registry {
  readonly host: string;
  readonly region: string;
  /** Undefined for the Personal Edition. */
  readonly instanceId: string | undefined;
}

/** `my-registry.cn-hangzhou.cr.aliyuncs.com`, `my-registry-vpc.…`. */
const ENTERPRISE = /^[a-z0-9-]{1,63}\.([a-z]{2}-[a-z0-9-]{2,40})\.cr\.aliyuncs\.com$/;

/** `registry.cn-hangzhou.aliyuncs.com`; for newer accounts `crpi-….cn-hangzhou.personal.cr.aliyuncs.com`. */
const PERSONAL =
  /^(?:registry(?:-intl)?(?:-vpc|-internal)?|crpi-[a-z0-9-]{1,58})\.([a-z]{2}-[a-z0-9-]{2,40})(?:\.personal\.cr)?\.aliyuncs\.com$/;

/**
 * Only Alibaba Cloud can have a host name of these forms: whoever has another one would get the password.
 * @throws ActionError `acr.registry`; InputError if the edition is the other one
 */
export function registryAt(host: string, instanceId: string | undefined): Registry {
  const isEnterprise = ENTERPRISE.test(host);
  const region = (ENTERPRISE.exec(host) ?? PERSONAL.exec(host))?.[1];
  if (region === undefined)
    throw new ActionError('acr.registry', `registry: ${ascii(host)} is not a name of Container Registry’s.`);
  if (isEnterprise === (instanceId !== undefined)) return { host, region, instanceId };
  throw isEnterprise
    ? new InputError(`registry: ${host} is one of the Enterprise Edition, and instance-id is missing.`)
    : new InputError(`registry: ${host} is one of the Personal Edition, which has no instance-id.`);
}

/** A temporary login of a registry. */
export interface RegistryLogin {
  readonly host: string;
  readonly username: string;
  readonly password: Secret;
  /** As docker, podman and the others keep it in a file. */
  readonly auth: Secret;
  /** When the session ends that asked for it; with a stored key, in an hour. */
  readonly expiration: Date;
}

const PERSONAL_API = { version: '2016-06-07', method: 'GET', path: '/tokens', query: {} } as const;
const ENTERPRISE_API = '2018-12-01';

/** Letters, digits and a few signs, and no option of a command line. */
const USERNAME = /^\w[\w.@-]{0,127}$/;

/**
 * GetAuthorizationToken of either edition; masks the password at once. Source: both APIs' metadata, and how the SDKs'
 * core calls them: with signature V3, ROA style as well.
 * @throws ServiceError, NetworkError; InputError if the credential cannot sign
 */
export async function askForPassword(
  { credential: signer, origin }: Login,
  { host, region, instanceId }: Registry,
  settings: StsSettings,
  { sts, context }: Tools,
): Promise<RegistryLogin> {
  const { mask, redactEcho } = context.log;
  if (signer.kind === 'bearer') throw new InputError('A bearer token cannot ask for a password.');
  const api = instanceId ? { version: ENTERPRISE_API, query: { InstanceId: instanceId } } : PERSONAL_API;
  const request = { action: 'GetAuthorizationToken', signer, ...api } as const;
  const there = { ...settings, host: `cr.${region}.aliyuncs.com` };
  const read = (body: JsonObject): JsonObject => {
    const answered = { status: 200, headers: {}, body: JSON.stringify(body) };
    // So the Enterprise Edition refuses.
    if (body['IsSuccess'] === false) throw stsError(answered, there.host, request, redactEcho);
    return body;
  };
  const body = await withErrorContext({ signer: origin }, () => sts.call(there, () => request, read));
  const data = asObject(body['data']);
  const username = textOf(data?.['tempUserName'] ?? body['TempUsername']) ?? '';
  const password = textOf(data?.['authorizationToken'] ?? body['AuthorizationToken']) ?? '';
  const expiration = new Date(Number(data?.['expireDate'] ?? body['ExpireTime']));
  if (!USERNAME.test(username) || flawOfIssued({ password }) || Number.isNaN(expiration.getTime()))
    throw new NetworkError('malformed', there.host, `${there.host} answered with an impossible login.`);
  const auth = Buffer.from(`${username}:${password}`).toString('base64');
  return { host, username, password: Secret.of(password, mask), auth: Secret.of(auth, mask), expiration };
}
