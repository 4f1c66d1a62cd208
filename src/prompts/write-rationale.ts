import { z } from 'zod';
import type { Task } from '../ports/language-model.ts';
import { foreignIn } from './instruction.ts';
import { shortened } from './shown-fields.ts';

/** Characters of the sentence that the prompt shows, and triggers. */
const SENTENCE_SHOWN = 1_000;
const TRIGGERS_SHOWN = 20;

/** Longest rationale in characters. */
const RATIONALE_WRITTEN_MAX = 900;

const WriteRationaleInput = z.strictObject({
  subject: z.enum(['pattern', 'policy']),
  sentence: z.string(),
  triggers: z.array(z.string()),
  /** Where it applies, in words: "all namespaces", "namespaces a-team and b-team". May be empty. */
  scope: z.string(),
});
export type WriteRationaleInput = z.infer<typeof WriteRationaleInput>;

const WriteRationaleOutput = z.object({
  text: z.string().min(1).max(RATIONALE_WRITTEN_MAX).describe('2 to 4 sentences.'),
});
export type WriteRationaleOutput = z.infer<typeof WriteRationaleOutput>;

/** Contract of prompts/write-rationale.md. Change either side and raise `version` there. */
export const writeRationale: Task<WriteRationaleInput, WriteRationaleOutput> = {
  id: 'write-rationale',
  input: WriteRationaleInput,
  output: WriteRationaleOutput,
  values: ({ subject, sentence, triggers, scope }) => ({
    subject,
    sentence: shortened(sentence, SENTENCE_SHOWN),
    triggers: triggers.slice(0, TRIGGERS_SHOWN).join(', '),
    scope,
  }),
  verify: ({ sentence }, { text }) => {
    const count = sentencesIn(text);
    if (count < 2) return 'It is a single sentence: write 2 to 4.';
    if (count > 4) return `It has ${count} sentences: write 2 to 4.`;
    if (/^\s*(?:[-*#]|\d+\.)\s/mu.test(text)) return 'It is a list: write sentences.';
    const invented = (text.match(/\d+/gu) ?? []).find((number) => !sentence.includes(number));
    if (invented !== undefined) return `The sentence does not name the number ${invented}.`;
    const copied = foreignIn(text, sentence);
    return copied && `The text holds ${copied}.`;
  },
};

/** A point within a name or number (`us-east1.example`, `v1.27`) ends no sentence. */
function sentencesIn(text: string): number {
  return (text.trim().match(/[.!?]+["”’)]*(?=\s|$)|[。！？]/gu) ?? []).length;
}
