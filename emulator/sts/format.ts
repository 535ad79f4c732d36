/** STS's bodies: JSON if the client asked for it, else XML. */

import { randomUUID } from 'node:crypto';
import { formFields, hostName, isForm, type ServiceRequest, type ServiceResponse } from '../http/message.ts';
import type { StsError } from './errors.ts';

type Fields = Readonly<Record<string, unknown>>;

/** `<action>Response` with a new RequestId. */
export function successBody(request: ServiceRequest, action: string, fields: Fields): ServiceResponse {
  const requestId = newRequestId();
  return respond(request, 200, `${action}Response`, { RequestId: requestId, ...fields }, requestId);
}

/** The documented error body: RequestId, HostId, Code, Message, Recommend, and why access was denied. */
export function errorBody(request: ServiceRequest, error: StsError): ServiceResponse {
  const requestId = newRequestId();
  const fields = {
    RequestId: requestId,
    HostId: hostName(request.host),
    Code: error.code,
    Message: error.message,
    Recommend: `https://api.aliyun.com/troubleshoot?q=${error.code}&product=${productOf(request.host)}&requestId=${requestId}`,
    ...(error.detail === undefined ? {} : { AccessDeniedDetail: error.detail }),
  };
  return respond(request, error.status, 'Error', fields, requestId);
}

function productOf(host: string): string {
  const name = hostName(host).split('.')[0] ?? '';
  return { ram: 'Ram', ims: 'Ims', cr: 'cr' }[name] ?? 'Sts';
}

function respond(
  request: ServiceRequest,
  status: number,
  root: string,
  fields: Fields,
  requestId: string,
): ServiceResponse {
  const headers = { 'x-acs-request-id': requestId };
  if (wantsJson(request)) {
    return {
      status,
      headers: { 'content-type': 'application/json;charset=utf-8', ...headers },
      body: JSON.stringify(fields),
    };
  }
  const body = `<?xml version='1.0' encoding='UTF-8'?>${element(root, fields)}`;
  return { status, headers: { 'content-type': 'text/xml;charset=utf-8', ...headers }, body };
}

function wantsJson(request: ServiceRequest): boolean {
  const format = new Map([...request.query, ...(isForm(request) ? formFields(request) : [])]).get('Format');
  if (format !== undefined) return format.toUpperCase() === 'JSON';
  return /\bapplication\/json\b/i.test(request.headers['accept'] ?? '');
}

function element(name: string, value: unknown): string {
  const content =
    typeof value === 'object' && value !== null
      ? Object.entries(value)
          .map(([child, inner]) => element(child, inner))
          .join('')
      : String(value).replace(/[&<>]/g, (char) => ({ '&': '&amp;', '<': '&lt;' })[char] ?? '&gt;');
  return `<${name}>${content}</${name}>`;
}

function newRequestId(): string {
  return randomUUID().toUpperCase();
}
