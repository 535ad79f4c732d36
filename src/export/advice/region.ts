import type { ExportOptions } from '../../plan/plan.ts';
import type { Config } from '../../profiles/config-json.ts';
import type { LocalContext } from '../../runtime/context.ts';
import { KNOWN_REGIONS, likelyRegion } from '../../sts/endpoints.ts';
import { textOf } from '../../text/json.ts';

/**
 * The regions that Alibaba Cloud publishes, including those that STS does not serve. Newer regions are not refused.
 * Source: ECS, "Regions and zones", with the finance and government clouds.
 */
const REGIONS: readonly string[] = [
  ...KNOWN_REGIONS,
  'cn-zhengzhou-jva',
  'ap-southeast-2',
  'ap-southeast-6',
  'ap-south-1',
  'us-southeast-1',
  'eu-west-2',
  'cn-shanghai-finance-1',
  'cn-beijing-finance-1',
  'cn-heyuan-acdr-1',
];

/** Warns early about a region that would make later steps fail: none at all, or one that does not exist. */
export function adviseOnRegion(
  context: LocalContext,
  { env, profile, region }: ExportOptions,
  config: Config | undefined,
): void {
  const { log } = context;
  if (region !== undefined) {
    if (REGIONS.includes(region)) return;
    const likely = likelyRegion(region, REGIONS);
    log.warning(
      `region: Alibaba Cloud publishes no region “${region}” that this version knows. ` +
        (likely ? `Did you mean ${likely}?` : 'If the region is new, ignore this.'),
    );
  } else if ((env || profile) && !isSetElsewhere(context, profile?.name, config)) {
    log.info(
      'No region is set, and the aliyun CLI fails without one: add region (such as cn-hangzhou) to this step, or --region to its commands.',
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

/** In the job's environment, or in the existing profile with this name, whose region stays. */
function isSetElsewhere(
  { env }: LocalContext,
  name: string | undefined,
  config: Config | undefined,
): boolean {
  if (VARIABLES.some((variable) => env.get(variable))) return true;
  const wanted = name ?? config?.current;
  return config?.profiles?.some((found) => found['name'] === wanted && textOf(found['region_id'])) ?? false;
}
