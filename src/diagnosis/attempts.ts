import { type ActionError, ServiceError } from '../errors.ts';

/** How often it was tried and why it stopped; undefined if retrying was pointless. */
export function attemptsMade(error: ActionError): string | undefined {
  const { attempt, pause } = error.circumstances;
  if (attempt === undefined) return undefined;
  const times = attempt === 1 ? 'once' : attempt === 2 ? 'twice' : `${attempt} times`;
  return `It was tried ${times}${pause === undefined ? '' : `; ${whyNoMore(error, pause)}`}.`;
}

function whyNoMore(error: ActionError, pause: number): string {
  const asked = error instanceof ServiceError ? (error.answer.retryAfter ?? 0) : 0;
  // What the service asked for makes up most of the pause, unless it asked for next to nothing.
  return asked > pause / 2
    ? `the service asked to wait ${Math.ceil(asked / 1000)} s, more than timeout-seconds leaves`
    : 'timeout-seconds leaves no time for another attempt';
}

/** Where the step was when its time was up. */
export function waitingAt({ code, circumstances }: ActionError): string | undefined {
  const { host, phase } = circumstances;
  if (code !== 'step.timeout' || !phase) return undefined;
  return host ? `It was waiting for ${host} (${phase}).` : `It was in the phase “${phase}”.`;
}

/** What failed before the attempt that the step's time ended. */
export function failureBefore({ code, circumstances }: ActionError): string | undefined {
  const { before } = circumstances;
  return code === 'step.timeout' && before
    ? `attempt ${before.attempt} failed: ${before.message}`
    : undefined;
}
