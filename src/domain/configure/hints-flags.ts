import { stemsOf } from '../knowledge/words.ts';
import { leafName, namesOf } from './field-path.ts';
import { CLOSED, OPEN } from './hints-exposure.ts';
import { clausesOf, folded, isDenying } from './hints-text.ts';
import { splitWords } from './labels.ts';

/** What is said of these is not said of the thing itself. */
const OTHER_THINGS =
  /\b(?:backups?|snapshots?|objects?|rows?|records?|files?|messages?|data|logs?)\b/u;
const KEPT = [
  /\b(?:protect\w*|safe|guarded) (?:it )?(?:from|against) (?:accidental )?(?:deletion|removal|being deleted)\b/u,
  /\b(?:not|never|nobody|no one|cannot|\w+n['’]t)\b.{0,40}\b(?:be (?:deleted|removed|dropped)|(?:delete|remove|drop) (?:it|this|the \w+|by (?:accident|mistake)))\b/u,
];
const ZONES = [
  /\b(?:surviv\w*|withstand\w*|tolerat\w*|outliv\w*|ubersteh\w*|uberleb\w*)\b.{0,40}\b(?:zones?|zonen?)\b/u,
  /\b(?:across|over|in) (?:several|multiple|two|three|different|all)(?: availability)? zones\b/u,
  /\b(?:standby|fail ?over)\b.{0,25}\b(?:another|second|other) (?:availability )?zone\b/u,
];
const ORDERED = [
  /\bfirst[ -]in,?[ -]first[ -]out\b/u,
  /\bin the order (?:in which|that|they)\b|\bkeep\w*(?: \w+)? (?:their|its|the) order\b|\bstrict(?:ly)? order/u,
];
const SCALED = [
  /\bauto-?scal\w*|\bscal\w* (?:automatically|by itself|on its own|up and down|under load|with (?:the )?(?:load|traffic|demand))\b|\bskalier\w* automatisch/u,
  /\b(?:adds?|more) (?:copies|replicas|instances|pods)\b.{0,15}\b(?:under|with|when|on|as)\b.{0,15}\b(?:load|traffic|demand|busy)\b/u,
];
const VERSIONED = [
  /\b(?:keeps?|kept|restore)\b.{0,20}\b(?:old|older|earlier|previous|deleted|every|all) versions?\b/u,
];
const ENCRYPTED = [
  /(?<!\bun)\bencrypted\b(?! (?:traffic|connections?|in transit|keys?|secrets?))/u,
];

interface Meaning {
  /** The switch's name in words. */
  readonly field: RegExp;
  readonly yes?: readonly RegExp[];
  readonly no?: readonly RegExp[];
  /** Clauses that speak of something else. */
  readonly except?: RegExp;
}

/**
 * What people say of a switch without its name. Only what is general knowledge stands here: that a
 * standby in another zone is `multiAz` at every cloud, and not what one operator calls a thing.
 */
const MEANINGS: readonly Meaning[] = [
  // They keep the public out: whatever opens things leaves them alone.
  { field: /\b(?:block|restrict|ignore|deny|prevent)\b.*\bpublic\b/u, yes: CLOSED },
  {
    field:
      /^(?:is |enabled? |allow )?(?:public(?:ly)?|internet facing)(?: (?:accessible|access|network access|reachable|exposed|enabled))*$/u,
    yes: OPEN,
    no: CLOSED,
  },
  { field: /^(?:is )?(?:internal|private)(?: only)?$/u, yes: CLOSED, no: OPEN },
  { field: /\b(?:deletion|termination) protect/u, yes: KEPT, except: OTHER_THINGS },
  { field: /\bmulti (?:az|zone)\b|\bzone redundan/u, yes: ZONES },
  { field: /^fifo\b/u, yes: ORDERED },
  { field: /^(?:auto ?)?scaling(?: enabled?)?$|^(?:enable )?auto ?scal(?:e|ing)$/u, yes: SCALED },
  { field: /^(?:enable )?versioning(?: enabled?)?$/u, yes: VERSIONED },
  {
    field: /^(?:(?:storage|disk|volume|at rest) )?encrypt(?:ed|ion)(?: at rest)?(?: enabled?)?$/u,
    yes: ENCRYPTED,
  },
];

const UNDECIDED =
  /\b(?:whether|if|maybe|perhaps|matters?|mind|care|unsure|not sure|know|later|ob)\b|^(?:is|are|can|could|should|does|do|will|would|what|why|how|who)\b/u;
/** Whoever asks so does not wonder: "could you make a …". */
const REQUESTING =
  /^(?:please )?(?:can|could|will|would) (?:you|i|we)(?: please)? (?=(?:have|get|make|create|give|build|deploy|provision|set|run|host|order|add|like)\b)/u;
/** Before a wish: it is not wished for. */
const BEFORE = 25;
/** What follows these is not denied by them. */
const NO_DENIAL = /\bnot (?:only|just)\b|\bnicht nur\b|\bnon-\w+/gu;

/** What a text says of a switch in other words than its name; undefined where that is unclear. */
export function meantFlag(name: string, text: string): boolean | undefined {
  const meaning = MEANINGS.find(({ field }) => field.test(name));
  if (!meaning) return undefined;
  const { yes = [], no = [], except } = meaning;
  const clauses = clausesOf(text).filter(
    (clause) => !isUndecided(clause) && except?.test(clause) !== true,
  );
  const isSaid = (patterns: readonly RegExp[]): boolean =>
    clauses.some((clause) => patterns.some((pattern) => isStated(pattern, clause)));
  const [isYes, isNo] = [isSaid(yes), isSaid(no)];
  return isYes === isNo ? undefined : isYes;
}

/** Who wonders, asks or leaves it open has decided nothing. */
export function isUndecided(clause: string): boolean {
  return UNDECIDED.test(folded(clause).replace(REQUESTING, ''));
}

function isStated(pattern: RegExp, clause: string): boolean {
  const match = pattern.exec(clause);
  if (match === null) return false;
  const before = clause.slice(Math.max(0, match.index - BEFORE), match.index);
  return !isDenying(before.replaceAll(NO_DENIAL, ' '));
}

/** A switch's name in words: `scaling.enabled` → "scaling enabled", `publiclyAccessible` → two. */
export function flagName(path: string): string {
  const leaf = leafName(path);
  return [...(isMere(leaf) ? splitWords(namesOf(path).at(-2) ?? '') : []), ...splitWords(leaf)]
    .join(' ')
    .toLowerCase();
}

function isMere(leaf: string): boolean {
  return /^(?:enabled?|active)$/u.test(leaf);
}

/** True when the text says a switch in its own words or in others, false when it denies it. */
export function flagInText(path: string, text: string): boolean | undefined {
  const meant = meantFlag(flagName(path), text);
  // Its name may stand in what denies it: "public access is forbidden".
  return meant === false ? false : (namedFlag(path, text) ?? meant);
}

function namedFlag(path: string, text: string): boolean | undefined {
  const name = flagName(path);
  const stems = stemsOf(name).filter((stem) => stem !== 'enabl' && stem !== 'activ');
  if (stems.length === 0 || name.length < 6) return undefined;
  const said = stemsOf(text);
  const place = said.findIndex((_, index) =>
    stems.every((stem, offset) => isAlike(stem, said[index + offset] ?? '')),
  );
  if (place === -1) return undefined;
  const before = said.slice(Math.max(0, place - 3), place);
  if (before.some((word) => ['not', 'no', 'never', 'without', 'non'].includes(word))) return false;
  // "a service" does not say that `service.enabled` shall be on.
  return isMere(leafName(path)) ? undefined : true;
}

/** "accessible" and "accessibility" have stems that only begin alike. */
function isAlike(one: string, other: string): boolean {
  const length = Math.max(5, Math.min(one.length, other.length) - 1);
  return one === other || (one.length >= 5 && one.slice(0, length) === other.slice(0, length));
}
