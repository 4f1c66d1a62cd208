import { describe, expect, it } from 'vitest';
import { aPolicyTalk, given, SENTENCE, TO_REVIEW } from '../../../test/policy-builders.ts';
import { AT } from '../../../test/recommend-builders.ts';
import type { PolicyEventOf } from './state.ts';
import { transition } from './transition.ts';

const SECRET = 'ghp_a1B2a1B2a1B2a1B2a1B2a1B2a1B2a1B2abcd';
const FIELDS = ['sentence', 'triggers', 'rationale', 'owner'] as const;
type Field = (typeof FIELDS)[number];

function saying(field: Field, text: string): PolicyEventOf<'fields-given'> {
  return given({ [field]: field === 'triggers' ? ['RDS', text] : text });
}

describe('what nobody can see', () => {
  const review = aPolicyTalk(TO_REVIEW);

  it.each(FIELDS)('is refused in the %s, which stays as it was', (field) => {
    const secret = transition(review, saying(field, `use ${SECRET}`)).state;
    const invisible = transition(review, saying(field, 'a-team \u202Emaet-b')).state;

    expect(secret.problems[field]).toContain('looks like a secret');
    expect(invisible.problems[field]).toContain('nobody can see (U+202E)');
    expect(secret[field]).toEqual(review[field]);
    expect(invisible[field]).toEqual(review[field]);
    expect(JSON.stringify(secret)).not.toContain(SECRET);
  });

  it('is refused in words of their own, too', () => {
    const words = [SECRET];
    const asking = aPolicyTalk(TO_REVIEW.slice(0, 1));
    const event = { type: 'words-given', at: AT, by: review.author, words, looksUp: true } as const;
    const { state, effects } = transition(asking, event);

    expect(state.problems.triggers).toContain('looks like a secret');
    expect(state.triggers).toEqual([]);
    expect(effects).toEqual([]);
  });

  it('is not begun with: a secret is not kept, what is invisible is left out of the suggestion', () => {
    const secret = aPolicyTalk([], { type: 'new', sentence: `Databases use ${SECRET}` });
    const invisible = aPolicyTalk([], { type: 'new', sentence: `${SENTENCE}\u202E` });

    expect(secret).toMatchObject({ stage: 'sentence', sentence: '' });
    expect(secret.problems.sentence).toContain('looks like a secret');
    expect(JSON.stringify(secret)).not.toContain(SECRET);
    expect(invisible).toMatchObject({ stage: 'sentence', sentence: SENTENCE });
    expect(invisible.problems.sentence).toContain('U+202E');
  });

  it('is none of emoji, lines and what only speaks of secrets', () => {
    const text = 'Passwords belong into Secrets 👩‍💻.\nNobody reads them there.';

    expect(transition(review, given({ rationale: text })).state.rationale).toBe(text);
  });
});
