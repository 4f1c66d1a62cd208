import { CHANGED_MAX, type ChangedSource } from './changed-source.ts';
import { type MiningStep, nextPart, pauseMs, putOff, scheduled, stopReading } from './parts.ts';
import { redrawn } from './reviews.ts';
import type { MiningEvent, MiningEventOf, MiningState } from './state.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import type { Hearing } from '../workflow.ts';

/** What changed and is still to be looked at. */
export function changesOf({
  input,
  changed,
}: Pick<MiningState, 'input' | 'changed'>): readonly ChangedSource[] {
  if (changed || input.type !== 'sources') return changed ?? [];
  const { messages, deleted = [], files = [] } = input;
  return [
    ...deleted.map((id) => ({ type: 'message' as const, id, isDeleted: true })),
    ...messages.map((id) => ({ type: 'message' as const, id, isDeleted: false })),
    ...files.map((id) => ({ type: 'file' as const, id, isDeleted: true })),
  ].map((one, turn) => ({ ...one, turn }));
}

/** What changes while others are looked at. Ignored where there is no room: it takes a job of its own then. */
export function hearChange(
  state: MiningState,
  inbound: Extract<InboundEvent, { type: 'message-changed' | 'file-deleted' }>,
): Hearing<MiningEvent> {
  if (state.input.type !== 'sources' || changesOf(state).length >= CHANGED_MAX) {
    return { type: 'ignored' };
  }
  const source =
    inbound.type === 'file-deleted'
      ? { type: 'file' as const, id: inbound.fileId, isDeleted: true }
      : {
          type: 'message' as const,
          id: inbound.messageId,
          isDeleted: inbound.isDeleted === true,
        };
  return { type: 'event', event: { type: 'source-changed', at: inbound.at, source } };
}

export function sourceChanged(
  state: MiningState,
  { source }: MiningEventOf<'source-changed'>,
): MiningStep {
  if (state.input.type !== 'sources') return { state, effects: [], audit: [] };
  const before = changesOf(state);
  const { changes = before.length } = state;
  const isSame = (one: ChangedSource): boolean => one.type === source.type && one.id === source.id;
  const isDeleted = source.isDeleted || before.some((one) => isSame(one) && one.isDeleted);
  const changed = [
    ...before.filter((one) => !isSame(one)),
    { ...source, isDeleted, turn: changes },
  ];
  const next: MiningState = { ...state, changed, changes: changes + 1 };
  if (!isDeleted || state.stage !== 'waiting') return { state: next, effects: [], audit: [] };
  // Others wait until the platform may be asked again; of what is gone it need not be asked.
  const { waitsUntil: lookUpAfter, ...rest } = next;
  const now: MiningState = { ...rest, stage: 'reading' };
  const effect = { type: 'check-sources', lookUpAfter } as const;
  return stopReading({ state: now, effects: [scheduled(now, effect)], audit: [] });
}

/** Goes on with what is left, or what changed meanwhile. */
export function sourcesChecked(
  state: MiningState,
  event: MiningEventOf<'sources-checked'>,
): MiningStep {
  if (state.input.type !== 'sources') return { state, effects: [], audit: [] };
  const { at, looked, reviews, retryAfterMs } = event;
  const rest = looked ? changesOf(state).filter(({ turn }) => !looked.includes(turn)) : [];
  const effects = redrawn(reviews, at);
  const audit = quotesRemoved(event);
  const { waitsUntil: _, problem: __, ...before } = state;
  if (rest.length === 0)
    return { state: { ...before, stage: 'done', changed: [] }, effects, audit };
  const { changes = changesOf(state).length } = state;
  const next: MiningState = { ...before, stage: 'reading', changed: rest, changes };
  const step =
    retryAfterMs === undefined
      ? { state: next, effects: [scheduled(next, nextPart(next))] }
      : putOff(next, nextPart(next), { at, waitMs: Math.max(retryAfterMs, pauseMs(0)), tries: 0 });
  return { ...step, effects: [...effects, ...step.effects], audit };
}

/** What the audit says of quotes that went: how many, and which candidates went with them. */
export function quotesRemoved({
  at,
  removed = 0,
  withdrawn = [],
}: Pick<MiningEventOf<'part-mined'>, 'at' | 'removed' | 'withdrawn'>): MiningStep['audit'] {
  if (removed === 0) return [];
  const details = { removed: String(removed), withdrawn: withdrawn.join(' ') };
  return [{ at, actor: 'dotai', action: 'quotes-removed', details }];
}
