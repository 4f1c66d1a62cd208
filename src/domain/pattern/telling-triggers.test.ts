import { expect, it } from 'vitest';
import { tellingTriggers } from './telling-triggers.ts';

it('finds a pattern by what says something of a need', () => {
  const said = [
    'whatever',
    'databases',
    'Alles',
    'it',
    '🙂',
    '',
    'Databases',
    'whatever is public',
  ];

  expect(tellingTriggers(said)).toEqual(['databases', 'whatever is public']);
  expect(tellingTriggers(['SQL', 'public services', 'bases de datos'])).toHaveLength(3);
});
