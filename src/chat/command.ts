import { nearestOf } from '../domain/nearest.ts';
import { COMMANDS, RECOMMEND } from './commands.ts';
import { asksWhatCanBeAsked, isGreeting } from './small-talk.ts';

/** What can be said after `/dotai` or `@dotai`. */
export type Command =
  | { readonly type: 'recommend'; readonly intent: string }
  | { readonly type: 'list-capabilities'; readonly page: number; readonly filter: string }
  | { readonly type: 'show-capability'; readonly name: string }
  | { readonly type: 'search-capabilities'; readonly text: string }
  /** `names`: the kinds to read, as they were said; none for all. */
  | { readonly type: 'scan-capabilities'; readonly names: readonly string[] }
  | { readonly type: 'scan-progress' }
  /** `scanId`: that one only, as the button beside it says. */
  | { readonly type: 'cancel-scan'; readonly scanId: string | undefined }
  | { readonly type: 'delete-capability'; readonly name: string }
  | { readonly type: 'delete-all-capabilities' }
  /** `sentence` is empty where it is still to be said. */
  | { readonly type: 'new-policy'; readonly sentence: string }
  | { readonly type: 'list-policies'; readonly page: number; readonly filter: string }
  /** `name`: an id, or words of the policy. */
  | { readonly type: 'show-policy'; readonly name: string }
  | { readonly type: 'show-policy-coverage'; readonly name: string; readonly page: number }
  | { readonly type: 'search-policies'; readonly text: string }
  | { readonly type: 'edit-policy'; readonly name: string }
  | { readonly type: 'delete-policy'; readonly name: string }
  /** The cluster's own admission policies, as drafts. */
  | { readonly type: 'import-policies' }
  /** `name` is empty where it is still to be said. */
  | { readonly type: 'new-pattern'; readonly name: string }
  | { readonly type: 'list-patterns'; readonly page: number; readonly filter: string }
  /** `name`: an id, or words of the pattern. */
  | { readonly type: 'show-pattern'; readonly name: string }
  | { readonly type: 'search-patterns'; readonly text: string }
  | { readonly type: 'edit-pattern'; readonly name: string }
  | { readonly type: 'delete-pattern'; readonly name: string }
  /** `channel`: as it was said; `days`: how far back, as far as that was said. */
  | { readonly type: 'mine-channel'; readonly channel: string; readonly days: number | undefined }
  /** The channel is not read any more. */
  | { readonly type: 'stop-mining'; readonly channel: string }
  | { readonly type: 'list-candidates'; readonly page: number }
  /** `name`: an id, or words of the candidate. */
  | { readonly type: 'review-candidate'; readonly name: string }
  /** The thread in which it is said. */
  | { readonly type: 'capture' }
  /** The files that are shared with it. */
  | { readonly type: 'learn' }
  | { readonly type: 'status' }
  /** `topic`: what it shall be about alone, as it was said. */
  | { readonly type: 'help'; readonly topic?: string }
  | { readonly type: 'greeting' }
  /** They ask what can be asked for. */
  | { readonly type: 'introduction' }
  /** Not a command: the words that are none, and the whole command that was probably meant. */
  | { readonly type: 'unknown'; readonly text: string; readonly nearest: string | undefined }
  /** A command that lacks a word, or has a wrong one, of which `problem` tells; `usage` shows how it is written. */
  | {
      readonly type: 'incomplete';
      readonly usage: string;
      readonly example: string;
      readonly problem?: string;
    };

/** The text without the bot's name before it, however often that was said. */
export function withoutBotName(text: string): string {
  return text.replace(/^\s*(?:[/@]?dotai[,:]?(?:\s+|$))+/iu, '');
}

/**
 * Reads what follows the bot's name, which may be said once more. Case and repeated spaces of the
 * command words do not count.
 */
