import { expect, it } from 'vitest';
import { createOfflineModel } from '../../src/adapters/offline/language-model.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { LanguageModel } from '../../src/ports/language-model.ts';
import { interpretReply } from '../../src/prompts/interpret-reply.ts';
import { createPatientModel } from './patient-model.ts';

const QUESTION = { questions: [], text: 'thanks' };

/** A model that fails so often before it answers, and how long was waited for it. */
function failing(times: number, failure: Failure) {
  const waitedMs: number[] = [];
  const clock = { sleep: async (ms: number) => void waitedMs.push(ms) };
  const offline = createOfflineModel();
  let asked = 0;
  const model: LanguageModel = {
    name: 'failing',
    ask(task, input) {
      asked += 1;
      return asked > times ? offline.ask(task, input) : Promise.reject(failure);
    },
  };
  return { model: createPatientModel(model, clock), waitedMs };
}

it('waits as long as the service says, and asks again', async () => {
  const busy = new Failure('model-unavailable', 'Busy.', { retryAfterMs: 7_000 });
  const { model, waitedMs } = failing(2, busy);

  await expect(model.ask(interpretReply, QUESTION)).resolves.toMatchObject({ by: 'offline' });
  expect(waitedMs).toEqual([7_000, 7_000]);
});

it('waits neither for ever nor where nobody says how long', async () => {
  const busy = failing(100, new Failure('model-unavailable', 'Busy.', { retryAfterMs: 7_000 }));
  const declined = failing(1, new Failure('model-unavailable', 'Declined.'));

  await expect(busy.model.ask(interpretReply, QUESTION)).rejects.toThrow('Busy.');
  expect(busy.waitedMs).toHaveLength(5);
  await expect(declined.model.ask(interpretReply, QUESTION)).rejects.toThrow('Declined.');
  expect(declined.waitedMs).toEqual([]);
});
