import type { ActivityContext } from '../src/activities/activity.ts';
import { createCandidateActivities } from '../src/activities/candidate/candidate-activities.ts';
import type { Session } from '../src/chat/session.ts';
import type { Capability } from '../src/domain/capability.ts';
import { Failure } from '../src/domain/failure.ts';
import { capabilityId, type ResourceKind } from '../src/domain/kind.ts';
import type { Candidate } from '../src/domain/mining/candidate.ts';
import type { Evidence } from '../src/domain/mining/evidence.ts';
import { Organisation } from '../src/domain/organisation.ts';
import type { Pattern } from '../src/domain/pattern/pattern.ts';
import type { CandidateEvent, CandidateState } from '../src/workflows/candidate/state.ts';
import { aCapability } from './a-capability.ts';
import { aSession } from './builders.ts';
import { ASKER, AT, reviewOf } from './candidate-talk.ts';
import { createFakeCandidateBook } from './fakes/candidate-book.ts';
import { createFakeChatPlatform } from './fakes/chat-platform.ts';
import { createFakeConversations } from './fakes/conversations.ts';
import { createFakePatternBook } from './fakes/pattern-book.ts';
import { aCandidate, anEvidence, INTERNET_GATEWAY, SQL_CLAIM } from './pattern-builders.ts';

export interface CandidateWorkSetting {
  readonly candidates?: readonly Candidate[];
  readonly evidence?: readonly Evidence[];
  readonly patterns?: readonly Pattern[];
  /** Reviews that are open beside this one. */
  readonly sessions?: readonly Session[];
  /** Kinds that the cluster serves no longer. */
  readonly gone?: readonly ResourceKind[];
}

/** The activities over a cluster with a native and a portable kind; UCLEO is the only curator. */
export function aCandidateWork(setting: CandidateWorkSetting = {}) {
  const { gone = [], sessions = [] } = setting;
  const candidates = createFakeCandidateBook(
    setting.candidates ?? [aCandidate()],
    setting.evidence ?? [anEvidence()],
  );
  const patterns = createFakePatternBook(setting.patterns);
  const chat = createFakeChatPlatform();
  const conversations = createFakeConversations();
  const organisation = Organisation.parse({ roles: { curators: { people: ['UCLEO'] } } });
  const known = [INTERNET_GATEWAY, SQL_CLAIM].map((kind) => knownOf(kind, gone.includes(kind)));
  const activities = createCandidateActivities({
    candidates,
    patterns,
    capabilities: { get: async (id) => known.find((one) => one.id === id) },
    people: { chat, organisation, isDemo: false },
    conversations,
    chat,
    store: {
      sessions: async ({ key, workflow }) =>
        sessions.filter(
          (one) =>
            (key === undefined || one.key === key) &&
            (workflow === undefined || one.workflow === workflow),
        ),
    },
  });
  return { candidates, patterns, chat, conversations, activities };
}

const AWS_ONLY = { providers: ['aws'] };

function knownOf(kind: ResourceKind, isGone: boolean): Capability {
  const id = capabilityId('fake-cluster', kind);
  const providers = kind === INTERNET_GATEWAY ? AWS_ONLY : {};
  return aCapability(kind, { id, ...providers, ...(isGone ? { goneAt: AT } : {}) });
}

type Work = ReturnType<typeof aCandidateWork>;

/** What an activity is given while the review is like that. */
export function aReviewContext(
  state: CandidateState,
  over: Partial<ActivityContext> = {},
): ActivityContext {
  return {
    session: aSession({ id: 'review-1', workflow: 'candidate', owner: ASKER, state }),
    effectId: 'review-1-3-0',
    attempt: 0,
    signal: new AbortController().signal,
    checkTurn: async () => undefined,
    progress: () => undefined,
    now: () => AT,
    ...over,
  };
}

/** For `checkTurn`: another process takes over before that write. */
export function stopsAt(turn: number) {
  let turns = 0;
  return async (): Promise<void> => {
    turns += 1;
    if (turns === turn) throw new Failure('unavailable', 'Another process took over.');
  };
}

/** Settles a review that came to this; begun anew as often as it is called. */
export function settle(
  { activities }: Work,
  events: readonly CandidateEvent[],
  over: Partial<ActivityContext> = {},
) {
  const context = aReviewContext(reviewOf(...events), over);
  return activities['settle-candidate']({ type: 'settle-candidate' }, context);
}
