/** Guesses which region somebody meant. Pure. */

/** The known region that an unknown name most likely stands for. */
export function likelyRegion(region: string, among: readonly string[]): string | undefined {
  // An OSS endpoint, a zone (cn-hangzhou-h, ap-southeast-1a), a number where there is none (cn-beijing-1).
  const plain = region.replace(/^(oss|vpc|sts)-/, '').replace(/-internal$/, '');
  const candidates = [plain, plain.replace(/-?[a-z]$/, ''), plain.replace(/-\d$/, '')];
  const meant = candidates.find((candidate) => among.includes(candidate));
  if (meant) return meant;
  const near = among.filter((known) => distance(plain.slice(0, 40), known) <= 2);
  // With several candidates, don't guess.
  return near.length === 1 ? near[0] : undefined;
}

/** How many letters must be added, left out or changed to make one word of another (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [line, letter] of [...from].entries()) {
    const next = [line + 1];
    for (const [column, other] of [...to].entries()) {
      const changed = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
