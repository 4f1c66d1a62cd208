import type { Step } from '../workflow.ts';
import { later, scheduled, type TimedScanEffect } from './again.ts';
import type { ModelOutage, ScanEffect, ScanEffectOf, ScanEventOf, ScanState } from './state.ts';

/** How long a model that does not answer is waited for. */
const LONGEST_OUTAGE_MS = 60 * 60 * 1_000;
/** How often one batch is refused for there being too many: about an hour. */
const MOST_LIMITED_TRIES = 17;
/** What a scan needs for its other stages before its own time is over. */
const KEPT_FOR_THE_REST_MS = 15 * 60 * 1_000;

type ScanStep = Step<ScanState, ScanEffect>;
type Batch = ScanEffectOf<'describe-batch'>;
type Failed = Pick<ScanEventOf<'activity-failed'>, 'at' | 'message' | 'reason' | 'retryAfterMs'>;

/**
 * The first batch that gets no answer asks again, until it is answered or an hour has passed. Where there
 * are but too many requests at once, each that was refused asks again by itself.
 */
export function modelAway(state: ScanState, event: Failed, effect: Batch): ScanStep {
  const { at, message } = event;
  const { modelOutage: outage, modelProblem } = state;
  if (modelProblem !== undefined) return step(state, [ended(effect, modelProblem)]);
  if (!outage) {
    if (event.reason === 'limited') return limited(state, event, effect);
    const { tries: _, ...probe } = effect;
    const begun = { since: at, problem: message, probe: effect.batch, waiting: [] };
    return step({ ...state, modelOutage: begun, updatedAt: at }, [later(probe, event)]);
  }
  if (effect.batch !== outage.probe) return putOff(state, effect);
  if (isTooLong(state, outage, at)) return askedNoMore(state, event, effect);
  // That nobody asks for a while says less than what came before it.
  const problem = event.reason === 'paused' ? outage.problem : message;
  return step({ ...state, modelOutage: { ...outage, problem } }, [later(effect, event)]);
}

function limited(state: ScanState, event: Failed, effect: Batch): ScanStep {
  if (isAlmostOver(state, event.at)) return askedNoMore(state, event, effect);
  const isHopeless = (effect.tries ?? 0) >= MOST_LIMITED_TRIES;
  return isHopeless
    ? batchEnded(state, effect, event.message)
    : step(state, [later(effect, event)]);
}

/** A batch that need not ask while another does. */
export function putOff(state: ScanState, effect: Batch): ScanStep {
  const { modelOutage: outage } = state;
  if (!outage || effect.batch === outage.probe) return step(state, [scheduled(effect)]);
  if (outage.waiting.includes(effect.batch)) return step(state, []);
  const waiting = [...outage.waiting, effect.batch];
  return step({ ...state, modelOutage: { ...outage, waiting } }, []);
}

/** Whatever waited is asked for; the time of waiting says nothing of the rate. */
export function modelBack(state: ScanState, at: string): ScanStep {
  const { modelOutage: outage, modelRefusal: _, ...rest } = state;
  if (!outage) return step(rest, []);
  const waitedMs = Date.parse(at) - Date.parse(outage.since);
  const stageSince = new Date(Date.parse(state.stageSince ?? at) + waitedMs).toISOString();
  const batches = outage.waiting.flatMap((batch) => batchOf(state, batch));
  return step(
    { ...rest, stageSince, updatedAt: at },
    batches.map((effect) => scheduled(effect)),
  );
}

/**
 * A spent budget is spent for all batches: none is asked for any more. What an operator must mend may be
 * a gateway's whim of a moment, so that takes two of the same words.
 */
export function modelRefused(state: ScanState, event: Failed, effect: Batch): ScanStep {
  const { message, reason } = event;
  if (reason === 'budget' || state.modelRefusal === message) {
    return askedNoMore(state, event, effect);
  }
  return batchEnded({ ...state, modelRefusal: message }, effect, message);
}

/** The batch is counted as failed; where it was to ask again, another does in its place. */
export function batchEnded(state: ScanState, effect: Batch, reason: string): ScanStep {
  const { modelOutage: outage, ...rest } = state;
  const end = ended(effect, reason);
  if (!outage || outage.probe !== effect.batch) return step(state, [end]);
  const [probe, ...waiting] = outage.waiting;
  if (probe === undefined) return step(rest, [end]);
  const next = batchOf(state, probe).map((batch) => scheduled(batch));
  return step({ ...rest, modelOutage: { ...outage, probe, waiting } }, [end, ...next]);
}

/** Ends this batch and all that waited; those still to come find the reason in the state. */
function askedNoMore(state: ScanState, { at, message }: Failed, effect: Batch): ScanStep {
  const { modelOutage: outage, ...rest } = state;
  const numbers = new Set([effect.batch, ...(outage ? [outage.probe, ...outage.waiting] : [])]);
  const batches = [...numbers].flatMap((batch) => batchOf(state, batch));
  return step(
    { ...rest, modelProblem: message, updatedAt: at },
    batches.map((batch) => ended(batch, message)),
  );
}

function isTooLong(state: ScanState, { since }: ModelOutage, at: string): boolean {
  return Date.parse(at) - Date.parse(since) >= LONGEST_OUTAGE_MS || isAlmostOver(state, at);
}

function isAlmostOver({ expiresAt }: ScanState, at: string): boolean {
  return Date.parse(expiresAt) - Date.parse(at) < KEPT_FOR_THE_REST_MS;
}

function batchOf({ batchPlan: plan, descriptions }: ScanState, batch: number): Batch[] {
  if (plan === undefined) return [];
  return [{ type: 'describe-batch', key: 'scan', plan, batch, total: descriptions.batches }];
}

function ended({ key, plan, batch, total }: Batch, reason: string): TimedScanEffect {
  return scheduled({ type: 'end-batch', key, plan, batch, total, reason });
}

function step(state: ScanState, effects: readonly TimedScanEffect[]): ScanStep {
  return { state, effects, audit: [] };
}
