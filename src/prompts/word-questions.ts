import { z } from 'zod';
import { FieldType } from '../domain/field-table.ts';
import type { Task } from '../ports/language-model.ts';
import { foreignIn } from './instruction.ts';
import { notOffered, repeated } from './offered.ts';
import { lineOf, shortened, optionWords } from './shown-fields.ts';

const WordQuestionsInput = z.strictObject({
  intent: z.string(),
  solutionTitle: z.string(),
  fields: z.array(
    z.object({
      id: z.string(),
      path: z.string(),
      type: FieldType,
      /** The words that code made of the name and the schema. */
      label: z.string(),
      text: z.string(),
      enum: z.array(z.string()).optional(),
      isRequired: z.boolean(),
    }),
  ),
});
export type WordQuestionsInput = z.infer<typeof WordQuestionsInput>;

const WordQuestionsOutput = z.object({
  questions: z.array(
    z.object({
      id: z.string(),
      label: z.string().min(1).describe('A noun phrase of at most 40 characters: "Size".'),
      text: z.string().min(1).describe('One sentence of at most 150 characters that asks.'),
    }),
  ),
});
export type WordQuestionsOutput = z.infer<typeof WordQuestionsOutput>;

/** Contract of prompts/word-questions.md. Change either side and raise `version` there. */
export const wordQuestions: Task<WordQuestionsInput, WordQuestionsOutput> = {
  id: 'word-questions',
  input: WordQuestionsInput,
  output: WordQuestionsOutput,
  values: ({ intent, solutionTitle, fields }) => ({
    intent,
    solutionTitle,
    fields: fields
      .map(({ id, path, type, label, text, enum: options = [], isRequired }) =>
        lineOf([
          id,
          path.replace(/^spec\./u, ''),
          `${type}${isRequired ? ', required' : ''}`,
          options.length === 0 ? '' : `one of: ${optionWords(options, intent)}`,
          label,
          shortened(text),
        ]),
      )
      .join('\n'),
  }),
  verify: ({ intent, fields }, { questions }) => {
    const ids = questions.map(({ id }) => id);
    const foreign = notOffered(ids, fields);
    if (foreign !== undefined) return `The field ${foreign} was not offered.`;
    const twice = repeated(ids);
    if (twice !== undefined) return `The field ${twice} is asked twice.`;
    const long = questions.find((one) => isLonger(one, fields));
    if (long) return `The words for ${long.id} are too long.`;
    const [namesake] = namesakesAmong(fields, questions);
    if (namesake !== undefined) return `The label of ${namesake} is another field's too.`;
    for (const { id, label, text } of questions) {
      const own = fields.find((field) => field.id === id);
      const copied = foreignIn(`${label}\n${text}`, [intent, own?.label, own?.text].join('\n'));
      if (copied) return `The words for ${id} hold ${copied}.`;
    }
    return undefined;
  },
};

interface Labelled {
  readonly id: string;
  readonly label: string;
}

/**
 * Ids of those whose new label is that of another when all is said: people answer by label. What
 * keeps its label is not named, whoever shares it.
 */
export function namesakesAmong(before: readonly Labelled[], said: readonly Labelled[]): string[] {
  const anew = new Map(said.map(({ id, label }) => [id, label]));
  const after = before.map(({ id, label }) => ({ id, label: comparable(anew.get(id) ?? label) }));
  const changed = before.filter(({ id, label }) => {
    const word = anew.get(id);
    return word !== undefined && comparable(word) !== comparable(label);
  });
  return changed.flatMap(({ id }) => {
    const own = after.find((one) => one.id === id);
    return after.some((one) => one.id !== id && one.label === own?.label) ? [id] : [];
  });
}

function comparable(label: string): string {
  return label.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim();
}

const LABEL_MAX = 40;
const TEXT_MAX = 150;

/** Words may be as long as those that are there already, else as long as the prompt says. */
function isLonger(
  { id, label, text }: WordQuestionsOutput['questions'][number],
  fields: WordQuestionsInput['fields'],
): boolean {
  const own = fields.find((field) => field.id === id);
  return (
    label.length > Math.max(LABEL_MAX, own?.label.length ?? 0) ||
    text.length > Math.max(TEXT_MAX, own?.text.length ?? 0)
  );
}
