/**
 * The regions that Alibaba Cloud publishes. Source: ECS, "Regions and zones", with the finance and government clouds; and
 * STS, "Endpoints". A newer one is not refused.
 */
export const REGIONS: readonly string[] = [
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
  'cn-zhengzhou-jva',
  'cn-chengdu',
  'cn-zhongwei',
  'cn-hongkong',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ap-southeast-8',
  'ap-south-1',
  'us-east-1',
  'us-west-1',
  'us-southeast-1',
  'na-south-1',
  'eu-west-1',
  'eu-west-2',
  'eu-central-1',
  'me-east-1',
  'me-central-1',
  'cn-hangzhou-finance',
  'cn-shanghai-finance-1',
  'cn-shenzhen-finance-1',
  'cn-beijing-finance-1',
  'cn-heyuan-acdr-1',
  'cn-north-2-gov-1',
];

/** The published region that an unknown one most likely stands for. */
export function likelyRegion(region: string, among: readonly string[] = REGIONS): string | undefined {
  // An OSS endpoint, a zone (cn-hangzhou-h, ap-southeast-1a), a number where there is none (cn-beijing-1).
  const plain = region.replace(/^(oss|vpc|sts)-/, '').replace(/-internal$/, '');
  const candidates = [plain, plain.replace(/-?[a-z]$/, ''), plain.replace(/-\d$/, '')];
  const meant = candidates.find((candidate) => among.includes(candidate));
  if (meant) return meant;
  const near = among.filter((known) => distance(plain.slice(0, 40), known) <= 2);
  // Of several, none is likelier.
  return near.length === 1 ? near[0] : undefined;
}

/** How many letters must be added, left out or changed to make one word of another (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [line, letter] of [...from].entries()) {
    const next = [line + 1];
    for (const [column, other] of [...to].entries()) {
      const changed = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
