import type { ActivityContext } from '../activities/activity.ts';
import type { Session } from '../chat/session.ts';
import { Failure } from '../domain/failure.ts';
import { sha256, storedJson } from '../domain/json.ts';
import type { Again, EffectHandler } from '../ports/effect-queue.ts';
import type { StoredEffect } from '../ports/record-store.ts';
import type { ActivityFailed } from '../workflows/workflow.ts';
import type { PerformParts } from './perform-parts.ts';
import { performRuntimeEffect } from './perform-runtime-effect.ts';
import { createProgress } from './progress.ts';
import { RuntimeEffect } from './runtime-effect.ts';
import { isRefusal } from './telling.ts';
import { createTurn, type Turn } from './turn.ts';

/**
 * How long an outage is waited for before the workflow hears of it, in milliseconds: people look at a
 * card that says nothing meanwhile.
 */
const ACTIVITY_PATIENCE_MS = 15_000;

/**
 * How often anything else is begun before an outage counts as its end. What carries or shows the record
 * is kept up for most of a day: a platform that is back must not show yesterday's card.
 */
const MOST_ATTEMPTS = { answer: 8, record: 6_000 } as const;

/** An effect that was begun that often, and never ended, takes the process with it. */
const MOST_BEGINNINGS = 12;

const FIRST_RETRY_MS = 1_000;
/** Later cards of a session wait behind one that is tried again: a platform that is back is found soon. */
const LONGEST_RETRY_MS = { activity: 10_000, answer: 60_000, record: 10_000 } as const;

/**
 * Runs effects: the runtime's own, and the workflows' through their activities, whose event goes
 * back through dispatch with the effect done in the same write. Never throws.
 */
export function createPerform(parts: PerformParts): EffectHandler {
  return async (queued, signal) => {
    let effect = queued;
    let turn: Turn | undefined;
    try {
      const begun = await parts.store.beginEffect(queued.id);
      if (!begun) return undefined;
      effect = { ...queued, attempts: begun.attempts };
      turn = createTurn(parts.store, begun);
      await run(parts, { effect, turn, signal });
      return undefined;
    } catch (error) {
      if (signal.aborted) return undefined; // cancelled, or taken up again after the restart
      // How it ends is for another to say, or the records are away. Both show when it is begun again.
      if (turn?.isLost()) return { againAfterMs: FIRST_RETRY_MS };
      return settle(parts, { effect, error });
    }
  };
}

interface Run {
  readonly effect: StoredEffect;
  readonly turn: Turn;
  readonly signal: AbortSignal;
}

async function run(parts: PerformParts, { effect, turn, signal }: Run): Promise<void> {
  const own = RuntimeEffect.safeParse(effect.body);
  if (own.success) return performRuntimeEffect(parts, { effect, body: own.data, turn, signal });
  if (effect.attempts >= MOST_BEGINNINGS) throw new Error('the effect was begun too often');
  const session = await parts.store.session(effect.streamId);
  const loaded = session && parts.registry.load(session);
  if (!session || !loaded) {
    await parts.store.finishEffect(effect.id);
    return;
  }
  const event = await visibly(parts, session, () =>
    withProgress(parts, { effect, turn, signal, session }, (context) =>
      loaded.perform(effect.body, context),
    ),
  );
  if (event === undefined) await parts.store.finishEffect(effect.id);
  else await parts.dispatch.raise({ sessionId: session.id, event, effectId: effect.id });
}

/** Whoever talks with the session alone sees that it is at work. */
function visibly<Result>(
  { working }: PerformParts,
  { place, isListening }: Session,
  work: () => Promise<Result>,
): Promise<Result> {
  return isListening ? working.during(place, work) : work();
}

/** Gives the work its context; what it reported reaches the session before its end does. */
async function withProgress<Result>(
  { dispatch, clock, logger }: PerformParts,
  { effect, turn, signal, session }: Run & { readonly session: Session },
  work: (context: ActivityContext) => Promise<Result>,
): Promise<Result> {
  const progress = createProgress({
    clock,
    send: (event) => dispatch.raise({ sessionId: session.id, event, isProgress: true }),
    onError: (error) => logger.error('progress was lost', { effectId: effect.id, error }),
  });
  try {
    return await work({
      session,
      effectId: effect.id,
      attempt: effect.attempts,
      signal,
      checkTurn: () => turn.check(),
      progress: (event) => progress.report(storedJson(event)),
      now: () => clock.now().toISOString(),
    });
  } finally {
    await progress.close();
  }
}

