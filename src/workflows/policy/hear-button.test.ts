import { describe, expect, it } from 'vitest';
import { aButtonPress, aFormSubmission, aSession } from '../../../test/builders.ts';
import {
  aPolicyTalk,
  details,
  given,
  TO_CHANGE,
  TO_REVIEW,
  TO_RULES,
  wordsFound,
} from '../../../test/policy-builders.ts';
import { ANA, AT } from '../../../test/recommend-builders.ts';
import { hear } from './hear.ts';
import type { PolicyEvent, PolicyState } from './state.ts';
import { transition } from './transition.ts';

const asking = aPolicyTalk([{ ...wordsFound, suggested: ['RDS', 'NoSQL', 'backup systems'] }]);
const atRationale = aPolicyTalk([wordsFound, given({ triggers: ['RDS'] })]);
const atOwner = aPolicyTalk([wordsFound, given({ triggers: ['RDS'], rationale: 'Law.' })]);
const atNamespaces = aPolicyTalk([wordsFound, given({ ...details, scope: undefined })]);
const atRules = aPolicyTalk(TO_RULES);
const atReview = aPolicyTalk(TO_REVIEW);
/** Changes nothing while words are asked for. */
const NOTHING: PolicyEvent = { type: 'enforcement-asked', at: AT };

function sessionOf(state: PolicyState) {
  return { ...aSession({ workflow: 'policy', owner: ANA }), state };
}

function pressed(state: PolicyState, name: string, argument?: string, actor = ANA) {
  const action = argument === undefined ? { name } : { name, argument };
  return hear(sessionOf(state), aButtonPress({ sessionId: 's1', action, actor, at: AT }));
}

describe('presses and forms', () => {
  it.each([
    [asking, 'keep-suggested', 'triggers-1', 'fields-given'],
    [atRationale, 'write-for-me', 'rationale-1', 'rationale-asked'],
    [atOwner, 'keep-suggested', 'owner-1', 'fields-given'],
    [atNamespaces, 'keep-suggested', 'namespaces-1', 'fields-given'],
    [atRules, 'accept-rules', 'rules-1', 'rules-accepted'],
    [atReview, 'request-approval', 'review-1', 'enforcement-asked'],
    [atReview, 'store-policy', 'review-1', 'storing-asked'],
    [atReview, 'choose-target', 'review-1:admission-policy', 'target-chosen'],
    [atReview, 'go-back', 'review-1', 'went-back'],
  ] as const)('counts on the card that it stands on alone', (state, name, argument, type) => {
    expect(pressed(state, name, argument)).toMatchObject({ type: 'event', event: { type } });
    const refused = { type: 'refused', line: [expect.stringContaining('nothing was changed')] };
    const [slot = '', target] = argument.split(':');
    const other = slot.replace('-1', '-2');
    const stale = target === undefined ? other : `${other}:${target}`;
    expect(pressed(state, name, stale)).toMatchObject(refused);
    expect(pressed(aPolicyTalk(TO_CHANGE), name, argument)).toMatchObject(refused);
  });

  it('reads the form of everything', () => {
    const form = aFormSubmission({
      sessionId: 's1',
      actor: ANA,
      at: AT,
      formId: 'all/triggers-1',
      values: {
        words: ['RDS'],
        'own-words': 'AWS DB, cache',
        rationale: '',
        owner: '',
        scope: 'except',
        namespaces: ['kube-system'],
      },
    });
    const hearing = hear(sessionOf(asking), form);

    expect(hearing).toMatchObject({
      event: {
        triggers: ['AWS DB', 'cache', 'RDS'],
        owner: '',
        scope: { type: 'except', namespaces: ['kube-system'] },
        isForm: true,
      },
    });
    const { state } = transition(asking, hearing.type === 'event' ? hearing.event : NOTHING);
    expect(state).toMatchObject({ stage: 'deriving', rationale: '', owner: 'slack:T1:UANA' });
    expect(hear(sessionOf(state), form)).toMatchObject({ type: 'refused' });
  });
});
