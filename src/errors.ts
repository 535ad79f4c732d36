import type { CredentialType } from './plan/plan.ts';
import type { JsonObject } from './text/json.ts';

/** The services that the action contacts. SERVICE_NAMES has their names for messages. */
export type Service = 'github' | 'sts' | 'metadata' | 'credentials-uri';

export const SERVICE_NAMES: Readonly<Record<Service, string>> = {
  github: 'GitHub',
  sts: 'STS',
  metadata: 'ECS metadata',
  'credentials-uri': 'The credentials URI',
};

/** Why GitHub gives a job no OIDC token. */
export type GithubCode =
  | 'github.permission'
  | 'github.fork'
  | 'github.dependabot'
  | 'github.runner'
  | 'github.server'
  | 'github.forgejo'
  | 'github.gitea'
  | 'github.variables'
  | 'github.refused'
  | 'github.ended'
  | 'github.unavailable';

/** Why ECS metadata gives no credential. */
export type MetadataCode =
  | 'metadata.silent'
  | 'metadata.hops'
  | 'metadata.no-role'
  | 'metadata.role-unknown'
  | 'metadata.no-hardened-mode'
  | 'metadata.forbidden'
  | 'metadata.refused'
  | 'metadata.failed'
  | 'metadata.code';

/** Why a credentials URI gives no credential. */
export type UriCode = 'uri.refused' | 'uri.failed' | 'uri.code';

/** What can go wrong with a request or its answer. */
export type NetworkFault =
  | 'dns'
  | 'refused'
  | 'unreachable'
  | 'reset'
  | 'tls'
  | 'proxy'
  | 'proxy-refused'
  | 'timeout'
  | 'too-large'
  | 'redirect'
  | 'malformed';

export type NetworkCode = `network.${NetworkFault}`;

/** What is on the runner or missing there, and the step's own time limit. */
export type RunnerCode =
  | 'default.nothing'
  | 'profile.unusable'
  | 'profile.config'
  | 'token-file.empty'
  | 'runner.user'
  | 'step.timeout';

/**
 * Errors whose message says it all.
 *
 * - `input`: the workflow must be changed
 * - `file`: a file or folder on the runner is in the way
 * - `proxy`: the runner's proxy settings cannot be used
 * - `account`: the credential belongs to an account that is not allowed
 * - `logout`: something was left behind
 * - `trust`: the trust policy admits nobody, or too many
 * - `step.cancelled`: the job was cancelled
 */
export type PlainCode = 'input' | 'file' | 'proxy' | 'account' | 'trust' | 'logout' | 'step.cancelled';

/** Keys whose appearance says more than STS does. */
export type KeyCode = 'key.masked' | 'key.swapped' | 'key.unlikely';

/** STS answered without a code of its own. */
export type NoStsCode = 'sts.no-code';

/** Our own codes: the catalogue (diagnosis/) has an explanation for each, or the action does not compile. */
export type OwnCode =
  | GithubCode
  | MetadataCode
  | UriCode
  | NetworkCode
  | RunnerCode
  | KeyCode
  | NoStsCode
  | PlainCode;

/** Why acr-login fails; diagnosis/entries/acr.ts explains them. */
export type AcrCode = 'acr.registry' | 'acr.no-login' | 'acr.logged-out' | 'acr.no-client' | 'acr.client';

/** What kind of failure an error is: one of our own codes, or the one that STS or another API behind its gateway answered. */
export type ErrorCode = OwnCode | AcrCode | `sts.${string}`;

/** What the step is doing. */
export type Phase = 'token' | 'exchange' | 'identity' | 'metadata' | 'credentials-uri' | 'acr' | 'hand-off';

/** The exchange of an OIDC token for a role's session. */
export interface OidcExchange {
  readonly oidcProviderArn: string;
  readonly roleArn: string;
  /** Of the token; undefined where it is no JWT. Not the token. */
  readonly claims: JsonObject | undefined;
}

