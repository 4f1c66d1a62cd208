import { Refused } from './answers.ts';
import type { Shown } from '../page-protocol.ts';
import type { LocalSlack } from '../slack/local-slack.ts';
import type { Channel, Message, Person, SharedFile, State, View } from '../slack/state.ts';

/** What one person sees of the workspace. */

/** Somebody whom the page can be. Throws `Refused`: 404 for a stranger, 403 for bots and the gone. */
export function actingAs(slack: LocalSlack, named: string): Person {
  const person = slack.people.find(({ id, name }) => id === named || name === named);
  if (!person) throw new Refused(404, `Nobody here is called "${named}".`);
  if (person.standing === 'bot' || person.standing === 'deactivated') {
    const why = person.standing === 'bot' ? 'is a bot' : 'has left';
    throw new Refused(403, `${person.realName} ${why}: nobody can act for them.`);
  }
  return person;
}

export function isMember(channel: Channel, { id }: Person): boolean {
  return channel.members.includes(id);
}

export function channelSeen(
  { channels }: State,
  person: Person,
  channelId: string,
): Channel | undefined {
  return channels.find((channel) => channel.id === channelId && isMember(channel, person));
}

/** Guests see the channels that they are in, like everybody here; what is for one, only that one. */
export function sees(state: State, person: Person, { channel, onlyFor }: Message): boolean {
  if (onlyFor !== undefined && onlyFor !== person.id) return false;
  return channelSeen(state, person, channel) !== undefined;
}

export function seesFile(state: State, person: Person, { channels }: SharedFile): boolean {
  return channels.some((id) => channelSeen(state, person, id) !== undefined);
}

export function modalsOf({ views }: State, { id }: Person): readonly View[] {
  return views.filter(({ type, user }) => type === 'modal' && user === id);
}

/** The message or view that a person means. Undefined where it is not there for them. */
export function shownTo(state: State, person: Person, shown: Shown): Message | View | undefined {
  if ('viewId' in shown) {
    return state.views.find(({ id, user }) => id === shown.viewId && user === person.id);
  }
  return messageShownTo(state, person, shown);
}

export function messageShownTo(
  state: State,
  person: Person,
  { channel, ts }: { readonly channel: string; readonly ts: string },
): Message | undefined {
  return state.messages.find(
    (message) => message.channel === channel && message.ts === ts && sees(state, person, message),
  );
}
