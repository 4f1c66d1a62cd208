/** `got` of `of`: hits of chances, faults of what could be faulty, or an amount of one case. */
export interface Mark {
  readonly got: number;
  readonly of: number;
}

interface Figure {
  readonly title: string;
  readonly better: 'more' | 'less';
  /** `share`: hits of chances. `count`: the sum. `mean`: the amount of one case on average. */
  readonly shows: 'share' | 'count' | 'mean';
}

/** In the order of the table. */
export const FIGURES = {
  'primary@1': { title: 'right kind first', better: 'more', shows: 'share' },
  'primary@3': { title: 'right kind among the first three', better: 'more', shows: 'share' },
  nothing: { title: 'nothing offered where nothing fits', better: 'more', shows: 'share' },
  forbidden: { title: 'cases that show a forbidden kind', better: 'less', shows: 'count' },
  provider: { title: 'right provider first', better: 'more', shows: 'share' },
  missing: { title: 'questions missing', better: 'less', shows: 'count' },
  needless: { title: 'questions needless', better: 'less', shows: 'count' },
  'dry-run': { title: 'manifests that pass the first dry run', better: 'more', shows: 'share' },
  'dry-run-later': { title: 'manifests that pass in the end', better: 'more', shows: 'share' },
  said: { title: 'values said that arrive in the manifest', better: 'more', shows: 'share' },
  'worth-a-look': {
    title: 'conversations with a find that pass the sift',
    better: 'more',
    shows: 'share',
  },
  'find-precision': { title: 'finds that are right', better: 'more', shows: 'share' },
  'find-recall': { title: 'what is laid down that is found', better: 'more', shows: 'share' },
  'resource-precision': {
    title: 'resources of finds that are right',
    better: 'more',
    shows: 'share',
  },
  'resource-recall': {
    title: 'resources that were named and found',
    better: 'more',
    shows: 'share',
  },
  'quote-precision': { title: 'quotes that show it', better: 'more', shows: 'share' },
  'quote-recall': { title: 'finds with a quote that shows it', better: 'more', shows: 'share' },
  right: { title: 'wholly right', better: 'more', shows: 'share' },
  amiss: { title: 'values that nobody stated, or wrong', better: 'less', shows: 'count' },
  missed: { title: 'values missed', better: 'less', shows: 'count' },
  failed: { title: 'cases without an answer', better: 'less', shows: 'count' },
  'calls-first': { title: 'model calls until solutions show', better: 'less', shows: 'mean' },
  calls: { title: 'model calls', better: 'less', shows: 'mean' },
  'tokens-in': { title: 'tokens in', better: 'less', shows: 'mean' },
  'tokens-out': { title: 'tokens out', better: 'less', shows: 'mean' },
} as const satisfies Readonly<Record<string, Figure>>;

export type FigureId = keyof typeof FIGURES;
export type Marks = Partial<Readonly<Record<FigureId, Mark>>>;

export const FIGURE_IDS: readonly FigureId[] = Object.keys(FIGURES).filter(isFigureId);

function isFigureId(text: string): text is FigureId {
  return Object.hasOwn(FIGURES, text);
}

/** What one case came to. */
export interface CaseResult {
  readonly name: string;
  readonly marks: Marks;
  /** What was not as labelled, a sentence each. */
  readonly remarks: readonly string[];
}

/** The sum over all cases; undefined where no case measures it. */
export function totalOf(
  cases: readonly Pick<CaseResult, 'marks'>[],
  id: FigureId,
): Mark | undefined {
  const marks = cases.flatMap(({ marks }) => marks[id] ?? []);
  if (marks.length === 0) return undefined;
  return {
    got: marks.reduce((sum, { got }) => sum + got, 0),
    of: marks.reduce((sum, { of }) => sum + of, 0),
  };
}

/** The number that a figure is compared by. A share of nothing is whole. */
export function valueOf(id: FigureId, { got, of }: Mark): number {
  if (FIGURES[id].shows === 'count') return got;
  return of === 0 ? 1 : got / of;
}

/** As the table has it: `41/44 (93 %)`, `2`, `1,234`. */
export function shown(id: FigureId, mark: Mark | undefined): string {
  if (!mark) return '–';
  const value = valueOf(id, mark);
  switch (FIGURES[id].shows) {
    case 'share':
      return `${mark.got}/${mark.of} (${Math.round(value * 100)} %)`;
    case 'count':
      return String(mark.got);
    case 'mean':
      return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(2);
  }
}
