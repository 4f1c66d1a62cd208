import { z } from 'zod';
import type { Task } from '../ports/language-model.ts';
import { foreignIn } from './instruction.ts';
import { shortened } from './shown-fields.ts';

/** Characters of the sentence that the prompt shows, triggers, resources, and characters of what one is for. */
const SENTENCE_SHOWN = 1_000;
const TRIGGERS_SHOWN = 20;
const RESOURCES_SHOWN = 8;
const USE_SHOWN = 200;

/** Longest rationale in characters. */
const RATIONALE_WRITTEN_MAX = 900;

const WriteRationaleInput = z.strictObject({
  subject: z.enum(['pattern', 'policy']),
  sentence: z.string(),
  triggers: z.array(z.string()),
  /** Of a pattern: the kinds that belong together, and what each is for. `use` may be empty. */
  resources: z.array(z.object({ name: z.string(), use: z.string() })),
  /** Where it applies, in words: "all namespaces", "namespaces a-team and b-team". May be empty. For a pattern, after "It applies to". */
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
  values: ({ subject, sentence, triggers, resources, scope }) => ({
    subject,
    sentence: shortened(sentence, SENTENCE_SHOWN),
    triggers: triggers.slice(0, TRIGGERS_SHOWN).join(', '),
    resources: resources
      .slice(0, RESOURCES_SHOWN)
      .map(({ name, use }) => `${name}: ${shortened(use.replaceAll(/\s+/gu, ' '), USE_SHOWN)}`)
      .join('\n'),
    scope,
  }),
  verify: ({ sentence, resources }, { text }) => {
    const count = sentencesIn(text);
    if (count < 2) return 'It is a single sentence: write 2 to 4.';
    if (count > 4) return `It has ${count} sentences: write 2 to 4.`;
    if (/^\s*(?:[-*#]|\d+\.)\s/mu.test(text)) return 'It is a list: write sentences.';
    const said = [sentence, ...resources.map(({ name }) => name)].join('\n');
    const invented = (text.match(/\d+/gu) ?? []).find((number) => !said.includes(number));
    if (invented !== undefined) return `The sentence does not name the number ${invented}.`;
    const copied = foreignIn(text, sentence);
    return copied && `The text holds ${copied}.`;
  },
};

/** A point within a name or number (`us-east1.example`, `v1.27`) ends no sentence. */
function sentencesIn(text: string): number {
  return (text.trim().match(/[.!?]+["”’)]*(?=\s|$)|[。！？]/gu) ?? []).length;
}
