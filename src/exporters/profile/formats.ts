import { credentialsIni } from './credentials-ini.ts';
import type { ProfileFormatName } from './entry.ts';
import type { ProfileFormat } from './format.ts';

/** The CLI's format loads a JSON editor, which taking back a credentials.ini does not need. */
export async function formatOf(name: ProfileFormatName): Promise<ProfileFormat> {
  return name === 'credentials.ini' ? credentialsIni : (await import('./config-json.ts')).aliyunConfig;
}
