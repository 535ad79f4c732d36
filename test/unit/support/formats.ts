/** What tests of a format want of it, made of what it does. */

import type { Profile, ProfileFormat } from '../../../src/profiles/format.ts';

/** The text with the profile in it. */
export function written(
  format: ProfileFormat,
  text: string | undefined,
  path: string,
  profile: Profile,
): string {
  return format.show(text, path, [[profile.name, format.compose(text, path, profile)]]);
}

/** The bytes of the entry of that name. */
export function excerpt(format: ProfileFormat, text: string, path: string, name: string): string | undefined {
  return format.entries(text, path).find((entry) => entry.name === name)?.text;
}

export function secretsOf(
  format: ProfileFormat,
  text: string,
  path: string,
  name: string,
): readonly string[] {
  return format.entries(text, path).find((entry) => entry.name === name)?.secrets ?? [];
}
