import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { compareSearches, figuresOf, type Searched } from './figures.ts';
import type { Scores } from './metrics.ts';
import { readRetrievalOptions } from './retrieval-options.ts';
import { readSearches, saveSearches } from './saved-searches.ts';
import type { RanQuestion } from './search-cluster.ts';

function scores(of: number): Scores {
  return { recall10: of, recall25: of, ndcg10: of, mrr10: of };
}

function ran(intent: string, over: Partial<RanQuestion> = {}): RanQuestion {
  return { intent, isHeldOut: false, scores: { words: scores(0.5) }, ...over };
}

function over(...questions: RanQuestion[]): Searched {
  return new Map([['platform', questions]]);
}

describe('the figures of a search', () => {
  it('are told apart by what is held out and by who searched', () => {
    const figures = figuresOf(
      over(
        ran('a bucket', { scores: { words: scores(0.2), reader: scores(1) } }),
        ran('a queue', { scores: { words: scores(0.4), reader: scores(0.5) } }),
        ran('a topic', { isHeldOut: true, scores: { words: scores(0.9) } }),
      ),
    );

    const lines = figures.map(({ isHeldOut, system, questions, scores: { ndcg10 } }) => [
      isHeldOut,
      system,
      questions,
      Number(ndcg10.toFixed(3)),
    ]);
    expect(lines).toEqual([
      [false, 'words', 2, 0.3],
      [false, 'reader', 2, 0.75],
      [true, 'words', 1, 0.9],
    ]);
  });
});

describe('a comparison of searches', () => {
  it('says which figures became worse and better', () => {
    const before = over(ran('a bucket', { scores: { words: scores(0.5), reader: scores(0.5) } }));
    const after = over(ran('a bucket', { scores: { words: scores(0.4), reader: scores(0.6) } }));

    const { changes, compared } = compareSearches(before, after);

    expect(compared).toBe(2);
    expect(
      changes.map(({ system, worse, better }) => [system, worse.length, better.length]),
    ).toEqual([
      ['words', 4, 0],
      ['reader', 0, 4],
    ]);
  });

  it('passes over what rounding alone makes different', () => {
    const before = over(ran('a bucket', { scores: { words: scores(0.5) } }));
    const after = over(ran('a bucket', { scores: { words: scores(0.499) } }));

    expect(compareSearches(before, after).changes).toEqual([]);
  });

  it('compares only what both asked, and names what was not asked any more', () => {
    const before = over(ran('a bucket'), ran('a disk', { scores: { words: scores(1) } }));
    const after = over(ran('a bucket'), ran('a pony', { scores: { words: scores(0) } }));

    const { changes, compared, vanished } = compareSearches(before, after);

    expect({ changes, compared, vanished }).toEqual({
      changes: [],
      compared: 1,
      vanished: ['platform: a disk'],
    });
  });

  it('leaves out a search that one of the runs could not do', () => {
    const before = over(ran('a bucket', { scores: { words: scores(0.5), reader: scores(1) } }));

    expect(compareSearches(before, over(ran('a bucket')))).toMatchObject({
      changes: [],
      compared: 1,
    });
  });
});

describe('a saved search', () => {
  function aFile(): string {
    const folder = mkdtempSync(join(tmpdir(), 'dotai-searches-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    return join(folder, 'saved.json');
  }

  it('is read as it was written, other clusters and searches kept', () => {
    const file = aFile();
    saveSearches(
      file,
      over(ran('a bucket', { scores: { words: scores(0.5), reader: scores(1) } })),
    );
    saveSearches(file, new Map([['large', [ran('a queue', { isHeldOut: true })]]]));
    saveSearches(file, over(ran('a bucket', { scores: { words: scores(0.25) } })));

    expect(readSearches(file)).toEqual(
      new Map([
        ['platform', [ran('a bucket', { scores: { words: scores(0.25), reader: scores(1) } })]],
        ['large', [ran('a queue', { isHeldOut: true })]],
      ]),
    );
  });

  it('is nothing before the first, and refused where somebody broke it', () => {
    const file = aFile();
    expect(readSearches(file)).toBeUndefined();

    writeFileSync(file, '{"clusters":{"platform":[{"intent":"a bucket"}]}}');
    expect(() => readSearches(file)).toThrow(/isHeldOut/u);
  });
});

describe('the words of the command', () => {
  it('choose clusters and the embedder', () => {
    expect(readRetrievalOptions([])).toMatchObject({
      clusters: ['platform', 'recordings', 'large'],
      embedder: 'builtin',
    });
    expect(readRetrievalOptions(['--only', 'large', '--embedder', 'none', '--compare'])).toEqual({
      clusters: ['large'],
      embedder: 'none',
      compares: true,
      saves: false,
      jsonFile: undefined,
    });
    expect(readRetrievalOptions(['--help'])).toBeUndefined();
  });

  it.each([
    ['--only sums', /cluster “sums”/u],
    ['--embedder sums', /embedder “sums”/u],
    ['platform', /platform/u],
  ])('are refused where they mean nothing: %s', (words, reason) => {
    expect(() => readRetrievalOptions(words.split(' '))).toThrow(reason);
  });
});
