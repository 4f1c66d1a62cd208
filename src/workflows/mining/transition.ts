import type { Opening } from '../workflow.ts';
import { counted } from './counts.ts';
import {
  cancelled,
  closedMeanwhile,
  hasEnded,
  noted,
  recorded,
  refused,
  stopped,
} from './ending.ts';
import { hindered, retried } from './hindrances.ts';
import {
  nextPart,
  pauseMs,
  putOff,
  scheduled,
  toldOfWaiting,
  triesOf,
  type MiningStep,
} from './parts.ts';
import { redrawn, reviewEffects } from './reviews.ts';
import { quotesRemoved, sourceChanged, sourcesChecked } from './sources.ts';
import {
  CANDIDATES_MAX,
  MiningEffect,
  type MiningEvent,
  type MiningEventOf,
  type MiningInput,
  type MiningState,
  NAME_BYTES_MAX,
} from './state.ts';
import { NOTHING_MINED } from './progress.ts';
import { channelWords } from './words.ts';
import { line } from '../../chat/text.ts';
import { shortened } from '../../chat/shortened.ts';
import { shownText } from '../../domain/shown-text.ts';
import { withinBytes } from '../../domain/within-bytes.ts';

const DAY_MS = 86_400_000;

/** How long a question waits for a curator, and how long anything is read at most: Slack may be slow. */
const ASKED_FOR_MS = 3 * DAY_MS;
const READING_FOR_MS = 30 * DAY_MS;

/** Longest name of a document, in characters: there may be two hundred. */
const FILE_NAME_MAX = 60;

/** Begins with a look at what is to be read: nothing is read that may not be. */
export function start({ sessionId, owner, place, at, input }: Opening<MiningInput>): MiningStep {
  const state: MiningState = {
    sessionId,
    input: bounded(input),
    asker: owner,
    ...(place.channel === '' ? { isUnseen: true } : {}),
    ...(input.type === 'thread' && place.thread === undefined ? { threadSoughtIn: place } : {}),
    stage: 'looking',
    counts: NOTHING_MINED,
    files: 0,
    unread: [],
    candidates: [],
    startedAt: at,
    expiresAt: later(at, ASKED_FOR_MS),
  };
  switch (input.type) {
    case 'sources':
      return reading(state, at);
    case 'closing':
      return {
        state: { ...state, stage: 'finishing' },
        effects: [{ type: 'close-channel', actor: owner }],
        audit: [],
      };
    case 'thread':
    case 'channel':
    case 'documents':
    case 'cluster-policies': {
      const audit = [noted(state, { at, actor: owner, action: 'mining-asked' })];
      return { state, effects: [{ type: 'look-at-source' }], audit };
    }
  }
}

/**
 * Decides what a job does next. Pure. An event that does not fit the stage (a redelivered job, a second
 * click) changes nothing, and nothing follows the end.
 */
export function transition(state: MiningState, event: MiningEvent): MiningStep {
  if (hasEnded(state)) return unchanged(state);
  switch (event.type) {
    case 'source-looked-at':
      return state.stage === 'looking' ? lookedAt(state, event) : unchanged(state);
    case 'source-refused':
      return sourceRefused(state, event);
    case 'decision-pressed':
      return pressed(state, event);
    case 'decision-granted':
      return granted(state, event);
    case 'decision-denied': {
      const { actor: to, reason } = event;
      return { ...unchanged(state), effects: [{ type: 'tell', to, line: [reason] }] };
    }
    case 'mining-cancelled':
      return cancelled(state, event);
    case 'channel-opened':
      return state.stage === 'opening' ? opened(state, event.at) : unchanged(state);
    case 'channel-closed':
      return closed(state, event);
    case 'reading-closed':
      return closedMeanwhile(state, event.at);
    case 'part-mined':
      return isReading(state) ? partMined(state, event) : unchanged(state);
    case 'reading-slowed':
      return isReading(state) ? slowed(state, event) : unchanged(state);
    case 'source-changed':
      return sourceChanged(state, event);
    case 'sources-checked':
      return isReading(state) ? sourcesChecked(state, event) : unchanged(state);
    case 'mining-recorded':
      return state.stage === 'finishing' ? recorded(state, event) : unchanged(state);
    case 'retry-asked':
      return retried(state);
    case 'activity-failed':
      return hindered(state, event);
    case 'session-expired':
      return expired(state, event.at);
    case 'place-refused':
      return unchanged(state);
  }
}

/** Whoever asked for what another job reads already is told so. */
function sourceRefused(state: MiningState, event: MiningEventOf<'source-refused'>): MiningStep {
  const { at, reason, isJoined = false } = event;
  const step = refused(withAnswers(state, event), at, reason);
  if (!isJoined) return step;
  return { ...step, effects: [{ type: 'tell', to: state.asker, line: [reason] }] };
}

function lookedAt(state: MiningState, event: MiningEventOf<'source-looked-at'>): MiningStep {
  const { type: _, at, isOpen, ...found } = event;
  const next: MiningState = { ...state, ...found };
  if (state.input.type !== 'channel' || isOpen) return reading(next, at);
  return unchanged({ ...next, stage: 'confirming', expiresAt: later(at, ASKED_FOR_MS) });
}

function pressed(
  state: MiningState,
  { actor, wish }: MiningEventOf<'decision-pressed'>,
): MiningStep {
  if (!isOffered(state, wish)) return unchanged(state);
  // It waits for no page that is being read.
  return {
    ...unchanged(state),
    effects: [{ type: 'check-curator', actor, wish, isParallel: true }],
  };
}

