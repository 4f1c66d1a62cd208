import { describe, expect, it } from 'vitest';
import {
  accepted,
  aPolicyTalk,
  aStoredPolicy,
  derived,
  details,
  enforcementAsked,
  given,
  rehearsed,
  storingAsked,
  TO_REVIEW,
  TO_RULES,
  wordsFound,
} from '../../../test/policy-builders.ts';
import { AT } from '../../../test/recommend-builders.ts';
import type { PolicyEvent, PolicyEventOf, PolicyState } from './state.ts';
import { transition } from './transition.ts';

function after(state: PolicyState, event: PolicyEvent) {
  const { state: next, effects } = transition(state, event);
  return { stage: next.stage, effects: effects.map(({ type }) => type), state: next };
}

describe('rules and rehearsal', () => {
  it('rehearses what its author accepted, and then reviews it', () => {
    const rehearsing = after(aPolicyTalk(TO_RULES), accepted);

    expect(rehearsing).toMatchObject({ stage: 'rehearsing', effects: ['rehearse-policy'] });
    expect(after(rehearsing.state, rehearsed())).toMatchObject({
      stage: 'review',
      state: { target: 'kyverno-validating-policy' },
    });
  });

  it('does not rehearse what no rule can say, and never asks for its enforcement', () => {
    const guidance = derived({ guidanceBecause: 'It is about people.' });
    const review = after(aPolicyTalk([wordsFound, details, guidance]), accepted);

    expect(review).toMatchObject({ stage: 'review', effects: [] });
    expect(after(review.state, enforcementAsked).effects).toEqual([]);
    expect(after(review.state, storingAsked).effects).toEqual(['store-policy']);
  });

  it.each<[string, Partial<PolicyEventOf<'fields-given'>>, PolicyState['stage']]>([
    ['the sentence', { sentence: 'Caches in AWS run in us-east-1' }, 'deriving'],
    ['the words', { triggers: ['cache'] }, 'deriving'],
    ['the kinds', { leftOut: ['Cluster'] }, 'deriving'],
    ['the namespaces', { scope: { type: 'all' } }, 'rehearsing'],
    ['the reason', { rationale: 'Latency.' }, 'review'],
    ['the owner', { owner: 'b-team' }, 'review'],
  ])('does as much again as a change of %s asks for', (_what, fields, stage) => {
    const next = after(aPolicyTalk(TO_REVIEW), given(fields));

    expect(next.stage).toBe(stage);
    expect(next.effects).toHaveLength(stage === 'review' ? 0 : 1);
    expect(next.state.rehearsal === undefined).toBe(stage !== 'review');
  });

  it('refuses to leave out a kind that is not covered, and names the near one', () => {
    const { state } = after(
      aPolicyTalk(TO_RULES),
      given({ leftOut: ['Clustr.rds.aws.example.org'] }),
    );

    expect(state.problems.kinds).toContain('Did you mean Cluster.rds.aws.example.org?');
    expect(state.leftOut).toEqual([]);
    const short = after(state, given({ leftOut: ['instance'] }));
    expect(short.state.leftOut).toEqual(['Instance.rds.aws.example.org']);
  });

  it('leaves out what typed names were understood as, and never calls others left out', () => {
    const many = { counts: { rules: 1, covered: 200, leftOut: 0 }, kinds: ['Instance.rds'] };
    const rules = aPolicyTalk([wordsFound, details, derived(many)]);
    const deriving = after(rules, given({ leftOut: ['instance', 'nonsense'] })).state;
    const leftOut = ['Instance.rds'];

    expect(deriving.stage).toBe('deriving');
    expect(after(deriving, derived({ ...many, leftOut })).state).toMatchObject({ leftOut });
  });

  it('rehearses again for another target, if it can be used', () => {
    const review = aPolicyTalk(TO_REVIEW);
    const other = after(review, { type: 'target-chosen', at: AT, target: 'admission-policy' });

    expect(other).toMatchObject({ stage: 'rehearsing', effects: ['rehearse-policy'] });
    expect(after(other.state, rehearsed()).state.target).toBe('admission-policy');
    const absent = { type: 'target-chosen', at: AT, target: 'kyverno-cluster-policy' } as const;
    expect(transition(review, absent).state).toBe(review);
  });
});

describe('changing a policy', () => {
  const edit = { type: 'edit', policyId: 'pol-0123456789ab' } as const;
  const loaded: PolicyEvent = { type: 'policy-loaded', at: AT, policy: aStoredPolicy() };

  it('begins at the review with what stands, derived and rehearsed anew', () => {
    const step = transition(aPolicyTalk([], edit), loaded);
    const quiet = after(step.state, derived());

    expect(step.effects).toMatchObject([{ type: 'derive-rules' }, { type: 'find-words' }]);
    expect(step.state).toMatchObject({ baseVersion: 3, owner: 'a-team', isEditing: true });
    expect(quiet.stage).toBe('rehearsing');
    const review = after(after(quiet.state, wordsFound).state, rehearsed());
    expect(review.state).toMatchObject({ stage: 'review', namespaces: wordsFound.namespaces });
  });

  it('stops at the rules where they say something that must be seen', () => {
    const conflicts = [{ policyId: 'pol-1', sentence: 'Other', reason: 'No value fits both.' }];

    expect(aPolicyTalk([loaded, derived({ conflicts })], edit).stage).toBe('rules');
  });

  it('begins at the rules where a scan found kinds for it', () => {
    const extend = { ...edit, type: 'extend' } as const;
    const state = aPolicyTalk([loaded, derived({ added: ['Proxy.rds'] })], extend);

    expect(state).toMatchObject({ stage: 'rules', derived: { added: ['Proxy.rds'] } });
  });

  it('ends where the policy is gone', () => {
    expect(aPolicyTalk([{ type: 'policy-loaded', at: AT }], edit).outcome).toBe('gone');
  });
});
