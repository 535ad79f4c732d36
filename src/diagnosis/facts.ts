import type { Progress } from '../runtime/progress.ts';

/** What is known about the step that failed. */
export type Facts = Partial<Omit<Progress, 'during' | 'attempted'>>;
