import type { WordQuestionsInput, WordQuestionsOutput } from '../../prompts/word-questions.ts';

/** The words that code made from names and schemas, as they are: no rule says them better. */
export function solveWordQuestions({ fields }: WordQuestionsInput): WordQuestionsOutput {
  return { questions: fields.map(({ id, label, text }) => ({ id, label, text })) };
}
