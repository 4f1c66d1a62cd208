import { describe, expect, it } from 'vitest';
import { aMessage, aSession } from '../../../test/builders.ts';
import {
  aPolicyTalk,
  details,
  given,
  TO_REVIEW,
  TO_RULES,
  wordsFound,
} from '../../../test/policy-builders.ts';
import { ANA, AT } from '../../../test/recommend-builders.ts';
import { hear } from './hear.ts';
import type { PolicyState } from './state.ts';

const atTriggers = aPolicyTalk([{ ...wordsFound, suggested: ['RDS', 'NoSQL', 'Aurora'] }]);
const atOwner = aPolicyTalk([wordsFound, given({ triggers: ['RDS'], rationale: 'Law.' })]);
const atNamespaces = aPolicyTalk([wordsFound, given({ ...details, scope: undefined })]);

function heard(state: PolicyState, text: string) {
  const session = { ...aSession({ workflow: 'policy', owner: ANA }), state };
  return hear(session, aMessage(text, { at: AT, actor: ANA, namesBot: false }));
}

describe('what a button says, typed', () => {
  it('means what the button means', () => {
    expect(heard(atOwner, 'I own it')).toMatchObject({ event: { owner: 'slack:T1:UANA' } });
    expect(heard(atNamespaces, 'take the suggestion')).toMatchObject({
      type: 'event',
      event: { type: 'fields-given' },
    });
  });

  it('is answered at the review with what to write instead, where it needs more words', () => {
    for (const state of [aPolicyTalk(TO_RULES), aPolicyTalk(TO_REVIEW)]) {
      for (const text of ['change the reason', 'Change namespaces', 'leave out kinds', 'edit']) {
        expect(heard(state, text)).toMatchObject({
          type: 'refused',
          line: [expect.stringContaining('“namespaces: all”')],
        });
      }
    }
  });

  it('says at the review that an agreement alone decides nothing', () => {
    expect(heard(aPolicyTalk(TO_REVIEW), 'looks good')).toMatchObject({
      type: 'refused',
      line: [expect.stringContaining('“store only”')],
    });
  });

  it('is no team that owns it', () => {
    for (const text of ['all', 'nobody', 'no']) {
      expect(heard(atOwner, text)).toMatchObject({ type: 'refused' });
    }
  });
});

describe('numbers of the offered words', () => {
  it('may be joined by "and"', () => {
    expect(heard(atTriggers, '1 and 3')).toMatchObject({
      event: { type: 'fields-given', triggers: ['RDS', 'Aurora'] },
    });
  });

  it('are refused where the card has no such word, however they are joined', () => {
    for (const text of ['2 and 99', '2, 99', '99']) {
      expect(heard(atTriggers, text)).toMatchObject({ type: 'refused' });
    }
  });
});
