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
    words: ['status'],
    usage: 'status',
    example: 'status',
    does: 'What I work with: the language model, the cluster, the last scan.',
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
