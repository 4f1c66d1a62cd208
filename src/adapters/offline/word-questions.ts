import type { WordQuestionsOutput } from '../../prompts/word-questions.ts';

/** The words that code made from names and schemas stay: no rule says them better. */
export function solveWordQuestions(): WordQuestionsOutput {
  return { questions: [] };
}
