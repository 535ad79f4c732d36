import { fingerprint } from '../secrets/fingerprint.ts';
import { Secret } from '../secrets/secret.ts';
import type { AnySource } from '../sources/table.ts';
import type { Plan, SessionOptions } from './plan.ts';

/**
 * Equal for logins that come to the same: two jobs may then hold one profile name at once.
 * @param defaultSessionName it differs from run to run, and decides nothing
 * @returns a fingerprint; undefined if the plan does not tell, or the profile renews itself
 */
export function planPrint(
  { source, hops, exportOptions }: Pick<Plan, 'source' | 'hops' | 'exportOptions'>,
  descriptor: Pick<AnySource, 'asks' | 'gives'>,
  defaultSessionName: string,
): string | undefined {
  if (exportOptions.profile?.refresh || !isTold(descriptor)) return undefined;
  const session = ({ roleSessionName, policy }: SessionOptions) => ({
    name: roleSessionName === defaultSessionName ? undefined : roleSessionName,
    policy,
  });
  const said = [source, ...hops].map((one) => {
    if (!('role' in one)) return 'session' in one ? { ...one, session: session(one.session) } : one;
    return { ...one, role: { ...one.role, session: session(one.role.session) } };
  });
  return fingerprint(
    'plan',
    JSON.stringify([said, exportOptions.region], function (this: Record<string, unknown>, name, value) {
      const held = this[name];
      return held instanceof Secret ? held.reveal() : value;
    }),
  );
}

/** Whether the plan says all that decides whose session it will be. A file, a service or the machine may give anybody's. */
function isTold({ asks, gives }: Pick<AnySource, 'asks' | 'gives'>): boolean {
  return gives !== 'any' && asks !== 'found' && asks.every((one) => one === 'github' || one === 'sts');
}
