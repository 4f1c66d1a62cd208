import { distinct, withoutWords } from './words.ts';

/** What somebody says about the offered words. */
type SaidWords =
  | { readonly type: 'kept'; readonly words: readonly string[] }
  | { readonly type: 'added'; readonly words: readonly string[] }
  /** Words that are not offered; further ones are looked for by them. */
  | { readonly type: 'own'; readonly words: readonly string[] }
  | { readonly type: 'refused'; readonly text: string };

const ALL =
  /^(?:(?:i['’]ll |let['’]s )?(?:keep|take|use) )?(?:all|everything|them all)(?: of (?:those|them|these|it)| those| these)?[.!]?$/iu;
const ALL_BUT =
  /^(?:(?:keep |take |use )?(?:all|everything)(?: of (?:those|them|these))?,? (?:but|except|without)|without|drop|remove)\s*:?\s+(.+)$/isu;
const ADD = /^(?:(?:please )?(?:also )?add|plus|and also|also)\s*:?\s+(.+)$/isu;
const KEEP = /^(?:keep|take|only|use|just)\s*:?\s+(.+)$/isu;

interface Offered {
  /** In the order of their numbers on the card. */
  readonly offered: readonly string[];
  /** What one of them is called: "word". */
  readonly noun: string;
}

export function saidWords(card: Offered, said: string): SaidWords {
  const { offered } = card;
  const text = said.trim().replace(/[.!]+$/u, '');
  if (ALL.test(text)) return { type: 'kept', words: offered };
  const several = severalWishes(card, text);
  if (several) return several;
  const dropped = ALL_BUT.exec(text)?.[1];
  if (dropped !== undefined) return withoutThose(card, wordsIn(dropped));
  const added = ADD.exec(text)?.[1];
  if (added !== undefined) return { type: 'added', words: wordsIn(added) };
  const named = wordsIn(KEEP.exec(text)?.[1] ?? text);
  const meant = named.map((word) => offeredAs(offered, word));
  if (meant.every((word) => word !== undefined)) return { type: 'kept', words: meant };
  if (named.every((word) => NUMBER.test(word))) return { type: 'refused', text: range(card) };
  return { type: 'own', words: named.map((word) => offeredAs(offered, word) ?? word) };
}

const VERBS = [
  [
    'without',
    /^(?:(?:keep |take |use )?(?:all|everything),? (?:but|except|without)|without|drop|remove)\s+/iu,
  ],
  ['add', /^(?:please )?(?:and |but )?(?:also )?(?:add|plus)\s+/iu],
  ['keep', /^(?:keep|take|use|only)\s+/iu],
] as const;

interface Part {
  readonly verb: (typeof VERBS)[number][0];
  readonly word: string;
}

/** "all but 6, add load balancer, public service": what stands behind a verb belongs to it up to the next. */
function severalWishes(card: Offered, text: string): SaidWords | undefined {
  const split = text.replaceAll(/,?\s+(?:and|but)\s+(?=(?:also )?(?:add|drop|remove)\s)/giu, ', ');
  const parts: Part[] = [];
  const verbs = new Set<string>();
  for (const piece of split.split(/[,;\n]+/u)) {
    const [verb, pattern] = VERBS.find(([, one]) => one.test(piece.trim())) ?? [];
    const now = verb ?? parts.at(-1)?.verb ?? 'keep';
    verbs.add(now);
    const rest = pattern ? piece.trim().replace(pattern, '') : piece.trim();
    parts.push(...wordsIn(rest).map((word) => ({ verb: now, word })));
  }
  return verbs.size < 2 ? undefined : together(card, parts);
}

function together(card: Offered, parts: readonly Part[]): SaidWords {
  const { offered } = card;
  const of = (verb: Part['verb']): string[] =>
    parts.filter((part) => part.verb === verb).map(({ word }) => word);
  const kept = of('keep');
  const isAll = kept.length === 0 || kept.some((word) => ALL.test(word));
  const without = withoutThose(card, of('without'));
  if (without.type === 'refused') return without;
  const base = isAll ? offered : kept.map((word) => offeredAs(offered, word) ?? word);
  const dropped = withoutWords(offered, without.words);
  const added = of('add').map((word) => offeredAs(offered, word) ?? word);
  const isNothing = [...base, ...added].find((word) => NUMBER.test(word));
  if (isNothing !== undefined) return { type: 'refused', text: range(card) };
  return { type: 'kept', words: distinct([...withoutWords(base, dropped), ...added]) };
}

function withoutThose(card: Offered, named: readonly string[]): SaidWords {
  const { offered, noun } = card;
  const meant = named.map((word) => offeredAs(offered, word));
  const unknown = named.find((_, index) => meant[index] === undefined);
  if (unknown !== undefined) {
    return { type: 'refused', text: `“${unknown}” is not among the ${noun}s. ${range(card)}` };
  }
  const dropped = meant.filter((word) => word !== undefined);
  return { type: 'kept', words: withoutWords(offered, dropped) };
}

const NUMBER = /^#?\d{1,2}$/u;

/** By its number on the card, or as it is written there. */
function offeredAs(offered: readonly string[], word: string): string | undefined {
  if (NUMBER.test(word)) return offered[Number(word.replace('#', '')) - 1];
  return offered.find((one) => one.toLowerCase() === word.toLowerCase());
}

function range({ offered, noun }: Offered): string {
  return offered.length === 0
    ? `Nothing is suggested here: write ${noun}s of your own, separated by commas.`
    : `The card has ${noun}s 1 to ${offered.length}: write “all”, “2, 3”, “all but 4”, or ${noun}s of your own.`;
}

/** Separated by commas or lines; numbers alone also by spaces and "and". */
export function wordsIn(text: string): string[] {
  const isNumbers = /^(?:[#\d\s,;&]|\band\b)+$/iu.test(text);
  const parts = text.split(isNumbers ? /(?:[\s,;&]|\band\b)+/iu : /[,;\n]+/u);
  return distinct(
    parts.map((part) => part.replace(/^(?:and |& )/iu, '').replace(/^["“'`]|["”'`]$/gu, '')),
  );
}
