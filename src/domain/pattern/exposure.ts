import { isUndecided } from '../configure/hints-flags.ts';
import { type ExposedClause, exposedSentences } from './exposure-clauses.ts';

/** What a text says of being reached from outside. Both, where one part is open and another is not. */
export interface ExposureSaid {
  readonly isPublic: boolean;
  readonly isPrivate: boolean;
}

/** Said of a request, "private" alone is enough: nobody asks for a private thing otherwise. */
const PRIVATE_ALONE =
  /^internal(?:ly)?$|\b(?:private(?:ly)?|privat\w*|privad[oa]|privee?)\b(?![- ](?:keys?|registr\w+|repo\w*|images?|charts?|links?|beta|data|information|schlussel|cloud)\b)/u;

/** A question, or a setting, with its answer: "Publicly accessible: no". */
const ANSWERED =
  /([^.!?:;\n]{1,200})[?:][ \t]*\n?[ \t]*(yes|yeah|yep|no|nope|ja|nein|sí|si|oui|non)(?![\p{L}\d])/giu;
const ASKING =
  /^\s*(?:should|must|shall|does|do|is|are|will|can|may|needs?|soll|muss|ist|debe|doit)\b/iu;
/** Such a clause allows it as well, and asks for nothing. */
const ALLOWING =
  /\b(?:fine|okay|possible|even|(?<!not )allowed)\b|\b(?:works?|fits?|goes|can be|may be)\b.{0,25}\b(?:also|too|as well|auch|tambien|aussi)\b|\b(?:also|auch|tambien|aussi) (?:for|with|works?|fits?|good|fur|bei|mit|para|con|pour|avec)\b/u;
/** Beside "public" in the same clause: it is for either. */
const CALLED_PRIVATE =
  /\b(?:private(?:ly)?|internal(?:ly)?|privat\w*|privad\w*|privee?s?|intern(?:al|e[nrms]?|os?)?)\b/u;
/** Speaks of the other half of the same things, for which the pattern is as well. */
const OTHER_HALF = /\b(?:public|private|internal) (?:ones|others)\b|\bthe (?:others?|rest)\b/u;

/** What a person asked for. Questions and what is left open say nothing; a later "not" takes back. */
export function exposureOfRequest(said: string): ExposureSaid {
  const clauses = exposedSentences(stated(said), (clause) => PRIVATE_ALONE.test(clause))
    .flat()
    .filter(({ text }) => !isUndecided(text.replace(/^(?:can|could|should|will|would) be\b/u, '')));
  let exposure: ExposureSaid = { isPublic: false, isPrivate: false };
  for (const { direction, isDenial } of clauses) {
    if (direction === 'public') exposure = { ...exposure, isPublic: true };
    else if (isDenial) exposure = { isPublic: false, isPrivate: true };
    else if (direction === 'private') exposure = { ...exposure, isPrivate: true };
  }
  return exposure;
}

/**
 * For what a pattern is, by its own words: "if it is public" says so as well. Where it says both, what its
 * first statement calls it counts; undefined where that is not plain.
 */
export function exposureOfPattern(text: string): 'public' | 'private' | undefined {
  const sentences = exposedSentences(text)
    .map((clauses) => clauses.filter((clause) => isCondition(clause)))
    .filter((clauses) => clauses.length > 0);
  const [beginning = []] = sentences;
  const [first] = beginning;
  if (!first) return undefined;
  const opposed = sentences.flat().filter(({ direction }) => direction !== first.direction);
  if (opposed.length === 0) return first.direction;
  const isUnsure =
    !first.isPlain ||
    beginning.some((clause) => clause.isPlain && opposed.includes(clause)) ||
    opposed.some((clause) => OTHER_HALF.test(clause.text));
  return isUnsure ? undefined : first.direction;
}

function isCondition({ text, direction, isPlain }: ExposedClause): boolean {
  if (direction === undefined || ALLOWING.test(text)) return false;
  return direction === 'private' || !isPlain || !CALLED_PRIVATE.test(text);
}

/** Answered questions as statements: "Should it be public? No" → "not it be public". */
function stated(said: string): string {
  return said.replaceAll(ANSWERED, (_whole, question: string, answer: string) => {
    const statement = question.replace(ASKING, '');
    return /^(?:no|nope|nein|non)$/iu.test(answer) ? `\nnot ${statement}\n` : `\n${statement}\n`;
  });
}
