import { expect, it } from 'vitest';
import { z } from 'zod';
import { estimateTokens } from '../domain/tokens.ts';
import type { Task } from '../ports/language-model.ts';
import { createPromptEstimate } from './prompt-estimate.ts';
import { parsePromptFile } from './prompt-file.ts';

const greet: Task<{ name: string }, string> = {
  id: 'greet',
  input: z.strictObject({ name: z.string() }),
  output: z.string(),
  values: ({ name }) => ({ name }),
  verify: () => undefined,
};

const prompt = parsePromptFile(
  '---\nid: greet\nversion: 1\npurpose: p\ntier: fast\ninputs: [name]\n---\n\n# System\n\nGreet politely.\n\n# User\n\n<name>{{name}}</name>\n',
);

it('counts all that is sent: what is the same for every call, and what the input brings', () => {
  const estimate = createPromptEstimate(new Map([['greet', prompt]]));

  expect(estimate(greet, { name: 'Ana' })).toBe(
    estimateTokens('Greet politely.') + estimateTokens('<name>Ana</name>'),
  );
  expect(estimate(greet, { name: 'Ana '.repeat(1_000) })).toBeGreaterThan(1_000);
});

it('counts nothing for a task that has no prompt', () => {
  expect(createPromptEstimate(new Map())(greet, { name: 'Ana' })).toBe(0);
});
