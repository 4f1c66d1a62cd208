import { answerAsSaid, bareAnswer } from '../../domain/configure/hints-answers.ts';
import { TRAITS } from './traits.ts';

/**
 * An answer in words that can be read as part of the intent. Of a question that was answered with a bare yes or no
 * only the traits that it names are said: the rest of it is whoever asked, and no wish.
 */
export function readableAnswer(answered: {
  readonly question: string;
  readonly answer: string;
}): string {
  const { question, answer } = answered;
  const isYes = bareAnswer(answer);
  if (isYes === undefined) return answer;
  const asked = TRAITS.flatMap((trait) => question.match(trait.asked)?.[0] ?? []);
  if (asked.length > 0) return asked.map((one) => (isYes ? one : `without ${one}`)).join('. ');
  return isYes ? answer : answerAsSaid(answered);
}
