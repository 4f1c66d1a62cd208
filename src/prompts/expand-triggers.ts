import { z } from 'zod';
import type { Task } from '../ports/language-model.ts';
import { foreignIn } from './instruction.ts';
import { repeated } from './offered.ts';
import { shortened } from './shown-fields.ts';

/** Characters of what a person wrote that the prompt shows. */
const TEXT_SHOWN = 1_000;

const ExpandTriggersInput = z.strictObject({
  subject: z.enum(['pattern', 'policy']),
  /** Its name or sentence, and what else was written about it. */
  text: z.string(),
  /** The words that it is found by so far. */
  words: z.array(z.string()),
  /** Words that a person took away. */
  excluded: z.array(z.string()),
});
export type ExpandTriggersInput = z.infer<typeof ExpandTriggersInput>;

const ExpandTriggersOutput = z.object({
  words: z
    .array(z.string().min(2).max(40))
    .max(12)
    .describe('Lower case, at most 40 characters each, most telling first.'),
});
export type ExpandTriggersOutput = z.infer<typeof ExpandTriggersOutput>;

/** Contract of prompts/expand-triggers.md. Change either side and raise `version` there. */
export const expandTriggers: Task<ExpandTriggersInput, ExpandTriggersOutput> = {
  id: 'expand-triggers',
  input: ExpandTriggersInput,
  output: ExpandTriggersOutput,
  values: ({ subject, text, words, excluded }) => ({
    subject,
    text: shortened(text, TEXT_SHOWN),
    words: words.join(', '),
    excluded: excluded.join(', '),
  }),
  verify: ({ words: given, excluded }, { words }) => {
    const twice = repeated(words);
    if (twice !== undefined) return `"${twice}" stands twice.`;
    const loud = words.find((word) => word !== word.toLowerCase());
    if (loud !== undefined) return `"${loud}" is not in lower case.`;
    const known = words.find((word) => isAmong(word, given));
    if (known !== undefined) return `"${known}" is given already.`;
    const unwanted = words.find((word) => isAmong(word, excluded));
    if (unwanted !== undefined) return `"${unwanted}" is not wanted.`;
    const strange = words.find((word) => !/^[\p{L}\p{N}][\p{L}\p{N} .+/-]*$/u.test(word));
    if (strange !== undefined) return `"${strange}" is no word or phrase.`;
    const copied = foreignIn(words.join('\n'));
    return copied && `The words hold ${copied}.`;
  },
};

function isAmong(word: string, words: readonly string[]): boolean {
  return words.some((one) => one.trim().toLowerCase() === word);
}
