import { expect, it } from 'vitest';
import { parseCommand } from './command.ts';

it.each(['capabilities', 'Capability', ' capabilities ', 'capabilities list'])(
  'lists everything at “%s”',
  (said) => {
    expect(parseCommand(said)).toEqual({ type: 'list-capabilities', page: 1, filter: '' });
  },
);
