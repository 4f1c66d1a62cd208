import { expect, it } from 'vitest';
import { parseCommand } from './command.ts';

it.each(['policies', 'Policy', ' policies ', 'policies list'])('lists all at “%s”', (said) => {
  expect(parseCommand(said)).toEqual({ type: 'list-policies', page: 1, filter: '' });
});

it.each([
  ['policies list aws page 3', { type: 'list-policies', page: 3, filter: 'aws' }],
  ['policies new', { type: 'new-policy', sentence: '' }],
  ['policy NEW Keep it\n in Europe', { type: 'new-policy', sentence: 'Keep it\n in Europe' }],
  ['policies show AWS databases', { type: 'show-policy', name: 'AWS databases' }],
  ['policies coverage pol-1 page 2', { type: 'show-policy-coverage', name: 'pol-1', page: 2 }],
  ['policies search where to store', { type: 'search-policies', text: 'where to store' }],
  ['@dotai policies edit pol-1', { type: 'edit-policy', name: 'pol-1' }],
  ['policies delete pol-1', { type: 'delete-policy', name: 'pol-1' }],
])('reads “%s”', (said, command) => {
  expect(parseCommand(said)).toEqual(command);
});

it.each(['show', 'coverage', 'search', 'edit', 'delete'])(
  'asks what “policies %s” is about',
  (verb) => {
    expect(parseCommand(`policies ${verb}`)).toMatchObject({
      type: 'incomplete',
      usage: expect.stringContaining(`policies ${verb}`),
    });
  },
);

it.each([
  ['policies lst', 'policies lst', 'policies list'],
  ['polices new Keep it here', 'polices', 'policies new Keep it here'],
])('offers the nearest command for “%s”', (said, text, nearest) => {
  expect(parseCommand(said)).toEqual({ type: 'unknown', text, nearest });
});
