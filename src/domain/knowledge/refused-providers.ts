import { isProviderWord, providersNamedIn } from './providers.ts';

/** What a text says of where something shall run. */
export interface ProvidersSaid {
  /** Those that it names and does not refuse, in the order of the table. */
  readonly wanted: readonly string[];
  /** Those that it says no to: "anywhere but not in AWS", "anything but GCP". */
  readonly refused: readonly string[];
  /** The text without the words that refuse. */
  readonly kept: string;
}

/** After these a provider's name says where not. "But" alone does not: "small, but in AWS". */
const REFUSAL =
  /(?:,\s*)?\b(?:(?:any|every)(?:where|thing|one|body)?\s+(?:cloud\s+|provider\s+)?(?:but|except)(?:\s+not)?|but\s+not|not|never|no|don['’]?t|do not|mustn['’]?t|without|except(?:\s+for)?|excluding|other\s+than|apart\s+from|instead\s+of|rather\s+than|away\s+from|outside(?:\s+of)?|avoid(?:ing)?)\s+(?:(?:be|run|running|use|using|want|have|put|host|hosted|deploy|deployed|it|this|that|to|in|on|at|with|from|by|of|the)\s+){0,4}$/iu;
/** Characters that are searched for a refusal before a name. */
const REFUSAL_LENGTH_MAX = 80;
/** Between the names of a list that is refused as a whole. */
const NEXT = /^(?:\s*,\s*|\s*,?\s+(?:or|nor|and)\s+)(?:(?:in|on|at|with)\s+)?$/iu;
const NAME = /[\p{L}][\p{L}\d]*/gu;
/** The second word of some providers' names. */
const REST_OF_NAME = /^\s+(?:cloud|ocean)\b/iu;

/** Whoever is refused first and wanted later is wanted: an answer changes what the intent said. */
export function providersSaid(text: string): ProvidersSaid {
  const refused = new Set<string>();
  let kept = '';
  let from = 0;
  let isListed = false;
  for (const { 0: word, index } of text.matchAll(NAME)) {
    if (index < from) continue;
    // A service's name refuses that service, and not its provider: "PostgreSQL, but not RDS".
    if (!isProviderWord(word.toLowerCase())) continue;
    const start = refusalStart(text.slice(from, index), isListed);
    isListed = start !== undefined;
    if (start === undefined) continue;
    providersNamedIn(word).forEach((provider) => refused.add(provider));
    const end = index + word.length;
    kept += text.slice(from, from + start);
    from = end + (REST_OF_NAME.exec(text.slice(end))?.[0].length ?? 0);
  }
  kept += text.slice(from);
  const wanted = providersNamedIn(kept);
  return { wanted, refused: [...refused].filter((one) => !wanted.includes(one)), kept };
}

/** Where the words begin that refuse what comes next; undefined where nothing does. */
function refusalStart(before: string, isListed: boolean): number | undefined {
  if (isListed && NEXT.test(before)) return 0;
  const skipped = Math.max(0, before.length - REFUSAL_LENGTH_MAX);
  const start = before.slice(skipped).search(REFUSAL);
  return start < 0 ? undefined : skipped + start;
}
