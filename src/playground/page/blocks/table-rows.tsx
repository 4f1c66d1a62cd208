import type { BlockOf } from './block-of.ts';
import { RichText } from './rich-text.tsx';

export type Cell = BlockOf<'table'>['rows'][number][number];

/** A cell: literal text, a number as it is to be read, or rich text. */
export function CellContent({ cell }: { readonly cell: Cell }) {
  return cell.type === 'rich_text' ? <RichText parts={cell.elements} /> : cell.text;
}

/** The rows below a table's head; the cells of `headColumn` are the heads of their rows. */
export function TableRows({
  rows,
  headColumn,
  classesOf,
}: {
  readonly rows: readonly (readonly Cell[])[];
  readonly headColumn?: number | undefined;
  readonly classesOf: (cell: Cell, column: number) => string;
}) {
  return rows.map((row, index) => (
    <tr key={index}>
      {row.map((cell, column) => {
        const isHead = column === headColumn;
        const Tag = isHead ? 'th' : 'td';
        return (
          <Tag key={column} scope={isHead ? 'row' : undefined} className={classesOf(cell, column)}>
            <CellContent cell={cell} />
          </Tag>
        );
      })}
    </tr>
  ));
}