export function parseCommand(said: string): Command {
  const text = withoutBotName(said);
  const words = text.trim().split(/\s+/u).filter(Boolean);
  const [first = '', second = ''] = words.map((word) => word.toLowerCase());
  const rest = (count: number): string => afterWords(text, count);
  if (words.length <= 1 && (first === '' || first === 'help')) return { type: 'help' };
  if (first === 'help') return { type: 'help', topic: rest(1) };
  if (first === 'status' && words.length === 1) return { type: 'status' };
  if (first === 'recommend') return recommend(rest(1));
  if (first === 'capabilities' || first === 'capability') return capabilities(second, rest(2));
  if (first === 'policies' || first === 'policy') return policies(second, rest(2));
  if (first === 'patterns' || first === 'pattern') return patterns(second, rest(2));
  if (first === 'candidates' || first === 'candidate') return candidates(second, rest(2));
  const wish = withoutCourtesy(text);
  if (CAPTURE.test(wish)) return { type: 'capture' };
  if (LEARN.test(wish)) return { type: 'learn' };
  if (isGreeting(text)) return { type: 'greeting' };
  return asksWhatCanBeAsked(text) ? { type: 'introduction' } : unknown(text);
}

function recommend(intent: string): Command {
  if (intent === '') return incomplete('recommend');
  return asksWhatCanBeAsked(intent) ? { type: 'introduction' } : { type: 'recommend', intent };
}

function capabilities(verb: string, rest: string): Command {
  switch (verb) {
    case '':
    case 'list':
      return { type: 'list-capabilities', ...pageOf(rest) };
    case 'show':
      return rest === ''
        ? incomplete('capabilities show')
        : { type: 'show-capability', name: rest };
    case 'search':
      return rest === ''
        ? incomplete('capabilities search')
        : { type: 'search-capabilities', text: rest };
    case 'scan':
      return { type: 'scan-capabilities', names: namesOf(rest) };
    case 'progress':
      return { type: 'scan-progress' };
    case 'cancel':
      return { type: 'cancel-scan', scanId: rest === '' ? undefined : rest };
    case 'delete':
      return deletion(rest);
    default:
      return unknown(`capabilities ${verb} ${rest}`);
  }
}

function policies(verb: string, rest: string): Command {
  switch (verb) {
    case '':
    case 'list':
      return { type: 'list-policies', ...pageOf(rest) };
    case 'new':
      return { type: 'new-policy', sentence: rest };
    case 'import':
      return { type: 'import-policies' };
    case 'show':
      return rest === '' ? incomplete('policies show') : { type: 'show-policy', name: rest };
    case 'coverage':
      return policyCoverage(rest);
    case 'search':
      return rest === '' ? incomplete('policies search') : { type: 'search-policies', text: rest };
    case 'edit':
      return rest === '' ? incomplete('policies edit') : { type: 'edit-policy', name: rest };
    case 'delete':
      return rest === '' ? incomplete('policies delete') : { type: 'delete-policy', name: rest };
    default:
      return unknown(`policies ${verb} ${rest}`);
  }
}

function patterns(verb: string, rest: string): Command {
  switch (verb) {
    case '':
    case 'list':
      return { type: 'list-patterns', ...pageOf(rest) };
    case 'new':
    case 'create':
      return { type: 'new-pattern', name: rest };
    case 'show':
      return rest === '' ? incomplete('patterns show') : { type: 'show-pattern', name: rest };
    case 'search':
      return rest === '' ? incomplete('patterns search') : { type: 'search-patterns', text: rest };
    case 'edit':
      return rest === '' ? incomplete('patterns edit') : { type: 'edit-pattern', name: rest };
    case 'delete':
      return rest === '' ? incomplete('patterns delete') : { type: 'delete-pattern', name: rest };
    case 'mine':
      return mining(rest);
    case 'unmine':
      return rest === '' ? incomplete('patterns unmine') : { type: 'stop-mining', channel: rest };
    case 'candidates':
      return { type: 'list-candidates', page: pageOf(rest).page };
    default:
      return unknown(`patterns ${verb} ${rest}`);
  }
}

/** "#platform since 90d", "#platform 12 weeks". */
function mining(rest: string): Command {
  const match =
    /^(\S+)(?:\s+(?:since|for|the\s+last|last)?\s*(\d{1,4})\s*(d|w|m|y|days?|weeks?|months?|years?))?$/iu.exec(
      rest,
    );
  if (!match) {
    const [channel = ''] = rest.split(/\s/u);
    const command = incomplete('patterns mine');
    return channel === '' ? command : { ...command, problem: notSince(afterWords(rest, 1)) };
  }
  const [, channel = '', amount, unit = 'd'] = match;
  const days = DAYS[unit.charAt(0).toLowerCase()] ?? 1;
  return {
    type: 'mine-channel',
    channel,
    days: amount === undefined ? undefined : Number(amount) * days,
  };
}

