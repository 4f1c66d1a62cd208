import { isSameActor } from '../../chat/actor.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import type { SessionOf } from '../../chat/session.ts';
import { code, line, person } from '../../chat/text.ts';
import type { Hearing, Lifecycle, Workflow } from '../workflow.ts';
import { scanCard } from './cards.ts';
import { summary } from './summary.ts';
import { ScanEffect, ScanEvent, ScanInput, ScanState } from './state.ts';
import { hasEnded, start, transition } from './transition.ts';

/** Reads what the cluster can do: discover, describe each kind, mark what is gone. */
export const scanWorkflow: Workflow<ScanState, ScanEvent, ScanEffect, ScanInput> = {
  name: 'scan',
  state: ScanState,
  event: ScanEvent,
  effect: ScanEffect,
  input: ScanInput,
  start,
  transition,
  lifecycle,
  hear,
  view: ({ state }) => [{ slot: 'root', card: scanCard(state) }],
  summary,
  form: () => ['A scan asks nothing: there is no form to fill in.'],
};

function lifecycle(state: ScanState): Lifecycle {
  if (hasEnded(state)) return { isOpen: false, isListening: false };
  return { isOpen: true, isListening: false, expiresAt: state.expiresAt };
}

/**
 * Everybody may look; whoever asked for the scan may cancel it here. Who else may is looked up for the
 * command alone. Talk in the thread is talk.
 */
function hear({ state }: SessionOf<ScanState>, inbound: InboundEvent): Hearing<ScanEvent> {
  if (inbound.type !== 'button-pressed') return { type: 'ignored' };
  const { actor, at, action } = inbound;
  if (action.name !== 'cancel-scan' || hasEnded(state)) {
    return { type: 'refused', line: ['This scan has ended. That click changed nothing.'] };
  }
  if (!isSameActor(actor, state.owner)) {
    return {
      type: 'refused',
      line: line`Only ${person(state.owner)} can cancel the scan here. Curators can with ${code('capabilities cancel')}.`,
    };
  }
  return { type: 'event', event: { type: 'scan-cancelled', at, actor } };
}
