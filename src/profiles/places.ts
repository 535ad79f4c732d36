import path from 'node:path';
import type { LocalContext } from '../runtime/context.ts';

/** The aliyun CLI's config.json, at its fixed path; undefined if the user has no home folder. */
export function configFile({ home }: Pick<LocalContext, 'home'>): string | undefined {
  const folder = home();
  return folder && path.join(folder, '.aliyun', 'config.json');
}

/**
 * Where the aliyun CLI looks for config.json if the SDKs look elsewhere: on Windows it uses HOMEDRIVE and HOMEPATH, they
 * use USERPROFILE. Source: aliyun-cli, config/configuration.go (GetHomePath).
 */
export function cliConfigFile({ env, platform }: Pick<LocalContext, 'env' | 'platform'>): string | undefined {
  const folder = `${env.get('HOMEDRIVE') ?? ''}${env.get('HOMEPATH') ?? ''}`;
  return platform === 'win32' && folder !== ''
    ? path.win32.join(folder, '.aliyun', 'config.json')
    : undefined;
}

/** The variable that holds the user's home folder. */
export function homeVariable({ platform }: Pick<LocalContext, 'platform'>): string {
  return platform === 'win32' ? 'USERPROFILE' : 'HOME';
}
