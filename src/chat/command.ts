import { nearestOf } from '../domain/nearest.ts';
import { isGreeting } from './small-talk.ts';

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
  | { readonly type: 'review-candidate'; readonly candidateId: string }
  /** The thread in which it is said. */
  | { readonly type: 'capture' }
  /** The files that are shared with it. */
  | { readonly type: 'learn' }
  | { readonly type: 'status' }
  | { readonly type: 'help' }
  | { readonly type: 'greeting' }
  /** Not a command: the words that are none, and the whole command that was probably meant. */
  | { readonly type: 'unknown'; readonly text: string; readonly nearest: string | undefined }
  /** A command that lacks a word; `usage` shows how it is written. */
  | { readonly type: 'incomplete'; readonly usage: string; readonly example: string };

/** Every command with its usage, in the order of the help. */
export const COMMANDS = [
  {
    words: ['recommend'],
    usage: 'recommend WHAT YOU NEED',
    example: 'recommend create a PostgreSQL database in AWS',
    does: 'Tell me what your application needs; I find what this cluster offers, ask what is missing, and have it approved and applied.',
  },
  {
    words: ['capabilities', 'list'],
    usage: 'capabilities list [WORDS] [page N]',
    example: 'capabilities list aws',
    does: 'What this cluster can do, by resource type; words, providers and API groups narrow the list.',
  },
  {
    words: ['capabilities', 'show'],
    usage: 'capabilities show NAME',
    example: 'capabilities show deployments.apps',
    does: 'One resource type: what it is for and what its fields let you set.',
  },
  {
    words: ['capabilities', 'search'],
    usage: 'capabilities search TEXT',
    example: 'capabilities search message queue',
    does: 'Resource types that fit a description, with the reasons.',
  },
  {
    words: ['capabilities', 'scan'],
    usage: 'capabilities scan all | NAMES',
    example: 'capabilities scan deployments.apps',
    does: 'Reads the cluster again: all of it, or some resource types.',
  },
  {
    words: ['capabilities', 'progress'],
    usage: 'capabilities progress',
    example: 'capabilities progress',
    does: 'How far the scan is that runs, or what came of the last one.',
  },
  {
    words: ['capabilities', 'cancel'],
    usage: 'capabilities cancel',
    example: 'capabilities cancel',
    does: 'Cancels the scan that runs; what it read is kept.',
  },
  {
    words: ['capabilities', 'delete'],
    usage: 'capabilities delete NAME | all',
    example: 'capabilities delete deployments.apps',
    does: 'Forgets what is known of one resource type, or of all; the next scan describes them anew.',
  },
  {
    words: ['policies', 'new'],
    usage: 'policies new [SENTENCE]',
    example: 'policies new Databases in AWS should always run in the us-east-1 region',
    does: 'Makes a policy of a sentence: I find the resource types that it reaches, try it, and have it approved.',
  },
  {
    words: ['policies', 'list'],
    usage: 'policies list [WORDS] [page N]',
    example: 'policies list draft',
    does: 'The policies that guide me, and drafts; words narrow the list.',
  },
  {
    words: ['policies', 'show'],
    usage: 'policies show ID | WORDS',
    example: 'policies show AWS databases',
    does: 'One policy: why it is there, its rules, what it reaches and how the cluster enforces it now.',
  },
  {
    words: ['policies', 'coverage'],
    usage: 'policies coverage ID [page N]',
    example: 'policies coverage pol-0123456789ab',
    does: 'Every resource type that a policy could reach: covered, or left out and why.',
  },
  {
    words: ['policies', 'search'],
    usage: 'policies search TEXT',
    example: 'policies search where may data be stored',
    does: 'Policies that fit a description, with the reasons.',
  },
  {
    words: ['policies', 'edit'],
    usage: 'policies edit ID | WORDS',
    example: 'policies edit pol-0123456789ab',
    does: 'Makes a new version of a policy.',
  },
  {
    words: ['policies', 'delete'],
    usage: 'policies delete ID | WORDS',
    example: 'policies delete pol-0123456789ab',
    does: 'Removes a policy, and asks what becomes of its enforcement.',
  },
  {
    words: ['policies', 'import'],
    usage: 'policies import',
    example: 'policies import',
    does: 'Reads the cluster’s own admission and Kyverno policies, and proposes each as a policy of yours.',
  },
  {
    words: ['patterns', 'new'],
    usage: 'patterns new [NAME]',
    example: 'patterns new AWS public services',
    does: 'Teaches me which resources you deploy together, when, and why.',
  },
  {
    words: ['patterns', 'list'],
    usage: 'patterns list [WORDS] [page N]',
    example: 'patterns list aws',
    does: 'The patterns that I know, and drafts; words narrow the list.',
  },
  {
    words: ['patterns', 'show'],
    usage: 'patterns show ID | WORDS',
    example: 'patterns show AWS public services',
    does: 'One pattern: its resources, when it applies, why, and what it was learned from.',
  },
  {
    words: ['patterns', 'search'],
    usage: 'patterns search TEXT',
    example: 'patterns search reachable from the internet',
    does: 'Patterns that fit a description, with the reasons.',
  },
  {
    words: ['patterns', 'edit'],
    usage: 'patterns edit ID | WORDS',
    example: 'patterns edit pat-0123456789ab',
    does: 'Makes a new version of a pattern.',
  },
  {
    words: ['patterns', 'delete'],
    usage: 'patterns delete ID | WORDS',
    example: 'patterns delete pat-0123456789ab',
    does: 'Forgets a pattern, after asking.',
  },
  {
    words: ['patterns', 'mine'],
    usage: 'patterns mine #CHANNEL [since 90d]',
    example: 'patterns mine #platform since 90d',
    does: 'Reads a channel’s conversations for patterns and policies; people decide about what I find.',
  },
  {
    words: ['patterns', 'unmine'],
    usage: 'patterns unmine #CHANNEL',
    example: 'patterns unmine #platform',
    does: 'A channel is not read any more.',
  },
  {
    words: ['candidates', 'list'],
    usage: 'candidates list [page N]',
    example: 'candidates list',
    does: 'Patterns and policies that were found and wait for somebody’s decision.',
  },
  {
    words: ['candidates', 'review'],
    usage: 'candidates review ID',
    example: 'candidates review cand-0123456789ab',
    does: 'One of them, with its quotes, to accept, edit, merge or reject.',
  },
  {
    words: ['capture'],
    usage: 'capture this',
    example: 'capture this',
    does: 'In a thread: reads it, and proposes what it finds as a pattern or a policy.',
  },
  {
    words: ['learn'],
    usage: 'learn from this',
    example: 'learn from this',
    does: 'With a Markdown, text or YAML file: proposes the patterns and policies that are written there.',
  },
  {
    words: ['status'],
    usage: 'status',
    example: 'status',
    does: 'What I work with: the language model, the cluster, the last scan, and what I was taught.',
  },
  { words: ['help'], usage: 'help', example: 'help', does: 'Shows this list.' },
] as const;

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
  if (words.length === 0 || first === 'help') return { type: 'help' };
  if (first === 'status' && words.length === 1) return { type: 'status' };
  if (first === 'recommend') return recommend(rest(1));
  if (first === 'capabilities' || first === 'capability') return capabilities(second, rest(2));
  if (first === 'policies' || first === 'policy') return policies(second, rest(2));
  if (first === 'patterns' || first === 'pattern') return patterns(second, rest(2));
  if (first === 'candidates' || first === 'candidate') return candidates(second, rest(2));
  if (CAPTURE.test(text.trim())) return { type: 'capture' };
  if (LEARN.test(text.trim())) return { type: 'learn' };
  return isGreeting(text) ? { type: 'greeting' } : unknown(text);
}

