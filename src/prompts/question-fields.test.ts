import { describe, expect, it } from 'vitest';
import { aQuestion } from '../../test/recommend-builders.ts';
import { fieldsToWord, reworded } from './question-fields.ts';

/** More than a prompt shows; each is a field of its own. */
const questions = Array.from({ length: 60 }, (_, index) =>
  aQuestion({
    id: `q-${index}`,
    label: `Setting ${index}`,
    addresses: [{ alias: 'it', path: `spec.setting${index}` }],
  }),
);

describe('questions in other words', () => {
  it('have them by their place, and keep what nobody found words for', () => {
    const said = reworded(questions, { questions: [{ id: '2', label: 'Size', text: 'How big?' }] });

    expect(said[1]).toEqual({ ...questions[1], label: 'Size', text: 'How big?' });
    expect(said.filter((one, place) => one !== questions[place])).toHaveLength(1);
  });

  it('never take the label of one that was not shown', () => {
    const shown = fieldsToWord(questions, '').map(({ id }) => id);
    const hidden = questions.find((_, place) => !shown.includes(String(place + 1)));
    const label = hidden?.label ?? 'all are shown';

    expect(shown.length).toBeLessThan(questions.length);
    expect(label).toBe(hidden?.label);
    expect(reworded(questions, { questions: [{ id: shown[0] ?? '', label, text: '?' }] })).toEqual(
      questions,
    );
  });
});
