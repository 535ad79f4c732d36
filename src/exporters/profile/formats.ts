import { credentialsIni } from './credentials-ini.ts';
import type { ProfileFormatName } from './entry.ts';
import type { ProfileFormat } from './format.ts';

/** Loads the CLI's format on demand: it brings a JSON editor, which undoing a credentials.ini does not need. */
export async function formatOf(name: ProfileFormatName): Promise<ProfileFormat> {
  return name === 'credentials.ini' ? credentialsIni : (await import('./config-json.ts')).aliyunConfig;
}
