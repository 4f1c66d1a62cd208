import { expect, it } from 'vitest';
import { parseCommand } from './command.ts';

it.each([
  'capture this',
  'Capture this please',
  'Please, capture this thread!',
  '@dotai Capture this bitte.',
  'capture that conversation as a pattern, thanks!',
])('reads politely, too: %s', (said) => {
  expect(parseCommand(said)).toEqual({ type: 'capture' });
});

it.each(['Learn from this, please!', 'bitte learn this file'])('and so it learns: %s', (said) => {
  expect(parseCommand(said)).toEqual({ type: 'learn' });
});

it.each(['capture the flag please', 'please', 'capture this or that'])(
  'takes nothing else for it: %s',
  (said) => {
    expect(['capture', 'learn']).not.toContain(parseCommand(said).type);
  },
);
