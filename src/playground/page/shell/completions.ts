import type { Snapshot } from '../../page-protocol.ts';
import { emojiNamed } from './emoji.ts';

type Known = Pick<Snapshot, 'about' | 'people' | 'userGroups' | 'channels'>;

export interface Completion {
  readonly id: string;
  readonly kind: 'command' | 'usage' | 'person' | 'group' | 'channel' | 'emoji';
  readonly label: string;
  readonly detail: string;
  /** What replaces the words from `from` to the caret. */
  readonly insert: string;
}

export interface Completing {
  readonly title: string;
  /** Where the words that are completed begin. */
  readonly from: number;
  readonly completions: readonly Completion[];
  /** Whether Enter takes the first without an arrow key, rather than sending. */
  readonly isEager: boolean;
}

const SHOWN_MAX = 8;

/** What can be completed at the caret; undefined where there is nothing. */
export function completionsAt(text: string, caret: number, known: Known): Completing | undefined {
  const before = text.slice(0, caret);
  const found = before.startsWith('/') ? ofCommand(before, known) : ofWord(before, known);
  return found && found.completions.length > 0 ? found : undefined;
}

function ofCommand(before: string, { about }: Known): Completing | undefined {
  const [, word = '', gap = '', rest = ''] = /^(\/\S*)(\s*)([\s\S]*)$/u.exec(before) ?? [];
  if (gap === '') {
    const completions = about.commands
      .filter(({ command }) => command.startsWith(word))
      .map(({ command, description, usageHint }) => ({
        id: command,
        kind: 'command' as const,
        label: `${command} ${usageHint}`.trim(),
        detail: description,
        insert: `${command} `,
      }));
    return { title: 'Commands', from: 0, completions, isEager: true };
  }
  const command = about.commands.find((each) => each.command === word);
  if (!command) return undefined;
  return {
    title: `Using ${command.command}`,
    from: word.length + gap.length,
    completions: usagesOf(command.usageHint, rest),
    isEager: false,
  };
}

/** Words in capitals stand for what one writes oneself. */
function usagesOf(hint: string, rest: string): readonly Completion[] {
  return hint
    .split('|')
    .map((usage) => usage.trim())
    .map((usage) => ({ usage, fixed: usage.replace(/\s*\b[A-Z]{2,}\b[\s\S]*$/u, '') }))
    .filter(({ usage }) => usage !== '')
    .map(({ usage, fixed }) => ({
      usage,
      insert: fixed === usage ? usage : `${fixed} `.trimStart(),
    }))
    .filter(({ insert }) => insert.startsWith(rest) && insert.trim() !== rest.trim())
    .map(({ usage, insert }) => ({
      id: usage,
      kind: 'usage',
      label: usage,
      detail: '',
      insert,
    }));
}

function ofWord(before: string, known: Known): Completing | undefined {
  const [, sign, query] = /(?:^|[\s(])([@#:])([\p{L}\d_.+-]*)$/u.exec(before) ?? [];
  if (sign === undefined || query === undefined) return undefined;
  const from = before.length - query.length - 1;
  const wanted = query.toLowerCase();
  if (sign === '@') return list('People', from, people(wanted, known));
  if (sign === '#') return list('Channels', from, channels(wanted, known));
  return wanted.length < 2 ? undefined : list('Emoji', from, emoji(wanted));
}

function list(title: string, from: number, all: readonly Completion[]): Completing {
  return { title, from, completions: all.slice(0, SHOWN_MAX), isEager: true };
}

function people(wanted: string, { about, people, userGroups }: Known): readonly Completion[] {
  const bot = { id: about.botUserId, name: about.botName, realName: about.botName };
  const persons = people
    .filter(({ id, standing }) => standing !== 'deactivated' && id !== about.botUserId)
    .map(({ id, name, realName }) => ({ id, name, realName }));
  return [
    ...[bot, ...persons].map(({ id, name, realName }) => ({
      id,
      kind: 'person' as const,
      label: realName,
      detail: id === bot.id ? 'App' : name,
      insert: `@${name} `,
    })),
    ...userGroups.map(({ id, handle, name }) => ({
      id,
      kind: 'group' as const,
      label: `@${handle}`,
      detail: name,
      insert: `@${handle} `,
    })),
  ].filter(({ label, insert }) => startsAnyWord(`${insert.slice(1)} ${label}`, wanted));
}

function channels(wanted: string, { channels }: Known): readonly Completion[] {
  return channels
    .filter(({ kind, name }) => kind !== 'im' && startsAnyWord(name, wanted))
    .map(({ id, name }) => ({
      id,
      kind: 'channel',
      label: name,
      detail: '',
      insert: `#${name} `,
    }));
}

function emoji(wanted: string): readonly Completion[] {
  return emojiNamed(wanted).map(({ name, sign }) => ({
    id: name,
    kind: 'emoji',
    label: `:${name}:`,
    detail: sign,
    insert: `:${name}: `,
  }));
}

/** Whether one of the words begins so; words are divided by spaces and hyphens. */
export function startsAnyWord(words: string, wanted: string): boolean {
  const all = words.toLowerCase();
  return all.startsWith(wanted) || all.split(/[\s@_-]+/u).some((word) => word.startsWith(wanted));
}
