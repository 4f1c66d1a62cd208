import { type Actor, isSameActor, type Place } from '../chat/actor.ts';
import type { Reply } from '../chat/form.ts';
import type { InboundEvent } from '../chat/inbound.ts';
import type { Session, WorkflowName } from '../chat/session.ts';
import type { Line } from '../chat/text.ts';
import { Failure } from '../domain/failure.ts';
import type { Json } from '../domain/json.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { Commit, RecordStore } from '../ports/record-store.ts';
import { type Instigator, instigatorOf } from './instigator.ts';
import type { LoadedSession } from './define-workflow.ts';
import type { WorkflowRegistry } from './registry.ts';
import { commitOf, retirementOf } from './step-commit.ts';

/** How long a step is decided again because another was faster, before it counts as a fault. */
const PATIENCE_MS = 10_000;
/** Twice as long at most before each further try: of many that write at once, ever fewer meet. */
const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 250;

export interface OpenRequest {
  readonly sessionId: string;
  readonly workflow: WorkflowName;
  readonly owner: Actor;
  readonly place: Place;
  readonly input: Json;
  readonly key?: string | undefined;
  readonly finishes: Commit['finishes'];
}

/** What came of an inbound event. `refused`, `ignored` and `ended` wrote nothing. */
export type Heard =
  | { readonly type: 'decided'; readonly reply: Reply | undefined }
  | { readonly type: 'refused'; readonly line: Line }
  /** `isAtWork`: it may have been meant for the card that is still to come. */
  | { readonly type: 'ignored'; readonly isAtWork: boolean }
  /** There is no such session, or it is closed. */
  | { readonly type: 'ended' };

export interface RaisedEvent {
  readonly sessionId: string;
  readonly event: Json;
  /** The effect that the event came of; done with the same write. */
  readonly effectId?: string;
  readonly isProgress?: boolean;
  /** Of the effect that the event came of. */
  readonly instigator?: Instigator | undefined;
}

/**
 * The one door to a session: every change of one is decided by its workflow and written here. A
 * step that another overtook is decided again on the newer record. Throws
 * `Failure('unavailable')` when nothing can be written; whatever else is thrown is a bug.
 */
export interface Dispatch {
  /** `exists` when that id, or an open session with that key, is there already. */
  open(request: OpenRequest): Promise<'opened' | 'exists'>;
  hear(sessionId: string, inbound: InboundEvent): Promise<Heard>;
  /** An event into a session that is closed or unknown changes nothing. */
  raise(raised: RaisedEvent): Promise<void>;
  /** Notes where the session's cards are: a thread under its first card, or another channel. */
  moveTo(sessionId: string, place: Place): Promise<void>;
}

interface Parts {
  readonly store: RecordStore;
  readonly registry: WorkflowRegistry;
  readonly clock: Clock;
  readonly logger: Logger;
  /** From 0 to 1, for pauses that differ from process to process. Default: `Math.random`. */
  readonly random?: () => number;
}

export function createDispatch(parts: Parts): Dispatch {
  const { store, clock } = parts;
  const now = (): string => clock.now().toISOString();
  return {
    open: (request) => open(parts, request),
    async hear(sessionId, inbound) {
      const finishes = { inboundId: inbound.id };
      const instigator = instigatorOf(inbound);
      const heard = await decided<Heard>(parts, sessionId, async ({ session, loaded }) => {
        const hearing = loaded.hear(inbound);
        if (hearing.type === 'refused') return { result: hearing };
        if (hearing.type === 'ignored') {
          return { result: { type: 'ignored', isAtWork: isAtWork(loaded, session, inbound) } };
        }
        const decision = loaded.transition(hearing.event);
        const step = { session, decision, finishes, instigator, isProgress: false, at: now() };
        return { commit: commitOf(step), result: { type: 'decided', reply: decision.reply } };
      });
      if (heard) return heard;
      // What another took care of meanwhile is answered as that one did; least of all is all over.
      if ((await store.session(sessionId))?.isOpen !== true) return { type: 'ended' };
      const { reply } = await store.receive(inbound);
      return { type: 'decided', reply };
    },
    async raise({ sessionId, event, effectId, instigator, isProgress = false }) {
      const finishes = effectId === undefined ? {} : { effectId };
      const isDone = await decided(parts, sessionId, async ({ session, loaded }) => {
        const decision = loaded.transition(event);
        const step = { session, decision, finishes, instigator, isProgress, at: now() };
        return { commit: commitOf(step), result: true };
      });
      if (!isDone && effectId !== undefined) await store.finishEffect(effectId);
    },
    moveTo: (sessionId, place) => moveTo(parts, sessionId, place),
  };
}

/** Whether the session asks nothing just now, and hears from somebody whom it listens to. */
function isAtWork(loaded: LoadedSession, { owner }: Session, inbound: InboundEvent): boolean {
  if (inbound.type !== 'message-posted') return false;
  const { waitsFor, isUnderWay } = loaded.summary();
  const isHeard = inbound.namesBot || isSameActor(inbound.actor, owner);
  return isHeard && isUnderWay && waitsFor === 'nobody';
}

