import { describe, expect, it } from 'vitest';
import {
  aButtonPress,
  aFormSubmission,
  aMessage,
  anActor,
  aPlace,
  aSession,
} from '../../../test/builders.ts';
import {
  ASKER,
  AT,
  CANDIDATE_TARGET,
  CURATOR,
  failed,
  granted,
  loaded,
  PATTERN_TARGET,
  policy,
  reviewOf,
  settled,
} from '../../../test/candidate-talk.ts';
import { aCandidate } from '../../../test/pattern-builders.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import type { CandidateState } from './state.ts';
import { start, transition } from './transition.ts';
import { candidateWorkflow } from './workflow.ts';

const OTHER = { ...PATTERN_TARGET, id: 'pat-cccccccccccc', title: 'Public databases' };
const targets = [PATTERN_TARGET, OTHER, CANDIDATE_TARGET];
const open = reviewOf(loaded({ targets }));
const decided = reviewOf(loaded(), granted('accept'), settled('pat-1'));

function hear(inbound: InboundEvent, state: CandidateState = open) {
  return candidateWorkflow.hear({ ...aSession({ owner: ASKER }), state }, inbound);
}

function says(text: string, state: CandidateState = open) {
  return hear(aMessage(text, { actor: ASKER }), state);
}

function press(argument: string, state: CandidateState = open) {
  const action = { name: 'decide-candidate', argument };
  return hear(aButtonPress({ sessionId: 's', actor: CURATOR, action }), state);
}

function submit(formId: string, values: Record<string, string>) {
  return hear(aFormSubmission({ sessionId: 's', actor: CURATOR, formId, values }));
}

const decision = (over: object) => ({
  type: 'event',
  event: { type: 'decision-pressed', at: AT, version: 1, ...over },
});

describe('a press', () => {
  it.each(['accept', 'edit'])('decides, whoever presses: %s', (name) => {
    expect(press(`${name}:1:`)).toEqual(decision({ actor: CURATOR, decision: name }));
  });

  it('merges into what its button names', () => {
    const into = { decision: 'merge', intoId: PATTERN_TARGET.id };

    expect(press(`merge:1:${PATTERN_TARGET.id}`)).toEqual(decision({ actor: CURATOR, ...into }));
    expect(press('merge:1:pat-ffffffffffff').type).toBe('refused');
  });

  it('on a card that shows what it was before changes nothing', () => {
    const newer = reviewOf(loaded({ candidate: aCandidate({ version: 2 }) }));

    expect(press('accept:1:', newer)).toMatchObject({
      type: 'refused',
      line: [expect.stringContaining('not as it was')],
    });
  });

  it('on what is decided is answered kindly', () => {
    expect(press('accept:1:', decided)).toMatchObject({
      type: 'refused',
      line: [expect.stringContaining('decided already')],
    });
  });

  it('tries again what failed', () => {
    const stopped = reviewOf(loaded(), granted('accept'), failed({ type: 'settle-candidate' }));
    const action = { name: 'try-again' };

    expect(hear(aButtonPress({ sessionId: 's', action }), stopped)).toMatchObject({
      event: { type: 'retry-asked' },
    });
    expect(hear(aButtonPress({ sessionId: 's', action })).type).toBe('refused');
  });
});

describe('a form', () => {
  it('gives the reason of a rejection, which may be left out, without secrets', () => {
    const key = 'AKIAIOSFODNN7EXAMPLE';
    const rejects = { actor: CURATOR, decision: 'reject' };

    expect(submit('reject/1', { reason: ' Old. ' })).toEqual(
      decision({ ...rejects, reason: 'Old.' }),
    );
    expect(submit('reject/1', { reason: '' })).toEqual(decision(rejects));
    expect(JSON.stringify(submit('reject/1', { reason: `key ${key}` }))).not.toContain(key);
  });

  it('chooses what to merge into', () => {
    const into = { decision: 'merge', intoId: CANDIDATE_TARGET.id };

    expect(submit('merge/1', { into: CANDIDATE_TARGET.id })).toEqual(
      decision({ actor: CURATOR, ...into }),
    );
    expect(submit('merge/2', { into: CANDIDATE_TARGET.id }).type).toBe('refused');
    expect(submit('merge/1', {}).type).toBe('refused');
  });

  it('offers every target with what they have in common', () => {
    const session = { ...aSession(), state: open };
    const request = { formId: 'merge/1', viewer: CURATOR };
    const form = candidateWorkflow.form(session, request);

    expect(form).toMatchObject({
      fields: [
        {
          options: [
            { value: PATTERN_TARGET.id, description: PATTERN_TARGET.reason },
            { value: OTHER.id },
            { value: CANDIDATE_TARGET.id, label: 'Gateways in AWS (proposed, too)' },
          ],
        },
      ],
    });
    const stale = candidateWorkflow.form(session, { ...request, formId: 'merge/2' });
    expect(stale).toEqual([expect.stringContaining('not as it was')]);
  });
});

