import { describe, expect, it } from 'vitest';
import { matchingGroups, movedTo, toggled } from './option-groups.ts';

function option(text: string, description?: string) {
  const more = description === undefined ? {} : { description: { text: description } };
  return { text: { text }, value: text, ...more };
}
const groups = [
  { label: 'Databases', options: [option('PostgreSQL', 'Relational'), option('Más Redis')] },
  { label: 'Queues', options: [option('Kafka')] },
];

function found(query: string): readonly string[] {
  return matchingGroups(groups, query).flatMap(({ options }) => options.map(({ value }) => value));
}

describe('matchingGroups', () => {
  it.each([
    ['', ['PostgreSQL', 'Más Redis', 'Kafka']],
    ['GRES', ['PostgreSQL']],
    ['mas', ['Más Redis']],
    ['redis más', ['Más Redis']],
    ['relat', ['PostgreSQL']],
    ['nothing', []],
  ])('finds for %j', (query, values) => {
    expect(found(query)).toEqual(values);
  });

  it('leaves out groups of which nothing is left', () => {
    expect(matchingGroups(groups, 'kafka').map(({ label }) => label)).toEqual(['Queues']);
  });
});

describe('toggled', () => {
  const [one, two] = [option('one'), option('two')];

  it('adds and takes back', () => {
    expect(toggled([one], two, undefined)).toEqual([one, two]);
    expect(toggled([one, two], one, undefined)).toEqual([two]);
  });

  it('adds nothing beyond the most, and still takes back', () => {
    expect(toggled([one], two, 1)).toEqual([one]);
    expect(toggled([one], one, 1)).toEqual([]);
  });
});

describe('movedTo', () => {
  it.each([
    ['ArrowDown', 0, 1],
    ['ArrowDown', 2, 0],
    ['ArrowUp', 0, 2],
    ['Home', 2, 0],
    ['End', 0, 2],
    ['PageDown', 1, 2],
    ['PageUp', 1, 0],
    ['a', 1, undefined],
  ])('%s leads from %i to %s of three', (key, active, next) => {
    expect(movedTo(key, active, 3)).toBe(next);
  });

  it('leads nowhere in an empty list', () => {
    expect(movedTo('ArrowDown', 0, 0)).toBeUndefined();
  });
});