async function open({ store, registry, clock }: Parts, request: OpenRequest) {
  const { sessionId, workflow, owner, place, key, input, finishes } = request;
  const at = clock.now().toISOString();
  const decision = registry.workflow(workflow).start({ sessionId, owner, place, at, input });
  const session = { id: sessionId, workflow, owner, place, key, openedAt: at };
  const isNew = await isWritten(
    store,
    commitOf({ session, decision, finishes, isProgress: false, at }),
  );
  return isNew ? 'opened' : 'exists';
}

interface Decided<Result> {
  /** Absent where nothing is to be written. */
  readonly commit?: Commit;
  readonly result: Result;
}

/**
 * Decides on the present record and writes; decides again while another write was faster. Undefined
 * where there is no open session, or where the cause was finished by another.
 */
async function decided<Result>(
  parts: Parts,
  sessionId: string,
  decide: (open: { session: Session; loaded: LoadedSession }) => Promise<Decided<Result>>,
): Promise<Result | undefined> {
  const { store, registry, clock } = parts;
  const tries = createTries(parts);
  let lastVersion = 0;
  while (await tries.next()) {
    const session = await store.session(sessionId);
    // A conflict without a newer version: the cause itself was taken care of by another.
    if (!session?.isOpen || session.version === lastVersion) return undefined;
    const loaded = registry.load(session);
    if (!loaded) {
      const at = clock.now().toISOString();
      await isWritten(store, retirementOf({ session, finishes: {}, at }));
      return undefined;
    }
    const { commit, result } = await decide({ session, loaded });
    if (!commit || (await isWritten(store, commit))) return result;
    lastVersion = session.version;
  }
  return giveUp(parts, sessionId);
}

async function moveTo(parts: Parts, sessionId: string, place: Place): Promise<void> {
  const { store } = parts;
  const tries = createTries(parts);
  while (await tries.next()) {
    const session = await store.session(sessionId);
    if (!session || (await isNoted(parts, session, { place }))) return;
  }
  giveUp(parts, sessionId);
}

/**
 * Gives an open session a key, in the place of the one that it has: as long as it is open, no other can
 * be opened with it. Returns the session that has it already, where there is another one. Throws
 * `Failure('unavailable')`, and `Failure('conflict')` where the session is closed.
 */
export async function takeKey(
  parts: Omit<Parts, 'registry'>,
  { sessionId, key }: { readonly sessionId: string; readonly key: string },
): Promise<Session | undefined> {
  const { store } = parts;
  const tries = createTries(parts);
  while (await tries.next()) {
    const [holder] = await store.sessions({ key, isOpen: true, limit: 1 });
    if (holder) return holder.id === sessionId ? undefined : holder;
    const session = await store.session(sessionId);
    if (!session?.isOpen) throw new Failure('conflict', 'That has ended meanwhile.');
    if (await isNoted(parts, session, { key })) return undefined;
  }
  return giveUp(parts, sessionId);
}

/** Writes what no workflow decides. False where the session moved on, or another one took the key. */
function isNoted(
  { store, clock }: Pick<Parts, 'store' | 'clock'>,
  session: Session,
  noted: Partial<Pick<Session, 'place' | 'key'>>,
): Promise<boolean> {
  const { version: expectedVersion } = session;
  const updatedAt = clock.now().toISOString();
  const record: Session = { ...session, ...noted, version: expectedVersion + 1, updatedAt };
  return isWritten(store, {
    session: { record, expectedVersion },
    effects: [],
    cancels: [],
    audit: [],
    finishes: {},
  });
}

/** `next` waits before a further try, not before the first and the second; false when it is too late. */
function createTries({ clock, random = Math.random }: Pick<Parts, 'clock' | 'random'>): {
  next(): Promise<boolean>;
} {
  const untilMs = clock.now().getTime() + PATIENCE_MS;
  let longestMs = 0;
  let begun = 0;
  return {
    async next() {
      begun += 1;
      if (begun <= 2) return true;
      longestMs = Math.min(Math.max(FIRST_PAUSE_MS, 2 * longestMs), LONGEST_PAUSE_MS);
      await clock.sleep(random() * longestMs);
      return clock.now().getTime() < untilMs;
    },
  };
}

function giveUp({ logger }: Pick<Parts, 'logger'>, sessionId: string): never {
  logger.error('step was overtaken for too long', { sessionId });
  throw new Failure('unavailable', 'Too much happens at once here. Try again in a moment.', {
    retryAfterMs: 1_000,
  });
}

/** False on a conflict: somebody else wrote first. */
async function isWritten(store: RecordStore, commit: Commit): Promise<boolean> {
  try {
    await store.commit(commit);
    return true;
  } catch (error) {
    if (error instanceof Failure && error.kind === 'conflict') return false;
    throw error;
  }
}
