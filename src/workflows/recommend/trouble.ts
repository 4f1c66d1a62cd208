import type { ModelFault, Trouble } from './model-state.ts';
import { RecommendEffect, type RecommendEvent, type RecommendState } from './state.ts';
import { moved, type RecommendStep, unchanged, working } from './steps.ts';
import { notAwaited } from './thinking.ts';
import { RETRY_KEY } from './work-keys.ts';
import { writingAsked, writingFailed, writingOf } from './writing.ts';
import { toJson } from '../../domain/json.ts';

type Failed = Extract<RecommendEvent, { type: 'activity-failed' }>;

/**
 * The longest wait after which something is tried again by itself, in milliseconds. Whoever waited
 * longer has gone on to other things: a card that moves then would only startle them.
 */
const WAITS_ITSELF_MAX_MS = 900_000;

/** An activity gave up. What can do without it goes on; everything else stops and says so. */
export function inTrouble(state: RecommendState, event: Failed): RecommendStep {
  const fault = faultOf(event);
  if (fault) return withoutModel(state, event, fault);
  if (event.activity === 'interpret-reply') return unchanged(state);
  if (event.activity === 'write-for-me') return writingFailed(state, event);
  return stopped(state, { message: event.message, retry: event.activity });
}

function faultOf({ kind, reason }: Failed): ModelFault | undefined {
  if (kind === 'bad-model-output') return 'unusable';
  if (kind !== 'model-unavailable') return undefined;
  return reason === undefined || reason === 'paused' ? 'away' : reason;
}

/**
 * Two tasks stop nobody, since code has an answer that loses nothing: the wording of questions, and
 * the reading of a reply. For the others the person decides.
 */
function withoutModel(state: RecommendState, event: Failed, fault: ModelFault): RecommendStep {
  const effect = RecommendEffect.safeParse(event.effect).data;
  if (effect?.type === 'interpret-reply') {
    return effect.instead === undefined
      ? alsoDoing(state, { ...effect, instead: fault })
      : unchanged(state);
  }
  if (effect?.type === 'write-questions' && state.stage === 'questioning') {
    if (isModels(state, effect)) return alsoDoing(state, { ...effect, instead: fault });
  }
  if (effect?.type !== 'write-for-me') return askHowToGoOn(state, event, { fault });
  if (state.stage !== 'answering') return writingFailed(state, event);
  const writing = writingOf(state, effect);
  if (!writing) return unchanged(state);
  if (state.languageBy !== undefined && effect.instead === undefined) {
    // The model was asked before the person chose the rules, so they have said already what to do.
    return alsoDoing(state, { ...effect, instead: state.modelFault ?? fault });
  }
  const unwritten = [...(state.trouble?.unwritten ?? []), writing];
  return askHowToGoOn(state, event, { fault, unwritten });
}

/** Whether it was the model's, so that built-in rules can still do it. */
function isModels(
  { languageBy }: RecommendState,
  { instead }: { readonly instead?: ModelFault | undefined },
): boolean {
  return languageBy === undefined && instead === undefined;
}

function alsoDoing(state: RecommendState, effect: RecommendEffect): RecommendStep {
  return { state, effects: [effect], audit: [] };
}

/** Nothing is lost: the person tries again or goes on with built-in rules, whenever they like. */
function askHowToGoOn(
  state: RecommendState,
  { at, activity, message, retryAfterMs, reason }: Failed,
  { fault, unwritten }: { readonly fault: ModelFault; readonly unwritten?: Trouble['unwritten'] },
): RecommendStep {
  const canChoose = state.languageBy === undefined;
  const trouble: Trouble = {
    message,
    retry: activity,
    ...(canChoose ? { fault } : {}),
    ...(unwritten ? { unwritten } : {}),
  };
  if (retryAfterMs === undefined) return stopped(state, trouble);
  const againAt = new Date(Date.parse(at) + retryAfterMs).toISOString();
  const wasTried = state.triedItself === activity;
  const waitsSince = wasTried ? (state.waitsSince ?? at) : at;
  const isSoon = Date.parse(againAt) - Date.parse(waitsSince) <= WAITS_ITSELF_MAX_MS;
  // A try that was not let through to the model was none.
  const triesItself = isSoon && (!wasTried || reason === 'paused');
  const step = stopped({ ...state, waitsSince }, { ...trouble, againAt, triesItself });
  return triesItself ? { ...step, effects: [retryAt(state, againAt)] } : step;
}

function retryAt({ sessionId }: RecommendState, at: string): RecommendStep['effects'][number] {
  const event = toJson({ type: 'retry-due', at } satisfies RecommendEvent);
  return { type: 'raise', sessionId, event, notBefore: at, key: RETRY_KEY };
}

/** Values that are being written for other questions may still come. */
function stopped(state: RecommendState, trouble: Trouble): RecommendStep {
  const failed = trouble.unwritten?.map(({ questionId }) => questionId);
  const writing = failed ? state.writing.filter((id) => !failed.includes(id)) : [];
  return moved(state, { trouble, progress: undefined, writing });
}

/** Runs again what failed; the answers given so far are still there. */
export function triedAgain(
  state: RecommendState,
  event: Extract<RecommendEvent, { type: 'retry-asked' | 'retry-due' | 'offline-chosen' }>,
): RecommendStep {
  const { trouble } = state;
  if (!trouble) return event.type === 'offline-chosen' ? notAwaited(state) : unchanged(state);
  switch (event.type) {
    case 'retry-asked':
      return repeated(state, {});
    case 'retry-due':
      if (trouble.triesItself !== true || trouble.againAt !== event.at) return unchanged(state);
      return repeated(state, { triedItself: trouble.retry });
    case 'offline-chosen': {
      const { fault } = trouble;
      if (fault === undefined) return unchanged(state);
      return repeated(state, { languageBy: 'offline', modelFault: fault });
    }
  }
}

function repeated(state: RecommendState, changes: Partial<RecommendState>): RecommendStep {
  const { unwritten } = state.trouble ?? {};
  if (unwritten) {
    return unwritten.reduce(
      (before: RecommendStep, one) => {
        const after = writingAsked(before.state, one);
        return { ...after, effects: [...before.effects, ...after.effects] };
      },
      moved(state, changes),
    );
  }
  const effect = failedEffect(state);
  return effect ? working(state, changes, effect) : unchanged(state);
}

function failedEffect({ stage, trouble }: RecommendState): RecommendEffect | undefined {
  switch (stage) {
    case 'understanding':
      return { type: 'understand-intent' };
    case 'searching':
      return { type: 'find-solutions' };
    case 'questioning':
      return { type: 'write-questions' };
    case 'generating':
      return trouble?.retry === 'apply-open-requirements'
        ? { type: 'apply-open-requirements' }
        : { type: 'prepare-change' };
    case 'clarifying':
    case 'choosing':
    case 'answering':
    case 'review':
    case 'handed-over':
    case 'closed':
      return undefined;
  }
}
