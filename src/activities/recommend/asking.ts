import type { ActivityContext } from '../activity.ts';
import type { Actor } from '../../chat/actor.ts';
import { toJson } from '../../domain/json.ts';
import type { Asking, LanguageModel } from '../../ports/language-model.ts';
import { RULES } from '../../workflows/recommend/by-rules.ts';
import type { ModelFault } from '../../workflows/recommend/model-state.ts';
import type {
  RecommendEffect,
  RecommendEvent,
  RecommendState,
} from '../../workflows/recommend/state.ts';

/**
 * For whom the model is asked: the session's owner, unless another spoke. Built-in rules answer where
 * the session goes on with them, or where the effect itself stands in for one that the model failed.
 */
export function askingOf(
  { session, signal }: ActivityContext,
  { languageBy }: RecommendState,
  effect: { readonly by?: Actor; readonly instead?: ModelFault | undefined } = {},
): Asking {
  const { by: actor = session.owner, instead } = effect;
  const asking = { signal, sessionId: session.id, actor };
  const isByRules = languageBy === 'offline' || instead !== undefined;
  return isByRules ? { ...asking, by: 'offline' } : asking;
}

/** As `askingOf`, and lets the session know that a model thinks now; rules take no time. */
export function askingAloud(parts: {
  readonly model: Pick<LanguageModel, 'name'>;
  readonly context: ActivityContext;
  readonly state: RecommendState;
  readonly effect: RecommendEffect & {
    readonly by?: Actor;
    readonly instead?: ModelFault | undefined;
  };
}): Asking {
  const { model, context, state, effect } = parts;
  const asking = askingOf(context, state, effect);
  if (asking.by === undefined && model.name !== RULES) {
    const at = context.now();
    context.progress({ type: 'model-asked', at, effect: toJson(effect) } satisfies RecommendEvent);
  }
  return asking;
}
