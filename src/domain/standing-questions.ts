import type { Json } from './json.ts';
import type { Answer, Question } from './question.ts';

/**
 * The questions that stand: without those of an alternative that was not chosen. While nobody has
 * chosen, those of the suggested one stand.
 */
export function standingQuestions<Asked extends Question>(
  questions: readonly Asked[],
  answers: readonly Pick<Answer, 'questionId' | 'value'>[],
): readonly Asked[] {
  const chosen = new Map<string, Json | undefined>(
    questions.map(({ id, suggestion }) => [id, suggestion]),
  );
  for (const { questionId, value } of answers) chosen.set(questionId, value);
  return questions.filter(
    ({ onlyWith }) => onlyWith === undefined || chosen.get(onlyWith.questionId) === onlyWith.value,
  );
}
