import { expect, it } from 'vitest';
import { formatted } from './formatting.ts';

it('puts the signs around what is selected, and takes them away again', () => {
  const selected = { text: 'very big', from: 5, to: 8 };
  const bold = formatted(selected, 'bold');

  expect(bold).toEqual({ text: 'very *big*', from: 6, to: 9 });
  expect(formatted(bold, 'bold')).toEqual(selected);
});

it('leaves the caret between the signs where nothing is selected', () => {
  expect(formatted({ text: '', from: 0, to: 0 }, 'code')).toEqual({ text: '``', from: 1, to: 1 });
});

it('quotes whole lines', () => {
  const quoted = formatted({ text: 'a\nbc\nd', from: 3, to: 6 }, 'quote');

  expect(quoted.text).toBe('a\n> bc\n> d');
  expect(formatted({ ...quoted, from: 2 }, 'quote').text).toBe('a\nbc\nd');
});
