import { expect, it } from 'vitest';
import { aNote } from './builders.ts';
import { noteTs, withNote } from './notes.ts';

it('keeps the last three of each place', () => {
  const here = [1, 2, 3].map((id) => aNote({ id }));
  const inThread = aNote({ id: 4, thread: '1.0' });
  const elsewhere = aNote({ id: 5, channel: 'C2' });
  const notes = withNote([...here, inThread, elsewhere], aNote({ id: 6 }));

  expect(notes.map(({ id }) => id)).toEqual([2, 3, 4, 5, 6]);
  expect(withNote(notes, aNote({ id: 7, thread: '1.0' })).map(({ id }) => id)).toEqual([
    2, 3, 4, 5, 6, 7,
  ]);
});

it('writes a time as messages have it', () => {
  expect(noteTs(1_700_000_000_007)).toBe('1700000000.007000');
  expect(noteTs(1_700_000_000_000)).toBe('1700000000.000000');
});
