import type { SummaryOf, Viewing } from './home-data.ts';
import { inTime } from './knowledge-data.ts';
import { type TaughtData, waitingDrafts } from './taught-data.ts';
import type { Pattern } from '../../domain/pattern/pattern.ts';
import type { Clock } from '../../ports/clock.ts';
import type { RecordStore } from '../../ports/record-store.ts';

export interface PatternsDependencies {
  readonly store: Pick<RecordStore, 'sessions'>;
  readonly patterns: { all(): Promise<readonly Pattern[]> };
  readonly clock: Clock;
}

export interface PatternCounts {
  readonly active: number;
  readonly drafts: number;
}

export type PatternsData = TaughtData<PatternCounts>;

export async function patternsData(
  dependencies: PatternsDependencies & { readonly summaryOf: SummaryOf },
  viewing: Viewing,
): Promise<PatternsData> {
  const [counts, drafts] = await Promise.all([
    patternCounts(dependencies),
    waitingDrafts(dependencies, 'pattern', viewing),
  ]);
  return { counts, drafts };
}

/** Undefined while the patterns do not answer. */
export async function patternCounts(
  dependencies: Pick<PatternsDependencies, 'patterns' | 'clock'>,
): Promise<PatternCounts | undefined> {
  const patterns = await inTime(dependencies, () => dependencies.patterns.all());
  if (!patterns) return undefined;
  const active = patterns.filter(({ status }) => status === 'active').length;
  return { active, drafts: patterns.length - active };
}
