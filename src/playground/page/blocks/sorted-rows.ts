import type { Cell } from './table-rows.tsx';

export interface Sorting {
  readonly column: number;
  readonly isDescending: boolean;
}

type Row = readonly Cell[];

/** Rows by the values of one column: numbers by size, text as people order it, rich text as it is. */
export function sortedRows(rows: readonly Row[], sorting: Sorting | undefined): readonly Row[] {
  if (!sorting) return rows;
  const { column, isDescending } = sorting;
  const sign = isDescending ? -1 : 1;
  return rows.toSorted((one, other) => sign * compared(one[column], other[column]));
}

function compared(one: Cell | undefined, other: Cell | undefined): number {
  if (one?.type === 'raw_number' && other?.type === 'raw_number') return one.value - other.value;
  return textOf(one).localeCompare(textOf(other), 'en', { numeric: true });
}

function textOf(cell: Cell | undefined): string {
  return cell === undefined || cell.type === 'rich_text' ? '' : cell.text;
}
