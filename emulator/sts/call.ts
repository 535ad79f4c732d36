/** A call to STS, read from a request: V1 and V3 put the same things in different places. */

import { formFields, type ServiceRequest } from '../http/message.ts';

export interface StsCall {
  readonly action: string | undefined;
  readonly version: string | undefined;
  /** Query and form merged; the form takes precedence. */
  readonly parameters: ReadonlyMap<string, string>;
  /** The same with repeats: what a V1 signature covers. */
  readonly pairs: ReadonlyArray<readonly [string, string]>;
  readonly request: ServiceRequest;
}

export function readCall(request: ServiceRequest): StsCall {
  const pairs = [...request.query, ...formFields(request)];
  const parameters = new Map(pairs);
  return {
    action: request.headers['x-acs-action'] ?? parameters.get('Action'),
    version: request.headers['x-acs-version'] ?? parameters.get('Version'),
    parameters,
    pairs,
    request,
  };
}
