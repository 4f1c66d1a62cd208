import type { World } from '../world.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import type { Message } from '../../src/playground/slack/state.ts';
import { atApproval, type Talk } from './at-the-wire.ts';

/** The bot's direct conversations with people. */
export const DIRECT = {
  ana: 'D0000000ANA',
  ben: 'D0000000BEN',
  cleo: 'D000000CLEO',
  drew: 'D000000DREW',
  gus: 'D00000GUEST',
} as const;

/** A waiting change of Ana's, asked for in her direct conversation with the bot. */
export async function aDirectChange(world: World, name: string): Promise<Talk> {
  await world.slack.as('ana').openMessages();
  return atApproval(world, { channel: DIRECT.ana, answers: answersFor(name) });
}

export function answersFor(name: string): string {
  return `name: ${name}, namespace: a-team, size: small, region: us-east-1`;
}

/** Messages of the bot at the top of a conversation that are about that object. */
export function copies(world: World, channel: string, name: string): readonly Message[] {
  const { slack } = world;
  const isOpened = slack
    .state()
    .channels.some(({ id, name }) => [id, `#${name}`].includes(channel));
  if (!isOpened) return [];
  return slack
    .messages(channel)
    .filter(({ user }) => user === slack.identity.botUserId)
    .filter((message) => textOf(message).includes(`SqlDatabase ${name} in a-team`));
}

/** The one copy of that change in a conversation, as it stands now. */
export function copy(world: World, channel: string, name: string): Message {
  const found = copies(world, channel, name);
  const [message] = found;
  if (!message || found.length !== 1) throw new Error(`${found.length} copies in ${channel}`);
  return message;
}

/** What hangs under a message. */
export function below(world: World, { channel, ts }: Message): readonly Message[] {
  return world.slack.messages(channel, { thread: ts }).filter((message) => message.ts !== ts);
}

export function textBelow(world: World, message: Message): string {
  return below(world, message)
    .map((one) => textOf(one))
    .join('\n');
}

export function filesBelow(world: World, message: Message): readonly string[] {
  const ids = below(world, message).flatMap(({ files }) => files);
  return world.slack.files().flatMap((file) => (ids.includes(file.id) ? [file.name] : []));
}

/** Presses a button as the message showed it, whatever it shows now. */
export async function pressAs(
  world: World,
  who: string,
  { message, label }: { readonly message: Message; readonly label: string },
): Promise<void> {
  await world.slack.as(who).press(message, { label, asSeen: true });
  await world.idle();
}
