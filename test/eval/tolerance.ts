import { FIGURES, type FigureId, type Mark, valueOf } from './figures.ts';

export type ModelName = 'offline' | 'anthropic';

/** How much worse a figure may be before a comparison fails. */
interface Tolerance {
  /** Of shares, in their own unit: 0.03 is three points of a hundred. */
  readonly share: number;
  readonly count: number;
  /** Part of the earlier value: for calls and tokens. */
  readonly mean: number;
}

/**
 * The built-in rules answer the same to the same, so nothing about their quality may get worse. Their
 * tokens are an estimate of what a prompt would cost and move with every word of it: 5 %. Claude
 * answers differently each time.
 */
const TOLERANCES: Readonly<Record<ModelName, Tolerance>> = {
  offline: { share: 0, count: 0, mean: 0.05 },
  anthropic: { share: 0.03, count: 2, mean: 0.15 },
};

/** Divisions that should be equal differ by less. */
const ROUNDING = 1e-9;

export function verdictOn(
  id: FigureId,
  change: { readonly before: Mark; readonly after: Mark; readonly model: ModelName },
): 'better' | 'worse' | 'tolerated' | 'same' {
  const before = valueOf(id, change.before);
  const after = valueOf(id, change.after);
  const { better, shows } = FIGURES[id];
  const gain = better === 'more' ? after - before : before - after;
  if (Math.abs(gain) <= ROUNDING) return 'same';
  if (gain > 0) return 'better';
  const tolerance = TOLERANCES[change.model][shows] * (shows === 'mean' ? before : 1);
  return -gain <= tolerance + ROUNDING ? 'tolerated' : 'worse';
}
