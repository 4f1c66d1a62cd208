import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Asking, LanguageModel, Task } from '../../ports/language-model.ts';
import { createModelChoice } from './model-choice.ts';

const task: Task<string, string> = {
  id: 'task',
  input: z.string(),
  output: z.string(),
  values: (input) => ({ input }),
  verify: () => undefined,
};

function aModel(name: string, heard: (Asking | undefined)[]): LanguageModel {
  return {
    name,
    async ask(asked, input, asking) {
      heard.push(asking);
      return { output: asked.output.parse(input), by: name };
    },
  };
}

it('is Claude unless the built-in rules are asked for, and hands on for whom', async () => {
  const heard: (Asking | undefined)[] = [];
  const model = createModelChoice({
    claude: aModel('Claude', heard),
    offline: aModel('offline', heard),
  });

  expect(model.name).toBe('Claude');
  expect(await model.ask(task, 'x')).toEqual({ output: 'x', by: 'Claude' });
  expect(await model.ask(task, 'x', { sessionId: 's1' })).toMatchObject({ by: 'Claude' });
  expect(await model.ask(task, 'x', { sessionId: 's1', by: 'offline' })).toMatchObject({
    by: 'offline',
  });
  expect(heard).toEqual([undefined, { sessionId: 's1' }, { sessionId: 's1', by: 'offline' }]);
});
