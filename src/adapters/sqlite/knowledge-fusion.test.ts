import { array, assert, double, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuse, type Cosines } from './knowledge-fusion.ts';
import type { WordsHit } from './knowledge-words.ts';

function words(scores: Readonly<Record<number, number>>): WordsHit[] {
  return Object.entries(scores).map(([row, score]) => ({
    row: Number(row),
    score,
    matched: ['word'],
  }));
}

function cosines(byRow: Readonly<Record<number, number>>): Cosines {
  return {
    rows: Object.keys(byRow).map(Number),
    values: Object.values(byRow),
    cosineOf: (row) => byRow[row],
  };
}

describe('words and meaning together', () => {
  it('count half each, words beside the best, meaning between what is near and the nearest', () => {
    const hits = fuse(
      { words: words({ 1: 8, 2: 4 }), meaning: cosines({ 1: 0.25, 2: 0.75, 3: 0.5 }) },
      10,
    );

    expect(hits).toEqual([
      { row: 2, score: 1, matched: ['word'], parts: { words: 0.5, meaning: 1 } },
      { row: 1, score: 0.5 / 0.75, matched: ['word'], parts: { words: 1, meaning: 0 } },
      { row: 3, score: 0.25 / 0.75, matched: [], parts: { words: 0, meaning: 0.5 } },
    ]);
  });

  it('let words decide where nothing is near', () => {
    const all = { words: words({ 1: 8, 2: 4 }), meaning: cosines({ 1: 0.1, 2: 0.24, 3: 0.2 }) };

    expect(fuse(all, 10)).toEqual(fuse({ ...all, meaning: undefined }, 10));
    expect(fuse({ words: [], meaning: all.meaning }, 10)).toEqual([]);
  });

  it('fill no list with what is not near, however many are wanted', () => {
    const meaning = cosines({ 1: 0.6, 2: 0.24, 3: 0.1, 4: -0.3 });

    expect(fuse({ words: [], meaning }, 100).map(({ row }) => row)).toEqual([1]);
  });

  it('neither raise nor lower what has no vector', () => {
    const hits = fuse(
      { words: words({ 1: 10, 2: 9, 3: 1 }), meaning: cosines({ 1: 0.8, 3: 0.3 }) },
      9,
    );

    expect(hits.map(({ row }) => row)).toEqual([1, 2, 3]);
    expect(hits[1]).toMatchObject({ score: 0.9, parts: { words: 0.9 } });
    expect(hits[1]?.parts.meaning).toBeUndefined();
  });

  it('take as the least near what two hundred others are nearer than', () => {
    const many = Object.fromEntries(
      Array.from({ length: 400 }, (_, index) => [index + 1, 0.9 - index / 1_000]),
    );

    const hits = fuse({ words: words({ 350: 1 }), meaning: cosines(many) }, 50);

    expect(hits).toHaveLength(50);
    expect(hits.find(({ row }) => row === 350)?.parts).toEqual({ words: 1, meaning: 0 });
    expect(hits.find(({ row }) => row === 1)?.parts.meaning).toBe(1);
    expect(hits.find(({ row }) => row === 20)?.parts.meaning).toBeCloseTo((200 - 20) / 199);
  });

  it('rank a single near thing first, whatever its distance', () => {
    const [hit] = fuse({ words: [], meaning: cosines({ 7: 0.25 }) }, 5);

    expect(hit).toMatchObject({ row: 7, score: 1, parts: { words: 0, meaning: 1 } });
  });
});

it('ranks what is near alike however much lies far away', () => {
  const near = array(double({ min: 0.25, max: 1, noNaN: true }), { maxLength: 300 });
  const far = array(double({ min: -1, max: 0.249, noNaN: true }), { maxLength: 300 });
  const found = words({ 0: 3, 1: 5, 2: 1 });
  assert(
    property(near, far, (close, distant) => {
      const alone = fuse({ words: found, meaning: cosines(numbered(close, 0)) }, 20);
      const among = fuse(
        { words: found, meaning: cosines({ ...numbered(close, 0), ...numbered(distant, 1_000) }) },
        20,
      );

      expect(among).toEqual(alone);
    }),
  );
});

function numbered(values: readonly number[], from: number): Record<number, number> {
  return Object.fromEntries(values.map((value, at) => [from + at, value]));
}
