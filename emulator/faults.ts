/** Faults: what may go wrong between a client and a service, queued by tests and used up by requests. */

import type { Duplex } from 'node:stream';
import type { RecordedRequest, Service } from './http/message.ts';

/** Where a fault may be queued: at a service, or at the proxy on the way to it. */
export type FaultPoint = Service | 'proxy';

export type Fault = FaultKind & {
  /** How often it is used before it is gone; once by default. */
  readonly times?: number;
  /** Only requests that this accepts meet the fault. */
  readonly match?: (request: RecordedRequest) => boolean;
};

type Headers = Readonly<Record<string, string>>;

/** Times are in milliseconds. */
export type FaultKind =
  /** This status, with this body or none. */
  | { readonly kind: 'status'; readonly status: number; readonly body?: string; readonly headers?: Headers }
  /** An error in the documented form, with the status and message that the code has by default. */
  | { readonly kind: 'error'; readonly code: string; readonly message?: string; readonly status?: number }
  /** `Throttling.User`. */
  | { readonly kind: 'throttle'; readonly headers?: Headers }
  /** The connection is cut: before any answer, or after the headers and half of the body. */
  | { readonly kind: 'reset'; readonly after?: 'headers' }
  /** Never answers; or, after the headers, never goes on. */
  | { readonly kind: 'hang'; readonly after?: 'headers' }
  /** The right answer, late. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The right answer, `size` bytes (1 by default) at a time with a pause after each. */
  | { readonly kind: 'trickle'; readonly pause: number; readonly size?: number }
  /** This body instead of the right one; 200 unless told otherwise. */
  | {
      readonly kind: 'body';
      readonly body: string | Uint8Array;
      readonly status?: number;
      readonly headers?: Headers;
    }
  /** A streamed body of this many bytes. */
  | { readonly kind: 'flood'; readonly bytes: number; readonly status?: number }
  /** The service's clock is off: the dates it checks and its `Date` header. */
  | { readonly kind: 'skew'; readonly ms: number }
  | { readonly kind: 'redirect'; readonly location: string; readonly status?: number }
  /** Whatever this writes to the socket after the request was read, for example something that is not HTTP. */
  | { readonly kind: 'raw'; readonly answer: (socket: Duplex) => void }
  /**
   * A certificate for another host, or the connection cut during the handshake. Applies to connections, not requests:
   * `match` is not called, and kept-alive connections are not affected.
   */
  | { readonly kind: 'tls'; readonly problem: 'wrong-host' | 'reset' };

type Entry = { readonly fault: Fault; left: number };

/** One queue per point; the first fault that matches is used. */
export class Faults {
  readonly #queues = new Map<FaultPoint, Entry[]>();

  /** Puts faults at the end of a point's queue. */
  queue(point: FaultPoint, ...faults: readonly Fault[]): this {
    const entries = faults.map((fault) => ({ fault, left: fault.times ?? 1 }));
    this.#queues.set(point, [...(this.#queues.get(point) ?? []), ...entries]);
    return this;
  }

  /** How many uses are left, at one point or at all. */
  pending(point?: FaultPoint): number {
    const queues = point === undefined ? [...this.#queues.values()] : [this.#queues.get(point) ?? []];
    return queues.flat().reduce((sum, entry) => sum + entry.left, 0);
  }

  clear(): void {
    this.#queues.clear();
  }

  /** Uses up the fault that this request meets, if any. */
  take(point: FaultPoint, request: RecordedRequest): Fault | undefined {
    return this.#use(point, ({ kind, match }) => kind !== 'tls' && (match?.(request) ?? true));
  }

  /** Uses up the TLS fault that a new connection to this service meets, if any. */
  takeTls(point: FaultPoint): 'wrong-host' | 'reset' | undefined {
    const fault = this.#use(point, ({ kind }) => kind === 'tls');
    return fault?.kind === 'tls' ? fault.problem : undefined;
  }

  #use(point: FaultPoint, accepts: (fault: Fault) => boolean): Fault | undefined {
    const queue = this.#queues.get(point) ?? [];
    const entry = queue.find(({ fault }) => accepts(fault));
    if (entry === undefined) return undefined;
    entry.left -= 1;
    if (entry.left <= 0) queue.splice(queue.indexOf(entry), 1);
    return entry.fault;
  }
}
