import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readBaseline, saveBaseline } from './baseline.ts';
import { compare } from './compare.ts';
import type { CaseResult, Marks } from './figures.ts';
import { comparisonText } from './table.ts';

function aCase(name: string, marks: Marks, remarks: readonly string[] = []): CaseResult {
  return { name, marks, remarks };
}

function hit(got: number): Marks {
  return { 'primary@1': { got, of: 1 } };
}

function tokens(got: number): Marks {
  return { 'tokens-in': { got, of: 1 } };
}

/** The verdicts of one part, by figure. */
function verdicts(
  before: readonly CaseResult[],
  after: readonly CaseResult[],
  model: 'offline' | 'anthropic' = 'offline',
) {
  const { figures } = compare(new Map([['one', before]]), new Map([['one', after]]), model);
  return Object.fromEntries(figures.map(({ figure, verdict }) => [figure, verdict]));
}

describe('a comparison', () => {
  it('names saved cases and parts that were not run', () => {
    const saved = new Map([
      ['one', [aCase('kept', hit(1)), aCase('lost', hit(1))]],
      ['two', [aCase('other', hit(1))]],
    ]);

    const comparison = compare(saved, new Map([['one', [aCase('kept', hit(1))]]]), 'offline');

    expect(comparison.vanished).toEqual(['one: lost']);
    expect(comparison.skipped).toEqual(['two']);
    const text = comparisonText(comparison);
    expect(text).toContain('saved, and not run: one: lost');
    expect(text).toContain('saved, and not run at all: two');
  });

  it('forgives the built-in rules nothing', () => {
    const many = Array.from({ length: 99 }, (_, at) => aCase(`case ${at}`, hit(1)));

    expect(verdicts([...many, aCase('x', hit(1))], [...many, aCase('x', hit(0))])).toEqual({
      'primary@1': 'worse',
    });
    expect(verdicts([aCase('x', hit(0))], [aCase('x', hit(1))])).toEqual({ 'primary@1': 'better' });
  });

  it('forgives Claude three points of a hundred', () => {
    const many = Array.from({ length: 99 }, (_, at) => aCase(`case ${at}`, hit(1)));
    const before = [...many, aCase('x', hit(1))];

    expect(verdicts(before, [...many, aCase('x', hit(0))], 'anthropic')).toEqual({
      'primary@1': 'tolerated',
    });
    expect(verdicts([aCase('x', hit(1))], [aCase('x', hit(0))], 'anthropic')).toEqual({
      'primary@1': 'worse',
    });
  });

  it('takes more faults for worse, and tokens for worse from a twentieth on', () => {
    const forbidden = (got: number) => [aCase('x', { forbidden: { got, of: 1 } })];

    expect(verdicts(forbidden(0), forbidden(1))).toEqual({ forbidden: 'worse' });
    expect(verdicts([aCase('x', tokens(1_000))], [aCase('x', tokens(1_050))])).toEqual({
      'tokens-in': 'tolerated',
    });
    expect(verdicts([aCase('x', tokens(1_000))], [aCase('x', tokens(1_051))])).toEqual({
      'tokens-in': 'worse',
    });
  });

  it('looks only at cases that both runs have, and names those that are new', () => {
    const before = new Map([['one', [aCase('x', hit(1)), aCase('gone', hit(1))]]]);
    const after = new Map([['one', [aCase('x', hit(1)), aCase('fresh', hit(0))]]]);

    const { figures, fresh } = compare(before, after, 'offline');

    expect(figures.map(({ verdict }) => verdict)).toEqual(['same']);
    expect(fresh).toEqual(['one: fresh']);
  });

  it('tells case by case what changed', () => {
    const before = new Map([['one', [aCase('x', hit(1), ['slow']), aCase('same', hit(1))]]]);
    const after = new Map([['one', [aCase('x', hit(0), ['wrong kind']), aCase('same', hit(1))]]]);

    const text = comparisonText(compare(before, after, 'offline'));

    expect(text).toContain('- one, x: primary@1 1/1 → 0/1');
    expect(text).toContain('no more: slow');
    expect(text).toContain('new: wrong kind');
    expect(text).not.toContain('one, same');
  });
});

describe('a saved run', () => {
  it('is read as it was written, one case a line, and keeps parts that were not run', () => {
    const folder = mkdtempSync(join(tmpdir(), 'dotai-eval-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'baseline.json');
    const other = [aCase('y', hit(0), ['a remark'])];

    saveBaseline(file, 'offline', new Map([['other', other]]));
    saveBaseline(file, 'offline', new Map([['one', [aCase('x', hit(1))]]]));

    expect(readBaseline(file)).toEqual(
      new Map([
        ['one', [aCase('x', hit(1))]],
        ['other', other],
      ]),
    );
    expect(readFileSync(file, 'utf8').split('\n')).toContainEqual(expect.stringMatching(/"x"/u));
    expect(readBaseline(join(folder, 'none.json'))).toBeUndefined();
  });
});
