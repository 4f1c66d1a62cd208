import type { Snapshot } from '../../page-protocol.ts';

type Known = Pick<Snapshot, 'about' | 'people' | 'userGroups' | 'channels'>;

/** Typed text on its way: `#name` becomes a mention of that channel. People's are made by Slack. */
export function outgoing(text: string, channels: Known['channels']): string {
  return text.replaceAll(/(?<=^|\s)#([\p{L}\d_-]+)/gu, (typed, name: string) => {
    const channel = channels.find((each) => each.name === name && each.kind !== 'im');
    return channel ? `<#${channel.id}>` : typed;
  });
}

/** A message as its author would have typed it, to be edited. */
export function typedAgain(text: string, known: Known): string {
  return text
    .replaceAll(
      /<([@#]|!subteam\^)([A-Z0-9]+)(?:\|[^>]*)?>/gu,
      (markup, sign: string, id: string) => {
        const name = sign === '#' ? channelName(id, known) : handleOf(id, known);
        return name === undefined ? markup : `${sign === '#' ? '#' : '@'}${name}`;
      },
    )
    .replaceAll(/<((?:https?|mailto):[^>|]+)(?:\|[^>]*)?>/gu, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** What one writes after `@` to mean this person, group or the bot. */
export function handleOf(id: string, { about, people, userGroups }: Known): string | undefined {
  if (id === about.botUserId) return about.botName;
  return (
    people.find((person) => person.id === id)?.name ??
    userGroups.find((group) => group.id === id)?.handle
  );
}

function channelName(id: string, { channels }: Known): string | undefined {
  return channels.find((channel) => channel.id === id)?.name;
}

/** Whether a typed text mentions the bot where it is no member and so hears of nothing. */
export function missesBot(
  text: string,
  {
    channel,
    about,
  }: { readonly channel: Known['channels'][number]; readonly about: Known['about'] },
): boolean {
  if (channel.kind === 'im' || channel.members.includes(about.botUserId)) return false;
  const mentioned = text.matchAll(/@([\w.-]+)/gu);
  return [...mentioned].some(([, name]) => name === about.botName);
}

export type LineKind =
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'command'; readonly line: string }
  /** `/invite @dotai`. */
  | { readonly kind: 'invite' }
  /** Slack's own answer, which only the author sees. */
  | { readonly kind: 'refused'; readonly why: string };

/** What Slack makes of a line: `/` at its very beginning means a command, a space before it text. */
export function readLine(
  text: string,
  { about, isThread }: { readonly about: Known['about']; readonly isThread: boolean },
): LineKind {
  const [, command] = /^(\/[^\s/]+)(?:\s|$)/u.exec(text) ?? [];
  if (command === undefined) return { kind: 'message', text: text.trim() };
  const isInvite = text.trim() === `/invite @${about.botName}`;
  if (isInvite && !isThread) return { kind: 'invite' };
  if (!isInvite && !about.commands.some((known) => known.command === command)) {
    return { kind: 'refused', why: invalidCommand(command) };
  }
  if (isThread) return { kind: 'refused', why: `${command} is not supported in threads. Sorry!` };
  return { kind: 'command', line: text.trim() };
}

function invalidCommand(command: string): string {
  return `${command} is not a valid command. In Slack, all messages that start with the "/" character are interpreted as slash commands. If you are trying to send a message and not run a command, try preceding the "/" with an empty space.`;
}
