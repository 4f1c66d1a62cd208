import type { Actor } from '../chat/actor.ts';
import type { ChannelInfo, Conversations } from '../ports/conversations.ts';

type Asked = Pick<Conversations, 'channel' | 'isMember'>;

interface Where {
  readonly workspace: string;
  readonly channel: string;
}

/** What is told to whoever is not in a private conversation, of what comes from it. */
export const STRANGER =
  'It comes from a private conversation that you are not in. Somebody who is in it decides.';

/** Not everybody may join it. What the bot does not see counts as such. */
export function isPrivatePlace(
  info: Pick<ChannelInfo, 'isPrivate' | 'isDirect'> | undefined,
): boolean {
  return info === undefined || info.isPrivate || info.isDirect;
}

/**
 * Why that person decides nothing of what is said there, asked afresh; undefined where they may. In open
 * channels everybody may. Throws what `Conversations` throws.
 */
export async function strangerProblem(
  conversations: Asked,
  where: Where,
  actor: Actor,
): Promise<string | undefined> {
  const info = await conversations.channel(where.workspace, where.channel);
  if (!isPrivatePlace(info)) return undefined;
  return (await conversations.isMember(where, actor)) ? undefined : STRANGER;
}
