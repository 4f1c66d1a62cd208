import { isProviderWord } from '../knowledge/providers.ts';
import { isStopWord } from '../knowledge/words.ts';

/** Which namespaces a sentence speaks of. */
export interface SaidNamespaces {
  /** `unclear`: it names some, and does not say whether it holds there alone. */
  readonly type: 'all' | 'only' | 'except' | 'unclear';
  /** In lower case, as they are written; whether there are such is not looked at. */
  readonly names: readonly string[];
}

const PLAIN = String.raw`[a-z\d](?:[a-z\d-]*[a-z\d])?(?:-?(?:\*|…|\.{3}))?`;
const NAME = String.raw`(?:["“'‘\x60]${PLAIN}["”'’\x60]|${PLAIN})`;
const JOINT = String.raw`(?:\s*,\s*(?:(?:and|or|und|oder)\s+)?|\s+(?:and|or|und|oder|&)\s+)`;
const LIST = String.raw`(${NAME}(?:${JOINT}${NAME})*)`;
const WORD = String.raw`(?:namespaces?|namensr(?:a|ä)um(?:e|en|s)?|espaces? de noms?)`;
const ARTICLES = String.raw`(?:(?:the|our|your|their|its|a|an|den|dem|der|die|le|la|les)\s+)*`;
/** "the a-team namespace", "namespaces named a-team and b-team", "a-team’s namespace". */
const NAMED = String.raw`${ARTICLES}(?:${WORD}\s+(?:named\s+|called\s+)?)?${LIST}(?:['’]s)?(?:\s+${WORD})?(?![\w-])`;

const FORMS: readonly (readonly ['only' | 'except', RegExp])[] = [
  [
    'except',
    new RegExp(
      String.raw`\b(?:in\s+)?(?:all|every|any|each)(?:\s+other)?(?:\s+${WORD})?,?\s+(?:but|except(?:\s+for)?(?:\s+in)?|other than|outside(?:\s+of)?)\s+${NAMED}`,
      'giu',
    ),
  ],
  [
    'except',
    new RegExp(
      String.raw`(?<![\p{L}\d-])(?:outside(?:\s+of)?|except(?:\s+for)?(?:\s+in)?|but\s+not\s+in|other\s+than\s+in|au(?:ß|ss)erhalb\s+von|au(?:ß|ss)er\s+i[nm])\s+${NAMED}`,
      'giu',
    ),
  ],
  [
    'only',
    new RegExp(
      String.raw`(?<![\p{L}\d-])(?:only\s+|nur\s+)?(?:in|within|inside|im|dans|for|of|from)\s+(?:only\s+)?${NAMED}`,
      'giu',
    ),
  ],
];

const SAYS_NAMESPACE = new RegExp(String.raw`\b${WORD}(?![\w-])`, 'iu');
/** "For a-team" says for whom, and not where. */
const SAYS_WHERE = /^(?:only\s+|nur\s+)?(?:in|within|inside|im|dans)\b/iu;
const OUTSIDE_ALONE = /^(?:outside|au(?:ß|ss)er)/iu;
const EVERY = /^(?:all|every|each|any|alle|allen|jedem|tous)$/iu;
/** What stands where a name would, and is none. */
const NO_NAME =
  /^(?:must|should|shall|may|can|cannot|have|has|need|needs|are|is|always|never|no|none|other|others|same|own|single|one|different|separate|dedicated|kubernetes|namespaces?|these|those|their|where|which|whose|labell?ed|tagged|marked|annotated|owned|managed|used|beginning|starting|ending|matching|belonging|muss|müssen|soll|sollen)$/iu;

interface Found {
  readonly said: SaidNamespaces;
  readonly from: number;
  readonly to: number;
}

/**
 * Where a sentence says that it holds: "databases in the a-team namespace", "im Namespace a-team", "outside
 * kube-system". Names beside which the word namespace does not stand count where they are among `known`;
 * `production-…` stands for those of them that begin so. Undefined where it names none.
 */
export function namespacesSaidIn(
  sentence: string,
  known: readonly string[],
): SaidNamespaces | undefined {
  const found = foundIn(sentence, known);
  const [first, ...others] = found;
  if (!first) return looseNames(sentence, known);
  const names = [...new Set(found.flatMap(({ said }) => said.names))];
  const isOne = others.every(({ said }) => said.type === first.said.type);
  return { type: isOne ? first.said.type : 'unclear', names };
}

