import { array, assert, boolean, dictionary, integer, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainValue, WrittenValue, writtenValue } from './answer-value.ts';

const scalar = oneof(string(), integer(), boolean());
const map = dictionary(string(), scalar);

describe('values that a model writes', () => {
  it('come back as they were, in a form without free keys', () => {
    assert(
      property(oneof(scalar, array(scalar), map, array(map)), (value) => {
        const written = WrittenValue.parse(writtenValue(value));
        expect(plainValue(written)).toEqual(value);
      }),
    );
  });

  it('are rows where their entries are listed', () => {
    const row = { entries: [{ name: 'sql', value: 'CREATE TABLE a (id int);' }] };

    expect(plainValue([row])).toEqual([{ sql: 'CREATE TABLE a (id int);' }]);
    expect(plainValue(row)).toEqual({ sql: 'CREATE TABLE a (id int);' });
  });
});
