import { describe, expect, it } from 'vitest';
import { hearRationale } from './answers.ts';
import { checkedOwner, checkedRationale, checkedTriggers } from './checked-fields.ts';
import { saidWords } from './typed-words.ts';
import {
  distinct,
  offeredWords,
  triggersProblem,
  withoutWords,
  wordsAsTheyStand,
} from './words.ts';
import { anActor } from '../../../test/builders.ts';

const words = { triggers: ['RDS'], suggested: ['databases', 'rds', 'SQL'], hasTriggers: false };

describe('words', () => {
  it('are the same whatever their case and spaces, and stand once', () => {
    expect(distinct([' load  balancer ', 'Load Balancer', '', 'RDS'])).toEqual([
      'load balancer',
      'RDS',
    ]);
    expect(withoutWords(['RDS', 'SQL'], ['rds'])).toEqual(['SQL']);
    expect(offeredWords(words)).toEqual(['RDS', 'databases', 'SQL']);
  });

  it('stand as they were kept, or with all that is suggested where nothing was kept yet', () => {
    expect(wordsAsTheyStand({ ...words, hasTriggers: true })).toEqual(['RDS']);
    expect(wordsAsTheyStand(words)).toEqual(['RDS', 'databases', 'rds', 'SQL']);
  });

  it('are refused where they are too many, too long or secret', () => {
    const many = Array.from({ length: 41 }, (_, index) => `word ${index}`);

    expect(triggersProblem(many, 40)).toBe('At most 40 words, please.');
    expect(triggersProblem(['a'.repeat(41)], 40)).toContain('is too long');
    expect(triggersProblem([`ghp_${'a1B2'.repeat(9)}`], 40)).toContain('looks like a secret');
    expect(triggersProblem(['RDS'], 40)).toBeUndefined();
  });

  it('that are given leave the others to be offered', () => {
    expect(checkedTriggers(words, ['sql'], 40)).toEqual({
      changes: { triggers: ['sql'], suggested: ['RDS', 'databases'], hasTriggers: true },
    });
  });
});

describe('what is typed about the words of a card', () => {
  const card = { offered: ['RDS', 'databases', 'SQL'], noun: 'word' } as const;

  it.each([
    ['all of those', 'kept', ['RDS', 'databases', 'SQL']],
    ['1 and 3', 'kept', ['RDS', 'SQL']],
    ['all but 2', 'kept', ['RDS', 'SQL']],
    ['all but 2, add Aurora', 'kept', ['RDS', 'SQL', 'Aurora']],
    ['add Aurora', 'added', ['Aurora']],
    ['sql, Aurora', 'own', ['SQL', 'Aurora']],
  ])('“%s” is %s', (text, type, said) => {
    expect(saidWords(card, text)).toEqual({ type, words: said });
  });

  it.each(['9', 'all but 9', 'without Neptune'])('“%s” is refused with the range', (text) => {
    expect(saidWords(card, text)).toMatchObject({
      type: 'refused',
      text: expect.stringContaining('The card has words 1 to 3'),
    });
  });
});

describe('a reason and an owner', () => {
  const author = anActor('UANA');
  const said = { at: '2026-11-02T09:00:00.000Z', by: author, text: 'ok', isNamed: false };

  it('is agreed to only where there is one', () => {
    expect(hearRationale({}, { ...said, wish: 'accept' })).toMatchObject({
      type: 'refused',
      line: [expect.stringContaining('“write it for me”')],
    });
    expect(hearRationale({ rationale: 'Law.' }, { ...said, wish: 'accept' })).toMatchObject({
      event: { rationale: 'Law.' },
    });
  });

  it('are no longer written for their author once they say it otherwise', () => {
    const state = { rationale: 'Law.' };

    expect(checkedRationale(state, ' Law. ', 100)).toEqual({
      changes: { rationale: 'Law.', isWriting: undefined },
    });
    expect(checkedRationale(state, 'Risk.', 100)).toHaveProperty('changes.rationaleBy', undefined);
    expect(checkedRationale(state, 'Too long.', 3)).toEqual({
      problem: 'Say it in at most 3 characters (it has 9).',
    });
  });

  it.each(['', 'me', "It's me!"])('are their author’s where they say “%s”', (said) => {
    expect(checkedOwner(author, said)).toEqual({ changes: { owner: 'slack:T1:UANA' } });
  });
});
