import { stageBefore } from './asking.ts';
import type { PolicyState } from './state.ts';
import type { Button } from '../../chat/card.ts';
import { cancelButton, stepButton } from '../wizard/card-parts.ts';

export function backButton(state: PolicyState, slot: string): Button | undefined {
  return stageBefore(state) === undefined
    ? undefined
    : stepButton(slot, { label: 'Back', name: 'go-back' });
}

export const CANCEL = cancelButton({
  title: 'Cancel this policy?',
  text: 'What was given so far is dropped. Nothing was stored or applied by it.',
});