/** What is known about a failure besides its message. */
export interface Circumstances {
  /** How the workflow logs in. */
  readonly type?: CredentialType | undefined;
  readonly phase?: Phase | undefined;
  /** Who was asked. */
  readonly host?: string | undefined;
  /** How often it was tried, including this attempt. Undefined if another attempt would not have helped. */
  readonly attempt?: number | undefined;
  /** The pause before another attempt, in milliseconds, if the step has no time for it. */
  readonly pause?: number | undefined;
  /** The failed attempt before this one, which the step's time limit ended. */
  readonly before?: { readonly attempt: number; readonly message: string } | undefined;
  readonly exchange?: OidcExchange | undefined;
  /** Where on the machine, rather than in the workflow, it is configured: “profile “x” of …”. */
  readonly origin?: string | undefined;
  /** How the machine is involved, in a sentence. */
  readonly note?: string | undefined;
  /** Where on the machine the key is that signed the request. */
  readonly signer?: string | undefined;
}

export interface ErrorDetails {
  /** The one thing for the reader to do, if the catalogue does not know better. */
  hint?: string | undefined;
  cause?: unknown;
}

/** Any failure that the action foresees. Its message is written for the workflow's author and holds no secret. */
export class ActionError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  #circumstances: Circumstances;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'ActionError';
    this.code = code;
    this.hint = details.hint;
    // An error that wraps another one happened where that one did.
    this.#circumstances = details.cause instanceof ActionError ? details.cause.circumstances : {};
  }

  get circumstances(): Circumstances {
    return this.#circumstances;
  }

  /**
   * Adds what a caller knows while the failure passes through. What was added nearer to the failure takes precedence.
   */
  addContext(known: Circumstances): void {
    const entries = Object.entries({ ...known, ...this.#circumstances });
    this.#circumstances = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }
}

/** Runs an action and adds these circumstances to any failure in it. */
export async function withErrorContext<T>(known: Circumstances, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof ActionError) error.addContext(known);
    throw error;
  }
}

/** An input that cannot be right, or a combination of inputs that cannot. */
export class InputError extends ActionError {
  constructor(message: string, hint?: string) {
    super('input', message, { hint });
    this.name = 'InputError';
  }
}

export interface FileErrorDetails extends ErrorDetails {
  /** Set if the catalogue says more than the message. */
  code?: RunnerCode;
}

/** A file or folder that cannot be used; names it. */
export class FileError extends ActionError {
  constructor(message: string, details: FileErrorDetails = {}) {
    super(details.code ?? 'file', message, details);
    this.name = 'FileError';
  }
}

export interface NetworkErrorDetails extends ErrorDetails {
  /** A hint, if more is known than the fault itself. */
  code?: MetadataCode;
}

/** No answer from a host, or one that cannot be read. Names the host, never the URL: a URL can hold a secret. */
export class NetworkError extends ActionError {
  readonly fault: NetworkFault;
  readonly host: string;

  constructor(fault: NetworkFault, host: string, message: string, details: NetworkErrorDetails = {}) {
    super(details.code ?? `network.${fault}`, message, details);
    this.name = 'NetworkError';
    this.fault = fault;
    this.host = host;
    this.addContext({ host });
  }
}

/** What a service said when it refused. Secrets that it echoed are removed from the texts. */
export interface ServiceAnswer {
  service: Service;
  host: string;
  /** What was asked of it, in words. */
  action?: string | undefined;
  /** The ARN of the role that was asked for. */
  role?: string | undefined;
  /** HTTP status. */
  status: number;
  /** The service's own error code, where it gave one. */
  serviceCode?: string | undefined;
  serviceMessage?: string | undefined;
  requestId?: string | undefined;
  /** Where the service says to look the error up. */
  recommend?: string | undefined;
  /** Which policy said no, and how. */
  denial?: string | undefined;
  /** Milliseconds that the service asks us to wait. */
  retryAfter?: number | undefined;
  /** The service's clock, from its `Date` header. */
  date?: Date | undefined;
}

/** A service refused a request. */
export class ServiceError extends ActionError {
  readonly answer: ServiceAnswer;

  constructor(code: ErrorCode, message: string, answer: ServiceAnswer, details: ErrorDetails = {}) {
    super(code, message, details);
    this.name = 'ServiceError';
    this.answer = answer;
    this.addContext({ host: answer.host });
  }
}

/** The text of anything thrown, without its stack. */
export function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  return typeof error === 'object' && error !== null
    ? 'Something that is no error was thrown.'
    : String(error);
}
