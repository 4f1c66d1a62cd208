import { describe, expect, it } from 'vitest';
import { exposureOfRequest } from '../pattern/exposure.ts';
import { answerAsSaid, bareAnswer } from './hints-answers.ts';
import { flagInText } from './hints-flags.ts';

const OUTSIDE = [
  'Publicly accessible?',
  'Should it be publicly accessible?',
  'Must it be reachable from outside, over the internet?',
  'Will the database be exposed to the internet?',
  'Soll sie von außen erreichbar sein?',
];

describe('a bare yes or no', () => {
  it.each(['yes', 'Yes.', 'yes, please', 'ja', 'JA!', 'sí', 'oui'])('"%s" is a yes', (text) => {
    expect(bareAnswer(text)).toBe(true);
  });

  it.each(['no', 'Nope', 'no, thanks', 'nein', 'non'])('"%s" is a no', (text) => {
    expect(bareAnswer(text)).toBe(false);
  });

  it.each(['yes, in AWS', 'no schema management', 'nothing', 'yesterday', 'maybe', ''])(
    '"%s" is neither',
    (text) => {
      expect(bareAnswer(text)).toBeUndefined();
    },
  );
});

describe('an answer with its question', () => {
  it.each(OUTSIDE)('says what was asked: %s', (question) => {
    const [yes, no] = ['yes', 'no'].map((answer) => {
      const said = `a database. ${answerAsSaid({ question, answer })}`;
      return { ...exposureOfRequest(said), flag: flagInText('spec.publiclyAccessible', said) };
    });

    expect(yes).toEqual({ isPublic: true, isPrivate: false, flag: true });
    expect(no).toEqual({ isPublic: false, isPrivate: true, flag: false });
  });

  it('is said as it is where it has words of its own', () => {
    const question = 'Should it be publicly accessible?';

    expect(answerAsSaid({ question, answer: 'No, only from inside' })).toBe('No, only from inside');
  });

  it.each([
    ['Should it be public or private?', 'yes'],
    ['Should it be MySQL?', 'no'],
    ['Should it run in eu-west-1?', 'no'],
  ])('names nothing that was not chosen: %s %s', (question, answer) => {
    expect(answerAsSaid({ question, answer })).toBe(answer);
  });
});
