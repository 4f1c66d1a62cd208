/** The option that was probably meant: a shared beginning, or at most two fifths of its letters wrong. */
export function nearestOption(said: string, options: readonly string[]): string | undefined {
  const lower = said.trim().toLowerCase();
  if (lower.length < 2) return undefined;
  const begins = options.filter((option) => {
    const candidate = option.toLowerCase();
    return candidate.startsWith(lower) || lower.startsWith(candidate);
  });
  if (begins.length === 1) return begins[0];
  const ranked = options
    .map((option) => ({ option, distance: distanceBetween(lower, option.toLowerCase()) }))
    .toSorted((one, other) => one.distance - other.distance);
  const best = ranked[0];
  if (!best) return undefined;
  return best.distance <= Math.max(1, Math.floor(best.option.length * 0.4))
    ? best.option
    : undefined;
}

/** Levenshtein distance, the longer text cut to 100 characters: options are short. */
function distanceBetween(one: string, other: string): number {
  const from = Array.from(one).slice(0, 100);
  const to = Array.from(other).slice(0, 100);
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  from.forEach((letter, place) => {
    const next = [place + 1];
    to.forEach((wanted, index) => {
      const replaced = (row[index] ?? 0) + (letter === wanted ? 0 : 1);
      next.push(Math.min(replaced, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    });
    row = next;
  });
  return row.at(-1) ?? 0;
}
