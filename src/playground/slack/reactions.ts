import { type Core, nextTs } from './core.ts';
import { changeMessage, publish } from './messages.ts';
import type { Message } from './state.ts';

interface Given {
  readonly name: string;
  readonly user: string;
}

/** Adds a person's reaction and tells the app; undefined where it was there already. */
export function addReaction(
  core: Core,
  message: Message,
  { name, user }: Given,
): Promise<boolean> | undefined {
  const existing = message.reactions.find((reaction) => reaction.name === name);
  if (existing?.users.includes(user)) return undefined;
  const reaction = { name, users: [...(existing?.users ?? []), user] };
  const reactions = existing
    ? message.reactions.map((other) => (other === existing ? reaction : other))
    : [...message.reactions, reaction];
  changeMessage(core, message, { reactions });
  return tellOfReaction(core, message, { name, user, type: 'reaction_added' });
}

/** Takes a person's reaction back and tells the app; undefined where there was none. */
export function removeReaction(
  core: Core,
  message: Message,
  { name, user }: Given,
): Promise<boolean> | undefined {
  const existing = message.reactions.find((reaction) => reaction.name === name);
  if (!existing?.users.includes(user)) return undefined;
  const users = existing.users.filter((other) => other !== user);
  const reactions = message.reactions.flatMap((reaction) => {
    if (reaction !== existing) return [reaction];
    return users.length === 0 ? [] : [{ name, users }];
  });
  changeMessage(core, message, { reactions });
  return tellOfReaction(core, message, { name, user, type: 'reaction_removed' });
}

function tellOfReaction(
  core: Core,
  { channel, ts, user: item_user }: Message,
  { name, user, type }: Given & { readonly type: 'reaction_added' | 'reaction_removed' },
): Promise<boolean> {
  const item = { type: 'message', channel, ts };
  const event = { type, user, reaction: name, item_user, item, event_ts: nextTs(core) };
  return publish(core, channel, event, type);
}