describe('words in the thread', () => {
  it.each([
    ['accept', { decision: 'accept' }],
    ['Accept it.', { decision: 'accept' }],
    ['please edit', { decision: 'edit' }],
    ['reject', { decision: 'reject' }],
    ['Reject because it is from 2019', { decision: 'reject', reason: 'it is from 2019' }],
    ['reject: we left AWS', undefined],
    ['merge into Public networking', { decision: 'merge', intoId: PATTERN_TARGET.id }],
    ['merge it into “gateways”', { decision: 'merge', intoId: CANDIDATE_TARGET.id }],
    [`merge into ${OTHER.id}`, { decision: 'merge', intoId: OTHER.id }],
  ])('decide as its buttons do: %s', (text, over) => {
    const typed = { actor: ASKER, isTyped: true };
    const expected = over ?? { decision: 'reject', reason: 'we left AWS' };

    expect(says(text)).toEqual(decision({ ...typed, ...expected }));
  });

  it.each([
    'yes',
    'looks good to me',
    'we accept no liability',
    'accept the risk and move on',
    'merge conflicts again',
    'I would reject the request then',
    'editing the wiki now',
    '👍',
    '',
  ])('are talk unless they are surely meant so: %s', (text) => {
    expect(says(text)).toEqual({ type: 'ignored' });
  });

  it('of others count where they name the bot', () => {
    const said = { actor: CURATOR } as const;

    expect(hear(aMessage('accept', said)).type).toBe('ignored');
    expect(hear(aMessage('accept', { ...said, namesBot: true }))).toEqual(
      decision({ actor: CURATOR, decision: 'accept', isTyped: true }),
    );
    const stranger = anActor('UX', { workspace: 'T2' });
    expect(hear(aMessage('accept', { actor: stranger, namesBot: true })).type).toBe('refused');
  });

  it('ask back where several are meant, or none', () => {
    expect(says('merge into public')).toMatchObject({
      line: ['Say into which one: “Public networking”, “Public databases”.'],
    });
    expect(says('merge')).toMatchObject({ line: [expect.stringContaining('Say into which one')] });
    expect(says('merge into moon bases')).toMatchObject({
      line: [expect.stringContaining('Nothing is called “moon bases”')],
    });
    expect(says('merge into x', reviewOf(loaded()))).toMatchObject({
      line: ['There is nothing that it can be merged into.'],
    });
  });

  it('say what is missing where it cannot be accepted as it is', () => {
    const incomplete = reviewOf(loaded({ candidate: aCandidate({ rationale: '' }) }));

    expect(says('accept', incomplete)).toMatchObject({
      line: [expect.stringContaining('Nobody said why, or when. “edit” completes it.')],
    });
  });

  it('make a policy of one', () => {
    const state = reviewOf(loaded({ candidate: policy }));

    expect(says('make it a policy', state)).toEqual(
      decision({ actor: ASKER, decision: 'accept', isTyped: true }),
    );
  });

  it('that were written before it was shown change nothing', () => {
    const early = aMessage('accept', { actor: ASKER, at: '2026-11-02T08:59:00.000Z' });

    expect(hear(early)).toMatchObject({
      type: 'refused',
      line: [expect.stringContaining('before this was shown')],
    });
  });

  it('leave it in the queue, for whoever asked', () => {
    expect(says('later')).toMatchObject({ event: { type: 'session-cancelled', actor: ASKER } });
    const other = aMessage('cancel', { actor: CURATOR, namesBot: true });
    expect(hear(other)).toEqual({ type: 'ignored' });
  });

  it('ask for help', () => {
    expect(says('help')).toMatchObject({ line: [expect.stringContaining('merge into NAME')] });
  });

  it('are the wizard’s while it has it', () => {
    const handedOver = reviewOf(loaded(), granted('edit'));

    expect(candidateWorkflow.lifecycle(open)).toMatchObject({ isListening: true });
    expect(candidateWorkflow.lifecycle(handedOver)).toMatchObject({
      isOpen: true,
      isListening: false,
    });
  });
});

describe('in a thread that was there before it', () => {
  const place = aPlace({ thread: '1.1' });
  const opening = { sessionId: 's', owner: ASKER, place, at: AT, input: { candidateId: 'cand-1' } };
  const loading = start(opening).state;
  const states = [
    loading,
    transition(loading, loaded()).state,
    transition(loading, failed({ type: 'load-candidate' })).state,
  ];

  it.each(states)('what is written is left to others: stage %#', (state) => {
    expect(candidateWorkflow.lifecycle(state)).toMatchObject({ isOpen: true, isListening: false });
  });

  it('its buttons decide', () => {
    expect(press('accept:1:', states[1])).toEqual(decision({ actor: CURATOR, decision: 'accept' }));
  });
});
