import { describe, expect, it } from 'vitest';
import type { LanguageModel } from '../../src/ports/language-model.ts';
import { createMeter } from './meter.ts';
import type { PARTS } from './options.ts';
import { runCases } from './run-case.ts';
import { compareValues } from './task-grade.ts';
import { taskCases } from './tasks.ts';

/** Says the same to everything. */
function saying(output: unknown): LanguageModel {
  return {
    name: 'parrot',
    ask: async (task) => ({ output: task.output.parse(output), by: 'parrot' }),
  };
}

async function run(part: (typeof PARTS.tasks)[number], name: string, output: unknown) {
  const meter = createMeter(saying(output));
  const cases = taskCases(part, meter).filter((one) => one.name === name);
  const [ran] = await runCases(cases, meter);
  return {
    right: ran?.marks.right?.got,
    amiss: ran?.marks.amiss?.got,
    missed: ran?.marks.missed?.got,
    failed: ran?.marks.failed?.got,
  };
}

const reply = (...answers: readonly unknown[]) => ({ isAnswer: answers.length > 0, answers });

describe('values against those that were wanted', () => {
  it('are the same as texts, and are amiss where they are others or were not wanted', () => {
    expect(compareValues({ version: '15' }, { version: 15 })).toEqual({ amiss: [], missed: [] });
    expect(compareValues({ a: 1, b: [1] }, { a: 2, c: true })).toEqual({
      amiss: ['a is 2', 'c is true'],
      missed: ['b, [1]'],
    });
  });
});

describe('the grade of a task', () => {
  it.each([
    ['small please', reply({ questionId: 'size', value: 'small' }), [1, 0, 0]],
    ['small please', reply({ questionId: 'size', value: 'large' }), [0, 1, 0]],
    ['small please', reply(), [0, 0, 1]],
    ['not small', reply({ questionId: 'size', value: 'small' }), [0, 1, 0]],
    ['not small', reply(), [1, 0, 0]],
  ])('of the reply “%s”, read as %j', async (name, output, [right, amiss, missed]) => {
    const graded = await run('interpret-reply', name, output);

    expect(graded).toEqual({ right, amiss, missed, failed: 0 });
  });

  it('of what is set at the end counts what was left unsaid to be unmet', async () => {
    const connections = { id: 'maxConnections', value: 50, because: 'at most 50 connections' };
    const name = 'at most 50 connections; must survive an earthquake';
    const unmet = ['must survive an earthquake'];

    expect(await run('apply-open', name, { values: [connections], unmet })).toMatchObject({
      right: 1,
    });
    expect(await run('apply-open', name, { values: [connections], unmet: [] })).toMatchObject({
      right: 0,
      missed: 1,
    });
  });

  it('of what is written wants no password at all', async () => {
    expect(await run('write-for-me', 'no password', { value: 'hunter2', note: 'Done.' })).toEqual({
      right: 0,
      amiss: 1,
      missed: 0,
      failed: 0,
    });
  });

  it('of questions sees those that nobody needs', async () => {
    const size = { id: 'size', text: 'How big shall it be?', options: [] };
    const name = 'run a report every night (9 kinds)';

    expect(await run('clarify-intent', name, { questions: [size], searchWords: [] })).toMatchObject(
      { right: 0, amiss: 1 },
    );
  });

  it('counts what is no answer at all as failed', async () => {
    expect(await run('interpret-reply', 'small please', 'nonsense')).toMatchObject({
      right: 0,
      failed: 1,
    });
  });
});
