import { type Core, nextTs } from './core.ts';
import { changeMessage, publish } from './messages.ts';
import type { Message } from './state.ts';

/** Adds a person's reaction and tells the app; undefined where it was there already. */
export function addReaction(
  core: Core,
  message: Message,
  { name, user }: { readonly name: string; readonly user: string },
): Promise<boolean> | undefined {
  const existing = message.reactions.find((reaction) => reaction.name === name);
  if (existing?.users.includes(user)) return undefined;
  const others = message.reactions.filter((reaction) => reaction !== existing);
  const reaction = { name, users: [...(existing?.users ?? []), user] };
  changeMessage(core, message, { reactions: [...others, reaction] });
  const { channel, ts } = message;
  const event = {
    type: 'reaction_added',
    user,
    reaction: name,
    item_user: message.user,
    item: { type: 'message', channel, ts },
    event_ts: nextTs(core),
  };
  return publish(core, channel, event, 'reaction_added');
}
