/**
 * Tests that generate thousands of cases try a sample of them in `npm test`, always the same one (FUZZ_SEED tries
 * another), and all of them in `npm run test:attacks`, which CI runs as well.
 */

export const THOROUGH = process.env['THOROUGH'] === 'true';
const SEED = Number(process.env['FUZZ_SEED'] ?? 2026);
/** Its multiples, without their whole parts, are spread evenly between 0 and 1. */
const GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

/** Says of case after case whether to try it: one in so many, or all of them. */
export function oneIn(many: number): () => boolean {
  let at = SEED;
  return () => {
    at += 1;
    return THOROUGH || (at * GOLDEN_RATIO) % 1 < 1 / many;
  };
}

/** Which of numbered cases to try, from 1: the first, and how far it is to the next. */
export function numbersOneIn(many: number): { readonly first: number; readonly step: number } {
  const step = THOROUGH ? 1 : many;
  return { first: 1 + (SEED % step), step };
}

/** How many cases to generate. */
export const sampleOf = (all: number, oneIn: number): number => (THOROUGH ? all : Math.ceil(all / oneIn));
