import type { Shown } from '../../page-protocol.ts';
import type { Entered } from '../../slack/state.ts';
import type { Block, BlockType } from '../../slack/validate/blocks.ts';
import type { ElementProps } from './element-props.ts';

export type BlockOf<Type extends BlockType> = Extract<Block, { readonly type: Type }>;

/** A block in which people use something, and where it is shown. */
export interface UsedBlockProps<Type extends BlockType> {
  readonly block: BlockOf<Type>;
  readonly shown: Shown;
  readonly entered: Entered | undefined;
}

/** What an element of a block is given: all but the element itself. */
export function placeOf(
  {
    block,
    shown,
    entered,
  }: {
    readonly block: { readonly block_id?: string | undefined };
    readonly shown: Shown;
    readonly entered: Entered | undefined;
  },
  { action_id: actionId = '' }: { readonly action_id?: string | undefined },
): Omit<ElementProps, 'element'> {
  const blockId = block.block_id ?? '';
  return { blockId, shown, inInput: false, state: entered?.[blockId]?.[actionId] };
}
