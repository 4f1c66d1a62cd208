import { distinct, withoutWords } from './given-fields.ts';
import type { PolicyState } from './state.ts';
import type { NamespaceScope } from '../../domain/policy/rule.ts';

/** The words of the card in the order of their numbers. */
export function offeredWords({ triggers, suggested }: PolicyState): string[] {
  return distinct([...triggers, ...suggested]);
}

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

export function saidWords(state: PolicyState, said: string): SaidWords {
  const text = said.trim().replace(/[.!]+$/u, '');
  const offered = offeredWords(state);
  if (ALL.test(text)) return { type: 'kept', words: offered };
  const dropped = ALL_BUT.exec(text)?.[1];
  if (dropped !== undefined) return withoutThose(offered, wordsIn(dropped));
  const added = ADD.exec(text)?.[1];
  if (added !== undefined) return { type: 'added', words: wordsIn(added) };
  const named = wordsIn(KEEP.exec(text)?.[1] ?? text);
  const meant = named.map((word) => offeredAs(offered, word));
  if (meant.every((word) => word !== undefined)) return { type: 'kept', words: meant };
  if (named.every((word) => NUMBER.test(word))) return { type: 'refused', text: range(offered) };
  return { type: 'own', words: named.map((word) => offeredAs(offered, word) ?? word) };
}

function withoutThose(offered: readonly string[], named: readonly string[]): SaidWords {
  const meant = named.map((word) => offeredAs(offered, word));
  const unknown = named.find((_, index) => meant[index] === undefined);
  if (unknown !== undefined) {
    return { type: 'refused', text: `“${unknown}” is not among the words. ${range(offered)}` };
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

function range(offered: readonly string[]): string {
  return offered.length === 0
    ? 'Nothing is suggested here: write words of your own, separated by commas.'
    : `The card has words 1 to ${offered.length}: write “all”, “2, 3”, “all but 4”, or words of your own.`;
}

/** Separated by commas or lines; numbers alone also by spaces and "and". */
export function wordsIn(text: string): string[] {
  const isNumbers = /^(?:[#\d\s,;&]|\band\b)+$/iu.test(text);
  const parts = text.split(isNumbers ? /(?:[\s,;&]|\band\b)+/iu : /[,;\n]+/u);
  return distinct(
    parts.map((part) => part.replace(/^(?:and |& )/iu, '').replace(/^["“'`]|["”'`]$/gu, '')),
  );
}

const ONLY =
  /^(?:2\s*[.):](?!\d)|2(?=\s|$)|include\b|only\b|just\b)\s*(?:in\b)?\s*[:=]?\s*(.*)$/isu;
const EXCEPT =
  /^(?:3\s*[.):](?!\d)|3(?=\s|$)|exclude\b|except\b|without\b|(?:all|everywhere|everything)(?: namespaces)?,? (?:but|except|without)\b)\s*(?:for\b)?\s*[:=]?\s*(.*)$/isu;
const EVERYWHERE =
  /^(?:1\s*[.)]?|1[.):]\s*all|all(?: of (?:them|those))?|all namespaces|everywhere|cluster[- ]?wide|the whole cluster)$/iu;

/** Undefined where it is none; `names` is empty where they were left out. */
export function saidScope(
  state: PolicyState,
  said: string,
): { readonly type: NamespaceScope['type']; readonly names: readonly string[] } | undefined {
  const text = said.trim().replace(/[.!]+$/u, '');
  if (EVERYWHERE.test(text)) return { type: 'all', names: [] };
  const only = ONLY.exec(text)?.[1];
  if (only !== undefined) return { type: 'only', names: namesIn(only) };
  const except = EXCEPT.exec(text)?.[1];
  if (except !== undefined) return { type: 'except', names: namesIn(except) };
  const names = namesIn(text);
  const isList = names.length > 0 && names.every((name) => state.namespaces.includes(name));
  return isList ? { type: 'only', names } : undefined;
}

/** "a-team, b-team and c-team", "the system namespaces". */
export function namesIn(text: string): string[] {
  const filler = new Set(['and', 'the', 'namespace', 'namespaces', '&', 'or']);
  const words = text
    .toLowerCase()
    .split(/[\s,;]+/u)
    .map((word) => word.replaceAll(/["“”'`]/gu, ''));
  return [...new Set(words.filter((word) => word !== '' && !filler.has(word)))];
}
