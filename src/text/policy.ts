import { parseObject } from './json.ts';

/** Characters that STS accepts in a policy. */
export const MAX_POLICY_LENGTH = 2048;

/**
 * A RAM policy without the white space between its parts: STS counts characters. The rest stays byte for byte, since
 * what JSON.parse makes of a long number or of a repeated key is another policy. Undefined where it is no JSON object.
 */
export function compactPolicy(text: string): string | undefined {
  if (!parseObject(text)) return undefined;
  let inString = false;
  const kept = (piece: string): boolean => {
    if (piece === '"') inString = !inString;
    return inString || piece.trim() !== '';
  };
  // Piece by piece, so that no character is looked at twice.
  return (text.match(/\\.|"|\s+|[^\\"\s]+/gs) ?? []).filter(kept).join('');
}
