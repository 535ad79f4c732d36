import './runtime/required-node.ts';

import { run } from './run.ts';
import { runStep } from './step.ts';

void runStep(run);
