import type { ActivityContext } from '../activity.ts';
import type { Actor } from '../../chat/actor.ts';
import type { Asking } from '../../ports/language-model.ts';
import type { ModelFault, RecommendState } from '../../workflows/recommend/state.ts';

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