/** A sentence without where it holds: names of namespaces are no words of what it is about. */
export function withoutNamespaces(sentence: string, known: readonly string[] = []): string {
  return foundIn(sentence, known)
    .toSorted((one, other) => other.from - one.from)
    .reduce((text, { from, to }) => `${text.slice(0, from)} ${text.slice(to)}`, sentence)
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/\s+(?=[,.;])/gu, '')
    .trim();
}

/** A form that was tried first has what it matched. */
function foundIn(sentence: string, known: readonly string[]): readonly Found[] {
  const found: Found[] = [];
  for (const [type, form] of FORMS) {
    for (const { 0: whole, 1: listed = '', index: from } of sentence.matchAll(form)) {
      const text = withoutNextClause(whole, listed, known);
      const to = from + text.length;
      if (found.some((one) => from < one.to && one.from < to)) continue;
      const list = text.length < whole.length ? withoutLast(listed) : listed;
      const said = saidBy(type, { text, list, before: sentence.slice(0, from), known });
      if (said) found.push({ said, from, to });
    }
  }
  return found;
}

/** "In a-team, databases must …": behind the comma another part of the sentence begins. */
function withoutNextClause(whole: string, listed: string, known: readonly string[]): string {
  if (!whole.endsWith(listed) || !listed.includes(',')) return whole;
  const last = plainName(listed.slice(listed.lastIndexOf(',') + 1));
  const isClause = /^\p{L}+$/u.test(last) && !known.includes(last);
  return isClause ? withoutLast(whole) : whole;
}

function withoutLast(list: string): string {
  return list.slice(0, list.lastIndexOf(',')).trimEnd();
}

function saidBy(
  type: 'only' | 'except',
  match: {
    readonly text: string;
    readonly list: string;
    readonly before: string;
    readonly known: readonly string[];
  },
): SaidNamespaces | undefined {
  const { text, list, before, known } = match;
  const isNamed = SAYS_NAMESPACE.test(text);
  const parts = list.split(new RegExp(JOINT, 'iu')).map((part) => plainName(part));
  if (isNamed && parts.every((part) => EVERY.test(part))) return { type: 'all', names: [] };
  const meant = parts.filter((part) => !EVERY.test(part) && !isNoName(part, known));
  if (meant.length < parts.length || meant.length === 0) return undefined;
  const names = meant.flatMap((part) => beginningSo(part, known));
  const areKnown = names.every((name) => known.includes(name) && !isProviderWord(name));
  const isPlace = type === 'except' || SAYS_WHERE.test(text);
  if (!isNamed && !(areKnown && isPlace)) return undefined;
  // "Must not run outside a-team" says the opposite of what stands there.
  const isTurned = OUTSIDE_ALONE.test(text) && /\b(?:not|never|nicht|nie)\b/iu.test(before);
  return { type: isTurned ? 'unclear' : type, names: [...new Set(names)] };
}

function plainName(part: string): string {
  return part
    .replaceAll(/["“”'‘’`]/gu, '')
    .trim()
    .toLowerCase();
}

function isNoName(part: string, known: readonly string[]): boolean {
  return !known.includes(part) && (NO_NAME.test(part) || isStopWord(part));
}

/** `production-…`: those that begin so; as it is written where there are none. */
function beginningSo(part: string, known: readonly string[]): readonly string[] {
  const beginning = /^(.+?)(?:\*|…|\.{3})$/u.exec(part)?.[1];
  const meant = beginning === undefined ? [] : known.filter((name) => name.startsWith(beginning));
  return meant.length === 0 ? [part] : meant;
}

/** Names with a hyphen are no other words; what the sentence says of them is not understood. */
function looseNames(sentence: string, known: readonly string[]): SaidNamespaces | undefined {
  const words = new Set(sentence.toLowerCase().match(/[a-z\d](?:[a-z\d-]*[a-z\d])?/gu) ?? []);
  const names = known.filter((name) => name.includes('-') && words.has(name));
  return names.length === 0 ? undefined : { type: 'unclear', names };
}
