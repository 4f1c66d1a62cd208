import { expect, it } from 'vitest';
import {
  after,
  at,
  found,
  granted,
  LIVE,
  NONE,
  removed,
} from '../../../test/policy-removal-events.ts';
import { policyRemovalCard } from './cards.ts';
import type { PolicyRemovalState } from './state.ts';
import { transition } from './transition.ts';
import { renderPlainText } from '../../chat/plain-text.ts';

const above = { ...found(LIVE), guiding: 1 };

function textOf({ state }: { state: PolicyRemovalState }): string {
  return renderPlainText(policyRemovalCard(state));
}

it('offers to drop a draft alone, and says what deleting the policy would take', () => {
  const asking = after(above);

  expect(textOf(asking)).toContain('[Drop the draft]');
  expect(textOf(asking)).toContain('Version 1 guides, and deleting the policy deletes both.');
  expect(textOf(after(found(LIVE)))).not.toContain('Drop the draft');
});

it('drops the draft, and says that what guides stays', () => {
  const step = after(above, granted('draft'));
  const done = transition(step.state, removed);

  expect(step.effects).toEqual([{ type: 'remove-policy' }]);
  expect(textOf(done)).toContain('Version 1 goes on guiding');
  expect(textOf(done)).not.toContain('guides no recommendation');
  expect(done.audit).toMatchObject([{ action: 'policy-draft-dropped' }]);
  expect(after(found(LIVE), granted('draft')).effects).toEqual([]);
});

it('says which kinds nobody looked at, before and after', () => {
  const unseen = ['ValidatingPolicy'];
  const words = 'Not looked at, since the bot may not list them: ValidatingPolicy.';
  const done = after(found(NONE), granted('record'), {
    type: 'policy-removed',
    at,
    left: [],
    unseen,
  });

  expect(textOf(after(found({ ...NONE, unseen })))).toContain(words);
  expect(textOf(done)).toContain(`Nothing of it was found in the cluster. ${words}`);
});
