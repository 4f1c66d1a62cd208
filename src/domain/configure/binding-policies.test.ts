import { describe, expect, it } from 'vitest';
import { breachText, policyNote, reasonBeside } from './binding-policies.ts';

const sentence = 'Databases run in us-east-1.';

describe('the reason of a policy', () => {
  it.each([
    ['The law says so.', 'The law says so'],
    ['Databases run in us-east-1.', ''],
    ['Databases run in us-east-1, because the law says so.', 'The law says so'],
    ['databases run in us-east-1: the law says so', 'The law says so'],
    ['Databases run in us-east-1b only', 'Databases run in us-east-1b only'],
    ['', ''],
  ])('"%s" is "%s" beside its sentence', (rationale, reason) => {
    expect(reasonBeside({ sentence, rationale })).toBe(reason);
  });

  it('is not said where it is only the sentence again', () => {
    const words = { sentence, rationale: sentence };

    expect(policyNote(words)).toBe('Policy: Databases run in us-east-1.');
    expect(breachText({ ...words, message: 'region must be us-east-1' })).toBe(
      'region must be us-east-1. Policy: Databases run in us-east-1.',
    );
  });
});
