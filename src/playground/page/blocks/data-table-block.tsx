import { useId, useState } from 'react';
import { Icon } from '../icon.tsx';
import type { BlockOf } from './block-of.ts';
import './data-table-block.css';
import { sortedRows, type Sorting } from './sorted-rows.ts';
import { CellContent, TableRows } from './table-rows.tsx';

const PAGE_SIZE = 10;

/** A table with a caption, shown a page at a time and sorted by the column whose head is pressed. */
export function DataTableBlock({ block }: { readonly block: BlockOf<'data_table'> }) {
  const { caption, rows, page_size: size = PAGE_SIZE, row_header_column_index: headColumn } = block;
  const [head = [], ...body] = rows;
  const [sorting, setSorting] = useState<Sorting>();
  const [wanted, setWanted] = useState(0);
  const id = useId();
  const last = Math.max(Math.ceil(body.length / size) - 1, 0);
  const page = Math.min(wanted, last);
  const shown = sortedRows(body, sorting).slice(page * size, (page + 1) * size);

  return (
    <div className="data-table-block">
      <div className="data-table-block-caption" id={id}>
        {caption}
      </div>
      <div className="table-block" role="region" aria-labelledby={id} tabIndex={0}>
        <table aria-labelledby={id}>
          <thead>
            <tr>
              {head.map((cell, column) => (
                <th key={column} scope="col" aria-sort={orderOf(column, sorting)}>
                  <button
                    type="button"
                    className="data-table-block-sort"
                    onClick={() => {
                      const isDescending = sorting?.column === column && !sorting.isDescending;
                      setSorting({ column, isDescending });
                    }}
                  >
                    <CellContent cell={cell} />
                    <Icon name="down" size={16} />
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <TableRows
              rows={shown}
              headColumn={headColumn}
              classesOf={({ type }) => `table-block-${type === 'raw_number' ? 'right' : 'left'}`}
            />
          </tbody>
        </table>
      </div>
      {last > 0 ? <Pages {...{ page, size }} count={body.length} onPage={setWanted} /> : null}
    </div>
  );
}

function orderOf(column: number, sorting: Sorting | undefined) {
  if (sorting?.column !== column) return 'none';
  return sorting.isDescending ? 'descending' : 'ascending';
}

function Pages({
  page,
  size,
  count,
  onPage,
}: {
  readonly page: number;
  readonly size: number;
  readonly count: number;
  readonly onPage: (page: number) => void;
}) {
  const end = Math.min((page + 1) * size, count);
  return (
    <div className="data-table-block-pages">
      <span role="status">{`${page * size + 1}–${end} of ${count}`}</span>
      <button
        type="button"
        className="icon-button icon-button-small"
        aria-label="Previous page"
        disabled={page === 0}
        onClick={() => onPage(page - 1)}
      >
        <Icon name="back" size={14} />
      </button>
      <button
        type="button"
        className="icon-button icon-button-small"
        aria-label="Next page"
        disabled={end === count}
        onClick={() => onPage(page + 1)}
      >
        <Icon name="forward" size={14} />
      </button>
    </div>
  );
}
