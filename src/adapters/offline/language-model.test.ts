import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { portableDatabase } from '../../../test/capability-summaries.ts';
import { Failure } from '../../domain/failure.ts';
import { assembleSolutions } from '../../prompts/assemble-solutions.ts';
import { TASKS } from '../../prompts/tasks.ts';
import { wordQuestions } from '../../prompts/word-questions.ts';
import { createOfflineModel } from './language-model.ts';

const model = createOfflineModel();
const input = {
  intent: 'a PostgreSQL database in AWS',
  clarifications: [],
  capabilities: [portableDatabase],
  patterns: [],
};

describe('the offline model', () => {
  it('answers, says who it is, and answers the same again', async () => {
    const [one, other] = await Promise.all([
      model.ask(assembleSolutions, input),
      model.ask(assembleSolutions, input),
    ]);

    expect(one.by).toBe('offline');
    expect(one.output.solutions[0]?.capabilityIds).toEqual([portableDatabase.id]);
    expect(other).toEqual(one);
  });

  it('knows every task', async () => {
    const asked = await Promise.allSettled(TASKS.map((task) => model.ask(task, {})));

    // An empty input is refused by the task's schema, an unknown task as unavailable.
    expect(asked.map(({ status }) => status)).toEqual(TASKS.map(() => 'rejected'));
    for (const result of asked) {
      expect(result).toMatchObject({ reason: expect.any(z.ZodError) });
    }
  });

  it('has no answer to an unknown task', async () => {
    const unknown = { ...assembleSolutions, id: 'predict-the-weather' };

    await expect(model.ask(unknown, input)).rejects.toMatchObject({ kind: 'model-unavailable' });
  });

  it('fails as bad output when its answer does not pass the task’s own check', async () => {
    const strict = { ...assembleSolutions, verify: () => 'nothing is good enough' };

    const failure: unknown = await model.ask(strict, input).catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ kind: 'bad-model-output' });
    expect(String(failure)).not.toContain('good enough');
  });

  it('stops when it was cancelled', async () => {
    await expect(
      model.ask(assembleSolutions, input, { signal: AbortSignal.abort(new Error('cancelled')) }),
    ).rejects.toThrow('cancelled');
  });

  it('leaves the words of questions as code made them', async () => {
    const base = { type: 'string', isRequired: false, path: 'spec.size' } as const;
    const long = { id: 'a', label: 'Storage size', text: 'The size of it. '.repeat(20) };
    const short = { id: 'b', label: 'DB name', text: 'Which?' };
    const { output } = await model.ask(wordQuestions, {
      intent: 'a database',
      solutionTitle: 'Database',
      fields: [
        { ...base, ...long },
        { ...base, ...short },
      ],
    });

    expect(output.questions).toEqual([long, short]);
  });
});
