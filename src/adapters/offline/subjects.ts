import { isStopWord, wordsOf } from '../../domain/knowledge/words.ts';
import { isGeneric } from './evidence.ts';

/** "for the orders and invoices of our shop": what is kept, as far as it is said plainly. */
const KEPT_FOR =
  /\b(?:for|with|of|stores?|storing|keeps?|keeping|holds?|holding)\s((?:(?:the|our|my|its|their|all)\s)?[a-z]+(?:(?:,\s|\sand\s|,\sand\s)(?:(?:the|our|my|its|their)\s)?[a-z]+)*)/giu;
/** Plurals that are words of SQL, or are about the machinery. */
const UNFIT = new Set(
  (
    'values tables columns keys rows groups indexes databases triggers schemas windows users teams ' +
    'backups replicas instances nodes servers clusters apps services purposes tests environments ' +
    'years months weeks days hours minutes connections migrations requirements reasons others sets types systems'
  ).split(' '),
);

/** Most tables or databases that are made of a sentence. */
const MOST = 3;

/** Plural nouns of a request that name what it keeps: `orders`, `invoices`; none where unsure. */
export function subjectsIn(intent: string): readonly string[] {
  for (const [, phrase = ''] of intent.matchAll(KEPT_FOR)) {
    const nouns = phrase
      .toLowerCase()
      .split(/,|\band\b|\s/u)
      .filter((word) => word !== '' && !isStopWord(word));
    if (nouns.length > 0 && nouns.length <= MOST && nouns.every(isSubject)) return nouns;
  }
  return [];
}

function isSubject(noun: string): boolean {
  const [singular = ''] = wordsOf(noun);
  const isPlural = noun.endsWith('s') && singular !== noun;
  return isPlural && noun.length > 3 && !UNFIT.has(noun) && !isGeneric(noun);
}
