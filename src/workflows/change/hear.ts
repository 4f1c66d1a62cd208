import { approvalKey } from './approval.ts';
import { canEdit, canStop, canWithdraw } from './ending.ts';
import type { ChangeEvent, ChangeState } from './state.ts';
import { hasEnded } from './steps.ts';
import { canRetry } from './transition.ts';
import { currentVariant, variantField } from './variants.ts';
import { type Actor, isSameActor } from '../../chat/actor.ts';
import { type InboundEvent, placeToTell } from '../../chat/inbound.ts';
import type { SessionOf } from '../../chat/session.ts';
import { line, type Line, person } from '../../chat/text.ts';
import type { Hearing } from '../workflow.ts';

type Press = Extract<InboundEvent, { type: 'button-pressed' }>;

/** A change is decided by its buttons alone: talk in the thread is talk. */
export function hear(session: SessionOf<ChangeState>, inbound: InboundEvent): Hearing<ChangeEvent> {
  const { state } = session;
  if (inbound.type === 'button-pressed') return hearPress(state, inbound);
  if (inbound.type !== 'form-submitted') return { type: 'ignored' };
  if (state.stage !== 'awaiting-approval') return refused(settledLine(state));
  if (inbound.formId === 'variant') return hearVariantForm(state, inbound);
  const reason = inbound.values['reason'];
  const { at, actor, place } = inbound;
  const text = typeof reason === 'string' ? reason.trim() : '';
  return { type: 'event', event: { type: 'reject-pressed', at, actor, place, reason: text } };
}

type Submission = Extract<InboundEvent, { type: 'form-submitted' }>;

function hearVariantForm(
  state: ChangeState,
  { at, actor, place, values }: Submission,
): Hearing<ChangeEvent> {
  const variantId = values[variantField(state)];
  if (typeof variantId !== 'string') return refused([MOVED_ON]);
  const key = approvalKey(state);
  if (variantId === currentVariant(state)?.id) return refused([SO_ALREADY]);
  return { type: 'event', event: { type: 'variant-pressed', at, actor, place, key, variantId } };
}

function hearPress(state: ChangeState, press: Press): Hearing<ChangeEvent> {
  const { at, actor, action } = press;
  const place = placeToTell(press);
  switch (action.name) {
    case 'approve-change':
      if (state.stage !== 'awaiting-approval') return refused(settledLine(state));
      if (action.argument !== approvalKey(state)) return refused([MOVED_ON]);
      return {
        type: 'event',
        event: { type: 'approve-pressed', at, actor, place, key: action.argument },
      };
    case 'switch-variant': {
      if (state.stage !== 'awaiting-approval') return refused(settledLine(state));
      const [key, variantId] = splitLast(action.argument ?? '');
      if (key !== approvalKey(state)) return refused([MOVED_ON]);
      return {
        type: 'event',
        event: { type: 'variant-pressed', at, actor, place, key, variantId },
      };
    }
    case 'check-again':
      if (state.stage !== 'awaiting-approval') return refused(settledLine(state));
      return { type: 'event', event: { type: 'check-again-asked', at } };
    case 'withdraw-change':
    case 'edit-change':
      return hearOwn(state, { at, actor, isEdit: action.name === 'edit-change' });
    case 'stop-change':
      if (!canStop(state)) return refused(settledLine(state));
      return { type: 'event', event: { type: 'stop-pressed', at, actor, place } };
    case 'try-again':
      if (!canRetry(state)) return refused(settledLine(state));
      return { type: 'event', event: { type: 'retry-asked', at, actor } };
    case 'look-again':
      if (!hasEnded(state)) return refused(settledLine(state));
      return { type: 'event', event: { type: 'look-again-asked', at } };
    default:
      return refused(settledLine(state));
  }
}

/** What only the person who asked for the change can do. */
function hearOwn(
  state: ChangeState,
  { at, actor, isEdit }: { at: string; actor: Actor; isEdit: boolean },
): Hearing<ChangeEvent> {
  if (!isSameActor(actor, state.requester)) {
    return refused(line`Only ${person(state.requester)}, who asked for it, can do that.`);
  }
  if (!(isEdit ? canEdit(state) : canWithdraw(state))) return refused(settledLine(state));
  const type = isEdit ? 'change-edited' : 'change-withdrawn';
  return { type: 'event', event: { type, at, actor } };
}

/** `KEY/VARIANT`: the key has a slash of its own, a variant's id has none. */
function splitLast(argument: string): readonly [string, string] {
  const position = argument.lastIndexOf('/');
  return [argument.slice(0, Math.max(position, 0)), argument.slice(position + 1)];
}

const SO_ALREADY = 'It is done in that way already: nothing was changed.';

const MOVED_ON =
  'The change is not what this button was drawn for. Look at the card again: it is up to date now.';

function settledLine({ stage }: ChangeState): Line {
  return [
    `This change is already ${stage.replaceAll('-', ' ')}: nothing was changed by that click.`,
  ];
}

function refused(text: Line): Hearing<ChangeEvent> {
  return { type: 'refused', line: text };
}
