import { InputError } from '../errors.ts';
import type { Inputs } from '../inputs/table.ts';
import { GLOBAL_HOST, hostOf, KNOWN_REGIONS, likelyRegion } from '../sts/endpoints.ts';
import type { StsSettings } from './plan.ts';

/** The STS that the inputs select; the global one by default. */
export function planSts(inputs: Inputs): StsSettings {
  const chosen = inputs['sts-endpoint'] !== undefined || inputs['sts-region'] !== undefined;
  return { host: stsHost(inputs), chosen, maxAttempts: inputs['retry-max-attempts'] };
}

function stsHost(inputs: Inputs): string {
  const { 'sts-endpoint': endpoint, 'sts-region': region, 'sts-vpc': vpc } = inputs;
  if (endpoint) {
    const other = region ? 'sts-region' : vpc ? 'sts-vpc' : undefined;
    if (other) throw new InputError(`sts-endpoint and ${other} contradict each other.`);
    return endpoint;
  }
  if (!region) {
    if (vpc) throw new InputError('sts-vpc: true needs sts-region.');
    return GLOBAL_HOST;
  }
  if (!KNOWN_REGIONS.includes(region)) {
    const likely = likelyRegion(region, KNOWN_REGIONS);
    const host = hostOf(region, vpc);
    throw new InputError(
      `sts-region: this version knows no STS endpoint in “${region}”.`,
      `${likely ? `Did you mean ${likely}? ` : ''}Known: ${KNOWN_REGIONS.join(', ')}. For a newer one, give sts-endpoint: ${host}${vpc ? ' in place of sts-region and sts-vpc' : ''}.`,
    );
  }
  const host = hostOf(region, vpc);
  if (!host) {
    throw new InputError(
      `sts-region: “${region}” has an STS endpoint only inside its VPCs.`,
      'Add sts-vpc: true.',
    );
  }
  return host;
}
