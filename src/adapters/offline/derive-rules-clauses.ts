/** One demand of a sentence: "have backups for at least 7 days". */
export interface Clause {
  readonly text: string;
  /** It forbids what it names: "must not", "never", "no". */
  readonly isNegative: boolean;
}

export interface ReadSentence {
  /** What stands before the first demand: "Databases in AWS". */
  readonly subject: string;
  readonly clauses: readonly Clause[];
  /** Conditions and exceptions, word for word: no field check says them. */
  readonly conditions: readonly string[];
}

/** All that follows a "when" belongs to it; what follows a place may be the demand itself. */
const CONDITION =
  /(?:,\s*)?\b(?:(?:unless|except|if|when|whenever|while|until|as long as|provided that)\b[^.;]*|in (?:production|prod|staging|development|dev|test)(?: environments?)?\b(?!-))/giu;

const MODAL =
  /\b(?:must|should|shall|may|can|cannot|can['’]?t|has to|have to|needs? to|ought to|are to|is to|always|never|only|are|is|mustn['’]?t|shouldn['’]?t)\b/iu;

const NEGATION =
  /\b(?:not|never|no|none|nobody|without|cannot|forbidden|prohibited|disallowed|forbid|prohibit|disallow|avoid|neither|nor)\b|n['’]t\b/iu;

/** Negations that demand: "no more than 10" bounds, "nothing but X" allows X alone. */
const NO_NEGATION =
  /\b(?:no (?:more|less|fewer|later|longer) than|not (?:more|less|fewer|longer) than|nothing but|none but|not (?:run )?outside(?: of)?|never (?:run )?outside(?: of)?|no other than|non-?root)\b/giu;

/** Where a further demand begins. */
const NEXT_DEMAND =
  /\s*(?:;|\.\s+|,?\s+(?:and|but)\s+(?=(?:must|should|shall|may|never|not|no|have|has|be|is|are|use|run|keep|do|their|its|the)\b)|,\s+(?=(?:must|should|never|have|use|keep)\b))\s*/iu;

/** Cuts a sentence into its subject and its demands. */
export function readSentence(sentence: string): ReadSentence {
  const folded = sentence.replaceAll(/\s+/gu, ' ').trim();
  const conditions = (folded.match(CONDITION) ?? []).map((one) => one.replace(/^,\s*/u, '').trim());
  const plain = folded.replaceAll(CONDITION, ' ').replaceAll(/\s+/gu, ' ').trim();
  const subject = subjectOf(plain);
  const clauses = plain
    .split(NEXT_DEMAND)
    .map((text) => text.trim())
    .filter((text) => /[\p{L}\d]/u.test(text))
    .map((text) => ({ text, isNegative: isNegative(text) }));
  return { subject, clauses, conditions };
}

function isNegative(text: string): boolean {
  return NEGATION.test(text.replaceAll(NO_NEGATION, ' '));
}

/** All of it where nothing is demanded by a verb: "No latest tags". */
function subjectOf(text: string): string {
  const at = text.search(MODAL);
  return at < 0 ? text : text.slice(0, at);
}
