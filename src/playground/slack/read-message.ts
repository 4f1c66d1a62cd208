import { type Names, spoken, textOfCell, textOfPart } from './read-text.ts';
import type { View } from './state.ts';
import { type Placed, placedBlocks } from './validate/block-rules.ts';
import type { Block } from './validate/blocks.ts';
import type { Button, InteractiveElement } from './validate/elements.ts';

/** Reads a message, or blocks, as a person does: plain text, one line for each line seen. */
export function textOf(
  message: { readonly blocks: readonly Block[]; readonly text?: string },
  names: Names = {},
): string {
  if (message.blocks.length === 0) return spoken(message.text ?? '', names);
  return message.blocks
    .map((block) => textOfBlock(block, names))
    .filter((text) => text !== '')
    .join('\n');
}

type Said = (text: { readonly text: string } | undefined) => readonly string[];

function textOfBlock(block: Block, names: Names): string {
  const said: Said = (text) => (text ? [spoken(text.text, names)] : []);
  switch (block.type) {
    case 'section':
      return [...said(block.text), ...(block.fields ?? []).flatMap(said)].join('\n');
    case 'header':
    case 'alert':
      return said(block.text).join('');
    case 'context':
      return block.elements
        .map((element) =>
          element.type === 'image' ? element.alt_text : spoken(element.text, names),
        )
        .join(' ');
    case 'markdown':
      return block.text;
    case 'rich_text':
      return block.elements.map((part) => textOfPart(part, names)).join('\n');
    case 'table':
    case 'data_table':
      return block.rows
        .map((row) => row.map((cell) => textOfCell(cell, names)).join(' | '))
        .join('\n');
    case 'image':
      return block.alt_text;
    case 'input':
      return [...said(block.label), ...said(block.hint)].join('\n');
    case 'card':
      return [...said(block.title), ...said(block.subtitle), ...said(block.body)].join('\n');
    case 'carousel':
      return block.elements.map((card) => textOfBlock(card, names)).join('\n');
    case 'container':
      return textOfContainer(block, names, said);
    case 'plan':
      return [block.title, ...(block.tasks ?? []).map((task) => textOfBlock(task, names))].join(
        '\n',
      );
    case 'task_card':
      return `${block.title} (${block.status})`;
    case 'divider':
      return '---';
    case 'actions':
    case 'context_actions':
      return '';
  }
}

function textOfContainer(
  { title, subtitle, child_blocks: children }: Extract<Block, { readonly type: 'container' }>,
  names: Names,
  said: Said,
): string {
  const inside = children.map((child) => textOfBlock(child, names));
  return [...said(title), ...said(subtitle), ...inside].join('\n');
}

/** A button as a person sees it. */
export interface SeenButton {
  readonly label: string;
  readonly actionId: string;
  readonly value: string | undefined;
  readonly style: 'primary' | 'danger' | undefined;
  /** What is asked before the press counts. */
  readonly confirm: { readonly title: string; readonly text: string } | undefined;
}

export function buttonsOf(message: { readonly blocks: readonly Block[] }): readonly SeenButton[] {
  return placedBlocks(message.blocks)
    .flatMap(({ elements }) => elements)
    .flatMap((element) => (element.type === 'button' ? [seenButton(element)] : []));
}

function seenButton({ text, action_id, value, style, confirm }: Button): SeenButton {
  return {
    label: text.text,
    actionId: action_id ?? '',
    value,
    style,
    confirm: confirm && { title: confirm.title?.text ?? '', text: confirm.text.text },
  };
}

/** The labels of a form's fields, in order. */
export function labelsOf(view: View): readonly string[] {
  return fieldsOf(view).map(({ label }) => label);
}

export interface Field {
  readonly label: string;
  readonly placed: Placed;
  readonly element: InteractiveElement;
  readonly isOptional: boolean;
}

export function fieldsOf(view: View): readonly Field[] {
  return placedBlocks(view.blocks).flatMap((placed) => {
    const { block } = placed;
    if (block.type !== 'input') return [];
    const isOptional = block.optional ?? false;
    return [{ label: block.label.text, placed, element: block.element, isOptional }];
  });
}

/** The labels of a menu's options; none for a searched menu or a text field. */
export function optionsOf(element: InteractiveElement): readonly string[] {
  if ('options' in element && element.options) return element.options.map(({ text }) => text.text);
  if ('option_groups' in element && element.option_groups) {
    return element.option_groups.flatMap(({ options }) => options.map(({ text }) => text.text));
  }
  return [];
}