function notSince(said: string): string {
  return `“${said}” is no time that I know: “since” takes a number of days, weeks, months or years, such as 90d, 12 weeks or 6m.`;
}

/** Days of a unit, by its first letter. */
const DAYS: Readonly<Record<string, number>> = { d: 1, w: 7, m: 30, y: 365 };

/** "Please capture this, thanks!" without what is only polite, in the languages that people mix in. */
function withoutCourtesy(text: string): string {
  const courtesy = '(?:please|pls|bitte|thanks|thank you|danke)';
  return text
    .trim()
    .replace(new RegExp(`^(?:${courtesy}[\\s,]+)+`, 'iu'), '')
    .replace(new RegExp(`(?:[\\s,.!]+${courtesy})*[\\s.!…]*$`, 'iu'), '');
}

/** Said in a thread: "capture this", "capture this thread as a pattern". */
const CAPTURE =
  /^capture(?:\s+(?:this|it|that))?(?:\s+(?:thread|conversation|message))?(?:\s+as\s+(?:an?\s+)?(?:pattern|policy))?$/iu;

/** Said with a file: "learn from this", "learn this file". */
const LEARN = /^learn(?:\s+from)?(?:\s+(?:this|it|that|these))?(?:\s+(?:files?|documents?))?$/iu;

function candidates(verb: string, rest: string): Command {
  switch (verb) {
    case '':
    case 'list':
      return { type: 'list-candidates', page: pageOf(rest).page };
    case 'review':
    case 'show':
      return rest === ''
        ? incomplete('candidates review')
        : { type: 'review-candidate', name: rest };
    default:
      return unknown(`candidates ${verb} ${rest}`);
  }
}

function policyCoverage(rest: string): Command {
  const { page, filter: name } = pageOf(rest);
  return name === ''
    ? incomplete('policies coverage')
    : { type: 'show-policy-coverage', name, page };
}

/** What people say for the whole cluster. */
const ALL_WORDS = /^(?:all|everything|again|now)$/iu;

function namesOf(rest: string): readonly string[] {
  const names = rest.split(/[\s,]+/u).filter(Boolean);
  return names.every((name) => ALL_WORDS.test(name)) ? [] : [...new Set(names)];
}

function deletion(rest: string): Command {
  if (rest === '') return incomplete('capabilities delete');
  return /^(?:all|everything)$/iu.test(rest)
    ? { type: 'delete-all-capabilities' }
    : { type: 'delete-capability', name: rest };
}

function pageOf(rest: string): { page: number; filter: string } {
  const match = /(?:^|\s)page\s+(\d{1,4})\s*$/iu.exec(rest);
  if (!match) return { page: 1, filter: rest };
  return { page: Math.max(1, Number(match[1])), filter: rest.slice(0, match.index).trim() };
}

function incomplete(command: string): Extract<Command, { type: 'incomplete' }> {
  const entry = COMMANDS.find(({ words }) => words.join(' ') === command) ?? RECOMMEND;
  return { type: 'incomplete', usage: entry.usage, example: entry.example };
}

/** Each command is compared with as many words as it has; what follows them stays as it was said. */
function unknown(text: string): Command {
  const words = text.trim().split(/\s+/u);
  for (const count of [2, 1]) {
    const known = COMMANDS.filter((entry) => entry.words.length === count);
    const names = known.map((entry) => entry.words.join(' '));
    const name = nearestOf(words.slice(0, count).join(' ').toLowerCase(), names);
    const entry = known.find((one) => one.words.join(' ') === name);
    if (!entry || name === undefined) continue;
    const takesWords = entry.usage !== name;
    const nearest = takesWords ? `${name} ${afterWords(text, count)}`.trim() : name;
    return { type: 'unknown', text: mistyped(words, entry.words), nearest };
  }
  return { type: 'unknown', text: words.slice(0, 2).join(' '), nearest: undefined };
}

/** The first word alone where only that one is wrong; a right first word says what the second is of. */
function mistyped(words: readonly string[], meant: readonly string[]): string {
  const isSecondRight = words[1]?.toLowerCase() === meant[1];
  return words.slice(0, meant.length === 1 || isSecondRight ? 1 : 2).join(' ');
}

/** The text after its first `count` words, inner line breaks and spaces kept. */
function afterWords(text: string, count: number): string {
  const pattern = new RegExp(`^\\s*(?:\\S+(?:\\s+|$)){0,${count}}`, 'u');
  return text.replace(pattern, '').trim();
}
