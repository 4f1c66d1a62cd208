import { refused, stopped } from './ending.ts';
import {
  isWorthAnotherTry,
  type MiningStep,
  pauseMs,
  putOff,
  scheduled,
  toldOfWaiting,
  triesOf,
} from './parts.ts';
import { MiningEffect, type MiningEventOf, type MiningStage, type MiningState } from './state.ts';
import { NOTHING_MINED } from './progress.ts';
import { counted } from './counts.ts';

/**
 * What cannot be had for a while is tried again by itself, later and later; then somebody is asked to. A
 * document that cannot be read holds up no other.
 */
export function hindered(state: MiningState, event: MiningEventOf<'activity-failed'>): MiningStep {
  const { at, kind, message, retryAfterMs } = event;
  const { data: effect } = MiningEffect.safeParse(event.effect);
  if (!effect) return stopped(state, at, message);
  if (effect.type === 'check-curator') {
    const { actor: to } = effect;
    return { state, effects: [{ type: 'tell', to, line: [message] }], audit: [] };
  }
  if (!stagesOf(effect).includes(state.stage)) return { state, effects: [], audit: [] };
  if (kind === 'unavailable' && isRead(effect)) {
    const tries = triesOf(effect);
    if (isWorthAnotherTry(state, tries)) {
      const waitMs = pauseMs(tries, retryAfterMs);
      const waiting = { ...state, problem: message };
      const step = putOff(waiting, effect, { at, waitMs, tries: tries + 1 });
      return toldOfWaiting(step, state, message);
    }
  }
  const isFinal = kind === 'forbidden' || kind === 'invalid-input';
  if (isFinal && !isRead(effect)) return refused(state, at, message);
  if (effect.type === 'mine-document' && kind !== 'unavailable') return passedOver(state, event);
  // Nobody sees such a job, so nobody could press for another try.
  if (state.input.type === 'sources') return stopped(state, at, message);
  const { waitsUntil: _, ...rest } = state;
  return {
    state: { ...rest, stage: 'failed', problem: message, retry: event.effect },
    effects: [],
    audit: [],
  };
}

/** The same once more, as if it had never been tried. */
export function retried(state: MiningState): MiningStep {
  const { retry, problem: _, ...rest } = state;
  const { data: effect } = MiningEffect.safeParse(retry);
  if (state.stage !== 'failed' || !effect) return { state, effects: [], audit: [] };
  const [stage = 'reading'] = stagesOf(effect);
  return {
    state: { ...rest, stage },
    effects: [isRead(effect) ? scheduled(state, fresh(effect)) : effect],
    audit: [],
  };
}

/** Where such an effect is done, first the stage in which it is begun. */
function stagesOf({ type }: MiningEffect): readonly MiningStage[] {
  switch (type) {
    case 'look-at-source':
      return ['looking'];
    case 'check-curator':
      return ['confirming'];
    case 'open-channel':
      return ['opening'];
    case 'close-channel':
    case 'record-mining':
      return ['finishing'];
    case 'mine-page':
    case 'mine-thread':
    case 'mine-document':
    case 'import-policies':
    case 'check-sources':
      return ['reading', 'waiting'];
  }
}

const READ: ReadonlySet<MiningEffect['type']> = new Set<MiningEffect['type']>([
  'mine-page',
  'mine-thread',
  'mine-document',
  'import-policies',
  'check-sources',
]);

/** What comes after the question whether it may be done, and can be put off. */
function isRead({ type }: MiningEffect): boolean {
  return READ.has(type) || type === 'record-mining';
}

function fresh(effect: MiningEffect): MiningEffect {
  return 'tries' in effect ? { ...effect, tries: 0 } : effect;
}

/** The file is named with the reason, and the next one is read. */
function passedOver(
  state: MiningState,
  { at, message }: MiningEventOf<'activity-failed'>,
): MiningStep {
  const { input } = state;
  const files = input.type === 'documents' ? input.files : [];
  const name = files[state.files]?.name ?? 'a file';
  const counts = NOTHING_MINED;
  const unread = [{ name, reason: message }];
  const part: MiningEventOf<'part-mined'> = {
    type: 'part-mined',
    at,
    counts,
    found: [],
    unread,
    reviews: [],
    isLast: false,
  };
  const next = counted(state, part);
  if (next.files >= files.length)
    return { state: { ...next, stage: 'done' }, effects: [], audit: [] };
  const effect = scheduled(next, { type: 'mine-document', index: next.files });
  return { state: next, effects: [effect], audit: [] };
}
