/**
 * Where STS listens. Source: Alibaba Cloud's help, RAM, "Endpoints" of STS 2015-04-01 (api-sts-2015-04-01-endpoint), as
 * of November 2026.
 */

export const GLOBAL_HOST = 'sts.aliyuncs.com';

const PUBLIC_REGIONS = [
  'cn-qingdao',
  'cn-beijing',
  'cn-zhangjiakou',
  'cn-huhehaote',
  'cn-wulanchabu',
  'cn-hangzhou',
  'cn-shanghai',
  'cn-nanjing',
  'cn-fuzhou',
  'cn-shenzhen',
  'cn-heyuan',
  'cn-guangzhou',
  'cn-wuhan-lr',
  'cn-chengdu',
  'cn-zhongwei',
  'cn-hongkong',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-southeast-1',
  'ap-southeast-3',
  'ap-southeast-5',
  'ap-southeast-7',
  'ap-southeast-8',
  'us-east-1',
  'us-west-1',
  'na-south-1',
  'eu-west-1',
  'eu-central-1',
  'me-east-1',
  'me-central-1',
];

/** Regions whose public endpoint is the global one. */
const GLOBAL_REGIONS = ['cn-hangzhou-finance', 'cn-shenzhen-finance-1'];

/** Regions that STS serves only from within a VPC. */
const VPC_ONLY_REGIONS = ['cn-north-2-gov-1'];

export const KNOWN_REGIONS: readonly string[] = [...PUBLIC_REGIONS, ...GLOBAL_REGIONS, ...VPC_ONLY_REGIONS];

/** The host of a known region; undefined where that region has none for this kind of network. */
export function hostOf(region: string, vpc: boolean): string | undefined {
  if (vpc) return `sts-vpc.${region}.aliyuncs.com`;
  if (GLOBAL_REGIONS.includes(region)) return GLOBAL_HOST;
  return VPC_ONLY_REGIONS.includes(region) ? undefined : `sts.${region}.aliyuncs.com`;
}

/** The known region that an unknown name stands for, which is an OSS endpoint's, a zone's, or has a number too many. */
export function likelyRegion(region: string, among: readonly string[]): string | undefined {
  const plain = region.replace(/^(oss|vpc|sts)-/, '').replace(/-internal$/, '');
  return [plain, plain.replace(/-?[a-z]$/, ''), plain.replace(/-\d$/, '')].find((one) => among.includes(one));
}
