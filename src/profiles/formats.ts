import type { ProfileFormat } from './format.ts';

/**
 * Loads the CLI's format on demand: it brings a JSON editor, which undoing a credentials.ini does not need.
 * @param name a ProfileFormatName
 */
export async function formatOf(name: string): Promise<ProfileFormat> {
  return name === 'credentials.ini'
    ? (await import('./edit-credentials-ini.ts')).credentialsIni
    : (await import('./edit-config-json.ts')).aliyunConfig;
}
