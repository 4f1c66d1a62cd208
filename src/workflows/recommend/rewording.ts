import type { RecommendEvent, RecommendState } from './state.ts';
import { type RecommendStep, unchanged, working } from './steps.ts';
import { actorKey } from '../../chat/actor.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import { isSmallTalk } from '../../chat/small-talk.ts';
import type { TypedReply } from '../../chat/typed-reply.ts';
import type { Hearing } from '../workflow.ts';

type Message = Extract<InboundEvent, { type: 'message-posted' }>;

/** Whether the request's own words are why it is not understood: asking the same again is no use. */
export function canReword({ stage, trouble }: RecommendState): boolean {
  const fault = trouble?.fault;
  return stage === 'understanding' && (fault === 'declined' || fault === 'too-long');
}

/** What its owner says in the thread then is the request anew. */
export function hearRewording(
  state: RecommendState,
  { at, actor: by, text }: Message,
  { reply, isOwner }: { readonly reply: TypedReply; readonly isOwner: boolean },
): Hearing<RecommendEvent> {
  const isMeant = isOwner && reply.type === 'none' && !isSmallTalk(text);
  if (!isMeant || !canReword(state)) return { type: 'ignored' };
  return { type: 'event', event: { type: 'intent-reworded', at, by, intent: text.trim() } };
}

export function reworded(
  state: RecommendState,
  { at, by, intent }: Extract<RecommendEvent, { type: 'intent-reworded' }>,
): RecommendStep {
  if (!canReword(state)) return unchanged(state);
  const audit = { at, actor: actorKey(by), action: 'recommendation-reworded', details: {} };
  return { ...working(state, { intent }, { type: 'understand-intent' }), audit: [audit] };
}
