import type { Block, ChildBlock } from '../../slack/validate/blocks.ts';

type Input = Extract<ChildBlock, { readonly type: 'input' }>;

/** The input blocks of a view in order, those inside containers included. */
export function inputsOf(blocks: readonly Block[]): readonly Input[] {
  return blocks.flatMap((block): readonly Input[] => {
    if (block.type === 'input') return [block];
    return block.type === 'container' ? inputsOf(block.child_blocks) : [];
  });
}

/** The ids of all that a view shows, what stands in containers included. */
export function blockIdsOf(blocks: readonly Block[]): ReadonlySet<string> {
  const all = blocks.flatMap((block): readonly Block[] =>
    block.type === 'container' ? [block, ...block.child_blocks] : [block],
  );
  return new Set(all.flatMap(({ block_id: id }) => (id === undefined ? [] : [id])));
}

/** The block whose field has the focus at first: the one that asks for it, else the first. */
export function firstFieldOf(blocks: readonly Block[]): string | undefined {
  const inputs = inputsOf(blocks);
  const asking = inputs.find(
    ({ element }) => 'focus_on_load' in element && element.focus_on_load === true,
  );
  return (asking ?? inputs[0])?.block_id;
}
