import type { SeesChannel } from '../../domain/mining/private-origins.ts';
import type { Actor } from '../../chat/actor.ts';
import type { ChannelInfo, Conversations } from '../../ports/conversations.ts';

/**
 * Whether what was read there while it was open is open still: a channel may become private any day. What the bot
 * does not see counts as private. A direct conversation never was open: what was handed to the bot there, and is
 * not marked as private, was handed over for the curators.
 */
export function isOpenStill(info: ChannelInfo | undefined): boolean {
  return info !== undefined && (info.isDirect || !info.isPrivate);
}

/** Asked afresh each time: for decisions. */
export function seesNow(
  conversations: Pick<Conversations, 'channel' | 'isMember'>,
  { workspace, actor }: { readonly workspace: string; readonly actor: Actor },
): SeesChannel {
  return async (channel, wasPrivate) => {
    if (!wasPrivate && isOpenStill(await conversations.channel(workspace, channel))) return true;
    return conversations.isMember({ workspace, channel }, actor);
  };
}
