import { describe, expect, it } from 'vitest';
import { aSession } from '../../../test/builders.ts';
import {
  accepted,
  aPolicyTalk,
  aStoredPolicy,
  derived,
  given,
  rehearsed,
  SENTENCE,
  STATES,
  TO_REVIEW,
} from '../../../test/policy-builders.ts';
import { ANA, AT } from '../../../test/recommend-builders.ts';
import { renderPlainText } from '../../chat/plain-text.ts';
import type { PolicyEvent, PolicyState } from './state.ts';
import { transition } from './transition.ts';
import { policyWorkflow } from './workflow.ts';

const loaded: PolicyEvent = { type: 'policy-loaded', at: AT, policy: aStoredPolicy() };
const EDIT = { type: 'edit', policyId: 'pol-0123456789ab' } as const;
const none = { counts: { rules: 0, covered: 0, leftOut: 0 } };

function review(state: PolicyState | undefined): string {
  if (!state) throw new Error('there is no such state');
  const session = { ...aSession({ workflow: 'policy', owner: ANA }), state };
  const card = policyWorkflow.view(session).at(-1)?.card;
  return card ? renderPlainText(card) : '';
}

function coverageFiles(state: PolicyState): number {
  const session = { ...aSession({ workflow: 'policy', owner: ANA }), state };
  const cards = policyWorkflow.view(session).map(({ card }) => JSON.stringify(card));
  return cards.join('').split('"coverage-1.txt"').length - 1;
}

describe('the review of a policy that is changed', () => {
  it('tells what is different from the version that there is', () => {
    const state = aPolicyTalk(
      [
        loaded,
        derived(),
        rehearsed(),
        given({ owner: 'b-team', scope: { type: 'all' } }),
        rehearsed(),
      ],
      EDIT,
    );
    const text = review(state);

    expect(text).toContain('Changed since version 3:');
    expect(text).toContain('Owner: was a-team');
    expect(text).toContain('Namespaces: was “only a-team”');
    expect(text).toContain('Covers: was 0 kinds');
    expect(text).not.toContain('Words: was');
    expect(text).not.toContain(`was “${SENTENCE}”`);
  });

  it('says that the objects in the cluster keep their names', () => {
    const other = given({ sentence: 'Caches in AWS run in us-west-2' });
    const edited = STATES['edited'];
    if (!edited) throw new Error('there is no such state');
    const state = [other, derived(), accepted, rehearsed()].reduce(
      (one: PolicyState, event) => transition(one, event).state,
      edited,
    );

    expect(review(state)).toContain('In the cluster it keeps its name, n, whatever');
    expect(review(edited)).not.toContain('keeps its name');
  });

  it('says so where nothing is', () => {
    const text = review(aPolicyTalk([loaded, derived(none), rehearsed()], EDIT));

    expect(text).toContain('It says the same as version 3.');
  });

  it('says what stays enforced until somebody approved it', () => {
    const text = review(STATES['edited']);

    expect(text).toContain('version 3 stays enforced as it is (deny)');
    expect(text).not.toContain('Nothing is enforced before');
  });

  it('says so as well while its change is on its way', () => {
    const edited = STATES['edited'];
    if (!edited) throw new Error('there is no such state');
    const state: PolicyState = { ...edited, stage: 'handed-over' };
    const session = { ...aSession({ workflow: 'policy', owner: ANA }), state };
    const head = JSON.stringify(policyWorkflow.view(session).at(0)?.card);

    expect(head).toContain('Until that is done, version 3 stays enforced (deny).');
    expect(head).not.toContain('not enforced');
  });

  it('finds no difference in an order', () => {
    const policy = aStoredPolicy({
      triggers: ['databases', 'caches'],
      scope: { type: 'only', namespaces: ['b-team', 'a-team'] },
    });
    const begun = aPolicyTalk(
      [{ type: 'policy-loaded', at: AT, policy }, derived(none), rehearsed()],
      EDIT,
    );
    const reordered: PolicyState = {
      ...begun,
      triggers: ['caches', 'databases'],
      scope: { type: 'only', namespaces: ['a-team', 'b-team'] },
    };

    expect(review(reordered)).toContain('It says the same as version 3.');
  });

  it('compares a new policy with nothing', () => {
    const text = review(aPolicyTalk(TO_REVIEW));

    expect(text).not.toMatch(/Changed since|says the same/u);
    expect(text).toContain('Nothing is enforced before');
  });
});

describe('the file of the coverage', () => {
  it('is sent once for a set of rules', () => {
    const again = [given({ leftOut: ['Cluster'] }), derived(), accepted, rehearsed()];

    expect(coverageFiles(aPolicyTalk(TO_REVIEW))).toBe(1);
    expect(coverageFiles(aPolicyTalk([...TO_REVIEW, ...again]))).toBe(1);
    expect(coverageFiles(aPolicyTalk([loaded, derived(), rehearsed()], EDIT))).toBe(1);
  });
});
