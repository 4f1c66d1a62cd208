import { describe, expect, it } from 'vitest';
import {
  aPolicyTalk,
  details,
  given,
  SENTENCE,
  wordsFound,
} from '../../../test/policy-builders.ts';
import { ANA, AT } from '../../../test/recommend-builders.ts';
import type { PolicyEvent, PolicyState } from './state.ts';
import { start, transition } from './transition.ts';

function after(state: PolicyState, event: PolicyEvent) {
  const { state: next, effects } = transition(state, event);
  return { stage: next.stage, effects: effects.map(({ type }) => type), state: next };
}

describe('asking', () => {
  it('looks for words at once where the sentence was given', () => {
    const { stage, policyId } = aPolicyTalk();

    expect(stage).toBe('expanding');
    expect(policyId).toMatch(/^pol-[0-9a-f]{12}$/u);
  });

  it.each([
    ['nothing was said', { type: 'new', sentence: '' }],
    ['it comes from a message', { type: 'new', sentence: SENTENCE, source: 'https://chat.test/1' }],
    ['it is a word only', { type: 'new', sentence: 'region' }],
  ] as const)('asks for the sentence where %s', (_why, input) => {
    const opening = { sessionId: 's1', owner: ANA, at: AT, input };
    const { state, effects } = start({ ...opening, place: { ...ANA, channel: 'C1' } });

    expect(state).toMatchObject({ stage: 'sentence', shown: ['sentence-1'] });
    expect(effects).toEqual([]);
  });

  it('goes from field to field and derives when all are there', () => {
    const triggers = after(aPolicyTalk([wordsFound]), given({ triggers: ['RDS'] }));
    const rationale = after(triggers.state, given({ rationale: 'Law.' }));
    const owner = after(rationale.state, given({ owner: 'a-team' }));
    const namespaces = after(owner.state, given({ scope: { type: 'all' } }));

    expect(triggers.stage).toBe('rationale');
    expect(triggers.state.suggested).toEqual(['database', 'Aurora', 'backup systems']);
    expect(rationale.stage).toBe('owner');
    expect(owner.stage).toBe('namespaces');
    expect(namespaces).toMatchObject({ stage: 'deriving', effects: ['derive-rules'] });
  });

  it('takes everything of one form, and closes it', () => {
    const step = transition(aPolicyTalk([wordsFound]), { ...details, isForm: true });

    expect(step).toMatchObject({ state: { stage: 'deriving' }, reply: { type: 'closed' } });
  });

  it('keeps what is right of a form, and says beside the field what is not', () => {
    const scope = { type: 'only', namespaces: ['a-taem'] } as const;
    const step = transition(aPolicyTalk([wordsFound]), {
      ...details,
      isForm: true,
      scope: { ...scope, namespaces: [...scope.namespaces] },
    });

    expect(step.state).toMatchObject({ stage: 'triggers', owner: 'a-team' });
    expect(step.effects).toEqual([]);
    expect(step.reply).toEqual({
      type: 'field-errors',
      errors: { namespaces: 'The cluster has no namespace a-taem. Did you mean a-team?' },
    });
  });

  it.each([
    [{ scope: { type: 'except' as const, namespaces: [''] } }, 'Name at least one namespace.'],
    [
      { scope: { type: 'except' as const, namespaces: [...wordsFound.namespaces] } },
      'That leaves out every namespace',
    ],
    [{ scope: { type: 'only' as const, namespaces: ['A_b'] } }, 'cannot be the name'],
  ])('does not take a scope that cannot be meant', (fields, words) => {
    const state = aPolicyTalk([wordsFound, given({ ...details, scope: undefined })]);
    const next = after(state, given(fields));

    expect(next.stage).toBe('namespaces');
    expect(next.state.problems.namespaces).toContain(words);
    expect(after(next.state, given({ scope: { type: 'all' } })).state.problems).toEqual({});
  });

  it('looks further words up by own ones, and only notes added ones', () => {
    const asked = aPolicyTalk([wordsFound]);
    const own = after(asked, {
      type: 'words-given',
      at: AT,
      by: ANA,
      words: ['AWS DB'],
      looksUp: true,
    });
    const added = after(asked, {
      type: 'words-given',
      at: AT,
      by: ANA,
      words: ['neptune'],
      looksUp: false,
    });

    expect(own).toMatchObject({ stage: 'expanding', effects: ['find-words'] });
    expect(after(own.state, wordsFound).state.triggers).toEqual(['AWS DB']);
    expect(added).toMatchObject({ stage: 'triggers', effects: [] });
    expect(added.state.triggers).toEqual(['neptune']);
  });

  it('shows a reason that was written for them, and takes it when they say so', () => {
    const asked = aPolicyTalk([wordsFound, given({ triggers: ['RDS'] })]);
    const writing = after(asked, { type: 'rationale-asked', at: AT, by: ANA });
    const written = after(writing.state, {
      type: 'rationale-written',
      at: AT,
      text: 'It is the law.',
      by: 'offline',
    });

    expect(writing.effects).toEqual(['write-rationale']);
    expect(written.stage).toBe('rationale');
    const kept = after(written.state, given({ rationale: 'It is the law.' }));
    expect(kept).toMatchObject({ stage: 'owner', state: { rationaleBy: 'offline' } });
    const edited = after(written.state, given({ rationale: 'Our law.' }));
    expect(edited.state.rationaleBy).toBeUndefined();
  });

  it('does not put a late reason over one that was typed meanwhile', () => {
    const asked = aPolicyTalk([wordsFound, given({ triggers: ['RDS'] })]);
    const writing = after(asked, { type: 'rationale-asked', at: AT, by: ANA });
    const typed = after(writing.state, given({ rationale: 'Mine.' }));
    const late: PolicyEvent = { type: 'rationale-written', at: AT, text: 'Theirs.', by: 'x' };

    expect(after(typed.state, late).state.rationale).toBe('Mine.');
  });

  it('goes back with everything that was given, and returns to what is open', () => {
    const owner = aPolicyTalk([wordsFound, given({ triggers: ['RDS'], rationale: 'Law.' })]);
    const back: PolicyEvent = { type: 'went-back', at: AT };
    const triggers = after(after(owner, back).state, back);

    expect(triggers).toMatchObject({ stage: 'triggers', state: { triggers: ['RDS'] } });
    expect(after(triggers.state, given({ triggers: ['Aurora'] }))).toMatchObject({
      stage: 'owner',
      state: { rationale: 'Law.' },
    });
  });

  it('says that namespaces are cut where there are more than it holds', () => {
    const namespaces = Array.from({ length: 900 }, (_, index) => `team-${index}`);
    const { state } = after(aPolicyTalk(), { ...wordsFound, namespaces });

    expect(state.namespaces).toHaveLength(500);
    expect(state.areNamespacesCut).toBe(true);
    const beyond = given({ ...details, scope: { type: 'only', namespaces: ['team-899'] } });
    expect(after(state, beyond).stage).toBe('deriving');
  });
});
