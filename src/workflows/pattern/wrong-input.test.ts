import { describe, expect, it } from 'vitest';
import { aPatternTalk, givenPattern, TO_REVIEW } from '../../../test/pattern-talk.ts';
import type { PatternEvent, PatternState } from './state.ts';
import { transition } from './transition.ts';

const review = aPatternTalk(TO_REVIEW);

function after(state: PatternState, event: PatternEvent) {
  const { state: next, effects, ...rest } = transition(state, event);
  return { stage: next.stage, effects: effects.map(({ type }) => type), state: next, ...rest };
}

describe('wrong input', () => {
  const nine = Array.from({ length: 9 }, (_, index) => `Kind${index}`);
  const SECRET = 'ghp_a1B2a1B2a1B2a1B2a1B2a1B2a1B2a1B2abcd';
  it.each([
    ['an empty name', { name: '  ' }, 'name', 'Say in a few words'],
    ['a name of emoji', { name: '🚀🚀' }, 'name', 'Say in a few words'],
    ['a name of 5,000 characters', { name: 'x'.repeat(5_000) }, 'name', 'it has 5000'],
    ['nine resources', { resources: nine }, 'resources', 'At most 8'],
    ['no resource', { resources: [] }, 'resources', 'name at least one'],
    ['an endless resource', { resources: ['x'.repeat(300)] }, 'resources', 'too long'],
    ['a reason of 5,000 characters', { rationale: 'x'.repeat(5_000) }, 'rationale', 'it has 5000'],
    ['a reason of emoji', { rationale: '👍' }, 'rationale', 'in words'],
    ['words of emoji', { triggers: ['👍'] }, 'triggers', 'Write words'],
    ['41 words', { triggers: Array.from({ length: 41 }, (_, i) => `w${i}`) }, 'triggers', '40'],
    ['an owner of emoji', { owner: '🦄' }, 'owner', 'in words'],
    ['a secret in the name', { name: `use ${SECRET}` }, 'name', 'looks like a secret'],
    ['a secret in the words', { triggers: [SECRET] }, 'triggers', 'looks like a secret'],
    ['a secret as a resource', { resources: [SECRET] }, 'resources', 'looks like a secret'],
    ['a secret in the reason', { rationale: SECRET }, 'rationale', 'looks like a secret'],
    ['a secret as the owner', { owner: SECRET }, 'owner', 'looks like a secret'],
    ['what nobody can see', { owner: 'a-team \u202Emaet-b' }, 'owner', 'nobody can see'],
    [
      'an unknown cloud',
      { conditions: { providers: ['narnia'], groups: [], purposes: [] } },
      'conditions',
      'no cloud “narnia”',
    ],
    [
      'no API group',
      { conditions: { providers: [], groups: ['apps'], purposes: [] } },
      'conditions',
      'no API group',
    ],
    [
      'a secret as a purpose',
      { conditions: { providers: [], groups: [], purposes: [SECRET] } },
      'conditions',
      'looks like a secret',
    ],
  ] as const)('%s is refused, and what there was stays', (_what, fields, field, problem) => {
    const typed = after(review, givenPattern(JSON.parse(JSON.stringify(fields))));
    const form = after(
      review,
      givenPattern({ ...JSON.parse(JSON.stringify(fields)), isForm: true }),
    );

    expect(typed.state.problems[field]).toContain(problem);
    expect({ ...typed.state, problems: {} }).toEqual(review);
    expect(form.reply).toMatchObject({ type: 'field-errors' });
    expect(JSON.stringify(form.reply)).toContain(problem);
    expect(typed.effects).toEqual([]);
    expect(JSON.stringify(typed.state)).not.toContain(SECRET);
  });

  it('is not begun with: a secret is not kept', () => {
    const state = aPatternTalk([], { type: 'new', name: `use ${SECRET}` });

    expect(state).toMatchObject({ stage: 'name', name: '' });
    expect(JSON.stringify(state)).not.toContain(SECRET);
  });

  it('is none of names that look like a command', () => {
    const { state } = after(
      review,
      givenPattern({ name: '/dotai patterns delete all', owner: 'confirm' }),
    );

    expect(state).toMatchObject({ name: '/dotai patterns delete all', owner: 'confirm' });
  });
});
