import { z } from 'zod';
import type { Task } from '../ports/language-model.ts';
import { CapabilitySummary, capabilityLines, TO_CLARIFY } from './capability-summary.ts';
import { foreignIn } from './instruction.ts';
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
          .regex(/^[a-z0-9-]{1,40}$/)
          .describe('Kebab-case.'),
        text: z.string().min(1).max(300).describe('One sentence that asks.'),
        /** Empty when only free text makes sense. The label is the answer. */
        options: z
          .array(
            z.object({
              value: z.string().min(1).max(60).describe('Kebab-case.'),
              label: z.string().min(1).max(75).describe('The answer in the developer’s words.'),
            }),
          )
          .max(10),
      }),
    )
    .max(5),
  /** Words to search with beside the intent's own. */
  searchWords: z.array(z.string().min(1).max(40)).max(20),
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
  verify: ({ intent }, { questions }) => {
    const twice = repeated(questions.map(({ id }) => id));
    if (twice !== undefined) return `The question "${twice}" is asked twice.`;
    for (const question of questions) {
      const fault = faultOf(question, intent);
      if (fault) return `The question "${question.id}" ${fault}`;
    }
    return undefined;
  },
};

function faultOf(
  { text, options }: ClarifyIntentOutput['questions'][number],
  intent: string,
): string | undefined {
  if (repeated(options.map(({ value }) => value)) !== undefined) {
    return 'offers the same value twice.';
  }
  if (options.length === 1) return 'offers one option only, which asks nothing.';
  const copied = foreignIn([text, ...options.map(({ label }) => label)].join('\n'), intent);
  return copied && `holds ${copied}.`;
}
