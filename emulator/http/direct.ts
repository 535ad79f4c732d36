import { join } from 'node:path';

/**
 * Variables for a Node that uses no proxy: it is led to these ports on loopback, and nowhere else.
 * @param hosts ports by ends of `host:port`; the first that fits counts
 */
export function ledTo(hosts: Readonly<Record<string, number>>): Record<string, string> {
  return {
    NODE_OPTIONS: `--require=${JSON.stringify(join(import.meta.dirname, 'direct.cjs'))}`,
    EMULATED_HOSTS: JSON.stringify(hosts),
  };
}
