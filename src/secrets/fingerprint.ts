import { crypto } from './crypto.ts';

/** Recognizes a value later without keeping it: keyed with a random salt, so that equal secrets do not look equal. */
export function fingerprint(salt: string, value: string): string {
  return crypto().createHmac('sha256', salt).update(value).digest('hex');
}
