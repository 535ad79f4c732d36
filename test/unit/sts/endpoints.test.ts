import { describe, expect, test } from 'vitest';
import { GLOBAL_HOST, hostOf, KNOWN_REGIONS } from '../../../src/sts/endpoints.ts';
import { HOST, REGION } from '../../../src/text/formats.ts';

describe('the host of STS', () => {
  test.each([
    ['cn-hangzhou', false, 'sts.cn-hangzhou.aliyuncs.com'],
    ['cn-hangzhou', true, 'sts-vpc.cn-hangzhou.aliyuncs.com'],
    ['ap-southeast-1', false, 'sts.ap-southeast-1.aliyuncs.com'],
    ['cn-wuhan-lr', false, 'sts.cn-wuhan-lr.aliyuncs.com'],
    ['cn-hangzhou-finance', false, GLOBAL_HOST],
    ['cn-shenzhen-finance-1', false, GLOBAL_HOST],
    ['cn-hangzhou-finance', true, 'sts-vpc.cn-hangzhou-finance.aliyuncs.com'],
    ['cn-north-2-gov-1', false, undefined],
    ['cn-north-2-gov-1', true, 'sts-vpc.cn-north-2-gov-1.aliyuncs.com'],
  ])('in %s (in its VPC: %s) is %s', (region, vpc, host) => {
    expect(hostOf(region, vpc)).toBe(host);
  });

  test('is a host of aliyuncs.com for every known region', () => {
    expect(KNOWN_REGIONS).toHaveLength(33);
    expect(new Set(KNOWN_REGIONS).size).toBe(KNOWN_REGIONS.length);
    for (const region of KNOWN_REGIONS) {
      expect(region).toMatch(REGION);
      for (const vpc of [true, false]) {
        const host = hostOf(region, vpc) ?? GLOBAL_HOST;
        expect(host).toMatch(HOST);
        expect(host).toMatch(/^sts[a-z0-9.-]*\.aliyuncs\.com$/);
      }
    }
  });
});
