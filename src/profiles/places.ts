import path from 'node:path';
import type { LocalContext } from '../runtime/context.ts';

/** The aliyun CLI's config.json, whose place is fixed; undefined where the user has no home folder. */
export function configFile({ home }: Pick<LocalContext, 'home'>): string | undefined {
  const folder = home();
  return folder && path.join(folder, '.aliyun', 'config.json');
}
