import type { BlockOf } from './block-of.ts';
import { CellContent, TableRows } from './table-rows.tsx';
import './table-block.css';

/** A table; its first row heads the columns. */
export function TableBlock({ block }: { readonly block: BlockOf<'table'> }) {
  const { rows, column_settings: settings = [] } = block;
  const [head = [], ...body] = rows;

  function classesOf(column: number): string {
    const { align = 'left', is_wrapped: isWrapped = false } = settings[column] ?? {};
    return `table-block-${align} ${isWrapped ? 'table-block-wrapped' : ''}`;
  }

  return (
    // Reached by the keyboard, to be scrolled where it is wide.
    <div className="table-block" role="region" aria-label="Table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((cell, column) => (
              <th key={column} scope="col" className={classesOf(column)}>
                <CellContent cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <TableRows rows={body} classesOf={(_, column) => classesOf(column)} />
        </tbody>
      </table>
    </div>
  );
}