function recommend(intent: string): Command {
  return intent === '' ? incomplete('recommend') : { type: 'recommend', intent };
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
  if (!match) return incomplete('patterns mine');
  const [, channel = '', amount, unit = 'd'] = match;
  const days = DAYS[unit.charAt(0).toLowerCase()] ?? 1;
  return {
    type: 'mine-channel',
    channel,
    days: amount === undefined ? undefined : Number(amount) * days,
  };
}

/** Days of a unit, by its first letter. */
const DAYS: Readonly<Record<string, number>> = { d: 1, w: 7, m: 30, y: 365 };

/** Said in a thread: "capture this", "capture this thread as a pattern". */
const CAPTURE =
  /^capture(?:\s+(?:this|it|that))?(?:\s+(?:thread|conversation|message))?(?:\s+as\s+(?:an?\s+)?(?:pattern|policy))?[.!]?$/iu;

/** Said with a file: "learn from this", "learn this file". */
const LEARN =
  /^learn(?:\s+from)?(?:\s+(?:this|it|that|these))?(?:\s+(?:files?|documents?))?[.!]?$/iu;

function candidates(verb: string, rest: string): Command {
  switch (verb) {
    case '':
    case 'list':
      return { type: 'list-candidates', page: pageOf(rest).page };
    case 'review':
    case 'show':
      return rest === ''
        ? incomplete('candidates review')
        : { type: 'review-candidate', candidateId: rest };
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

function incomplete(command: string): Command {
  const entry = COMMANDS.find(({ words }) => words.join(' ') === command) ?? COMMANDS[0];
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
