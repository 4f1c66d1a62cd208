import type { MiningDependencies } from './dependencies.ts';
import type { Place } from '../../chat/actor.ts';
import type { PastMessage } from '../../domain/mining/conversation.ts';
import type { FoundCandidate } from '../../domain/mining/find.ts';
import type { SafeConversation } from '../../domain/mining/hide.ts';
import { asksToCapture } from '../../domain/mining/messages.ts';
import { segmentation, type TalkPlace } from '../../domain/mining/segment.ts';
import { inSlices } from '../../domain/mining/slices.ts';

/** Where messages are read; a thread is no part of it. */
export function talkPlace(
  { platform }: Pick<Place, 'platform'>,
  { workspace, channel }: { readonly workspace: string; readonly channel: string },
): TalkPlace {
  return { platform, workspace, channel };
}

/** Safe to look at for anybody; others have their turn meanwhile. */
export async function conversationsIn(
  messages: readonly PastMessage[],
  given: {
    readonly place: TalkPlace;
    /** As `segmentation` has it. */
    readonly saidBefore?: readonly PastMessage[];
    readonly signal: AbortSignal;
  },
): Promise<readonly SafeConversation[]> {
  const { place, saidBefore, signal } = given;
  const steps = await inSlices(segmentation(messages, place, saidBefore), (one) => one, signal);
  return steps.filter((one) => one !== undefined);
}

/** Gives quotes of messages the addresses of those messages, each looked up once. */
export function addressing(
  { conversations }: Pick<MiningDependencies, 'conversations'>,
  place: TalkPlace,
  messages: readonly PastMessage[],
): (found: readonly FoundCandidate[]) => Promise<readonly FoundCandidate[]> {
  const { workspace, channel } = place;
  const threads = new Map(messages.map(({ id, thread }) => [id, thread]));
  const known = new Map<string, Promise<string | undefined>>();
  function addressOf(message: string): Promise<string | undefined> {
    const thread = threads.get(message);
    const under = { workspace, channel, ...(thread === undefined ? {} : { thread }) };
    const address = known.get(message) ?? conversations.permalink(under, message);
    known.set(message, address);
    return address;
  }
  return (found) =>
    Promise.all(
      found.map(async ({ candidate, evidence }) => ({
        candidate,
        evidence: await Promise.all(
          evidence.map(async (one) => {
            if (one.url !== undefined || one.source.type !== 'message') return one;
            const url = await addressOf(one.source.message);
            return url === undefined ? one : { ...one, url };
          }),
        ),
      })),
    );
}

/** Those that people wrote to one another. */
export function peoplesMessages(messages: readonly PastMessage[]): number {
  return messages.filter((one) => !one.isBot && one.author !== undefined && !asksToCapture(one))
    .length;
}
