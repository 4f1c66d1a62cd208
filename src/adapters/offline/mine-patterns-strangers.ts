import { isProviderWord } from '../../domain/knowledge/providers.ts';
import { wordsOf } from '../../domain/knowledge/words.ts';
import { withoutCode } from '../../domain/mining/code-words.ts';

/** A stretch that names what nobody offers. */
export interface StrangerPlace {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A name of two words or more: "MongoCluster", `foos.example.org`. */
const STRANGER =
  /(?<![\p{L}\p{N}./-])[A-Z][a-z]+(?:[A-Z]+[a-z]*)+(?![\p{L}\p{N}])|(?<=`)[a-z\d]+(?:\.[a-z\d-]+){2,}(?=`)/gu;

/**
 * One word with a capital letter in a list of what is needed: "a Gateway and a Certificate". What stands before
 * a noun names no object by itself: "a Grafana dashboard".
 */
const CAPITAL =
  /(?<=(?<![\p{L}\p{N}])(?:an?|one|its own|their own|and|or|plus|with|use|uses|using|create|deploy|add|attach|needs?|gets?|have|has)\s|[,+&]\s)[`*_]?(?<name>\p{Lu}\p{Ll}{2,}|\p{Lu}{3,})(?=[`*_]?(?:\s*(?:[,.;:!)+&]|$)|\s(?:and|or|plus|with|so|because|since|as|otherwise|in|for|on|per|beside|before|next|together|too|each)(?![\p{L}\p{N}])))/gu;
/** German: every noun begins with a capital letter there. */
export const CAPITALISES_NOUNS =
  /(?<![\p{L}\p{N}])(?:der|die|das|ein|eine|einen|für|und|wir|ist|sind|muss|müssen|mit|nicht|immer|nie|jede[rsn]?|alle)(?![\p{L}\p{N}])/iu;
/** Written so, and no objects. */
const NO_OBJECTS = new Set(
  'tls ssl http https mtls api apis sla slo slos mfa sso sre sres gpu cpu ram utc todo faq etc'.split(
    ' ',
  ),
);

export function strangersIn(sentence: string): readonly StrangerPlace[] {
  return [...withoutCode(sentence).matchAll(STRANGER)]
    .map(({ 0: text, index }) => ({ text, start: index, end: index + text.length }))
    .filter(({ text }) => wordsOf(text).length > 1);
}

/** Such words mean an object only where something else is named as one with them. */
export function capitalsIn(sentence: string): readonly StrangerPlace[] {
  if (CAPITALISES_NOUNS.test(sentence)) return [];
  return [...withoutCode(sentence).matchAll(CAPITAL)].flatMap(({ 0: whole, index, groups }) => {
    const text = groups?.['name'] ?? '';
    const start = index + whole.indexOf(text);
    const word = text.toLowerCase();
    if (start === 0 || NO_OBJECTS.has(word) || isProviderWord(word)) return [];
    return [{ text, start, end: start + text.length }];
  });
}
