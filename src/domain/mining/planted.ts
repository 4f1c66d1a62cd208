import { ADDRESSED, DENIED, LEADS_TO_ORDER, ORDERS, TOLD } from './planted-words.ts';

/**
 * Whether a text speaks to its reader as a model or a bot would be spoken to: orders in the second person, and the
 * marks of such speech. Nothing that people say to one another about how they deploy things: what holds it is no
 * evidence, whatever else it says. A rule that forbids the same ("never bypass our policies"), or says it of
 * somebody ("teams override the default rules"), is none.
 */
export function isPlanted(text: string): boolean {
  return readingsOf(text).some(
    (read) => TOLD.some((pattern) => pattern.test(read)) || holdsOrder(read),
  );
}

function holdsOrder(text: string): boolean {
  return ORDERS.some((pattern) =>
    [...text.matchAll(pattern)].some(({ 0: order, index }) =>
      isOrder(order, text.slice(Math.max(0, index - BEFORE), index)),
    ),
  );
}

/** Signs before an order that are looked at. */
const BEFORE = 120;
/** Where the verb goes first, what denies it stands behind it: "ignoriert nie die Regeln". */
const DENIED_WITHIN = /(?<!\p{L})(?:nie|niemals|nicht|pas|jamais|mai|niet|nooit)(?!\p{L})/iu;

function isOrder(order: string, before: string): boolean {
  const [said = ''] = before.split(/[.!?;:\n。]/u).slice(-1);
  if (DENIED.test(said) || DENIED_WITHIN.test(order)) return false;
  return ADDRESSED.test(order) || LEADS_TO_ORDER.test(said);
}

/**
 * A text as it is, and as a model would read it: without signs that nobody sees, without marks on letters, with
 * Latin letters for those that only look so, and with lines that go on in the next.
 */
function readingsOf(text: string): readonly string[] {
  const shown = text.normalize('NFKC').replaceAll(/[\p{Cf}\p{DI}]/gu, '');
  const plain = shown.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/\S+/gu, inLatin);
  return [...new Set([shown, ...[plain, shown].map((one) => inOneLine(one)), plain])];
}

/** Keys of a program keep their lines. */
function inOneLine(text: string): string {
  return text
    .split(/[\r\n]+/u)
    .map((line) => (/^\s*[\w.-]{1,60}:\s/u.test(line) ? `\n${line}` : ` ${line.trim()}`))
    .join('')
    .trim();
}

/** Cyrillic and Greek letters that look Latin, and the Latin ones that they look like, in the same order. */
const LOOK_ALIKES = 'аеорсухіѕјԁАВЕІКМНОРСТХαονιρɡı';
const LATIN = 'aeopcyxisjdABEIKMHOPCTXaovipgi';

/** A word of letters of several scripts is meant as one of Latin ones. */
function inLatin(word: string): string {
  if (!/\p{sc=Latin}/u.test(word) || !/[\p{sc=Cyrillic}\p{sc=Greek}ɡı]/u.test(word)) return word;
  return word.replaceAll(/./gu, (letter) => LATIN.charAt(LOOK_ALIKES.indexOf(letter)) || letter);
}
