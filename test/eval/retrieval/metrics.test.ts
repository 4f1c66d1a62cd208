import { array, assert, constantFrom, nat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Grade, meanOf, type Ranking, SCORE_NAMES, scoresOf } from './metrics.ts';

const GRADES: ReadonlyMap<string, Grade> = new Map([
  ['asked', 3],
  ['would-do', 2],
  ['belongs', 1],
]);

function scoresFor(...found: string[]) {
  return scoresOf({ found, grades: GRADES });
}

describe('the figures of a ranking', () => {
  it('are whole where everything stands in the best order', () => {
    const whole = { recall10: 1, recall25: 1, ndcg10: 1, mrr10: 1 };

    expect(scoresFor('asked', 'would-do', 'belongs', 'noise')).toEqual(whole);
  });

  it('count what only belongs to an answer for the order, and not as found', () => {
    const { recall10, mrr10, ndcg10 } = scoresFor('belongs', 'noise');

    expect({ recall10, mrr10 }).toEqual({ recall10: 0, mrr10: 0 });
    expect(ndcg10).toBeCloseTo(1 / (7 + 3 / Math.log2(3) + 1 / 2));
  });

  it('take the first answer’s place, and the gains by place and grade', () => {
    const { mrr10, ndcg10 } = scoresFor('noise', 'would-do', 'asked');

    expect(mrr10).toBe(1 / 2);
    expect(ndcg10).toBeCloseTo((3 / Math.log2(3) + 7 / 2) / (7 + 3 / Math.log2(3) + 1 / 2));
  });

  it('look no further than their number of places', () => {
    const noise = Array.from({ length: 10 }, (_, index) => `noise-${index}`);

    expect(scoresFor(...noise, 'asked', 'would-do')).toEqual({
      recall10: 0,
      recall25: 1,
      ndcg10: 0,
      mrr10: 0,
    });
  });

  it('can be whole where there are more answers than places', () => {
    const ids = Array.from({ length: 30 }, (_, index) => `bucket-${index}`);
    const ranking: Ranking = { found: ids, grades: new Map(ids.map((id) => [id, 3])) };

    expect(scoresOf(ranking)).toEqual({ recall10: 1, recall25: 1, ndcg10: 1, mrr10: 1 });
  });

  it('stay between none and whole, and never fall when an answer moves up', () => {
    const grades = array(constantFrom<Grade>(0, 1, 2, 3), { minLength: 2, maxLength: 40 });
    assert(
      property(grades, nat(), (given, at) => {
        const ids = given.map((_, index) => String(index));
        const known = new Map(ids.map((id, index) => [id, given[index] ?? 0]));
        const before = scoresOf({ found: ids, grades: known });
        const values = SCORE_NAMES.map((name) => before[name]);
        const from = 1 + (at % (ids.length - 1));
        const moved = swapped(ids, from);
        const isUp = (known.get(ids[from] ?? '') ?? 0) >= (known.get(ids[from - 1] ?? '') ?? 0);
        const after = scoresOf({ found: isUp ? moved : ids, grades: known });

        expect(values.every((value) => value >= 0 && value <= 1 + 1e-9)).toBe(true);
        for (const name of SCORE_NAMES) {
          expect(after[name]).toBeGreaterThanOrEqual(before[name] - 1e-9);
        }
      }),
    );
  });

  it('have a mean of each, and none of nothing', () => {
    const one = { recall10: 1, recall25: 1, ndcg10: 0.5, mrr10: 1 };
    const other = { recall10: 0, recall25: 1, ndcg10: 0.1, mrr10: 0.5 };

    expect(meanOf([one, other])).toEqual({ recall10: 0.5, recall25: 1, ndcg10: 0.3, mrr10: 0.75 });
    expect(meanOf([])).toBeUndefined();
  });
});

function swapped(ids: readonly string[], at: number): string[] {
  return ids.map((id, index) => {
    if (index === at) return ids[at - 1] ?? id;
    return index === at - 1 ? (ids[at] ?? id) : id;
  });
}
