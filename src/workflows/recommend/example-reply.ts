import { isAnswered, stageQuestions } from './stages.ts';
import type { RecommendState } from './state.ts';
import { exampleInText } from '../../domain/configure/hints.ts';
import type { Question } from '../../domain/question.ts';

/** Questions that an example answers: enough to show how answers are told apart. */
const EXAMPLES_MAX = 2;

/** Longest value of an example, in characters. */
const VALUE_MAX = 40;

/**
 * What could be written at this stage: "1. my-db, 2. a-team", from its first open questions for which
 * a plausible value is known. Undefined where there is none.
 */
export function exampleReply(state: RecommendState): string | undefined {
  const answers = stageQuestions(state).flatMap((question, index) => {
    const value = isAnswered(state, question.id) ? undefined : plausibleValue(question);
    return value === undefined ? [] : [`${index + 1}. ${value}`];
  });
  return answers.length === 0 ? undefined : answers.slice(0, EXAMPLES_MAX).join(', ');
}

function plausibleValue(question: Question): string | undefined {
  const { suggestion, options, limits, addresses, text } = question;
  if (typeof suggestion === 'boolean') return suggestion ? 'yes' : 'no';
  const known = typeof suggestion === 'number' ? String(suggestion) : suggestion;
  const offered = typeof known === 'string' ? known : options[0]?.value;
  const value = offered ?? (limits.type === 'string' ? exampleInText(text) : undefined);
  if (value !== undefined) return isShort(value) ? value : undefined;
  if (limits.type === 'boolean') return 'no';
  if (limits.type === 'integer' || limits.type === 'number') {
    return String(limits.minimum ?? Math.min(3, limits.maximum ?? 3));
  }
  return addresses.some(({ path }) => path === 'metadata.name') ? 'my-app' : undefined;
}

/** A value with a comma or a number of its own would read as two answers. */
function isShort(value: string): boolean {
  return value !== '' && value.length <= VALUE_MAX && !/[,;\n]|\d[.):=]\s/u.test(value);
}
