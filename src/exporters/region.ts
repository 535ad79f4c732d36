import type { HandOff } from '../plan.ts';
import { configFile } from '../profiles/places.ts';
import type { LocalContext } from '../runtime/context.ts';
import { asObject, parseObject, textOf } from '../text/json.ts';
import { likelyRegion, REGIONS } from '../text/regions.ts';

/** Says of a region what a later step would only trip over: that there is none, or that nobody publishes it. */
export function adviseOnRegion(context: LocalContext, { env, profile, region }: HandOff): void {
  const { log } = context;
  if (region !== undefined) {
    if (REGIONS.includes(region)) return;
    const likely = likelyRegion(region);
    log.warning(
      `region: Alibaba Cloud publishes no region “${region}” that this version knows. ` +
        (likely ? `Did you mean ${likely}?` : 'If it is a new one, all is well.'),
    );
  } else if ((env || profile) && !isSetElsewhere(context, profile?.name)) {
    log.info(
      'No region is set, and the aliyun CLI fails without one: add region (cn-hangzhou, say) to this step, or --region to its commands.',
    );
  }
}

/** What the CLI reads, newest first. */
const VARIABLES = [
  'ALIBABA_CLOUD_REGION_ID',
  'ALIBABACLOUD_REGION_ID',
  'ALICLOUD_REGION_ID',
  'REGION_ID',
  'REGION',
];

/** In the job's environment, or in the profile of this name, whose region stays. */
function isSetElsewhere(context: LocalContext, name: string | undefined): boolean {
  if (VARIABLES.some((variable) => context.env.get(variable))) return true;
  try {
    const config = parseObject(context.files.read(configFile(context) ?? '') ?? '');
    const profiles = Array.isArray(config?.['profiles']) ? config['profiles'].map(asObject) : [];
    const wanted = name ?? textOf(config?.['current']);
    return profiles.some((found) => found?.['name'] === wanted && textOf(found?.['region_id']));
  } catch {
    return false;
  }
}
