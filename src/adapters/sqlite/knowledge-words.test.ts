import { describe, expect, it } from 'vitest';
import { rememberFrequent } from './knowledge-words.ts';

/** Phrases named by how many rows hold them, and a dot for each further of that number: `600.` */
function aSource() {
  const asked: string[] = [];
  const matching = rememberFrequent((phrase, found) => {
    asked.push(phrase);
    for (let row = 1; row <= Number.parseInt(phrase, 10); row += 1) found(row, 1 / row);
  });
  function hitsOf(phrase: string): readonly (readonly [number, number])[] {
    const hits: [number, number][] = [];
    matching(phrase, (row, rank) => hits.push([row, rank]));
    return hits;
  }
  return { asked, hitsOf };
}

describe('phrases that many rows hold', () => {
  it('are ranked once, and answered alike afterwards', () => {
    const { asked, hitsOf } = aSource();
    const first = hitsOf('600');

    expect(hitsOf('600')).toEqual(first);
    expect(first).toHaveLength(600);
    expect(first.at(-1)).toEqual([600, 1 / 600]);
    expect(asked).toEqual(['600']);
  });

  it('are told from those of few rows, which are not kept', () => {
    const { asked, hitsOf } = aSource();

    expect([hitsOf('3'), hitsOf('3'), hitsOf('0'), hitsOf('0')]).toMatchObject([
      { length: 3 },
      { length: 3 },
      { length: 0 },
      { length: 0 },
    ]);
    expect(asked).toEqual(['3', '3', '0', '0']);
  });

  it('are kept while they are among the thirty-two that were used last', () => {
    const { asked, hitsOf } = aSource();
    const others = Array.from({ length: 31 }, (_, index) => `600${'.'.repeat(index + 1)}`);
    for (const phrase of ['600', ...others, '600', '700']) hitsOf(phrase);
    const before = asked.length;

    hitsOf('600');
    expect(asked).toHaveLength(before);
    hitsOf('600.');
    expect(asked.slice(before)).toEqual(['600.']);
  });
});
