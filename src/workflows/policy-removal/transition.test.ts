import { describe, expect, it } from 'vitest';
import {
  colleague,
  at,
  OBJECTS,
  LIVE,
  NONE,
  found,
  granted,
  pressed,
  changeEnded,
  prepared,
  gone,
  removed,
  hindered,
  expired,
  retry,
  failed,
  opening,
  after,
} from '../../../test/policy-removal-events.ts';
import { policyRemovalCard } from './cards.ts';
import type { PolicyRemovalState } from './state.ts';
import { start, transition } from './transition.ts';
import { policyRemovalWorkflow } from './workflow.ts';
import { renderPlainText } from '../../chat/plain-text.ts';

function textOf({ state }: { state: PolicyRemovalState }): string {
  return renderPlainText(policyRemovalCard(state));
}

function labelsOf({ state }: { state: PolicyRemovalState }): string[] {
  return policyRemovalCard(state).elements.flatMap((element) =>
    element.type === 'buttons' ? element.buttons.map(({ label }) => label) : [],
  );
}

describe('deleting a policy', () => {
  it('looks first what enforces it now', () => {
    expect(start(opening).effects).toEqual([{ type: 'look-up-policy' }]);
  });

  it('asks what becomes of the enforcement, where there is one', () => {
    const asking = after(found(LIVE));

    expect(textOf(asking)).toContain(
      'It is enforced: objects that break it are refused, by ValidatingAdmissionPolicyBinding dotai-db and ValidatingAdmissionPolicy dotai-db.',
    );
    expect(labelsOf(asking)).toEqual([
      'Delete with its enforcement',
      'Only stop guiding',
      'Only delete its enforcement',
      'Keep it',
    ]);
  });

  it('asks for one confirmation where nothing enforces it', () => {
    const asking = after(found(NONE));

    expect(textOf(asking)).toContain('Nothing enforces it in the cluster.');
    expect(labelsOf(asking)).toEqual(['Delete it', 'Keep it']);
    expect(after(found(NONE), granted('record')).effects).toEqual([{ type: 'remove-policy' }]);
  });

  it('does not offer to delete what it cannot see, and says so', () => {
    const asking = after(found({ ...LIVE, state: 'unknown' }));

    expect(textOf(asking)).toContain('Whether it is enforced now cannot be seen');
    expect(labelsOf(asking)).toEqual(['Only stop guiding', 'Keep it']);
    expect(transition(asking.state, granted('all')).state).toBe(asking.state);
  });

  it('says what is there beside the record', () => {
    expect(textOf(after(found({ ...NONE, objects: OBJECTS })))).toContain(
      'The record says that nothing enforces it, yet the cluster has',
    );
    expect(textOf(after(found({ ...LIVE, state: 'missing', objects: [] })))).toContain(
      'is not in the cluster any more',
    );
    expect(textOf(after(found({ ...LIVE, state: 'outdated' })))).toContain(
      'but not on every kind as the cluster serves it now',
    );
  });

  it('looks up who presses before anything happens, and tells who may not', () => {
    const step = after(found(LIVE), pressed('all'));
    const denied = transition(step.state, {
      type: 'removal-denied',
      at,
      actor: colleague,
      reason: 'Only curators can do that.',
    });

    expect(step.effects).toEqual([{ type: 'check-curator', actor: colleague, wish: 'all' }]);
    expect(step.state).toEqual(after(found(LIVE)).state);
    expect(denied.effects).toMatchObject([{ type: 'tell', to: colleague }]);
    expect(denied.state.stage).toBe('asking');
  });

  it('is kept where somebody says so', () => {
    const { state, audit } = after(found(LIVE), granted('keep'));

    expect(state.stage).toBe('kept');
    expect(audit).toMatchObject([{ action: 'policy-kept', actor: 'slack:T1:U2' }]);
  });
});

