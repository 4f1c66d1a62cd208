import type { BlockOf } from './block-of.ts';
import { RichText } from './rich-text.tsx';

export type Cell = BlockOf<'table'>['rows'][number][number];

/** A cell: literal text, a number as it is to be read, or rich text. */
export function CellContent({ cell }: { readonly cell: Cell }) {
  return cell.type === 'rich_text' ? <RichText parts={cell.elements} /> : cell.text;
}
