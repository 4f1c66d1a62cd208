import { describe, expect, it } from 'vitest';
import { aPattern, INTERNET_GATEWAY, SQL_CLAIM } from '../../../test/pattern-builders.ts';
import {
  aPatternTalk,
  aSimilarPattern,
  compared,
  EDIT,
  GATEWAY_NAME,
  givenPattern,
  NAME,
  ofEdit,
  resolved,
  SERVICE,
  STATES,
  storedActive,
  storingAsked,
  TO_COMPARING,
  TO_RESOURCES,
  TO_REVIEW,
  TO_TRIGGERS,
  UNCLEAR,
  wordsFound,
} from '../../../test/pattern-talk.ts';
import { ANA, AT, PLACE } from '../../../test/recommend-builders.ts';
import type { PatternEvent, PatternState } from './state.ts';
import { start, transition } from './transition.ts';

function after(state: PatternState, event: PatternEvent) {
  const { state: next, effects, ...rest } = transition(state, event);
  return { stage: next.stage, effects: effects.map(({ type }) => type), state: next, ...rest };
}

const review = aPatternTalk(TO_REVIEW);
const unclear = STATES['unclear'] ?? review;

describe('asking one thing after the other', () => {
  it('goes from the name to the review, and looks up what each step needs', () => {
    const steps: [PatternEvent, string, string[]][] = [
      [wordsFound, 'triggers', []],
      [givenPattern({ triggers: ['web applications'] }), 'finding', ['find-resources']],
      [TO_RESOURCES[2] ?? wordsFound, 'resources', []],
      [givenPattern({ resources: [GATEWAY_NAME] }), 'resolving', ['resolve-resources']],
      [resolved(), 'rationale', []],
      [givenPattern({ rationale: 'A way in.' }), 'owner', []],
      [givenPattern({ owner: 'a-team' }), 'comparing', ['compare-patterns']],
      [compared(), 'review', []],
      [storingAsked, 'storing', ['store-pattern']],
      [storedActive, 'closed', []],
    ];
    let state = aPatternTalk();
    expect(state.stage).toBe('expanding');
    for (const [event, stage, effects] of steps) {
      const step = after(state, event);
      expect(step).toMatchObject({ stage, effects });
      state = step.state;
    }
    expect(state).toMatchObject({ outcome: 'stored', resources: [INTERNET_GATEWAY] });
  });

  it('notes who began and stored it', () => {
    const opening = { sessionId: 's1', owner: ANA, place: PLACE, at: AT };
    const begun = start({ ...opening, input: { type: 'new', name: NAME } });
    const stored = after(after(review, storingAsked).state, storedActive);

    expect(begun.audit).toMatchObject([{ actor: 'slack:T1:UANA', action: 'pattern-begun' }]);
    expect(stored.audit).toMatchObject([
      { action: 'pattern-stored', details: { pattern: review.patternId, status: 'active' } },
    ]);
  });

  it('takes everything of one form, the resources last', () => {
    const all = givenPattern({
      triggers: ['web'],
      resources: ['Deployment'],
      rationale: '',
      owner: '',
      isForm: true,
    });
    const step = after(aPatternTalk(TO_TRIGGERS), all);

    expect(step).toMatchObject({ stage: 'resolving', reply: { type: 'closed' } });
    const { state } = after(step.state, resolved());
    expect(state).toMatchObject({ stage: 'comparing', owner: 'slack:T1:UANA', rationale: '' });
  });

  it('is found by its name where nobody gives words', () => {
    const { state } = after(aPatternTalk(TO_TRIGGERS), givenPattern({ triggers: [] }));

    expect(state.triggers).toEqual([NAME]);
  });

  it('goes back through every step with everything that was given', () => {
    let state = review;
    for (const stage of ['owner', 'rationale', 'resources', 'triggers', 'name']) {
      const step = after(state, { type: 'went-back', at: AT });
      expect(step.stage).toBe(stage);
      state = step.state;
    }
    const again = after(state, givenPattern({ name: NAME }));
    expect(again.stage).toBe('comparing');
    expect(again.state.resources).toEqual([INTERNET_GATEWAY]);
  });
});

