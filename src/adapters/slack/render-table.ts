import type { KnownBlock, RawTextElement } from '@slack/types';
import { LIMITS } from './limits.ts';
import { shortened } from '../../chat/shortened.ts';

/** A longer cell makes a table unreadable before it makes it too long. */
const CELL_MAX = 200;

/** A table block: the heading and as many rows as Slack takes, and how many were left out. */
export function renderTable(table: {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}): KnownBlock[] {
  const all = [table.columns, ...table.rows];
  const width = Math.min(LIMITS.tableColumns, Math.max(...all.map((row) => row.length)));
  if (width === 0) return [];
  const rows: RawTextElement[][] = [];
  let room: number = LIMITS.tableText;
  for (const row of all.slice(0, LIMITS.tableRows)) {
    const cells = Array.from({ length: width }, (_, column) => cell(row[column] ?? ''));
    room -= cells.reduce((sum, { text }) => sum + text.length, 0);
    if (room < 0) break;
    rows.push(cells);
  }
  const more = all.length - rows.length;
  const settings = Array.from({ length: width }, () => ({ is_wrapped: true }));
  return [
    { type: 'table', rows, column_settings: settings },
    ...(more === 0 ? [] : [moreRows(more)]),
  ];
}

function cell(text: string): RawTextElement {
  return { type: 'raw_text', text: text.trim() === '' ? '–' : shortened(text, CELL_MAX) };
}

function moreRows(count: number): KnownBlock {
  const text = `… ${count} more ${count === 1 ? 'row' : 'rows'}`;
  return { type: 'context', elements: [{ type: 'mrkdwn', text }] };
}
