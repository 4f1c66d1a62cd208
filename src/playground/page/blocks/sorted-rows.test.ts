import { expect, it } from 'vitest';
import { sortedRows } from './sorted-rows.ts';

const rows = [
  [
    { type: 'raw_text' as const, text: 'db-10' },
    { type: 'raw_number' as const, value: 9, text: '$9' },
  ],
  [
    { type: 'raw_text' as const, text: 'db-9' },
    { type: 'raw_number' as const, value: 10, text: '$10' },
  ],
];
const first = (sorting: Parameters<typeof sortedRows>[1]) => sortedRows(rows, sorting)[0];

it('orders numbers by size and text by what is in it, both ways', () => {
  expect(first(undefined)).toBe(rows[0]);
  expect(first({ column: 1, isDescending: false })).toBe(rows[0]);
  expect(first({ column: 1, isDescending: true })).toBe(rows[1]);
  expect(first({ column: 0, isDescending: false })).toBe(rows[1]);
});
