import { isProviderWord } from '../knowledge/providers.ts';
import { regionsIn } from '../knowledge/regions.ts';
import { isStopWord, stem, stemsOf, wordsOf } from '../knowledge/words.ts';
import { SETTINGS, type Setting } from './candidates-settings.ts';
import { withoutNamespaces } from './said-namespaces.ts';

/** What a policy's author said of it. */
export interface Said {
  readonly sentence: string;
  readonly triggers: readonly string[];
}

/** What people say around a rule, in any sentence. */
const RULE_WORDS = stems(
  'always never must should only every each any all none resource object thing everything manifest ' +
    'require required enforce forbid forbidden allow allowed disallow deny prohibit permit prevent ' +
    'ensure define defined set least most more less than minimum maximum between equal exactly use ' +
    'using used run running trusted approved company organisation organization environment ' +
    'production prod staging development default value field specify specified explicit explicitly ' +
    'policy rule kubernetes cluster either infrastructure cloud managed both outside except unless ' +
    'enable enabled disable disabled true false day hour week month year larger smaller greater ' +
    'lower higher above below keep kept live come created belong stay have without name label ' +
    'annotation kind type region zone',
);

/** Values, not words: `registry.acme.example/`, `us-east-1`, `4Gi`, and whatever is quoted. */
const VALUES = /["'`“”‘][^"'`“”’]+["'`“”’]|\S*[/:@*]\S*|\S+\.\S+|(?<!\S)\d\S*|\S+-\S*\d\S*/gu;

/** What a sentence and its triggers ask of a path's names. */
export interface Wanted {
  readonly settings: readonly Setting[];
  /** Stems of what was said, without what every sentence says. */
  readonly words: ReadonlySet<string>;
  /** The sentence itself: a path may be written out in it. */
  readonly sentence: string;
}

/** The settings that the sentence means; those of the triggers only where it means none. */
export function wantedBy({ sentence, triggers }: Said): Wanted {
  const what = withoutNamespaces(sentence);
  const own = settingsIn(what);
  return {
    settings: own.length > 0 ? own : triggers.flatMap((trigger) => settingsIn(trigger)),
    words: new Set([what, ...triggers].flatMap((text) => tellingRuns(text).flat())),
    sentence,
  };
}

/** Settings that a text names, or whose value it names: a region says that it is about regions. */
export function settingsIn(text: string): readonly Setting[] {
  const regions = regionsIn(text).length > 0 ? SETTINGS.slice(0, 1) : [];
  return [...new Set([...spokenIn(stemsOf(text)).map(({ setting }) => setting), ...regions])];
}

/** Stems of a text's words that name settings. */
export function settingStemsIn(text: string): readonly string[] {
  const stemmed = stemsOf(text);
  return spokenIn(stemmed).flatMap(({ from, to }) => stemmed.slice(from, to));
}

/** "Storage class" speaks of no storage: what stands within a longer phrase is left out. */
function spokenIn(stemmed: readonly string[]): readonly (Span & { readonly setting: Setting })[] {
  const spoken = SETTINGS.flatMap((setting) =>
    setting.said.flatMap((phrase) =>
      spansOf(stemmed, phrase).map((span) => ({ ...span, setting })),
    ),
  );
  return spoken.filter((one) => !spoken.some((other) => isWithin(one, other)));
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function spansOf(words: readonly string[], phrase: readonly string[]): readonly Span[] {
  return words.flatMap((_, from) =>
    phrase.every((word, index) => words[from + index] === word)
      ? [{ from, to: from + phrase.length }]
      : [],
  );
}

function isWithin(one: Span, other: Span): boolean {
  const isLonger = other.to - other.from > one.to - one.from;
  return isLonger && other.from <= one.from && one.to <= other.to;
}

/** A text without what it quotes, and without names of images, regions and amounts. */
export function withoutValues(text: string): string {
  return text.replaceAll(VALUES, ' , ');
}

/**
 * Stems of the words that tell this sentence from others, those side by side together: "security groups in
 * AWS must use TLS" → `security group`, `tl`. Clouds say where something runs, and are part of many names.
 */
export function tellingRuns(text: string): readonly (readonly string[])[] {
  const runs: string[][] = [[]];
  for (const part of withoutValues(text).split(/[,.;:()]/u)) {
    for (const word of wordsOf(part).filter((one) => !isProviderWord(one))) {
      const stemmed = stem(word);
      const isTelling = word.length > 1 && !RULE_WORDS.has(stemmed) && !isStopWord(word);
      if (isTelling) runs.at(-1)?.push(stemmed);
      else runs.push([]);
    }
    runs.push([]);
  }
  return runs.filter((run) => run.length > 0);
}

function stems(words: string): ReadonlySet<string> {
  return new Set(words.split(' ').map((word) => stem(word)));
}
