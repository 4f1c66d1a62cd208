import type { ActivityContext } from '../activities/activity.ts';
import type { Session } from '../chat/session.ts';
import { Failure } from '../domain/failure.ts';
import { sha256, storedJson } from '../domain/json.ts';
import type { Again, EffectHandler } from '../ports/effect-queue.ts';
import type { StoredEffect } from '../ports/record-store.ts';
import type { ActivityFailed } from '../workflows/workflow.ts';
import type { PerformParts } from './perform-parts.ts';
import { performRuntimeEffect } from './perform-runtime-effect.ts';
import { unmarked } from './instigator.ts';
import { createProgress } from './progress.ts';
import { FIRST_RETRY_MS, patiently, retry } from './retrying.ts';
import { RuntimeEffect } from './runtime-effect.ts';
import { isRefusal } from './telling.ts';
import { createTurn, type Turn } from './turn.ts';

/** An effect that was begun that often, and never ended, takes the process with it. */
const MOST_BEGINNINGS = 12;

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
  const { body, instigator } = unmarked(effect.body);
  const event = await visibly(parts, session, () =>
    withProgress(parts, { effect, turn, signal, session }, (context) =>
      loaded.perform(body, context),
    ),
  );
  const { id: effectId } = effect;
  if (event === undefined) await parts.store.finishEffect(effectId);
  else await parts.dispatch.raise({ sessionId: session.id, event, effectId, instigator });
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
  const { body, instigator } = unmarked(effect.body);
  const event = {
    type: 'activity-failed',
    activity: type,
    effect: body,
    ...problem,
    at,
  } satisfies ActivityFailed;
  await dispatch.raise({ sessionId, event, effectId, instigator });
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
