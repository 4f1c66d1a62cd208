/** Names what is being done for a conversation, so that its end stops it. */
export const WORK_KEY = 'work';

/** With the conversation ends what was begun for it. */
export function keyed<Effect extends { readonly type: string }>(effect: Effect): Effect {
  const isCommon = effect.type === 'tell' || effect.type === 'raise' || effect.type === 'open';
  return isCommon ? effect : { ...effect, key: WORK_KEY };
}

interface Ending {
  readonly stage: string;
  readonly outcome?: string | undefined;
}

/** Whether nobody waits for it any more. */
export function workEnded(before: Ending, { stage, outcome }: Ending): boolean {
  const isStopped = outcome === 'cancelled' || outcome === 'expired';
  return before.stage !== 'closed' && stage === 'closed' && isStopped;
}
