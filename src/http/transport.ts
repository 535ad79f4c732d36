import type { Readable } from 'node:stream';
import type { HttpRequest } from '../runtime/context.ts';

/** An answer whose body is still on its way. */
export interface PendingResponse {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Bytes. Abandoning it early closes its connection. */
  readonly body: Readable;
}

/** A route to hosts. Limits are up to the caller. */
export interface Transport {
  /**
   * Sends a request once. No redirect is followed.
   * @throws what Node, undici or the proxy says
   */
  exchange(request: HttpRequest, signal: AbortSignal): Promise<PendingResponse>;
}
