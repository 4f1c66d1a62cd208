import { editDistance } from '../nearest.ts';

/** Options are short: what is longer is told by its beginning. */
const LONGEST = 100;

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

function distanceBetween(one: string, other: string): number {
  return editDistance(one.slice(0, LONGEST), other.slice(0, LONGEST));
}
