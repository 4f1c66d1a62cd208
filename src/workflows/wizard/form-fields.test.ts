import { describe, expect, it } from 'vitest';
import { anActor } from '../../../test/builders.ts';
import { ownerField, rationaleField, wordFields } from './form-fields.ts';

const author = anActor('UANA');
const texts = { label: 'Words', hint: 'Separated by commas.' };

describe('words in a form', () => {
  it('are chosen from those of the card, with a line for others', () => {
    const words = { triggers: ['RDS'], suggested: ['databases', 'rds'], hasTriggers: false };
    const [chosen, own] = wordFields(words, texts);

    expect(chosen?.options.map(({ value }) => value)).toEqual(['RDS', 'databases']);
    expect(chosen?.initial).toEqual(['RDS', 'databases']);
    expect(own).toMatchObject({ id: 'own-words', label: 'Further words of your own' });
  });

  it('that were kept before are chosen, and the others are not', () => {
    const words = { triggers: ['RDS'], suggested: ['databases'], hasTriggers: true };

    expect(wordFields(words, texts)[0]?.initial).toEqual(['RDS']);
  });

  it('are a line alone where none is offered', () => {
    const fields = wordFields({ triggers: [], suggested: [], hasTriggers: false }, texts);

    expect(fields).toMatchObject([{ id: 'own-words', label: 'Words', isRequired: false }]);
  });

  it('are searched where they are more than a form can hold', () => {
    const suggested = Array.from({ length: 101 }, (_, index) => `word ${index}`);

    expect(wordFields({ triggers: [], suggested, hasTriggers: true }, texts)[0]).toMatchObject({
      isSearched: true,
    });
  });
});

describe('what may be left empty', () => {
  it('is the reason, as “skip” leaves it open', () => {
    const more = { label: 'Why', hint: 'The risk.', maxLength: 100 };

    expect(rationaleField({}, more)).toMatchObject({ isRequired: false, maxLength: 100 });
    expect(rationaleField({ rationale: '' }, more)).not.toHaveProperty('initial');
    expect(rationaleField({ rationale: 'Law.' }, more).initial).toBe('Law.');
  });

  it('is the owner, who is the author then and stands in no field', () => {
    expect(ownerField({ author })).toMatchObject({ isRequired: false });
    expect(ownerField({ author, owner: 'slack:T1:UANA' })).not.toHaveProperty('initial');
    expect(ownerField({ author, owner: 'a-team' }).initial).toBe('a-team');
  });
});
