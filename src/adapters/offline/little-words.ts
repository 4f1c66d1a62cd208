import { folded } from '../../domain/configure/hints-text.ts';

/** Verbs around a requirement that say that it is one, and nothing of what is required. Folded. */
const LITTLE = new Set(
  (
    'must should least most maximum minimum enable enabled disable keep kept allow have be ' +
    'soll sollen sollte muss mussen werden wird sein aufbewahrt behalten ' +
    'doit doivent etre garder conserver conserve debe deben guardar conservar durante pendant'
  ).split(' '),
);

/** Whether a word of a requirement tells nothing of the field that is meant. */
export function saysLittle(word: string): boolean {
  return LITTLE.has(folded(word));
}

const NOTHING =
  /^\W*(?:n\/?a|none|no|nope|nothing(?: (?:else|more))?|no(?:t| thanks?| thank you)?|that['’]?s (?:all|it)|nein(?: danke)?|nichts(?: weiter(?:es)?| mehr)?|non(?: merci)?|rien(?: d['’]autre)?|no,? gracias|nada(?: mas)?|nao(?:,? obrigad[oa])?|no,? grazie|-)\W*$/u;

/** Whether somebody who may add something has nothing to add, in the languages that come up most. */
export function isNothing(text: string): boolean {
  return NOTHING.test(folded(text).replaceAll(',', ' ').replaceAll(/\s+/gu, ' '));
}

/** A reason or a remark asks for nothing: "it is only a demo". */
export function isRemark(clause: string): boolean {
  return /^(?:(?:it|this|that)(?: is|['’]s) (?:(?:only|just|merely) )?(?:for|an?)\b|because\b|since (?:it|we|this)\b|for now$)/u.test(
    folded(clause).trim(),
  );
}
