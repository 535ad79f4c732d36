/** HTTP messages as plain data, so that every handler is a function from a request to a response. */

import type { World } from '../world/world.ts';

/** The services that the emulator plays. */
export type Service = 'github' | 'sts' | 'ram' | 'acr' | 'metadata' | 'credentials-uri';

/** A request as a handler sees it. */
export interface ServiceRequest {
  readonly method: string;
  /** The Host header, with its port where it has one. */
  readonly host: string;
  readonly path: string;
  /** Decoded query, in the order sent; a name may repeat. */
  readonly query: ReadonlyArray<readonly [string, string]>;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Whether it came over TLS. */
  readonly secure: boolean;
  /** The service's clock, milliseconds since the epoch: the world's, plus the skew of a fault. */
  readonly now: number;
}

/** A response as a handler gives it. `Date` and `Content-Length` are added where it is sent. */
export interface ServiceResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export type Handler = (request: ServiceRequest, world: World) => ServiceResponse | Promise<ServiceResponse>;

/** What is recorded of every request to a service, for tests to inspect. */
export interface RecordedRequest {
  readonly service: Service | 'proxy';
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Fields of a form body; empty for any other body. */
  readonly form: Readonly<Record<string, string>>;
  /** The action of STS, RAM, IMS or Container Registry, wherever it was named. */
  readonly action?: string;
  readonly viaProxy: boolean;
  /** Real time, milliseconds since the epoch: tests measure back-off with it. */
  readonly at: number;
}

/** A response in JSON. */
export function json(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): ServiceResponse {
  return {
    status,
    headers: { 'content-type': 'application/json;charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

/** A response in plain text. */
export function text(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): ServiceResponse {
  return { status, headers: { 'content-type': 'text/plain', ...headers }, body };
}

/** Whether the body is `application/x-www-form-urlencoded`. */
export function isForm(request: Pick<ServiceRequest, 'headers'>): boolean {
  return /^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '');
}

/** The decoded fields of a form body; none for any other body. */
export function formFields(
  request: Pick<ServiceRequest, 'headers' | 'body'>,
): ReadonlyArray<readonly [string, string]> {
  if (!isForm(request)) return [];
  return [...new URLSearchParams(Buffer.from(request.body).toString('utf8'))];
}

/** A host without its port. */
export function hostName(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}
