import { STATE } from './record/state.ts';

// Ignore cancellation: the work ends by itself, and half of it would leave the credential behind. The runner kills what
// takes too long.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

// A step that recorded nothing leaves nothing to do, and then nothing else is loaded.
if (process.env[`STATE_${STATE}`])
  void import('./login/undo-login.ts').then(({ undoInPost }) => undoInPost());
