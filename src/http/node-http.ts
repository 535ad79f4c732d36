/**
 * Node's own HTTP client. Not by `import`: that makes Node load every lazy part of the module (its WebSocket and the
 * HTTP client behind fetch), which takes as long as all the rest of this action.
 */
export const http: typeof import('node:http') = process.getBuiltinModule('node:http');
