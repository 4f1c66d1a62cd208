import { stageBefore } from './asking.ts';
import type { PatternState } from './state.ts';
import type { Button } from '../../chat/card.ts';
import { cancelButton, stepButton } from '../wizard/card-parts.ts';

export function backButton(state: PatternState, slot: string): Button | undefined {
  return stageBefore(state) === undefined
    ? undefined
    : stepButton(slot, { label: 'Back', name: 'go-back' });
}

export const CANCEL = cancelButton({
  title: 'Cancel this pattern?',
  text: 'What was given so far is dropped. Nothing was stored by it.',
});
