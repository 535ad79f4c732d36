import { type ActionError, type ErrorCode, type OwnCode, type PlainCode, ServiceError } from '../errors.ts';
import type { Explanation, StsExplanation, Title } from './entries/explanation.ts';
import { GITHUB } from './entries/github.ts';
import { METADATA, URI } from './entries/metadata.ts';
import { NETWORK } from './entries/network.ts';
import { TRUST } from './entries/oidc.ts';
import { RUNNER } from './entries/runner.ts';
import { KEY, KEYS, NO_CODE, ROLES, SERVICE, UNKNOWN } from './entries/sts.ts';

export type { Explanation, StsExplanation, Title } from './entries/explanation.ts';

/** Errors whose message says it all. */
const PLAIN: Record<PlainCode, Title> = {
  input: { title: 'Check the inputs' },
  file: { title: 'A file is in the way' },
  proxy: { title: 'Check the proxy settings' },
  account: { title: 'Wrong account' },
  logout: { title: 'Not everything was taken back' },
  trust: { title: 'The trust policy does not pass' },
  'step.cancelled': { title: 'Cancelled' },
};

/** One explanation for each of our own codes; a missing one does not compile. */
export const OWN: Readonly<Record<OwnCode, Explanation | Title>> = {
  ...GITHUB,
  ...METADATA,
  ...URI,
  ...NETWORK,
  ...RUNNER,
  ...KEY,
  ...PLAIN,
  'sts.no-code': NO_CODE,
};

/**
 * The codes that STS documents. Source: STS 2015-04-01, "Error codes" of AssumeRoleWithOIDC and AssumeRole, and the
 * common errors of Alibaba Cloud's API gateway.
 */
export const STS: readonly StsExplanation[] = [...TRUST, ...ROLES, ...KEYS, ...SERVICE];

/** All explanations by what failed, in the order of docs/troubleshooting.md. */
export const SECTIONS = {
  GITHUB: Object.values(GITHUB),
  TRUST,
  ROLES,
  KEYS: [...KEYS, ...Object.values(KEY)],
  SERVICE: [...SERVICE, NO_CODE, UNKNOWN],
  METADATA: Object.values(METADATA),
  URI: Object.values(URI),
  NETWORK: Object.values(NETWORK),
  RUNNER: Object.values(RUNNER),
} as const satisfies Record<string, readonly Explanation[]>;

/** What an error means; just the title if the message says it all. */
export function explanationOf(error: ActionError): Explanation | Title {
  if (isOwn(error.code)) return OWN[error.code];
  const message = error instanceof ServiceError ? error.answer.serviceMessage : undefined;
  return lookUp(error.code.slice('sts.'.length), message) ?? UNKNOWN;
}

/** Whether an explanation is about the key that signed, wherever the role comes from. */
export function isAboutKey(explanation: Explanation): boolean {
  return SECTIONS.KEYS.some((entry) => entry === explanation);
}

/** The first explanation that fits a service's code and message. */
export function lookUp(code: string, message = '', among = STS): StsExplanation | undefined {
  const isLike = (known: string): boolean =>
    known === code || (known.endsWith('*') && code.startsWith(known.slice(0, -1)));
  return among.find(({ codes, message: said }) => codes.some(isLike) && (said?.test(message) ?? true));
}

/** Whether a code is ours and not from STS. */
export function isOwn(code: ErrorCode): code is OwnCode {
  return Object.hasOwn(OWN, code);
}