describe('resources that are not clear', () => {
  it('hold everything up until each is mended or left out', () => {
    expect(unclear).toMatchObject({ stage: 'resources', resources: [SQL_CLAIM] });
    const by = ANA;
    const dropped = after(unclear, {
      type: 'resource-mended',
      at: AT,
      by,
      said: 'oldthings.example.org',
    });
    expect(dropped.stage).toBe('resources');
    const mended = transition(dropped.state, {
      type: 'resource-mended',
      at: AT,
      by,
      said: 'Service',
      name: 'services.core',
    });
    expect(mended.effects).toMatchObject([
      {
        type: 'resolve-resources',
        said: ['sqlclaims.toolkit.example.org', 'services.core', 'internetgatway'],
      },
    ]);
    const left = after(mended.state, resolved([SQL_CLAIM, SERVICE], UNCLEAR.slice(0, 1)));
    const last = { type: 'resource-mended', at: AT, by, said: 'internetgatway' } as const;
    expect(after(left.state, last)).toMatchObject({
      stage: 'rationale',
      state: { resources: [SQL_CLAIM, SERVICE], unclear: [] },
    });
  });

  it('take no name that was not offered', () => {
    const step = after(unclear, {
      type: 'resource-mended',
      at: AT,
      by: ANA,
      said: 'Service',
      name: 'secrets.core',
    });

    expect(step.state).toBe(unclear);
  });

  it('are picked and left out again, at most eight', () => {
    const pick = (name: string): PatternEvent => ({
      type: 'resource-picked',
      at: AT,
      by: ANA,
      name,
    });
    const many = STATES['ten offered, eight unclear'] ?? unclear;
    const names = many.offered.map(({ kind }) => `${kind.plural}.${kind.group}`);
    const eight = names.slice(0, 8).reduce((state, name) => after(state, pick(name)).state, many);
    const nine = after(eight, pick(names[8] ?? ''));

    expect(nine.state.resources).toHaveLength(8);
    expect(nine.state.problems.resources).toContain('At most 8');
    expect(after(eight, pick(names[0] ?? '')).state.resources).toHaveLength(7);
    expect(after(many, pick('secrets.core')).state).toBe(many);
  });
});

describe('the review', () => {
  it('compares again whatever changes what was read, and nothing for another owner', () => {
    expect(after(review, givenPattern({ owner: 'b-team' })).stage).toBe('review');
    expect(after(review, givenPattern({ rationale: 'Other.' })).stage).toBe('comparing');
    expect(after(review, givenPattern({ name: 'Other' })).stage).toBe('comparing');
    expect(after(review, givenPattern({ resources: ['Service'] })).stage).toBe('resolving');
  });

  it('keeps the conditions that its author set', () => {
    const conditions = { providers: [], groups: [], purposes: ['databases'] };
    const own = after(review, givenPattern({ conditions })).state;
    const changed = after(own, givenPattern({ rationale: 'Other.' })).state;

    expect(after(changed, compared()).state).toMatchObject({ conditions, isConditionsOwn: true });
  });

  it('stores beside what says nearly the same only when its author wants that', () => {
    const near = aPatternTalk([...TO_COMPARING, compared({ similar: [aSimilarPattern()] })]);
    expect(after(near, storingAsked).state).toBe(near);

    const own = after(near, { type: 'own-wanted', at: AT }).state;
    expect(after(own, storingAsked).stage).toBe('storing');
    const renamed = after(own, givenPattern({ name: 'Other' })).state;
    const same = after(renamed, compared({ similar: [aSimilarPattern()] })).state;
    expect(after(same, storingAsked).stage).toBe('storing');
    const another = compared({ similar: [aSimilarPattern({ id: 'pat-new' })] });
    expect(after(after(renamed, another).state, storingAsked).stage).toBe('review');
  });

  it('shows what changed meanwhile, and follows it', () => {
    const storing = after(review, storingAsked).state;
    const refused = after(storing, {
      type: 'storing-refused',
      at: AT,
      problem: 'Somebody stored version 4.',
      baseVersion: 4,
    });

    expect(refused).toMatchObject({ stage: 'comparing', effects: ['compare-patterns'] });
    expect(refused.state).toMatchObject({ baseVersion: 4, notice: 'Somebody stored version 4.' });
  });
});

describe('an edit', () => {
  it('begins at the review, with what there is', () => {
    const loaded = after(aPatternTalk([], EDIT), ofEdit);

    expect(loaded).toMatchObject({ stage: 'comparing', effects: ['compare-patterns'] });
    expect(loaded.state).toMatchObject({
      baseVersion: 3,
      name: NAME,
      owner: 'a-team',
      patternId: 'pat-0123456789ab',
    });
    expect(loaded.state.isConditionsOwn).toBeUndefined();
  });

  it('keeps conditions that somebody set before', () => {
    const conditions = { providers: [], groups: [], purposes: ['databases'] };
    const event = { ...ofEdit, pattern: aPattern({ conditions }), areConditionsOwn: true };
    const { state } = after(after(aPatternTalk([], EDIT), event).state, compared());

    expect(state.conditions).toEqual(conditions);
  });

  it('of what is gone ends', () => {
    expect(STATES['gone']).toMatchObject({ stage: 'closed', outcome: 'gone' });
  });
});
