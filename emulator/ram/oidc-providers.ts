/** IMS: the OIDC identity providers of an account. */

import { timestamp } from '../sts/assumed.ts';
import { optional, required } from '../sts/parameters.ts';
import type { OidcProvider, World } from '../world/world.ts';
import { ramArn } from './arn.ts';
import type { RamAction, RamCall } from './call.ts';
import { alreadyExists, invalid, notExist } from './errors.ts';

const MAX_CLIENT_IDS = 50;
const MAX_FINGERPRINTS = 5;

const createOidcProvider: RamAction = (call, world) => {
  const { account, parameters } = call;
  const name = required(parameters, 'OIDCProviderName');
  if (!/^[A-Za-z0-9._-]{1,128}$/.test(name)) throw invalid('OIDCProviderName', 'The name is wrongly formed.');
  const issuer = required(parameters, 'IssuerUrl');
  if (!isIssuer(issuer))
    throw invalid('IssuerUrl', 'The issuer is not an https URL without a slash at its end.');
  const clientIds = listOf(parameters, 'ClientIds');
  const fingerprints = listOf(parameters, 'Fingerprints').map(fingerprintOf);
  checkCounts(clientIds, fingerprints);
  if (fingerprints.length === 0) throw invalid('Fingerprints', 'At least one fingerprint is needed.');
  const issuanceLimit = Number(optional(parameters, 'IssuanceLimitTime') ?? 12);
  if (!Number.isInteger(issuanceLimit) || issuanceLimit < 1 || issuanceLimit > 168)
    throw invalid('IssuanceLimitTime', 'The limit is 1 to 168 hours.');
  if (world.providers.has(ramArn(account, 'oidc-provider', name))) throw alreadyExists('OIDCProvider', name);
  for (const other of world.providers.values())
    if (other.account === account && other.issuer === issuer) throw alreadyExists('OIDCProvider', issuer);
  return described(
    world.addProvider({ account, name, issuer, clientIds, fingerprints, issuanceLimit }),
    call.now,
  );
};

const getOidcProvider: RamAction = (call, world) => described(providerOf(call, world), call.now);

const listOidcProviders: RamAction = ({ account, now }, world) => {
  const own = [...world.providers.values()].filter((provider) => provider.account === account);
  return {
    IsTruncated: false,
    OIDCProviders: { OIDCProvider: own.map((provider) => described(provider, now)['OIDCProvider']) },
  };
};

const addClientId: RamAction = (call, world) => {
  const provider = providerOf(call, world);
  const clientId = required(call.parameters, 'ClientId');
  if (provider.clientIds.includes(clientId)) throw alreadyExists('OIDCProvider.ClientId', clientId);
  checkCounts([...provider.clientIds, clientId], provider.fingerprints);
  provider.clientIds.push(clientId);
  return described(provider, call.now);
};

const addFingerprint: RamAction = (call, world) => {
  const provider = providerOf(call, world);
  const fingerprint = fingerprintOf(required(call.parameters, 'Fingerprint'));
  if (provider.fingerprints.includes(fingerprint))
    throw alreadyExists('OIDCProvider.Fingerprint', fingerprint);
  checkCounts(provider.clientIds, [...provider.fingerprints, fingerprint]);
  provider.fingerprints.push(fingerprint);
  return described(provider, call.now);
};

export const OIDC_PROVIDER_ACTIONS: Readonly<Record<string, RamAction>> = {
  CreateOIDCProvider: createOidcProvider,
  GetOIDCProvider: getOidcProvider,
  ListOIDCProviders: listOidcProviders,
  AddClientIdToOIDCProvider: addClientId,
  AddFingerprintToOIDCProvider: addFingerprint,
};

function providerOf({ account, parameters }: RamCall, world: World): OidcProvider {
  const name = required(parameters, 'OIDCProviderName');
  const provider = world.providers.get(ramArn(account, 'oidc-provider', name));
  if (provider === undefined) throw notExist('OIDCProvider', name);
  return provider;
}

function described(provider: OidcProvider, now: number): Record<string, unknown> {
  return {
    OIDCProvider: {
      Arn: provider.arn,
      OIDCProviderName: provider.name,
      IssuerUrl: provider.issuer,
      ClientIds: provider.clientIds.join(','),
      Fingerprints: provider.fingerprints.join(','),
      IssuanceLimitTime: provider.issuanceLimit,
      Description: '',
      CreateDate: timestamp(now),
      UpdateDate: timestamp(now),
    },
  };
}

function isIssuer(text: string): boolean {
  const url = URL.parse(text);
  return url?.protocol === 'https:' && !text.endsWith('/') && url.search === '' && url.hash === '';
}

/** Comma-separated, as both CreateOIDCProvider's lists are. */
function listOf(parameters: ReadonlyMap<string, string>, name: string): string[] {
  return (optional(parameters, name) ?? '').split(',').filter((item) => item !== '');
}

function fingerprintOf(text: string): string {
  if (!/^[0-9A-Fa-f]{40}$/.test(text))
    throw invalid('Fingerprint', 'A fingerprint is 40 hexadecimal digits.');
  return text.toLowerCase();
}

function checkCounts(clientIds: readonly string[], fingerprints: readonly string[]): void {
  if (clientIds.length > MAX_CLIENT_IDS) throw invalid('ClientIds', 'There are more than 50 client IDs.');
  if (fingerprints.length > MAX_FINGERPRINTS)
    throw invalid('Fingerprints', 'There are more than 5 fingerprints.');
}