/** Whether that can be wished now. */
export function isOffered(
  { stage, input }: MiningState,
  wish: MiningEventOf<'decision-pressed'>['wish'],
): boolean {
  if (wish !== 'cancel') return stage === 'confirming';
  const hasEnd = input.type !== 'sources' && input.type !== 'closing';
  return hasEnd && (stage === 'reading' || stage === 'waiting' || stage === 'failed');
}

function granted(state: MiningState, event: MiningEventOf<'decision-granted'>): MiningStep {
  const { actor, wish } = event;
  if (!isOffered(state, wish)) return unchanged(state);
  if (wish !== 'open') return cancelled(state, event);
  return {
    ...unchanged({ ...state, stage: 'opening', openedBy: actor }),
    effects: [{ type: 'open-channel', actor }],
  };
}

function opened(state: MiningState, at: string): MiningStep {
  const actor = state.openedBy ?? state.asker;
  return {
    ...reading(state, at),
    audit: [noted(state, { at, actor, action: 'mining-opened' })],
  };
}

function closed(state: MiningState, event: MiningEventOf<'channel-closed'>): MiningStep {
  if (state.input.type !== 'closing') return unchanged(state);
  const { at, wasOpen, readers } = event;
  const audit = wasOpen ? [noted(state, { at, actor: state.asker, action: 'mining-closed' })] : [];
  const closing = { type: 'reading-closed', at } satisfies MiningEvent;
  const name = channelWords(state.input.name);
  const said = line`${name} was not open for mining: nothing is read there. Nothing changed.`;
  return {
    state: { ...state, stage: 'done', wasClosed: !wasOpen },
    effects: [
      ...readers.map((sessionId) => ({ type: 'raise', sessionId, event: closing }) as const),
      ...(wasOpen ? [] : [{ type: 'tell', to: state.asker, line: said } as const]),
    ],
    audit,
  };
}

function reading(state: MiningState, at: string): MiningStep {
  const next: MiningState = {
    ...state,
    stage: 'reading',
    readingSince: at,
    updatedAt: at,
    expiresAt: later(at, READING_FOR_MS),
  };
  return { ...unchanged(next), effects: [scheduled(next, nextPart(next))] };
}

function partMined(state: MiningState, event: MiningEventOf<'part-mined'>): MiningStep {
  const step = mined(state, event);
  return { ...step, audit: [...quotesRemoved(event), ...step.audit] };
}

function mined(state: MiningState, event: MiningEventOf<'part-mined'>): MiningStep {
  const { at, found, isLast, retryAfterMs, reviews } = event;
  const next = counted(state, event);
  const opened = reviewEffects({ ...next, candidates: state.candidates }, found);
  const effects = [...opened, ...redrawn(reviews, at)];
  const isFull = next.candidates.length >= CANDIDATES_MAX;
  if (isLast || isFull) return finished(next, { at, effects });
  if (retryAfterMs !== undefined) {
    const step = putOff(next, nextPart(next), { at, waitMs: retryAfterMs, tries: 0 });
    return { ...step, effects: [...effects, ...step.effects] };
  }
  return {
    ...unchanged(next),
    effects: [...effects, scheduled(next, nextPart(next))],
    isProgress: true,
  };
}

function finished(
  state: MiningState,
  { at, effects }: { readonly at: string; readonly effects: MiningStep['effects'] },
): MiningStep {
  if (state.input.type !== 'channel') {
    const { effects: _, ...step } = recorded(state, { at });
    return { ...step, effects };
  }
  return {
    ...unchanged({ ...state, stage: 'finishing' }),
    effects: [...effects, { type: 'record-mining', isBackground: true }],
  };
}

/** The pause that the platform asked for is no outage: it may ask as often as it likes. */
function slowed(state: MiningState, event: MiningEventOf<'reading-slowed'>): MiningStep {
  const { at, retryAfterMs, effect } = event;
  const { data = nextPart(state) } = MiningEffect.safeParse(effect);
  const { problem: _, ...waiting } = state;
  const waitMs = Math.max(retryAfterMs, pauseMs(0));
  const step = putOff(waiting, data, { at, waitMs, tries: triesOf(data) });
  return toldOfWaiting(step, state, 'I was asked to read more slowly.');
}

function expired(state: MiningState, at: string): MiningStep {
  if (state.stage === 'confirming' || state.stage === 'opening') {
    return refused(state, at, 'Nobody decided in time. Nothing was read.');
  }
  const { problem = 'It took longer than a month.' } = state;
  return stopped(state, at, problem);
}

function isReading({ stage }: MiningState): boolean {
  return stage === 'reading' || stage === 'waiting';
}

function withAnswers(
  state: MiningState,
  { answersIn }: MiningEventOf<'source-refused'>,
): MiningState {
  return answersIn === undefined ? state : { ...state, answersIn };
}

function bounded(input: MiningInput): MiningInput {
  if (input.type !== 'documents') return input;
  const files = input.files.map((file) => {
    // What is hidden in a name takes more room where it is shown.
    const shown = shortened(shownText(file.name), FILE_NAME_MAX);
    return { ...file, name: withinBytes(shown, NAME_BYTES_MAX) };
  });
  return { ...input, files };
}

function later(at: string, ms: number): string {
  return new Date(Date.parse(at) + ms).toISOString();
}

function unchanged(state: MiningState): MiningStep {
  return { state, effects: [], audit: [] };
}
