/**
 * Node's cryptography, loaded when it is first needed: a post step with nothing to undo does not need it, and loading
 * it takes a third as long as starting Node does.
 */
export function crypto(): typeof import('node:crypto') {
  return process.getBuiltinModule('node:crypto');
}
