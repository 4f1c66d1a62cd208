import type { MiningDependencies } from './dependencies.ts';
import { keepFinds } from './keep-finds.ts';
import type { MiningKinds } from './mining-kinds.ts';
import { understand } from './understand.ts';
import { isOpenStill } from '../candidate/open-channel.ts';
import type { ActivityContext } from '../activity.ts';
import { actorKey } from '../../chat/actor.ts';
import type { Origin } from '../../domain/mining/candidate.ts';
import type { FoundCandidate } from '../../domain/mining/find.ts';
import type { SafeConversation } from '../../domain/mining/hide.ts';
import { isWorthALook } from '../../domain/mining/sift.ts';
import { inSlices } from '../../domain/mining/slices.ts';
import { type MiningEventOf, type MiningState } from '../../workflows/mining/state.ts';
import { NOTHING_MINED } from '../../workflows/mining/progress.ts';

type PartDependencies = Pick<
  MiningDependencies,
  'model' | 'candidates' | 'patterns' | 'policies' | 'store' | 'conversations'
>;

/** Most new candidates, and most reviews, that one event tells of. */
export const TOLD_MAX = 200;

interface Part {
  readonly conversations: readonly SafeConversation[];
  /** Read without a sieve: somebody asked for just these. */
  readonly isWanted: boolean;
  readonly messages: number;
  readonly kinds: MiningKinds;
  readonly origin: Origin;
  /** ISO time before any of it was read: what is taken back since is not stored. */
  readonly readAt: string;
  /** The address of what was said, for quotes that have none. */
  readonly withAddresses?: (found: readonly FoundCandidate[]) => Promise<readonly FoundCandidate[]>;
}

interface UnderstoodPart extends Awaited<ReturnType<typeof understand>> {
  readonly part: Part;
  readonly looked: number;
}

/** What every part of a source goes through once it was read and its secrets were hidden. */
export async function minePart(
  dependencies: PartDependencies,
  state: MiningState,
  { part, context }: { readonly part: Part; readonly context: ActivityContext },
): Promise<Omit<MiningEventOf<'part-mined'>, 'isLast'>> {
  const understood = await understandPart(dependencies, state, { part, context });
  return keepPart(dependencies, state, { understood, context });
}

/** Sifted, and read by a model: minutes may pass. Nothing is stored. */
export async function understandPart(
  dependencies: Pick<PartDependencies, 'model'>,
  state: MiningState,
  { part, context }: { readonly part: Part; readonly context: ActivityContext },
): Promise<UnderstoodPart> {
  const { conversations, isWanted, kinds } = part;
  const origin = originOf(part.origin, state, context);
  const looked = isWanted ? conversations : await sifted(conversations, kinds, context.signal);
  const isHeavy = state.input.type === 'channel';
  const reading = { kinds, origin, context, isHeavy };
  const understood = await understand(dependencies, looked, reading);
  return { ...understood, part, looked: looked.length };
}

/** Stores what was found in a part. */
export async function keepPart(
  dependencies: Omit<PartDependencies, 'model'>,
  state: MiningState,
  given: { readonly understood: UnderstoodPart; readonly context: ActivityContext },
): Promise<Omit<MiningEventOf<'part-mined'>, 'isLast'>> {
  const { understood, context } = given;
  const { part, found, dropped, by, looked } = understood;
  const { conversations, messages } = part;
  const addressed = part.withAddresses ? await part.withAddresses(found) : found;
  const placed = await asPlaceIsNow(dependencies, addressed, { state, session: context.session });
  await context.checkTurn();
  const kept = await keepFinds(dependencies, placed, {
    askedBy: actorKey(context.session.owner),
    since: state.startedAt,
    isRepeat: context.attempt > 0,
    readAt: part.readAt,
    signal: context.signal,
  });
  return {
    type: 'part-mined',
    at: context.now(),
    counts: {
      ...NOTHING_MINED,
      messages,
      conversations: conversations.length,
      understood: looked,
      hidden: conversations.reduce((sum, { hidden }) => sum + hidden, 0),
      found: kept.found.length,
      policies: kept.found.filter(({ type }) => type === 'policy').length,
      strengthened: kept.strengthened,
      known: kept.known,
      dropped,
    },
    found: kept.found.slice(0, TOLD_MAX).map(({ id: candidateId }) => ({ candidateId })),
    reviews: kept.reviews.slice(0, TOLD_MAX),
    unread: [],
    ...(by === undefined ? {} : { by }),
  };
}

/** What was understood while its conversation became private is for whoever is in it. */
async function asPlaceIsNow(
  { conversations }: Pick<PartDependencies, 'conversations'>,
  found: readonly FoundCandidate[],
  { state, session }: { readonly state: MiningState } & Pick<ActivityContext, 'session'>,
): Promise<readonly FoundCandidate[]> {
  const { input, isPrivate } = state;
  const channel = isSaidSomewhere(input) ? channelOf(input, session) : '';
  if (found.length === 0 || channel === '' || isPrivate === true) return found;
  const info = await conversations.channel(session.place.workspace, channel);
  if (isOpenStill(info)) return found;
  return found.map((one) => {
    const origins = one.candidate.origins.map((origin) => ({ ...origin, isPrivate: true }));
    return { ...one, candidate: { ...one.candidate, origins } };
  });
}

/** Files from the command line, and objects of the cluster, stand in no chat. */
function isSaidSomewhere(input: MiningState['input']): boolean {
  if (input.type === 'documents') return input.files.some(({ content }) => content === undefined);
  return input.type !== 'cluster-policies';
}

function channelOf(input: MiningState['input'], { place }: ActivityContext['session']): string {
  return 'channel' in input ? input.channel : place.channel;
}

/** With the conversation that is read, or in which the documents were shared. */
function originOf(
  origin: Origin,
  { input, isPrivate }: MiningState,
  { session }: Pick<ActivityContext, 'session'>,
): Origin {
  const channel = channelOf(input, session);
  if (channel === '') return origin;
  return { ...origin, channel, ...(isPrivate === true ? { isPrivate } : {}) };
}

/** Most talk holds nothing: a model reads what might. */
async function sifted(
  conversations: readonly SafeConversation[],
  { vocabulary }: MiningKinds,
  signal: AbortSignal,
): Promise<readonly SafeConversation[]> {
  const looks = await inSlices(
    conversations,
    (one) => (isWorthALook(one, vocabulary) ? [one] : []),
    signal,
  );
  return looks.flat();
}
