/**
 * Node's cryptography, loaded on first use: a post step with nothing to undo doesn't need it, and loading it takes a
 * third as long as starting Node.
 */
export function crypto(): typeof import('node:crypto') {
  return process.getBuiltinModule('node:crypto');
}
