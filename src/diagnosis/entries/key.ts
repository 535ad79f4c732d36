import type { KeyCode } from '../../errors.ts';
import type { Explanation } from './explanation.ts';

/** Keys that STS refuses and whose appearance tells why. */
export const KEY: Record<KeyCode, Explanation> = {
  'key.masked': {
    title: 'The access key was copied from a masked text',
    meaning: 'The ID or the secret is three asterisks, which is how the runner shows secrets in the log.',
    remedy: 'Copy the key from the RAM console, or from where it was saved, into the repository’s secrets.',
    found:
      'Copy the key from the RAM console, or from where it was saved, to where this one comes from ({place}).',
  },
  'key.swapped': {
    title: 'The access key’s ID and secret are swapped',
    meaning: 'What was given as the secret looks like an ID (LTAI…), and what was given as the ID does not.',
    remedy: 'Swap access-key-id and access-key-secret, or the secrets behind them.',
    found: 'Swap the key’s ID and secret where they come from ({place}).',
  },
  'key.unlikely': {
    title: 'The access key’s ID is not one of Alibaba Cloud’s',
    meaning:
      'Alibaba Cloud does not know the ID, and it doesn’t look like one: IDs begin with LTAI (except in old accounts), temporary ones with “STS.”.',
    remedy: 'Check that access-key-id holds the ID itself, not another value, a name or quotes.',
    found:
      'Check that the place it comes from ({place}) holds the ID itself, not another value, a name or quotes.',
  },
};
