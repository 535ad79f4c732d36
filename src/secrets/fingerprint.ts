import { crypto } from './crypto.ts';

/** Recognizes a value later without keeping it: keyed with a random salt, so that equal secrets do not look equal. */
export function fingerprint(salt: string, value: string): string {
  return crypto().createHmac('sha256', salt).update(value).digest('hex');
}

/**
 * Recognizes a value later without keeping it, and without Node's cryptography, which costs a post step a fifth of its
 * start. 32 bits tell one value from another by chance, and say too little about a secret to find it.
 */
export function checksum(salt: string, value: string): string {
  return process.getBuiltinModule('node:zlib').crc32(`${salt}${value}`).toString(16);
}