describe('with its enforcement', () => {
  const handedOver = [found(LIVE), granted('all'), prepared] as const;

  it('opens a change by whoever decided, so that another person approves it', () => {
    expect(after(found(LIVE), granted('all')).effects).toEqual([{ type: 'prepare-deletion' }]);
    expect(after(...handedOver).effects).toMatchObject([
      { type: 'open', workflow: 'change', sessionId: 'chg-1', owner: colleague },
    ]);
  });

  it('removes the record only when the change says that all is gone', () => {
    const done = after(...handedOver, changeEnded('ready'), removed);

    expect(after(...handedOver).state.stage).toBe('handed-over');
    expect(after(...handedOver, changeEnded('ready')).effects).toEqual([{ type: 'remove-policy' }]);
    expect(textOf(done)).toContain('Nothing of it is left in the cluster.');
    expect(done.audit).toMatchObject([
      { action: 'policy-deleted', actor: 'slack:T1:U2', details: { wish: 'all' } },
    ]);
  });

  it.each(['rejected', 'withdrawn', 'expired', 'stopped'])(
    'leaves the policy as it is where the change was %s',
    (outcome) => {
      const ended = after(...handedOver, changeEnded(outcome));

      expect(ended.state.stage).toBe('refused');
      expect(ended.effects).toEqual([]);
      expect(textOf(ended)).toContain('The policy goes on guiding.');
      expect(textOf(ended)).toContain('It is enforced');
      expect(labelsOf(ended)).toEqual(['Ask again']);
    },
  );

  it('goes on waiting where the objects are not gone yet, and finishes when they are', () => {
    const open = after(...handedOver, changeEnded('not-ready'));

    expect(open.state.stage).toBe('handed-over');
    expect(textOf(open)).toContain('It is not-ready.');
    expect(transition(open.state, changeEnded('ready')).effects).toEqual([
      { type: 'remove-policy' },
    ]);
  });

  it('removes the record at once where nothing is there any more', () => {
    expect(after(found(LIVE), granted('all'), gone).effects).toEqual([{ type: 'remove-policy' }]);
  });

  it('says that the record stays where somebody changed it meanwhile', () => {
    const ended = after(...handedOver, changeEnded('ready'), hindered);

    expect(textOf(ended)).toContain('It was changed.');
    expect(textOf(ended)).toContain('It is ready.');
    expect(textOf(ended)).not.toContain('It is enforced');
  });
});

describe('without its enforcement', () => {
  it('says before and after what stays, and what that does', () => {
    const asking = after(found(LIVE));
    const confirm = policyRemovalCard(asking.state)
      .elements.flatMap((element) => (element.type === 'buttons' ? element.buttons : []))
      .find(({ label }) => label === 'Only stop guiding')?.confirm;
    const done = after(found(LIVE), granted('record'), { ...removed, left: OBJECTS });

    expect(confirm?.text).toContain('objects that break it are still refused');
    expect(textOf(done)).toContain(
      'Left in the cluster: ValidatingAdmissionPolicyBinding dotai-db',
    );
    expect(textOf(done)).toContain('Objects that break it are still refused.');
    expect(done.audit[0]?.details).toMatchObject({ left: OBJECTS.join(', ') });
  });

  it('says at the end where nobody could look what is left', () => {
    const done = after(found(LIVE), granted('record'), { type: 'policy-removed', at });

    expect(textOf(done)).toContain('could not be looked up');
  });

  it('keeps a policy of which only the enforcement goes', () => {
    const done = after(
      found(LIVE),
      granted('enforcement'),
      prepared,
      changeEnded('ready'),
      removed,
    );

    expect(textOf(done)).toContain('It goes on guiding recommendations');
    expect(done.audit).toMatchObject([{ action: 'policy-enforcement-deleted' }]);
  });
});

describe('a removal that something hinders', () => {
  it('is over where the policy is gone or changed', () => {
    expect(after(hindered).state.stage).toBe('refused');
    expect(textOf(after(hindered))).toContain('It was changed.');
  });

  it.each([
    ['look-up-policy', []],
    ['prepare-deletion', [found(LIVE), granted('all')]],
    ['remove-policy', [found(NONE), granted('record')]],
  ] as const)('tries %s again when asked', (activity, events) => {
    const stopped = after(...events, failed(activity));

    expect(stopped.state.stage).toBe('failed');
    expect(policyRemovalWorkflow.lifecycle(stopped.state)).toMatchObject({ isOpen: true });
    expect(transition(stopped.state, retry).effects).toEqual([{ type: activity }]);
    expect(transition(stopped.state, expired).state.stage).toBe('expired');
  });

  it('asks for a press again that could not be looked up', () => {
    expect(textOf(after(found(LIVE), failed('check-curator')))).toContain('did not count');
  });
});
