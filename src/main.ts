import './runtime/required-node.ts';

import { openAhead } from './open-ahead.ts';
import { environment } from './runtime/env.ts';

// Connect first: the round trips overlap with compiling everything else.
const opened = openAhead(environment(process.env));
void import('./login.ts').then(({ login }) => login(opened));
