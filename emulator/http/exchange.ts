/** One exchange on a socket: reads the request, meets its fault, calls the handler, sends the answer. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault, Faults } from '../faults.ts';
import type { Route } from '../hosts.ts';
import { defaultsOf, StsError } from '../sts/errors.ts';
import { errorBody } from '../sts/format.ts';
import type { World } from '../world/world.ts';
import { flood, send, trickle } from './delivery.ts';
import {
  formFields,
  json,
  type RecordedRequest,
  type Service,
  type ServiceRequest,
  type ServiceResponse,
} from './message.ts';

/** What an emulator's listeners share. */
export interface Core {
  readonly world: World;
  readonly faults: Faults;
  readonly requests: RecordedRequest[];
  /** `host:port` of everything that is nobody's. */
  readonly refused: string[];
  /** Aborted when the emulator closes. */
  readonly closing: AbortSignal;
}

/** How a request came. */
export interface Arrival {
  readonly secure: boolean;
  readonly viaProxy: boolean;
}

const MAX_BODY = 1024 * 1024;

/** Behind Alibaba Cloud's API gateway, whose requests and errors have one form. */
const GATEWAY: readonly Service[] = ['sts', 'ram', 'acr'];

/** Answers one request of a service. */
export async function exchange(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  route: Route,
  arrival: Arrival,
  core: Core,
): Promise<void> {
  const body = await readBody(incoming);
  if (body === undefined) return cut(incoming);
  const base = readRequest(incoming, body, arrival.secure);
  const recorded = record(base, route, arrival);
  core.requests.push(recorded);
  if (route.service === 'metadata' && core.world.ecs.mode === 'off') return;
  if (route.service === 'metadata' && core.world.ecs.mode === 'absent') return cut(incoming);
  const fault = core.faults.take(route.service, recorded);
  const now = core.world.now() + (fault?.kind === 'skew' ? fault.ms : 0);
  const request = { ...base, now };
  if (fault?.kind === 'hang' && fault.after === undefined) return;
  if (fault?.kind === 'reset' && fault.after === undefined) return cut(incoming);
  if (fault?.kind === 'raw') return fault.answer(incoming.socket);
  if (fault?.kind === 'flood') return flood(outgoing, fault.bytes, fault.status ?? 200, now);
  if (fault?.kind === 'delay') await sleep(fault.ms, undefined, { signal: core.closing });
  const response = replaced(fault, request, route) ?? (await route.handler(request, core.world));
  await deliver(outgoing, response, fault, now, core.closing);
}

/** The answer that a fault gives instead of the handler's. */
function replaced(
  fault: Fault | undefined,
  request: ServiceRequest,
  route: Route,
): ServiceResponse | undefined {
  switch (fault?.kind) {
    case 'status':
      return { status: fault.status, headers: fault.headers ?? {}, body: fault.body ?? '' };
    case 'body':
      return {
        status: fault.status ?? 200,
        headers: fault.headers ?? { 'content-type': 'application/json;charset=utf-8' },
        body: fault.body,
      };
    case 'redirect':
      return { status: fault.status ?? 302, headers: { location: fault.location }, body: '' };
    case 'throttle': {
      const response = documentedError(request, route, 'Throttling.User');
      return { ...response, headers: { ...response.headers, ...fault.headers } };
    }
    case 'error':
      return documentedError(request, route, fault.code, fault.message, fault.status);
    default:
      return undefined;
  }
}

function documentedError(
  request: ServiceRequest,
  route: Route,
  code: string,
  message?: string,
  status?: number,
): ServiceResponse {
  const [defaultStatus, defaultMessage] = defaultsOf(code);
  const error = new StsError(status ?? defaultStatus, code, message ?? defaultMessage);
  if (GATEWAY.includes(route.service)) return errorBody(request, error);
  return json(error.status, { Code: error.code, Message: error.message });
}

async function deliver(
  outgoing: ServerResponse,
  response: ServiceResponse,
  fault: Fault | undefined,
  now: number,
  closing: AbortSignal,
): Promise<void> {
  switch (fault?.kind) {
    case 'trickle':
      return trickle(outgoing, response, now, { pause: fault.pause, size: fault.size ?? 1, closing });
    case 'hang':
    case 'reset':
      return send(outgoing, response, now, fault.kind);
    default:
      return send(outgoing, response, now);
  }
}

/** Cuts a connection without an answer. */
export function cut(incoming: IncomingMessage): void {
  incoming.socket.destroy();
}

async function readBody(incoming: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

type Undated = Omit<ServiceRequest, 'now'>;

function readRequest(incoming: IncomingMessage, body: Uint8Array, secure: boolean): Undated {
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  );
  // Absolute-form when it came to the proxy; then the target's own host counts.
  const target = URL.parse(incoming.url ?? '/', `http://${headers['host'] ?? 'localhost'}`);
  const absolute = /^https?:\/\//i.test(incoming.url ?? '');
  return {
    method: incoming.method ?? 'GET',
    host: absolute ? (target?.host ?? '') : (headers['host'] ?? ''),
    path: target?.pathname ?? '/',
    query: [...(target?.searchParams ?? [])],
    headers,
    body,
    secure,
  };
}

function record(request: Undated, route: Route, arrival: Arrival): RecordedRequest {
  const query = Object.fromEntries(request.query);
  const form = Object.fromEntries(formFields(request));
  const action = request.headers['x-acs-action'] ?? form['Action'] ?? query['Action'];
  return {
    service: route.service,
    method: request.method,
    host: request.host,
    path: request.path,
    query,
    headers: request.headers,
    body: Buffer.from(request.body).toString('utf8'),
    form,
    ...(GATEWAY.includes(route.service) && action !== undefined ? { action } : {}),
    viaProxy: arrival.viaProxy,
    at: Date.now(),
  };
}
