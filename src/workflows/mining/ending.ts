import { type MiningStep, stopReading } from './parts.ts';
import type { MiningEventOf, MiningInput, MiningState } from './state.ts';
import { type Actor, actorKey } from '../../chat/actor.ts';
import type { AuditNote } from '../../domain/audit.ts';

/** What failed can be tried again as long as somebody may press for it. */
export function hasEnded({ stage, retry }: MiningState): boolean {
  if (stage === 'failed') return retry === undefined;
  return stage === 'done' || stage === 'cancelled' || stage === 'refused';
}

/** What is read, for the audit: names and ids, nothing that was said. */
function sourceOf(input: MiningInput): string {
  switch (input.type) {
    case 'thread':
      return `thread ${input.channel} ${input.message}`;
    case 'channel':
    case 'closing':
      return `channel ${input.channel}`;
    case 'documents':
      return `${input.files.length} documents`;
    case 'cluster-policies':
      return 'policies of the cluster';
    case 'sources':
      return `messages of ${input.channel}`;
  }
}

export function noted(
  { input }: Pick<MiningState, 'input'>,
  { at, actor, action }: { readonly at: string; readonly actor: Actor; readonly action: string },
): AuditNote {
  return { at, actor: actorKey(actor), action, details: { source: sourceOf(input) } };
}

/** It may not be read, or not any more. What was found before stays. */
export function refused(state: MiningState, at: string, problem: string): MiningStep {
  const { retry: _, waitsUntil: __, ...rest } = state;
  const note = noted(state, { at, actor: state.asker, action: 'mining-refused' });
  const audit = [{ ...note, actor: 'dotai', details: { ...note.details, problem } }];
  return stopReading({ state: { ...rest, stage: 'refused', problem }, effects: [], audit });
}

/** For good. */
export function stopped(state: MiningState, at: string, problem: string): MiningStep {
  const { retry: _, waitsUntil: __, ...rest } = state;
  const note = noted(state, { at, actor: state.asker, action: 'mining-failed' });
  const audit = [{ ...note, actor: 'dotai', details: { ...note.details, problem } }];
  return stopReading({ state: { ...rest, stage: 'failed', problem }, effects: [], audit });
}

/** What was found is kept, and how far a channel was read is noted for the next time. */
export function cancelled(
  state: MiningState,
  { at, actor }: { readonly at: string; readonly actor: Actor },
): MiningStep {
  if (state.stage === 'finishing') return { state, effects: [], audit: [] };
  return endedEarly({ ...state, cancelledBy: actor }, at);
}

/**
 * The same where a curator closed the channel beside the job. One that is just being opened is not meant:
 * whichever was later stands in the record, which is looked at before anything is read.
 */
export function closedMeanwhile(state: MiningState, at: string): MiningStep {
  const isOver = state.stage === 'finishing' || state.stage === 'opening';
  if (isOver || state.input.type !== 'channel') return { state, effects: [], audit: [] };
  return endedEarly({ ...state, isClosed: true }, at);
}

function endedEarly(state: MiningState, at: string): MiningStep {
  const { retry: _, problem: __, waitsUntil: ___, ...next } = state;
  if (state.input.type === 'channel' && state.reached !== undefined) {
    return stopReading({
      state: { ...next, stage: 'finishing' },
      effects: [{ type: 'record-mining', isBackground: true }],
      audit: [],
    });
  }
  const actor = state.cancelledBy ?? state.asker;
  return stopReading({
    state: { ...next, stage: 'cancelled' },
    effects: [],
    audit: [noted(state, { at, actor, action: 'mining-cancelled' })],
  });
}

/** For good, with what came of it. */
export function recorded(
  state: MiningState,
  { at, waiting }: Pick<MiningEventOf<'mining-recorded'>, 'at' | 'waiting'>,
): MiningStep {
  const { counts, cancelledBy } = state;
  const isStopped = cancelledBy !== undefined || state.isClosed === true;
  const stage = isStopped ? 'cancelled' : 'done';
  const action = isStopped ? 'mining-cancelled' : 'mining-finished';
  const note = noted(state, { at, actor: cancelledBy ?? state.asker, action });
  const { messages, conversations, understood, found, strengthened } = counts;
  const numbers = { messages, conversations, understood, found, strengthened };
  const told = Object.entries(numbers).map(([name, number]) => [name, String(number)]);
  const ended = { ...state, stage, updatedAt: at } as const;
  return {
    state: waiting === undefined ? ended : { ...ended, waiting },
    effects: [],
    audit: [{ ...note, details: { ...note.details, ...Object.fromEntries(told) } }],
  };
}
