import type { EffectTiming, Step } from '../workflow.ts';
import type { MiningEffect, MiningState } from './state.ts';
import { line, time } from '../../chat/text.ts';

export type MiningStep = Step<MiningState, MiningEffect>;
type TimedMiningEffect = MiningEffect & EffectTiming;

/** Names everything that reads, so that a cancellation ends it. */
const READING_KEY = 'reading';

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 5 * 60 * 1_000;

/** How often a part is put off because of an outage before a person is asked: about 5 minutes. */
const MOST_TRIES = 6;

/** The same where nobody could be asked: about a day. A deleted message must not stay quoted. */
const MOST_QUIET_TRIES = 300;

/** The part of the source that is read next. */
export function nextPart(state: MiningState): MiningEffect {
  const { input, reached, files } = state;
  switch (input.type) {
    case 'thread':
      return { type: 'mine-thread' };
    case 'channel':
      return { type: 'mine-page', ...(reached === undefined ? {} : { before: reached }) };
    case 'documents':
      return { type: 'mine-document', index: files };
    case 'cluster-policies':
      return { type: 'import-policies' };
    case 'sources':
      return { type: 'check-sources' };
    case 'closing':
      return { type: 'close-channel', actor: state.asker };
  }
}

/** A thread has somebody who waits for it; nothing else takes a slot that people wait for. */
export function scheduled(state: MiningState, effect: MiningEffect): TimedMiningEffect {
  const isWaitedFor = state.input.type === 'thread';
  return { ...effect, key: READING_KEY, ...(isWaitedFor ? {} : { isBackground: true }) };
}

/** The same once more, `waitMs` milliseconds after `at`. */
export function putOff(
  state: MiningState,
  effect: MiningEffect,
  { at, waitMs, tries }: { readonly at: string; readonly waitMs: number; readonly tries: number },
): MiningStep {
  const waitsUntil = new Date(Date.parse(at) + waitMs).toISOString();
  return {
    state: isReading(effect) ? { ...state, stage: 'waiting', waitsUntil } : state,
    effects: [{ ...scheduled(state, withTries(effect, tries)), notBefore: waitsUntil }],
    audit: [],
    isProgress: true,
  };
}

/** Whether it is not known yet where it is answered: nothing can be shown. */
export function isPlaceSought({ threadSoughtIn, answersIn }: MiningState): boolean {
  return threadSoughtIn !== undefined && answersIn === undefined;
}

/** Whoever asked is told, once, that it waits where no card can say it. */
export function toldOfWaiting(step: MiningStep, before: MiningState, why: string): MiningStep {
  const { waitsUntil } = step.state;
  if (!isPlaceSought(before) || before.stage === 'waiting' || waitsUntil === undefined) return step;
  const said = line`${why} I read that thread at ${time(waitsUntil)}.`;
  return { ...step, effects: [...step.effects, { type: 'tell', to: before.asker, line: said }] };
}

/** Milliseconds of the pause before that try, or a longer one that was asked for. */
export function pauseMs(tries: number, retryAfterMs = 0): number {
  return Math.max(Math.min(FIRST_PAUSE_MS * 2 ** tries, LONGEST_PAUSE_MS), retryAfterMs);
}

export function triesOf(effect: MiningEffect): number {
  return 'tries' in effect ? (effect.tries ?? 0) : 0;
}

export function isWorthAnotherTry({ input }: MiningState, tries: number): boolean {
  return tries < (input.type === 'sources' ? MOST_QUIET_TRIES : MOST_TRIES);
}

export function stopReading(step: MiningStep): MiningStep {
  return { ...step, cancels: [READING_KEY] };
}

function isReading({ type }: MiningEffect): boolean {
  return type !== 'record-mining' && type !== 'close-channel';
}

function withTries(effect: MiningEffect, tries: number): MiningEffect {
  switch (effect.type) {
    case 'look-at-source':
    case 'check-curator':
    case 'open-channel':
    case 'close-channel':
      return effect;
    default:
      return { ...effect, tries };
  }
}
