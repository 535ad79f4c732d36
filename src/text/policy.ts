import { parseObject } from './json.ts';

/** Characters that STS accepts in a policy. */
export const MAX_POLICY_LENGTH = 2048;

/**
 * A RAM policy without insignificant white space, since STS counts characters. The rest stays byte for byte: a round
 * trip through JSON.parse can change long numbers and repeated keys. Undefined if it is not a JSON object.
 */
export function compactPolicy(text: string): string | undefined {
  if (!parseObject(text)) return undefined;
  let inString = false;
  const kept = (piece: string): boolean => {
    if (piece === '"') inString = !inString;
    return inString || piece.trim() !== '';
  };
  // Piece by piece, so that each character is visited once.
  return (text.match(/\\.|"|\s+|[^\\"\s]+/gs) ?? []).filter(kept).join('');
}
