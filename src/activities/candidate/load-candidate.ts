import type { CandidateDependencies } from './dependencies.ts';
import { isOpenStill } from './open-channel.ts';
import { settledEmpty } from './settled-empty.ts';
import { mergeTargets } from './merge-targets.ts';
import { patternOf } from './pattern-of.ts';
import { tellingQuotes } from './telling-quotes.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import { STRANGER } from '../membership.ts';
import { shortened } from '../../chat/shortened.ts';
import { Failure } from '../../domain/failure.ts';
import { tellingWordsOf } from '../../domain/knowledge/words.ts';
import type { Candidate } from '../../domain/mining/candidate.ts';
import { quoteKey } from '../../domain/mining/evidence.ts';
import { openChannelsOf, privateChannelsOf, seesAll } from '../../domain/mining/private-origins.ts';
import { conditionsText } from '../../domain/pattern/conditions-words.ts';
import type { PatternConditions } from '../../domain/pattern/pattern.ts';
import {
  type CandidateEffectOf,
  type CandidateEventOf,
  CandidateState,
  QUOTES_SHOWN,
} from '../../workflows/candidate/state.ts';

type Dependencies = Pick<
  CandidateDependencies,
  'candidates' | 'patterns' | 'capabilities' | 'conversations' | 'chat'
>;

const WHEN_MAX = 500;

/**
 * A candidate as it is now, with the quotes that say most. One without any quote is no candidate any more:
 * what a stop left of it is removed first. Throws `Failure('forbidden')` where people see the review who are
 * not where it comes from.
 */
export function createLoadCandidate(
  dependencies: Dependencies,
): Activity<CandidateEffectOf<'load-candidate'>, CandidateEventOf<'candidate-loaded'>> {
  const { candidates } = dependencies;
  return async (_effect, context) => {
    const { candidateId } = CandidateState.parse(context.session.state);
    // Quotes are stored before their candidate: whoever reads it first finds them all.
    const candidate = await markedAsNow(dependencies, await candidates.get(candidateId), context);
    const evidence = candidate ? await candidates.evidence(candidateId) : [];
    if (candidate?.status !== 'open') return without(context.now(), candidate);
    if (evidence.length === 0) {
      return without(context.now(), await settledEmpty(dependencies, candidate, context));
    }
    await requireOwnEyes(dependencies, candidate, context);
    const { type } = candidate;
    const shown = tellingQuotes(evidence, { type, limit: QUOTES_SHOWN });
    return {
      type: 'candidate-loaded',
      at: context.now(),
      candidate,
      evidence: [...shown],
      evidenceCount: new Set(evidence.map(quoteKey)).size,
      targets: await mergeTargets(dependencies, candidate),
      ...(type === 'pattern' ? { when: await whenOf(dependencies, candidate) } : {}),
    };
  };
}

/** With what became private since it was read marked as such, here and in all that comes from there. */
async function markedAsNow(
  { candidates, conversations }: Dependencies,
  candidate: Candidate | undefined,
  { session }: Pick<ActivityContext, 'session'>,
): Promise<Candidate | undefined> {
  if (candidate?.status !== 'open') return candidate;
  const { workspace } = session.place;
  let isMarked = false;
  for (const channel of openChannelsOf(candidate)) {
    if (isOpenStill(await conversations.channel(workspace, channel))) continue;
    await candidates.markPrivate(channel);
    isMarked = true;
  }
  return isMarked ? candidates.get(candidate.id) : candidate;
}

/** A private channel's is reviewed in it, or in the direct conversation of somebody who is in it. */
async function requireOwnEyes(
  { conversations, chat }: Dependencies,
  candidate: Candidate,
  { session }: Pick<ActivityContext, 'session'>,
): Promise<void> {
  const { place, owner } = session;
  const { workspace } = place;
  const elsewhere = privateChannelsOf(candidate).filter((channel) => channel !== place.channel);
  const isIn = (channel: string) => conversations.isMember({ workspace, channel }, owner);
  if (elsewhere.length === 0) return;
  if (chat.isDirect(place) && (await seesAll(candidate, isIn))) return;
  throw new Failure('forbidden', STRANGER);
}

/** Nothing of it can be decided. */
function without(
  at: string,
  candidate: Candidate | undefined,
): CandidateEventOf<'candidate-loaded'> {
  const none = { evidence: [], evidenceCount: 0, targets: [] };
  return { type: 'candidate-loaded', at, ...none, ...(candidate ? { candidate } : {}) };
}

async function whenOf(dependencies: Dependencies, candidate: Candidate): Promise<string> {
  const { conditions } = await patternOf(dependencies, candidate);
  const text = conditionsText(conditions);
  const limit = unheldLimit(candidate, conditions);
  const told = limit === undefined ? text : `${text}; people judge whether it is for “${limit}”`;
  return shortened(told, WHEN_MAX);
}

/**
 * What its title says that it is for, before the kinds, where that is more than the words by which it is found and no
 * condition holds it: "Deployments in production".
 */
function unheldLimit(
  { title, triggers }: Candidate,
  { providers, groups, exposure, purposes }: PatternConditions,
): string | undefined {
  if (providers.length + groups.length + purposes.length > 0 || exposure !== undefined) {
    return undefined;
  }
  const [, limit] = /^([^:]{3,80}): \S/u.exec(title) ?? [];
  if (limit === undefined) return undefined;
  const found = new Set(tellingWordsOf(triggers.join(' ')));
  return tellingWordsOf(limit).every((word) => found.has(word)) ? undefined : limit;
}
