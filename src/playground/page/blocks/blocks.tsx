import { memo } from 'react';
import type { Shown } from '../../page-protocol.ts';
import type { Entered } from '../../slack/state.ts';
import type { Block } from '../../slack/validate/blocks.ts';
import type { Surface } from '../../slack/validate/surfaces.ts';
import { InputBlock } from '../modal/input-block.tsx';
import { ActionsBlock, ContextActionsBlock } from './actions-block.tsx';
import { AlertBlock } from './alert-block.tsx';
import './blocks.css';
import { CardBlock } from './card-block.tsx';
import { CarouselBlock } from './carousel-block.tsx';
import { ContainerBlock } from './container-block.tsx';
import { ContextBlock } from './context-block.tsx';
import { DataTableBlock } from './data-table-block.tsx';
import { ImageBlock } from './image-block.tsx';
import { MarkdownBlock } from './markdown-block.tsx';
import { PlanBlock, TaskCardBlock } from './plan-block.tsx';
import { RichText } from './rich-text.tsx';
import { SectionBlock } from './section-block.tsx';
import { TableBlock } from './table-block.tsx';
import { plainTextOf } from './text-object.tsx';

export interface BlocksProps {
  readonly blocks: readonly Block[];
  readonly shown: Shown;
  readonly surface: Surface;
  /** What people entered, by block and action. */
  readonly entered?: Entered | undefined;
  /** What to correct, by the id of an `input` block. */
  readonly errors?: Readonly<Record<string, string>> | undefined;
}

/** The blocks of a message, a modal or the Home tab. The same blocks are not drawn again. */
export const Blocks = memo(function Blocks(props: BlocksProps) {
  const { blocks, surface } = props;
  const keys = keysOf(blocks, surface);
  return (
    <div className={`blocks blocks-${surface}`}>
      {blocks.map((block, index) => (
        <div key={keys[index]} className={`blocks-block blocks-${block.type}`}>
          <OneBlock {...props} block={block} />
        </div>
      ))}
    </div>
  );
}, isSame);

function isSame(one: BlocksProps, other: BlocksProps): boolean {
  return (
    one.blocks === other.blocks &&
    one.surface === other.surface &&
    one.entered === other.entered &&
    one.errors === other.errors &&
    JSON.stringify(one.shown) === JSON.stringify(other.shown)
  );
}

/**
 * What a block keeps while its app redraws it. In a modal its id, as in Slack, which keeps by it what
 * was entered. Elsewhere its place among those of its kind: Slack gives new ids to blocks that are sent
 * without one, and a message that is redrawn every second must not lose the focus or an open menu.
 */
function keysOf(blocks: readonly Block[], surface: Surface): readonly string[] {
  const counts = new Map<string, number>();
  return blocks.map(({ type, block_id: id }) => {
    if (surface === 'modal' && id !== undefined) return id;
    const count = counts.get(type) ?? 0;
    counts.set(type, count + 1);
    return `${type} ${count}`;
  });
}

function OneBlock({ block, ...props }: Omit<BlocksProps, 'blocks'> & { readonly block: Block }) {
  const { shown, surface, entered, errors } = props;
  switch (block.type) {
    case 'actions':
      return <ActionsBlock {...{ block, shown, entered }} />;
    case 'alert':
      return <AlertBlock block={block} />;
    case 'card':
      return <CardBlock {...{ block, shown, entered }} />;
    case 'carousel':
      return <CarouselBlock {...{ block, shown, entered }} />;
    case 'container':
      return (
        <ContainerBlock block={block}>
          <Blocks {...props} blocks={block.child_blocks} />
        </ContainerBlock>
      );
    case 'context':
      return <ContextBlock block={block} />;
    case 'context_actions':
      return <ContextActionsBlock {...{ block, shown, entered }} />;
    case 'data_table':
      return <DataTableBlock block={block} />;
    case 'divider':
      return <hr />;
    case 'header':
      return <h2 className="blocks-heading">{plainTextOf(block.text)}</h2>;
    case 'image':
      return <ImageBlock block={block} />;
    case 'input': {
      const { block_id: id = '', element } = block;
      const state = entered?.[id]?.[element.action_id ?? ''];
      return <InputBlock {...{ block, shown, surface, state }} error={errors?.[id]} />;
    }
    case 'markdown':
      return <MarkdownBlock block={block} />;
    case 'plan':
      return <PlanBlock block={block} />;
    case 'rich_text':
      return <RichText parts={block.elements} />;
    case 'section':
      return <SectionBlock {...{ block, shown, entered }} />;
    case 'table':
      return <TableBlock block={block} />;
    case 'task_card':
      return <TaskCardBlock block={block} />;
  }
}
