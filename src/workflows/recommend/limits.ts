import { RULES } from './by-rules.ts';
import type { RecommendEffect, RecommendEvent, RecommendState } from './state.ts';
import { type Json, toJson } from '../../domain/json.ts';

/** Longest texts that a person may give, in characters. */
const ANSWER_MAX = 8_000;
const OPEN_TEXT_MAX = 4_000;
const INTENT_MAX = 4_000;
const CLARIFICATION_MAX = 2_000;
/** What is read of one message in the thread: values longer than that are typed into the form. */
const REPLY_MAX = 4_000;

/**
 * What a state may grow to by what people say, as JSON, in bytes. The runtime stores 64 KB; the rest
 * is for what the bot adds: values for requirements, the summary and difference of the review.
 */
const SAID_MAX_BYTES = 50_000;

const NO_ROOM =
  'That is more than one conversation can hold. Shorten it, or keep long texts in a ConfigMap and name that.';

/**
 * What it may grow to by what the model makes. Early on that leaves room for answers; what is applied
 * at the end leaves room for the review.
 */
const MADE_MAX_BYTES = 45_000;
const APPLIED_MAX_BYTES = 57_000;

/** What it may grow to at all; the rest of the 64 KB is for a trouble and how far something is. */
const KEPT_MAX_BYTES = 64_000;

/** What is wrong with a value's length, before it is read. */
export function answerTooLong(value: Json): string | undefined {
  const length = typeof value === 'string' ? value.length : JSON.stringify(value).length;
  return length <= ANSWER_MAX
    ? undefined
    : `An answer has at most ${ANSWER_MAX} characters, this one has ${length}. Keep long texts in a ConfigMap, or shorten it.`;
}

/** What is wrong where a state would grow over what can be kept. */
export function stateTooLong(state: RecommendState): string | undefined {
  return sizeBytes(state) <= SAID_MAX_BYTES ? undefined : NO_ROOM;
}

function sizeBytes(state: RecommendState): number {
  return Buffer.byteLength(JSON.stringify(state));
}

type Failed = Extract<RecommendEvent, { type: 'activity-failed' }>;

/**
 * The failure that an event counts as which makes the state (given as it would be) too large. The
 * model may be asked again for less; what code made is only refused where it cannot be kept.
 */
export function tooLargeToKeep(state: RecommendState, event: RecommendEvent): Failed | undefined {
  const made = madeByActivity(event);
  if (!made) return undefined;
  const isModels = made.maxBytes !== undefined && made.by !== RULES;
  const { maxBytes = KEPT_MAX_BYTES } = isModels ? made : {};
  if (sizeBytes(state) <= maxBytes) return undefined;
  const { effect } = made;
  const what = isModels
    ? { kind: 'bad-model-output', message: MODEL_WROTE_TOO_MUCH }
    : { kind: 'invalid-input', message: NO_ROOM };
  const { at } = event;
  return { type: 'activity-failed', at, activity: effect.type, effect: toJson(effect), ...what };
}

const MODEL_WROTE_TOO_MUCH = 'Claude wrote more than one conversation can hold.';

interface Made {
  readonly effect: RecommendEffect;
  /** Who solved it; undefined where no model has a part in it. */
  readonly by?: string | undefined;
  /** For what the model made. */
  readonly maxBytes?: number;
}

/** Which effect brought the event; undefined for one that is bounded elsewhere. */
function madeByActivity(event: RecommendEvent): Made | undefined {
  switch (event.type) {
    case 'intent-understood':
      return { effect: { type: 'understand-intent' }, by: event.by, maxBytes: MADE_MAX_BYTES };
    case 'solutions-found':
      return { effect: { type: 'find-solutions' }, by: event.by, maxBytes: MADE_MAX_BYTES };
    case 'questions-written': {
      const { instead, solvedBy: by = RULES } = event;
      return { effect: { type: 'write-questions', instead }, by, maxBytes: MADE_MAX_BYTES };
    }
    case 'requirements-applied': {
      const { solvedBy: by = RULES } = event;
      return { effect: { type: 'apply-open-requirements' }, by, maxBytes: APPLIED_MAX_BYTES };
    }
    case 'change-prepared':
    case 'manifests-refused':
      return { effect: { type: 'prepare-change' } };
    default:
      return undefined;
  }
}

/** What is wrong with the length of free text that was said; answers are checked one by one. */
export function eventTooLong(state: RecommendState, event: RecommendEvent): string | undefined {
  switch (event.type) {
    case 'requirements-given':
      return (
        textTooLong(event.text, OPEN_TEXT_MAX) ?? stateTooLong({ ...state, openText: event.text })
      );
    case 'intent-clarified': {
      const texts = event.clarifications.map(({ answer }) => answer);
      const clarifications = [...state.clarifications, ...event.clarifications];
      const tooLong = texts.map((text) => textTooLong(text, CLARIFICATION_MAX)).find(Boolean);
      return tooLong ?? stateTooLong({ ...state, clarifications });
    }
    case 'intent-reworded':
      return textTooLong(event.intent, INTENT_MAX);
    case 'reply-heard':
      return textTooLong(event.text, REPLY_MAX);
    default:
      return undefined;
  }
}

function textTooLong(text: string, most: number): string | undefined {
  return text.length <= most
    ? undefined
    : `That is too long: say it in at most ${most} characters (it has ${text.length}).`;
}
