/**
 * What kind of failure an error is.
 *
 * - `input`: the workflow must be changed
 * - `github`: GitHub gave no OIDC token
 * - `service`: STS or another service refused
 * - `network`: no answer came, or none that can be used
 * - `account`: the credential belongs to an account that is not allowed
 * - `file`: a file or folder on the runner is in the way
 * - `timeout`, `cancelled`: the step's time was up, or the job was cancelled
 */
export type ErrorCode =
  | 'input'
  | 'github'
  | 'service'
  | 'network'
  | 'account'
  | 'file'
  | 'timeout'
  | 'cancelled';

export interface ErrorDetails {
  /** The one thing that the reader should do. */
  hint?: string;
  /** The catalogue's entry about it (diagnosis/), where the kind of the error does not tell. */
  entry?: string;
  cause?: unknown;
}

/** Any failure that the action foresees. Its message is written for the workflow's author and holds no secret. */
export class ActionError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly entry: string | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'ActionError';
    this.code = code;
    this.hint = details.hint;
    this.entry = details.entry;
  }
}

/** An input that cannot be right, or a combination of inputs that cannot. */
export class InputError extends ActionError {
  constructor(message: string, hint?: string) {
    super('input', message, hint === undefined ? {} : { hint });
    this.name = 'InputError';
  }
}

/** A file or folder that cannot be used; names it. */
export class FileError extends ActionError {
  /** The only copy of something of the owner's: its folder must stay. */
  readonly onlyCopy: string | undefined;

  constructor(message: string, details: ErrorDetails & { onlyCopy?: string | undefined } = {}) {
    super('file', message, details);
    this.name = 'FileError';
    this.onlyCopy = details.onlyCopy;
  }
}

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

/** No answer from a host, or one that cannot be read. Names the host, never the URL: a URL can hold a secret. */
export class NetworkError extends ActionError {
  readonly fault: NetworkFault;
  readonly host: string;

  constructor(fault: NetworkFault, host: string, message: string, details: ErrorDetails = {}) {
    super('network', message, details);
    this.name = 'NetworkError';
    this.fault = fault;
    this.host = host;
  }
}

/** Why GitHub gives a job no OIDC token. */
export type NoTokenReason = 'permission' | 'fork' | 'dependabot' | 'runner' | 'variables';

/** The runner offers this job no OIDC token. What to do is in the catalogue (diagnosis/). */
export class GithubTokenError extends ActionError {
  readonly reason: NoTokenReason;

  constructor(reason: NoTokenReason, message = 'GitHub offers this job no OIDC token.') {
    super('github', message);
    this.name = 'GithubTokenError';
    this.reason = reason;
  }
}

/** What a service said when it refused. Texts are without what it echoed. */
export interface ServiceAnswer {
  service: string;
  host: string;
  /** What was asked of it, in words. */
  action?: string;
  /** The ARN of the role that was asked for. */
  role?: string;
  /** HTTP status. */
  status: number;
  /** The service's own error code, where it gave one. */
  serviceCode?: string;
  serviceMessage?: string;
  requestId?: string;
  /** Where the service says to look the error up. */
  recommend?: string;
  /** Which policy said no, and how. */
  denial?: string;
  /** Milliseconds after which the service wants to be asked again. */
  retryAfter?: number;
  /** The service's clock, from its `Date` header. */
  date?: Date;
}

/** A service answered, and the answer was no. */
export class ServiceError extends ActionError {
  readonly answer: ServiceAnswer;

  constructor(message: string, answer: ServiceAnswer, details: ErrorDetails = {}) {
    super('service', message, details);
    this.name = 'ServiceError';
    this.answer = answer;
  }
}

/** The text of anything thrown, without its stack. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
