import { clausesOf } from '../configure/hints-text.ts';

/**
 * What would be if the thing were not there, which says the opposite of what it is for: "otherwise nobody
 * gets in". `surely`: in so many words; `maybe`: "without a gateway", which may be of the thing or not.
 */
export type Contrast = 'surely' | 'maybe' | undefined;

/** A statement, and whether it tells what would be otherwise. Folded, without the words for that. */
export interface ContrastedClause {
  readonly text: string;
  readonly contrast: Contrast;
}

// All of these are held against folded text.

const NOBODY = 'nobody|no one|nothing|niemand|nichts|nadie|nada|personne|rien';
const OTHERWISE = `otherwise|or else|(?<!\\b(?:niemand|nichts|wer|was) )sonst|ansonsten|andernfalls|de lo contrario|sinon|autrement|(?:if not|wenn nicht|si no)(?=$| (?:${NOBODY}))`;
const WITHOUT_IT =
  '(?:without|lacking) (?:it|this|that|them|one|these|those)|ohne (?:es|sie|ihn|ihm|dies\\w*)|sin (?:el|ella|ellos|ellas|esto|eso)(?= |$)|sans (?:lui|elle|eux|elles|cela|ca)';
const SURELY = new RegExp(
  `\\b(?:${OTHERWISE}|${WITHOUT_IT})\\b|^else\\b|^(?:or|oder|o|ou) (?=(?:${NOBODY})\\b)`,
  'u',
);
const MAYBE =
  /\b(?:unless|es sei denn|salvo que|a menos que|a moins que|sauf si)\b|\b(?:is|are|were|was|goes) missing\b|\b(?:lacks?|forg[eo]t\w*|fehlt|vergisst|vergess\w*|falta|olvid\w*|manque\w*|oubli\w*)\b/u;
/** "Without a gateway"; "without public access" is no condition, but denies it. */
const ABSENCE =
  /^(?:without|ohne|sin|sans)\b(?! (?:(?:any|a|an|the|being|its|ein\w*|la|el|l['’]|un\w*|d['’]) ?)*(?:public|internet|access|expos|reach|open|offentlich|zuga|zugri|acces|external))/u;
/** Statements of their own begin there, beside those that `clausesOf` finds. */
const BEGINS = new RegExp(
  `(?=\\b(?:${OTHERWISE})\\b\\W*\\w)|:(?=\\s)|\\b(?:because|so that|weil|denn|damit|porque|para que|parce que?|car|afin que?)\\b`,
  'u',
);

/**
 * The sentences of a text, each as its statements. Where one says nothing but what is missing, the next
 * one, after a comma, says what would be then.
 */
export function contrastedSentences(text: string): readonly (readonly ContrastedClause[])[] {
  return text
    .split(/[;!?\n]|\.(?=\s|$)/u)
    .map((sentence) => contrasted(sentence.split(/,(?! ?first)/iu)))
    .filter((clauses) => clauses.length > 0);
}

function contrasted(parts: readonly string[]): readonly ContrastedClause[] {
  let carried: Contrast;
  return parts.flatMap((part) => {
    const clauses = clausesOf(part).flatMap((clause) =>
      clause.split(BEGINS).map((piece) => piece.trim()),
    );
    const told = clauses.map((clause, index) => ({
      text: clause.replace(SURELY, ' ').replace(ABSENCE, '').trim(),
      contrast: contrastOf(clause) ?? (index === 0 ? carried : undefined),
    }));
    const last = told.at(-1);
    carried = last && !isAboutReach(last.text) ? last.contrast : undefined;
    return told.filter(({ text }) => text !== '');
  });
}

function contrastOf(clause: string): Contrast {
  if (SURELY.test(clause)) return 'surely';
  return MAYBE.test(clause) || ABSENCE.test(clause) ? 'maybe' : undefined;
}

function isAboutReach(text: string): boolean {
  return /\b(?:public\w*|internet|outside|world|offentlich\w*|aussen|publi\w+|fuera|exterieur)\b/u.test(
    text,
  );
}
