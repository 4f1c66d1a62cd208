/** 0: not wanted. 1: belongs to it. 2: does it as well. 3: what was asked for. */
export type Grade = 0 | 1 | 2 | 3;

/** From this grade on a kind answers the question. */
export const ANSWERS: Grade = 2;

/** Each 0 to 1, more is better. */
export interface Scores {
  readonly recall10: number;
  readonly recall25: number;
  readonly ndcg10: number;
  readonly mrr10: number;
}

export const SCORE_NAMES = [
  'recall10',
  'recall25',
  'ndcg10',
  'mrr10',
] as const satisfies readonly (keyof Scores)[];

export interface Ranking {
  /** Ids, best first, each once. */
  readonly found: readonly string[];
  /** Of everything that could have been found. What is missing has grade 0. */
  readonly grades: ReadonlyMap<string, Grade>;
}

export function scoresOf(ranking: Ranking): Scores {
  return {
    recall10: recallAt(10, ranking),
    recall25: recallAt(25, ranking),
    ndcg10: ndcgAt(10, ranking),
    mrr10: reciprocalRankAt(10, ranking),
  };
}

/** Of no scores: none at all, so that nobody takes an empty part for a bad one. */
export function meanOf(all: readonly Scores[]): Scores | undefined {
  if (all.length === 0) return undefined;
  const mean = (name: keyof Scores): number =>
    all.reduce((sum, scores) => sum + scores[name], 0) / all.length;
  return {
    recall10: mean('recall10'),
    recall25: mean('recall25'),
    ndcg10: mean('ndcg10'),
    mrr10: mean('mrr10'),
  };
}

/** The part of the answers that is among the first; of more answers than places, all places. */
function recallAt(places: number, { found, grades }: Ranking): number {
  const answers = [...grades.values()].filter((grade) => grade >= ANSWERS).length;
  const hits = gradesOf(found, grades, places).filter((grade) => grade >= ANSWERS).length;
  return answers === 0 ? 1 : hits / Math.min(places, answers);
}

/**
 * Discounted cumulative gain beside that of the best order, with gains of 2^grade − 1.
 *
 * Source: C. Burges et al., Learning to Rank using Gradient Descent, ICML 2005
 */
function ndcgAt(places: number, { found, grades }: Ranking): number {
  const ideal = [...grades.values()].toSorted((one, other) => other - one).slice(0, places);
  const best = gainOf(ideal);
  return best === 0 ? 1 : gainOf(gradesOf(found, grades, places)) / best;
}

function gainOf(grades: readonly Grade[]): number {
  return grades.reduce<number>(
    (sum, grade, place) => sum + (2 ** grade - 1) / Math.log2(place + 2),
    0,
  );
}

function reciprocalRankAt(places: number, { found, grades }: Ranking): number {
  const place = gradesOf(found, grades, places).findIndex((grade) => grade >= ANSWERS);
  return place < 0 ? 0 : 1 / (place + 1);
}

function gradesOf(
  found: readonly string[],
  grades: ReadonlyMap<string, Grade>,
  places: number,
): Grade[] {
  return found.slice(0, places).map((id) => grades.get(id) ?? 0);
}
