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
    '',
  ])('is silence for "%s"', (text) => {
    expect(read(text)).toEqual({});
  });

  it('leaves an option alone that two questions share', () => {
    const twice = [...questions, asked({ id: 'cache-size', label: 'Cache', options: ['small'] })];

    expect(read('small please', twice)).toEqual({});
  });
});
