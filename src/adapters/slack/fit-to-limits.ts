import type { KnownBlock, RichTextBlock } from '@slack/types';
import { clipLines } from './limits.ts';
import { richTextLength } from './spans.ts';

export interface Budget {
  readonly maxBlocks: number;
  /** Code units of text in all blocks together. */
  readonly maxText: number;
}

/**
 * Makes blocks that are each within their own limits fit together: code is shortened first (its
 * whole is in a file), then blocks are left out from the end, those without buttons first, and the
 * card says so.
 */
export function fitToLimits(blocks: readonly KnownBlock[], budget: Budget): KnownBlock[] {
  let fitted = shortenCode(blocks, totalText(blocks) - budget.maxText);
  if (fits(fitted, budget)) return fitted;
  const reduced = { maxBlocks: budget.maxBlocks - 1, maxText: budget.maxText - CUT_TEXT.length };
  while (!fits(fitted, reduced)) fitted = withoutLeastNeeded(fitted);
  return [...fitted, CUT_NOTE];
}

const CUT_TEXT = '… The rest does not fit into one message.';
const CUT_NOTE: KnownBlock = {
  type: 'context',
  elements: [{ type: 'plain_text', text: CUT_TEXT }],
};

/** However much else there is, this much of a code block stays. */
const CODE_MIN = 300;

function fits(blocks: readonly KnownBlock[], budget: Budget): boolean {
  return blocks.length <= budget.maxBlocks && totalText(blocks) <= budget.maxText;
}

function shortenCode(blocks: readonly KnownBlock[], excess: number): KnownBlock[] {
  let left = excess;
  const fitted = [...blocks];
  for (let index = fitted.length - 1; index >= 0 && left > 0; index -= 1) {
    const block = fitted[index];
    if (block?.type !== 'rich_text') continue;
    const shorter = withShorterCode(block, left);
    left -= textOf(block) - textOf(shorter);
    fitted[index] = shorter;
  }
  return fitted;
}

function withShorterCode(block: RichTextBlock, excess: number): RichTextBlock {
  const elements = block.elements.map((element) => {
    const [first] = element.elements;
    if (element.type !== 'rich_text_preformatted' || first?.type !== 'text') return element;
    const length = Math.max(CODE_MIN, first.text.length - excess);
    return { ...element, elements: [{ ...first, text: clipLines(first.text, length) }] };
  });
  return { ...block, elements };
}

function withoutLeastNeeded(blocks: readonly KnownBlock[]): KnownBlock[] {
  const quiet = blocks.findLastIndex((block) => !isInteractive(block));
  return blocks.toSpliced(quiet === -1 ? blocks.length - 1 : quiet, 1);
}

function isInteractive(block: KnownBlock): boolean {
  return block.type === 'actions' || (block.type === 'section' && block.accessory !== undefined);
}

export function totalText(blocks: readonly KnownBlock[]): number {
  return blocks.reduce((sum, block) => sum + textOf(block), 0);
}

/** Code units of text that a block shows, as far as this adapter makes such blocks. */
function textOf(block: KnownBlock): number {
  switch (block.type) {
    case 'header':
      return block.text.text.length;
    case 'section':
      return sum([block.text, ...(block.fields ?? [])].map((text) => text?.text.length ?? 0));
    case 'context':
      return sum(block.elements.map((one) => ('text' in one ? one.text.length : 0)));
    case 'rich_text':
      return sum(block.elements.map((element) => richElementText(element)));
    case 'table':
      return sum(
        block.rows.flat().map((cell) => (cell.type === 'raw_text' ? cell.text.length : 0)),
      );
    default:
      return 0;
  }
}

function richElementText(element: RichTextBlock['elements'][number]): number {
  return sum(
    element.elements.map((one) =>
      one.type === 'rich_text_section'
        ? sum(one.elements.map((span) => richTextLength(span)))
        : richTextLength(one),
    ),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
