import { describe, expect, it } from 'vitest';
import { interpretReply, type AskedQuestion } from '../../prompts/interpret-reply.ts';
import { solveInterpretReply } from './interpret-reply.ts';

const questions: AskedQuestion[] = [
  asked({ id: 'name', number: 1, label: 'Name' }),
  asked({
    id: 'namespace',
    number: 2,
    label: 'Namespace',
    options: ['a-team', 'b-team', 'default'],
  }),
  asked({ id: 'size', number: 3, label: 'Size', options: ['small', 'medium', 'large'] }),
  asked({ id: 'version', number: 4, label: 'Version' }),
  asked({ id: 'replicas', number: 5, label: 'Replicas', type: 'integer' }),
  asked({ id: 'region', number: 6, label: 'Region' }),
  asked({ id: 'public', number: 7, label: 'Publicly accessible', type: 'boolean' }),
  asked({ id: 'topics', number: 8, label: 'Topics', type: 'array' }),
];

function asked(parts: Partial<AskedQuestion>): AskedQuestion {
  return { id: 'q', number: 1, label: 'Q', text: 'Which?', type: 'string', options: [], ...parts };
}

function read(text: string, of: AskedQuestion[] = questions) {
  const input = { questions: of, text };
  const output = interpretReply.output.parse(solveInterpretReply(input));
  expect(interpretReply.verify(input, output)).toBeUndefined();
  return Object.fromEntries(output.answers.map(({ questionId, value }) => [questionId, value]));
}

describe('what people mean as an answer', () => {
  it.each([
    ['call it my-db and put it in a-team', { name: 'my-db', namespace: 'a-team' }],
    ['Please name it orders.', { name: 'orders' }],
    ['small please', { size: 'small' }],
    ['version 15', { version: '15' }],
    ['version 15, 3 small', {}],
    ['the size should be Medium', { size: 'medium' }],
    ['in the b-team namespace', { namespace: 'b-team' }],
    ['replicas 3', { replicas: 3 }],
    ['deploy it to default, size large', { namespace: 'default', size: 'large' }],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});

describe('what people mean in other words', () => {
  it.each([
    ['mysql 8 in us-west-2', { version: '8', region: 'us-west-2' }],
    ['four replicas', { replicas: 4 }],
    ['vier Replicas bitte', { replicas: 4 }],
    ['keep it private, 5 replicas', { public: false, replicas: 5 }],
    ['outsiders must never see it', { public: false }],
    ['it should be public', { public: true }],
    ['publicly accessible please', { public: true }],
    ['the smallest one', { size: 'small' }],
    ['una pequeña, por favor', { size: 'small' }],
    ['die große', { size: 'large' }],
    ['topics: billing, audit and mail', { topics: ['billing', 'audit', 'mail'] }],
    ['topics are parcels and couriers', { topics: ['parcels', 'couriers'] }],
    ['nenn es kasse und leg es in b-team an', { name: 'kasse', namespace: 'b-team' }],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ['oh, large rather than medium', { size: 'large' }],
    ['large, not small', { size: 'large' }],
    ['sorry, us-east-2 instead of us-east-1', { region: 'us-east-2' }],
    ['call it shop. I mean shop-db', { name: 'shop-db' }],
    ['small. Sorry, large I mean', { size: 'large' }],
    ["the region I don't know; 2 replicas", { replicas: 2 }],
  ])('takes what is meant at last: %s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('takes no version of another product than the one that was asked about', () => {
    const one = [asked({ id: 'version', label: 'Version', text: 'Which PostgreSQL version?' })];

    expect(read('mysql 8', one)).toEqual({});
    expect(read('postgres 15', one)).toEqual({ version: '15' });
  });
});

describe('what people say to each other', () => {
  it.each([
    'thanks, looks good, lunch?',
    'I had lunch at the small cafe in default mood',
    'we should use version 15 everywhere next year',
    '@ben small',
    'not small',
    'small or medium',
    'the name is funny',
    'put it in the fridge',
    'should it be small?',
    'cool',
    'replicas are broken again',
    'topics are slow and broken',
    'topics are noisy',
    'topics broken',
    'no small',
    'a little',
    'two replicas were lost',
    'two replicas or three replicas',
    'it was public',
    'is it public',
    'Ben says nobody outside may see it',
    'I do not know whether it is private',
    'us-east-1 or us-east-2',
    'postgres 15 and postgres 16',
    'not sure, small',
    'I mean small',
    'sorry, I was busy',
    'no wait',
    'small. Sorry, tea I mean',
    'cool, in the b-team namespace it rains',
    '',
  ])('is silence for "%s"', (text) => {
    expect(read(text)).toEqual({});
  });

  it('leaves an option alone that two questions share', () => {
    const twice = [...questions, asked({ id: 'cache-size', label: 'Cache', options: ['small'] })];

    expect(read('small please', twice)).toEqual({});
  });
});
