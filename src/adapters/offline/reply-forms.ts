import { engineInText, statedVersions } from '../../domain/configure/hints-engines.ts';
import { meantFlag } from '../../domain/configure/hints-flags.ts';
import { numberWord } from '../../domain/configure/hints-mentions.ts';
import { sizeAmong } from '../../domain/configure/hints-sizes.ts';
import { folded } from '../../domain/configure/hints-text.ts';
import { placesInText } from '../../domain/configure/hints.ts';
import { stem } from '../../domain/knowledge/words.ts';
import type { AskedQuestion } from '../../prompts/interpret-reply.ts';
import { type Found, valueFor } from './reply-values.ts';

/** Clauses with more words tell a story. */
const CLAUSE_WORDS_MAX = 9;
/** Who tells what was, or what somebody says, states nothing. */
const TALE = /\b(?:was|were|had|did|said|says?|thinks?|thought|asked|wanted|hat|hatte|war)\b/iu;

/** "two replicas", "tres réplicas": a number with the question's own words. */
export function byCount(question: AskedQuestion, text: string): Found | undefined {
  if (question.type !== 'integer' && question.type !== 'number') return undefined;
  const label = wordsIn(question.label).map(({ word }) => stem(folded(word)));
  const words = wordsIn(text);
  const places = words.flatMap((_, place) => {
    const named = words.slice(place + 1, place + 1 + label.length);
    const isNamed =
      named.length === label.length &&
      named.every(({ word }, at) => stem(folded(word)) === label[at]);
    return isNamed ? [place] : [];
  });
  const [first, ...others] = label.length === 0 ? [] : places;
  const said = first === undefined || others.length > 0 ? undefined : words[first];
  const last = first === undefined ? undefined : words[first + label.length];
  if (!said || !last) return undefined;
  const number = /^\d+$/u.test(said.word) ? said.word : numberWord(said.word)?.toString();
  const value = number === undefined ? undefined : valueFor(question, number);
  if (value === undefined) return undefined;
  return { questionId: question.id, value, said: text.slice(said.from, last.to) };
}

/** "postgres 16 in eu-west-1": values that show by their form what they are. */
export function byShape(question: AskedQuestion, text: string): Found | undefined {
  const label = question.label.toLowerCase();
  const stated = /\bversion$/u.test(label)
    ? statedVersions(text).filter(({ said }) => isOfEngine(question, said))
    : /\b(?:region|location)$/u.test(label)
      ? placesInText(text).map((place) => ({ said: place, value: place }))
      : [];
  const [only] = stated;
  const value = only && stated.length === 1 ? valueFor(question, only.value) : undefined;
  return only && value !== undefined
    ? { questionId: question.id, value, said: only.said }
    : undefined;
}

function isOfEngine({ label, text }: AskedQuestion, said: string): boolean {
  const [asked, meant] = [engineInText(`${label} ${text}`), engineInText(said)];
  return asked === undefined || meant === undefined || asked === meant;
}

/** "nobody outside may reach it", for a question that can be answered yes or no. */
export function byMeaning(question: AskedQuestion, text: string): Found | undefined {
  if (question.type !== 'boolean') return undefined;
  const clauses = text
    .split(/[.;,!\n]|\b(?:and|but|und|aber)\b/iu)
    .filter((clause) => wordsIn(clause).length <= CLAUSE_WORDS_MAX && !TALE.test(clause));
  const meant = clauses.flatMap((clause) => {
    const value = meantFlag(question.label.toLowerCase(), clause);
    return value === undefined ? [] : [{ questionId: question.id, value, said: clause }];
  });
  return meant.length === 1 ? meant[0] : undefined;
}

const LIST = String.raw`([\w][\w.-]*(?:(?:\s*,\s*(?:and\s+)?|\s+(?:and|und|et|y)\s+)[\w][\w.-]*)*)`;

/** "databases: orders, invoices". After a mere "are" only what looks like names: plurals, or `db-1`. */
export function byList(question: AskedQuestion, text: string): Found | undefined {
  if (question.type !== 'array' || question.options.length > 0) return undefined;
  const label = question.label.replaceAll(/[$()*+./?[\\\]^{|}]/gu, String.raw`\$&`);
  const match = new RegExp(
    String.raw`\b${label}\s*(:|=|are called|are named|called|named|are|should be)\s*${LIST}`,
    'iu',
  ).exec(text);
  const [said, sign = '', list] = match ?? [];
  if (said === undefined || list === undefined) return undefined;
  const items = list
    .split(/\s*,\s*(?:and\s+)?|\s+(?:and|und|et|y)\s+/iu)
    .map((item) => item.replace(/[.-]+$/u, ''));
  const isPlain = /^(?:are|should be)$/iu.test(sign);
  if (isPlain && !items.every((item) => /[\d_-]|[^s]s$/u.test(item))) return undefined;
  return { questionId: question.id, value: items, said };
}

/** "the biggest one": sizes in other words than the options'. */
export function bySize(question: AskedQuestion, text: string): Found | undefined {
  const option = sizeAmong(question.options, text);
  const value = option === undefined ? undefined : valueFor(question, option);
  const said = wordsIn(text).find(({ word }) => sizeAmong(question.options, word) === option)?.word;
  return value === undefined || said === undefined
    ? undefined
    : { questionId: question.id, value, said };
}

function wordsIn(text: string): readonly { word: string; from: number; to: number }[] {
  return [...text.matchAll(/[\p{L}\d]+/gu)].map(({ 0: word, index }) => ({
    word,
    from: index,
    to: index + word.length,
  }));
}
