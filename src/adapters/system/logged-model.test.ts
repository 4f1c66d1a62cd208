import { expect, it } from 'vitest';
import { z } from 'zod';
import { createFakeClock } from '../../../test/fakes/clock.ts';
import { createFakeLogger } from '../../../test/fakes/logger.ts';
import { Failure } from '../../domain/failure.ts';
import type { LanguageModel, Task } from '../../ports/language-model.ts';
import { createLoggedModel } from './logged-model.ts';

const shout: Task<string, string> = {
  id: 'shout',
  input: z.string(),
  output: z.string(),
  values: (input) => ({ input }),
  verify: () => undefined,
};

function aModel(clock: ReturnType<typeof createFakeClock>, problem?: Failure): LanguageModel {
  return {
    name: 'loud',
    async ask(task, input) {
      await clock.advance(250);
      if (problem) throw problem;
      return { output: task.output.parse(String(input).toUpperCase()), by: 'loud' };
    },
  };
}

it('answers as the model does, and logs the task and its time but no texts', async () => {
  const [clock, logger] = [createFakeClock(), createFakeLogger()];
  const model = createLoggedModel(aModel(clock), { clock, logger });

  const answer = await model.ask(shout, 'a secret wish');

  expect(model.name).toBe('loud');
  expect(answer).toEqual({ output: 'A SECRET WISH', by: 'loud' });
  expect(logger.entries).toEqual([
    {
      level: 'debug',
      message: 'model answered',
      fields: { task: 'shout', by: 'loud', tookMs: 250 },
    },
  ]);
});

it('passes a failure on', async () => {
  const [clock, logger] = [createFakeClock(), createFakeLogger()];
  const problem = new Failure('unavailable', 'The model is not answering.');
  const model = createLoggedModel(aModel(clock, problem), { clock, logger });

  await expect(model.ask(shout, 'hello')).rejects.toBe(problem);
  expect(logger.entries).toEqual([]);
});
