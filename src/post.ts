import { JOURNAL } from './undo/journal.ts';

// A step that recorded nothing leaves nothing to do, and then nothing else is loaded.
if (process.env[`STATE_${JOURNAL}`]) void import('./take-back.ts').then(({ takeBack }) => takeBack());
