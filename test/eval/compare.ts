import type { Results } from './baseline.ts';
import {
  type CaseResult,
  FIGURE_IDS,
  FIGURES,
  type FigureId,
  type Mark,
  totalOf,
  valueOf,
} from './figures.ts';
import { type ModelName, verdictOn } from './tolerance.ts';

export interface FigureChange {
  readonly part: string;
  readonly figure: FigureId;
  readonly before: Mark;
  readonly after: Mark;
  readonly verdict: ReturnType<typeof verdictOn>;
}

export interface CaseChange {
  readonly part: string;
  readonly name: string;
  /** `primary@1 1 → 0`; calls and tokens are left to the figures. */
  readonly figures: readonly string[];
  readonly gone: readonly string[];
  readonly come: readonly string[];
}

export interface Comparison {
  readonly figures: readonly FigureChange[];
  readonly cases: readonly CaseChange[];
  /** `part: case`, run now and not saved. */
  readonly fresh: readonly string[];
  /** `part: case`, saved and not run now, of the parts that were. */
  readonly vanished: readonly string[];
  /** Parts that were saved and not run now. */
  readonly skipped: readonly string[];
}

/** Only cases that both runs have are compared, so that a new case is neither a gain nor a loss. */
export function compare(before: Results, after: Results, model: ModelName): Comparison {
  const parts = [...after].map(([part, cases]) => {
    const saved = new Map((before.get(part) ?? []).map((one) => [one.name, one]));
    const pairs = cases.flatMap((now) => {
      const earlier = saved.get(now.name);
      return earlier ? [{ earlier, now }] : [];
    });
    const fresh = cases.filter(({ name }) => !saved.has(name));
    const names = new Set(cases.map(({ name }) => name));
    const vanished = [...saved.keys()].filter((name) => !names.has(name));
    return { part, pairs, fresh, vanished };
  });
  return {
    figures: parts.flatMap(({ part, pairs }) => figureChanges(part, pairs, model)),
    cases: parts.flatMap(({ part, pairs }) => pairs.flatMap((pair) => caseChange(part, pair))),
    fresh: parts.flatMap(({ part, fresh }) => fresh.map(({ name }) => `${part}: ${name}`)),
    vanished: parts.flatMap(({ part, vanished }) => vanished.map((name) => `${part}: ${name}`)),
    skipped: [...before.keys()].filter((part) => !after.has(part)),
  };
}

interface Pair {
  readonly earlier: CaseResult;
  readonly now: CaseResult;
}

function figureChanges(part: string, pairs: readonly Pair[], model: ModelName): FigureChange[] {
  return FIGURE_IDS.flatMap((figure) => {
    const before = totalOf(
      pairs.map(({ earlier }) => earlier),
      figure,
    );
    const after = totalOf(
      pairs.map(({ now }) => now),
      figure,
    );
    if (!before || !after) return [];
    return [{ part, figure, before, after, verdict: verdictOn(figure, { before, after, model }) }];
  });
}

function caseChange(part: string, { earlier, now }: Pair): CaseChange[] {
  const figures = FIGURE_IDS.filter((id) => FIGURES[id].shows !== 'mean').flatMap((id) => {
    const [before, after] = [earlier.marks[id], now.marks[id]];
    if (!before || !after || valueOf(id, before) === valueOf(id, after)) return [];
    return [`${id} ${before.got}/${before.of} → ${after.got}/${after.of}`];
  });
  const gone = earlier.remarks.filter((remark) => !now.remarks.includes(remark));
  const come = now.remarks.filter((remark) => !earlier.remarks.includes(remark));
  if (figures.length + gone.length + come.length === 0) return [];
  return [{ part, name: now.name, figures, gone, come }];
}
