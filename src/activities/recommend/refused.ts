import type { QuestionInput } from '../../domain/configure/drafts.ts';
import { questionAt, questionFor } from '../../domain/configure/questions.ts';
import type { Question } from '../../domain/question.ts';
import { standingQuestions } from '../../domain/standing-questions.ts';
import type { RecommendEvent, RecommendState } from '../../workflows/recommend/state.ts';

/** What is wrong with one object of the solution, with the path where one was named. */
export interface SaidProblem {
  readonly alias: string;
  readonly path?: string | undefined;
  readonly message: string;
}

/**
 * Turns refusals into what a person can mend: a problem at the question whose answer is written
 * there, a new question for a place that nobody was asked about, or the words themselves. Those of
 * an alternative that is not chosen are words: its questions are not shown.
 */
export function refusedEvent(from: {
  problems: readonly SaidProblem[];
  input: QuestionInput;
  state: RecommendState;
  at: string;
}): RecommendEvent {
  const { input, state, at } = from;
  const problems: Record<string, string> = {};
  const questions: Question[] = [];
  const others: string[] = [];
  const standing = standingQuestions(state.questions, state.answers);
  for (const { alias, path, message } of from.problems) {
    const address = path === undefined ? undefined : { alias, path };
    const asked = address && questionFor([...standing, ...questions], address);
    const known = address && (asked ?? questionFor(state.questions, address));
    const fresh = address && !known ? questionAt(input, address, 'required') : undefined;
    const question = asked ?? fresh;
    if (!question) {
      others.push(path === undefined ? message : `${path}: ${message}`);
      continue;
    }
    if (fresh) questions.push(fresh);
    problems[question.id] = message;
  }
  const policies = input.policies && [...input.policies];
  return { type: 'manifests-refused', at, problems, questions, others, policies };
}
