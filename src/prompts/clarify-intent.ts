import { z } from 'zod';
import type { Task } from '../ports/language-model.ts';
import { CapabilitySummary, capabilityLines, TO_CLARIFY } from './capability-summary.ts';
import { repeated } from './offered.ts';

const ClarifyIntentInput = z.strictObject({
  intent: z.string(),
  capabilities: z.array(CapabilitySummary),
});
export type ClarifyIntentInput = z.infer<typeof ClarifyIntentInput>;

const ClarifyIntentOutput = z.object({
  questions: z
    .array(
      z.object({
        /** Stable for the same question: `provider`, `hosting`. */
        id: z
          .string()
          .regex(/^[a-z0-9-]+$/)
          .describe('Kebab-case.'),
        text: z.string().min(1).max(300).describe('One sentence that asks.'),
        /** Empty when only free text makes sense. The label is the answer. */
        options: z
          .array(
            z.object({
              value: z.string().min(1).describe('Kebab-case.'),
              label: z.string().min(1).max(75).describe('The answer in the developer’s words.'),
            }),
          )
          .max(10),
      }),
    )
    .max(5),
  /** Words to search with beside the intent's own. */
  searchWords: z.array(z.string().min(1)).max(20),
});
export type ClarifyIntentOutput = z.infer<typeof ClarifyIntentOutput>;

/** Contract of prompts/clarify-intent.md. Change either side and raise `version` there. */
export const clarifyIntent: Task<ClarifyIntentInput, ClarifyIntentOutput> = {
  id: 'clarify-intent',
  input: ClarifyIntentInput,
  output: ClarifyIntentOutput,
  values: ({ intent, capabilities }) => ({
    intent,
    capabilities: capabilityLines(capabilities, TO_CLARIFY),
  }),
  verify: (_, { questions }) => {
    const twice = repeated(questions.map(({ id }) => id));
    if (twice) return `The question "${twice}" is asked twice.`;
    const unclear = questions.find(({ options }) => repeated(options.map(({ value }) => value)));
    if (unclear) return `The question "${unclear.id}" offers the same value twice.`;
    const single = questions.find(({ options }) => options.length === 1);
    return single && `The question "${single.id}" offers one option only, which asks nothing.`;
  },
};
