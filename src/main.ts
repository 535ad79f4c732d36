import './runtime/required-node.ts';

import { openAhead } from './open-ahead.ts';
import { environment } from './runtime/env.ts';

// The connections first: their round trips pass while all the rest is compiled.
const opened = openAhead(environment(process.env));
void import('./login.ts').then(({ login }) => login(opened));
