import { credentialsIni } from './credentials-ini.ts';
import type { ProfileFormatName } from './entry.ts';
import type { ProfileFormat } from './format.ts';

/** The CLI's format brings a JSON editor with it, which taking a credentials.ini back does not need. */
export async function formatOf(name: ProfileFormatName): Promise<ProfileFormat> {
  return name === 'credentials.ini' ? credentialsIni : (await import('./config-json.ts')).aliyunConfig;
}
