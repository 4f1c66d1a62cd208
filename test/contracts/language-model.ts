import { expect, it } from 'vitest';
import { z } from 'zod';
import { Failure } from '../../src/domain/failure.ts';
import type { LanguageModel } from '../../src/ports/language-model.ts';
import { assembleSolutions } from '../../src/prompts/assemble-solutions.ts';
import { TASKS } from '../../src/prompts/tasks.ts';
import { interpretReply } from '../../src/prompts/interpret-reply.ts';
import { awsDatabase, portableDatabase } from '../capability-summaries.ts';

/** What the contract asks: a model under test must be able to answer both. */
export const CONTRACT_INPUTS = {
  assembling: {
    intent: 'a PostgreSQL database in AWS',
    clarifications: [],
    capabilities: [portableDatabase, awsDatabase],
    patterns: [],
  },
  reading: {
    questions: [
      {
        id: 'size',
        number: 1,
        label: 'Size',
        text: 'How large shall it be?',
        type: 'string' as const,
        options: ['small', 'large'],
      },
    ],
    text: 'large',
  },
};

/** Whatever answers, callers rely on this. */
export function languageModelContract(start: () => Promise<LanguageModel>): void {
  const { assembling, reading } = CONTRACT_INPUTS;

  it('gives answers that pass the task’s schema and its own look, and says who gave them', async () => {
    const model = await start();
    const solutions = await model.ask(assembleSolutions, assembling);
    const reply = await model.ask(interpretReply, reading);

    expect(assembleSolutions.output.parse(solutions.output)).toEqual(solutions.output);
    expect(assembleSolutions.verify(assembling, solutions.output)).toBeUndefined();
    expect(solutions.output.solutions.length).toBeGreaterThan(0);
    expect(interpretReply.verify(reading, reply.output)).toBeUndefined();
    expect([solutions.by, reply.by].every((by) => by !== '')).toBe(true);
    expect(model.name).not.toBe('');
  });

  it('answers several at once, each its own question', async () => {
    const model = await start();
    const [one, other] = await Promise.all([
      model.ask(assembleSolutions, assembling),
      model.ask(interpretReply, reading),
    ]);

    expect(one.output.solutions[0]?.capabilityIds).toContain(portableDatabase.id);
    expect(other.output.answers.map(({ questionId }) => questionId)).toEqual(['size']);
  });

  it('takes an input outside its schema for the caller’s mistake, for every task', async () => {
    const model = await start();
    const asked = await Promise.allSettled(TASKS.map((task) => model.ask(task, {})));

    for (const result of asked) expect(result).toMatchObject({ reason: expect.any(z.ZodError) });
    expect(asked).toHaveLength(TASKS.length);
  });

  it('has no answer to an unknown task', async () => {
    const model = await start();
    const unknown = { ...assembleSolutions, id: 'predict-the-weather' };

    await expect(model.ask(unknown, assembling)).rejects.toMatchObject({
      kind: 'model-unavailable',
    });
  });

  it('fails as bad output when its answer does not pass the task’s own look', async () => {
    const model = await start();
    const strict = { ...assembleSolutions, verify: () => 'nothing is good enough' };

    const failure: unknown = await model.ask(strict, assembling).catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ kind: 'bad-model-output' });
    expect(String(failure)).not.toContain('good enough');
  });

  it('throws the reason of a signal that has ended it', async () => {
    const model = await start();
    const reason = new Error('cancelled');

    await expect(
      model.ask(assembleSolutions, assembling, { signal: AbortSignal.abort(reason) }),
    ).rejects.toBe(reason);
  });
}
