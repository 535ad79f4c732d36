import type { PlainCode } from '../../errors.ts';
import type { Title } from './explanation.ts';

/** Errors whose message says it all. */
export const PLAIN: Record<PlainCode, Title> = {
  input: { title: 'Check the inputs' },
  file: { title: 'A file is in the way' },
  proxy: { title: 'Check the proxy settings' },
  account: { title: 'Wrong account' },
  logout: { title: 'Not everything was taken back' },
  trust: { title: 'The trust policy does not pass' },
  'step.cancelled': { title: 'Cancelled' },
};
