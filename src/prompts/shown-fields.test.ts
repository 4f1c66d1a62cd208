import { assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineOf, optionWords, shortened, shownFields, shownOptions } from './shown-fields.ts';

interface Field {
  readonly path: string;
  readonly words: string;
  readonly options: readonly string[];
  readonly isRequired: boolean;
}

function aField(path: string, parts: Partial<Field> = {}): Field {
  return { path, words: '', options: [], isRequired: false, ...parts };
}

function shown(fields: readonly Field[], text = ''): readonly string[] {
  return shownFields(fields, text, (field) => field).map(({ path }) => path);
}

const many = Array.from({ length: 500 }, (_, index) => aField(`spec.a.b.field${index}`));

describe('the fields of a big schema', () => {
  it('are all shown where they are few, in the order given', () => {
    const few = many.slice(0, 40);

    expect(shown(few)).toEqual(few.map(({ path }) => path));
  });

  it('are cut to 40, and what is required is always among them', () => {
    const last = aField('spec.a.b.c.d.last', { isRequired: true });

    expect(shown([...many, last])).toHaveLength(40);
    expect(shown([...many, last])).toContain(last.path);
  });

  it('are all shown where they are required', () => {
    const required = many.map((field) => ({ ...field, isRequired: true }));

    expect(shown(required)).toHaveLength(500);
  });

  it('keep those that the text speaks of, by name, option or description', () => {
    const named = aField('spec.x.y.z.backupRetention');
    const optional = aField('spec.x.y.z.tier', { options: ['premium', 'basic'] });
    const described = aField('spec.x.y.z.q', { words: 'How replicas are placed.' });
    const kept = shown(
      [...many, named, optional, described],
      'premium, keep backups, two replicas',
    );

    expect(kept).toEqual(expect.arrayContaining([named.path, optional.path, described.path]));
  });

  it('keep those nearest to the top of the object', () => {
    const top = Array.from({ length: 40 }, (_, index) => aField(`spec.top${index}`));

    expect(shown([...many, ...top])).toEqual(top.map(({ path }) => path));
  });
});

describe('options, descriptions and lines', () => {
  const options = Array.from({ length: 300 }, (_, index) => `size-${index}`);

  it('show the options that the text names before the first ones', () => {
    expect(shownOptions(options, 'make it size-250, please')).toHaveLength(12);
    expect(shownOptions(options, 'make it size-250, please')[0]).toBe('size-250');
    expect(optionWords(options)).toMatch(/^size-0, .* and 288 more$/u);
    expect(optionWords(['small', 'large'])).toBe('small, large');
  });

  it('are cut at a word, within the limit', () => {
    assert(
      property(integer({ min: 10, max: 120 }), (limit) => {
        const cut = shortened('several words that are written one after the other here', limit);
        expect(cut.length).toBeLessThanOrEqual(limit);
        expect(cut).toMatch(/(?:\w|…)$/u);
      }),
    );
  });

  it('stand on one line, whatever they hold', () => {
    expect(lineOf(['id', '', 'two\nlines\r\n of text'])).toBe('id | two lines of text');
  });
});
