import { exposureOfRequest } from '../pattern/exposure.ts';

interface Answered {
  readonly question: string;
  readonly answer: string;
}

const YES = /^(?:yes|yeah|yep|yup|ja|jawohl|s[ií]|oui)(?:,? (?:please|bitte))?[.! ]*$/iu;
const NO = /^(?:no|nope|nein|non)(?:,? (?:thanks?(?: you)?|please|danke))?[.! ]*$/iu;
const ASKING =
  /^\s*(?:should|must|shall|does|do|is|are|will|can|may|needs?|soll|muss|ist|debe|doit)\b\s*/iu;
/** "Yes" to one of two says nothing. */
const ALTERNATIVES = /\b(?:or|oder|o|ou)\b/iu;

/** True and false where an answer is nothing but a yes or a no; undefined where it has words of its own. */
export function bareAnswer(answer: string): boolean | undefined {
  const said = answer.trim();
  if (YES.test(said)) return true;
  return NO.test(said) ? false : undefined;
}

/**
 * What an answer says together with its question: "Publicly accessible?", "yes" says "Publicly accessible". What a
 * bare no denies is said of access from outside alone: the name of a value that was declined is a hint for it.
 */
export function answerAsSaid({ question, answer }: Answered): string {
  const isYes = bareAnswer(answer);
  if (isYes === undefined) return answer;
  const asked = question.trim().replace(/[?.!: ]+$/u, '');
  if (ALTERNATIVES.test(asked)) return answer;
  if (isYes) return asked.replace(ASKING, '');
  return exposureOfRequest(asked.replace(ASKING, '')).isPublic ? 'not publicly accessible' : answer;
}
