import path from 'node:path';
import type { LocalContext } from '../runtime/context.ts';

/** The aliyun CLI's config.json, whose place is fixed; undefined where the user has no home folder. */
export function configFile({ home }: Pick<LocalContext, 'home'>): string | undefined {
  const folder = home();
  return folder && path.join(folder, '.aliyun', 'config.json');
}

/**
 * Where the aliyun CLI looks for config.json where that is not where the SDKs do: on Windows it goes by HOMEDRIVE and
 * HOMEPATH, they by USERPROFILE. Source: aliyun-cli, config/configuration.go (GetHomePath).
 */
export function cliConfigFile({ env, platform }: Pick<LocalContext, 'env' | 'platform'>): string | undefined {
  const folder = `${env.get('HOMEDRIVE') ?? ''}${env.get('HOMEPATH') ?? ''}`;
  return platform === 'win32' && folder !== ''
    ? path.win32.join(folder, '.aliyun', 'config.json')
    : undefined;
}

/** The variable that says where the user's home folder is. */
export function homeVariable({ platform }: Pick<LocalContext, 'platform'>): string {
  return platform === 'win32' ? 'USERPROFILE' : 'HOME';
}
