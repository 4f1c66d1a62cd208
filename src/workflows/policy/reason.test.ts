import { describe, expect, it } from 'vitest';
import { aSession } from '../../../test/builders.ts';
import { aCandidate } from '../../../test/pattern-builders.ts';
import {
  accepted,
  aPolicyTalk,
  aStoredPolicy,
  candidateChecked,
  derived,
  details,
  given,
  rehearsed,
  SENTENCE,
  TO_REVIEW,
  wordsFound,
} from '../../../test/policy-builders.ts';
import { ANA, AT } from '../../../test/recommend-builders.ts';
import { renderPlainText } from '../../chat/plain-text.ts';
import type { PolicyEvent, PolicyState } from './state.ts';
import { transition } from './transition.ts';
import { policyWorkflow } from './workflow.ts';

const OTHER = 'Databases in AWS should always run in the us-west-2 region';
const changed = given({ sentence: OTHER });
const asked: PolicyEvent = { type: 'rationale-asked', at: AT, by: ANA };

function written(text: string, sentence: string): PolicyEvent {
  return { type: 'rationale-written', at: AT, text, by: 'offline', sentence };
}

function after(state: PolicyState, ...events: readonly PolicyEvent[]): PolicyState {
  return events.reduce((one, event) => transition(one, event).state, state);
}

function lastText(state: PolicyState): string {
  const session = { ...aSession({ workflow: 'policy', owner: ANA }), state };
  const card = policyWorkflow.view(session).at(-1)?.card;
  return card ? renderPlainText(card) : '';
}

/** At the review, with a reason that was written for its author. */
const withWritten = aPolicyTalk([
  wordsFound,
  given({ triggers: ['RDS'] }),
  asked,
  written('For the east.', SENTENCE),
  { ...details, rationale: 'For the east.' },
  derived(),
  accepted,
  rehearsed(),
]);

describe('a reason that was written for its author', () => {
  it('is written anew when the sentence changes, and the review says so', () => {
    const step = transition(withWritten, changed);
    const state = after(
      step.state,
      written('For the west.', OTHER),
      derived(),
      accepted,
      rehearsed(),
    );

    expect(step.effects.map(({ type }) => type)).toEqual(['write-rationale', 'derive-rules']);
    expect(step.state.rationale).toBeUndefined();
    expect(lastText(state)).toContain('For the west.');
    expect(lastText(state)).not.toContain('For the east.');
    expect(lastText(state)).toContain('so its reason was written anew: look it over');
    expect(lastText(after(state, given({ rationale: 'Mine.' })))).not.toContain('written anew');
  });

  it('is not taken where it was written from a sentence that changed meanwhile', () => {
    const { state } = transition(withWritten, changed);
    const late = transition(state, written('For the east.', SENTENCE));

    expect(late.state).toBe(state);
  });

  it('is said to be gone where no other could be written', () => {
    const { state } = transition(withWritten, changed);
    const effect = { type: 'write-rationale' };
    const failed: PolicyEvent = {
      type: 'activity-failed',
      at: AT,
      activity: 'write-rationale',
      kind: 'unavailable',
      message: 'It does not answer.',
      effect,
    };
    const text = lastText(after(state, failed, derived(), accepted, rehearsed()));

    expect(text).toContain('the reason that was written for the earlier one was dropped');
    expect(text).not.toContain('For the east.');
  });

  it('is asked for again where the sentence changes while details are asked', () => {
    const talk = aPolicyTalk([
      wordsFound,
      given({ triggers: ['RDS'] }),
      asked,
      written('For the east.', SENTENCE),
      given({ rationale: 'For the east.' }),
    ]);
    const state = after(talk, changed);

    expect(talk.stage).toBe('owner');
    expect(state.stage).toBe('rationale');
    expect(lastText(state)).toContain('was dropped');
    expect(lastText(state)).toContain('[Write it for me]');
  });

  it('is known as such when the stored policy is changed', () => {
    const policy = aStoredPolicy({ rationale: 'For the east.', rationaleBy: 'offline' });
    const talk = aPolicyTalk([{ type: 'policy-loaded', at: AT, policy }, derived(), rehearsed()], {
      type: 'edit',
      policyId: policy.id,
    });

    expect(transition(talk, changed).effects[0]).toMatchObject({ type: 'write-rationale' });
  });
});

describe('a reason in its author’s own words', () => {
  it('stays when the sentence changes, and the review says for which it was given', () => {
    const state = after(aPolicyTalk(TO_REVIEW), changed, derived(), accepted, rehearsed());
    const confirmed = after(state, given({ rationale: 'Data stays in one region.' }));

    expect(state.rationale).toBe('Data stays in one region.');
    expect(lastText(state)).toContain(`was given for an earlier sentence, “${SENTENCE}”`);
    expect(lastText(confirmed)).not.toContain('earlier sentence');
  });
});

describe('a reason that the proposal says', () => {
  const reason = 'Because of ISO 27001.';
  const candidate = aCandidate({ type: 'policy', title: SENTENCE, rationale: reason });
  const input = { type: 'new', sentence: '', candidateId: candidate.id } as const;
  const loaded = candidateChecked(candidate);
  const toReason = [
    loaded,
    given({ sentence: SENTENCE }),
    wordsFound,
    given({ triggers: ['RDS'] }),
  ];

  it('is filled in where why is asked, to be taken as it is', () => {
    const state = aPolicyTalk(toReason, input);

    expect(state.stage).toBe('rationale');
    expect(lastText(state)).toContain(reason);
    expect(lastText(state)).toContain('As the proposal says it.');
    expect(after(state, given({ rationale: reason })).stage).toBe('owner');
  });

  it('goes with the proposal', () => {
    const state = aPolicyTalk([...toReason, candidateChecked()], input);
    const ended = aPolicyTalk([...toReason, { type: 'session-cancelled', at: AT }], input);

    expect(JSON.stringify(state)).not.toContain(reason);
    expect(JSON.stringify(ended)).not.toContain(reason);
  });

  it('is asked for where nothing of it is said any more', () => {
    const without = candidateChecked(aCandidate({ ...candidate, rationale: '' }));
    const state = aPolicyTalk([...toReason, without], input);

    expect(state).toMatchObject({ stage: 'rationale', sentence: SENTENCE });
    expect(state.rationale).toBeUndefined();
  });
});
