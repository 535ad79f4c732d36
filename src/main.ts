import './runtime/required-node.ts';

import { decide, preconnect } from './login/decide.ts';
import { environment } from './runtime/env.ts';

// Connect first: the round trips overlap with compiling everything else.
const env = environment(process.env);
const decided = decide(env);
const opened = preconnect(decided, env);
void import('./login/run.ts').then(({ login }) => login(decided, opened));
