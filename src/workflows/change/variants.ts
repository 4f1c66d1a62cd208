import { approvalKey, askedAgain } from './approval.ts';
import type { ChangeEvent, ChangeState } from './state.ts';
import { type ChangeStep, checkOf, noted, unchanged } from './steps.ts';
import { type Actor, isSameActor } from '../../chat/actor.ts';
import type { Button } from '../../chat/card.ts';
import type { Form } from '../../chat/form.ts';
import type { ChangeVariant } from '../../domain/prepared-change.ts';

/** More ways than this are chosen in a form. */
const BUTTONS_MAX = 2;

/** The way that stands: what Approve approves. Undefined where there is but one way. */
export function currentVariant({ request }: ChangeState): ChangeVariant | undefined {
  const { variants = [], prepared } = request;
  return variants.find((variant) => variant.prepared.digest === prepared.digest);
}

function otherVariants(state: ChangeState): readonly ChangeVariant[] {
  const { variants = [], prepared } = state.request;
  return variants.filter((variant) => variant.prepared.digest !== prepared.digest);
}

/** One button for the other way, or one that opens the choice among several. */
export function variantButtons(state: ChangeState): Button[] {
  const others = otherVariants(state);
  const [first] = others;
  if (!first) return [];
  if (others.length >= BUTTONS_MAX) {
    return [{ label: 'Change how', opens: 'variant', action: { name: 'open-form' } }];
  }
  const argument = `${approvalKey(state)}/${first.id}`;
  const label = `Switch to ${first.label.charAt(0).toLowerCase()}${first.label.slice(1)}`;
  const button = {
    label,
    action: { name: 'switch-variant', argument },
  };
  if (state.approvals.length === 0) return [button];
  const confirm = {
    title: `${label}?`,
    text: 'Approvals that were given do not count any more: it is asked for again.',
    confirmLabel: 'Switch',
    cancelLabel: 'Not now',
  };
  return [{ ...button, confirm }];
}

export function variantForm(state: ChangeState): Form {
  const voids =
    state.approvals.length > 0 ? ' Approvals that were given do not count any more then.' : '';
  return {
    id: 'variant',
    title: 'Change how',
    submitLabel: 'Switch',
    intro: [[`Approve approves exactly what the card shows after this.${voids}`]],
    fields: [
      {
        id: variantField(state),
        label: 'How it is done',
        kind: 'select',
        options: (state.request.variants ?? []).map(({ id, label, description }) => ({
          value: id,
          label,
          description,
        })),
        isSearched: false,
        initial: currentVariant(state)?.id ?? '',
        isRequired: true,
      },
    ],
  };
}

/** Another one whenever something else stands: what was chosen beside an older card is not taken over. */
export function variantField({ round, switches = 0 }: ChangeState): string {
  return `variant-${round + switches}`;
}

/** Its requester may switch as long as nobody has approved; whether another person may is looked up. */
export function variantPressed(
  state: ChangeState,
  event: Extract<ChangeEvent, { type: 'variant-pressed' }>,
): ChangeStep {
  const { at, actor, key, variantId } = event;
  if (!canSwitch(state, event)) return unchanged(state);
  if (isSameActor(actor, state.requester) && state.approvals.length === 0) {
    return switched(state, { at, actor, variantId });
  }
  return { state, effects: [checkOf(event, { type: 'switch', key, variantId })], audit: [] };
}

export function variantGranted(
  state: ChangeState,
  event: Extract<ChangeEvent, { type: 'variant-granted' }>,
): ChangeStep {
  return canSwitch(state, event) ? switched(state, event) : unchanged(state);
}

function canSwitch(
  state: ChangeState,
  { key, variantId }: { readonly key: string; readonly variantId: string },
): boolean {
  return (
    state.stage === 'awaiting-approval' &&
    key === approvalKey(state) &&
    otherVariants(state).some(({ id }) => id === variantId)
  );
}

function switched(
  before: ChangeState,
  { at, actor, variantId }: { at: string; actor: Actor; variantId: string },
): ChangeStep {
  const variant = otherVariants(before).find(({ id }) => id === variantId);
  if (!variant) return unchanged(before);
  const { prepared } = variant;
  const state: ChangeState = {
    ...before,
    request: { ...before.request, prepared },
    results: prepared.items.map(() => ({ state: 'waiting', reason: '' })),
    switches: (before.switches ?? 0) + 1,
    approvals: [],
    trouble: undefined,
  };
  const details = { from: currentVariant(before)?.id ?? '', to: variant.id };
  const audit = [noted(state, { at, actor, action: 'variant-switched', details })];
  // Where nobody has approved yet, the redrawn card is enough: nobody has to be called back.
  if (before.approvals.length === 0) return { state, effects: [], audit };
  const reason = `${variant.label}: ${variant.description}`;
  const step = askedAgain(state, { at, because: 'variant-switched', reason });
  return { ...step, audit };
}