/** An outage is waited for; whatever else went wrong is told to the workflow, and logged if a bug. */
async function settle(
  parts: PerformParts,
  failed: { readonly effect: StoredEffect; readonly error: unknown },
): Promise<Again | undefined> {
  const { effect, error } = failed;
  if (error instanceof Failure && error.kind === 'unavailable' && !error.wasWaitedFor) {
    const again = patiently(effect, error);
    if (again) return again;
  }
  try {
    await giveUp(parts, failed);
    return undefined;
  } catch (second) {
    if (second instanceof Failure && second.kind === 'unavailable') return retry(effect, second);
    parts.logger.error('effect could not be settled', { effectId: effect.id, error: second });
    await parts.store.finishEffect(effect.id).catch(() => undefined);
    return undefined;
  }
}

/** Undefined once it was tried long enough. */
function patiently(effect: StoredEffect, failure: Failure): Again | undefined {
  const patience = patienceOf(effect);
  if (patience !== 'activity') {
    return effect.attempts + 1 < MOST_ATTEMPTS[patience] ? retry(effect, failure) : undefined;
  }
  const pauseMs = (attempts: number): number =>
    Math.max(failure.retryAfterMs ?? 0, grownMs({ ...effect, attempts }));
  const pauses = Array.from({ length: effect.attempts }, (_, attempts) => pauseMs(attempts));
  const triedForMs = pauses.reduce((sum, pause) => sum + pause, 0);
  if (triedForMs >= ACTIVITY_PATIENCE_MS) return undefined;
  return { againAfterMs: pauseMs(effect.attempts) };
}

function patienceOf({ type, body }: StoredEffect): keyof typeof LONGEST_RETRY_MS {
  if (type === 'tell' || type === 'answer' || type === 'point-out') return 'answer';
  return RuntimeEffect.safeParse(body).success ? 'record' : 'activity';
}

function retry(effect: StoredEffect, { retryAfterMs }: Failure): Again {
  return { againAfterMs: retryAfterMs ?? grownMs(effect) };
}

function grownMs(effect: StoredEffect): number {
  return Math.min(FIRST_RETRY_MS * 2 ** effect.attempts, LONGEST_RETRY_MS[patienceOf(effect)]);
}

async function giveUp(
  { store, dispatch, clock, logger }: PerformParts,
  { effect, error }: { effect: StoredEffect; error: unknown },
): Promise<void> {
  const at = clock.now().toISOString();
  const reference = sha256(`${effect.id} ${at}`).slice(0, 8);
  const problem = problemOf({ error, reference });
  const { id: effectId, streamId: sessionId, type } = effect;
  logEnd(logger, { reference, effectId, sessionId, type, kind: problem.kind }, error);
  if (RuntimeEffect.safeParse(effect.body).success) {
    await store.finishEffect(effectId);
    return;
  }
  const event = {
    type: 'activity-failed',
    activity: type,
    effect: effect.body,
    ...problem,
    at,
  } satisfies ActivityFailed;
  await dispatch.raise({ sessionId, event, effectId });
}

/** Without a stack where the model is the cause: it is away, over budget or unusable every now and then. */
function logEnd(
  logger: PerformParts['logger'],
  fields: Readonly<Record<string, string>> & Pick<ActivityFailed, 'kind'>,
  error: unknown,
): void {
  const { kind } = fields;
  if (kind === 'bug') logger.error('effect failed by a bug', { ...fields, error });
  else if (isRefusal(error)) logger.info('effect was refused', fields);
  else if (kind !== 'model-unavailable' && kind !== 'bad-model-output') {
    logger.warn('effect failed', { ...fields, error });
  } else if (error instanceof Failure) {
    const { reason, cause, message } = error;
    const told = { ...fields, reason, cause: cause instanceof Error ? cause.message : message };
    // What an operator must mend is an error in the log already, with more than is known here.
    if (reason === 'operator') logger.debug('effect failed', told);
    else logger.warn('effect failed', told);
  }
}

function problemOf(failed: {
  readonly error: unknown;
  readonly reference: string;
}): Pick<ActivityFailed, 'kind' | 'message' | 'retryAfterMs' | 'reason'> {
  const { error, reference } = failed;
  if (error instanceof Failure) {
    const { kind, message, retryAfterMs, reason } = error;
    return {
      kind,
      message,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      ...(reason === undefined ? {} : { reason }),
    };
  }
  const message = `Something went wrong on our side (reference ${reference}).`;
  return { kind: 'bug', message };
}
