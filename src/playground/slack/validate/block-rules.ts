import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { LIMITS } from '../limits.ts';
import type { Block, CardBlock, ChildBlock } from './blocks.ts';
import type { Button, InteractiveElement } from './elements.ts';
import type { Problem } from './slack-words.ts';

/** A block with the elements in it that people can use. */
export interface Placed {
  readonly block: Block;
  readonly pointer: string;
  readonly elements: readonly InteractiveElement[];
}

/** Every block, those inside containers included, with its interactive elements. */
export function placedBlocks(blocks: readonly Block[], at = ''): Placed[] {
  return blocks.flatMap((block, index) => {
    const pointer = `${at}/${index}`;
    const placed = { block, pointer, elements: elementsOf(block) };
    if (block.type !== 'container') return [placed];
    return [placed, ...placedBlocks(block.child_blocks, `${pointer}/child_blocks`)];
  });
}

function elementsOf(block: Block): readonly InteractiveElement[] {
  switch (block.type) {
    case 'actions':
    case 'context_actions':
      return block.elements;
    case 'section':
      return block.accessory && block.accessory.type !== 'image' ? [block.accessory] : [];
    case 'input':
      return [block.element];
    case 'card':
      return block.actions ?? [];
    case 'carousel':
      return block.elements.flatMap(({ actions }): readonly Button[] => actions ?? []);
    default:
      return [];
  }
}

/** The rules that no single block can keep alone. */
export function blockRules(blocks: readonly Block[], at: string): Problem[] {
  const placed = placedBlocks(blocks, at);
  return [
    ...repeatedBlocks(placed),
    ...placed.flatMap(repeatedActions),
    ...placed.flatMap(strayChoices),
    ...tableRules(placed, at),
    ...markdownRules(blocks, at),
    ...focusRules(placed, at),
  ];
}

function repeatedBlocks(placed: readonly Placed[]): Problem[] {
  const seen = new Set<string>();
  return placed.flatMap(({ block: { block_id: id }, pointer }) => {
    if (id === undefined) return [];
    if (seen.has(id)) {
      return [{ pointer: `${pointer}/block_id`, message: `\`block_id\` ${id} already exists` }];
    }
    seen.add(id);
    return [];
  });
}

function repeatedActions({ elements, pointer }: Placed): Problem[] {
  const identifiers = elements.flatMap(({ action_id: id }) => (id === undefined ? [] : [id]));
  const repeated = identifiers.filter((id, index) => identifiers.indexOf(id) !== index);
  return repeated.map((id) => ({ pointer, message: `\`action_id\` ${id} already exists` }));
}

/** What is chosen at first must be one of the options, word for word. */
function strayChoices({ block, elements, pointer }: Placed): Problem[] {
  return elements.flatMap((element, index) => {
    const options = optionsIn(element);
    const chosen = chosenAtFirst(element);
    const isOffered = chosen.every((one) =>
      options.some((option) => isDeepStrictEqual(option, one)),
    );
    if (options.length === 0 || isOffered) return [];
    const place = block.type === 'input' ? 'element' : `elements/${index}`;
    const message = 'initial option is not among the options';
    return [{ pointer: `${pointer}/${block.type === 'section' ? 'accessory' : place}`, message }];
  });
}

function optionsIn(element: InteractiveElement): readonly unknown[] {
  if ('option_groups' in element && element.option_groups) {
    return element.option_groups.flatMap(({ options }) => options);
  }
  return 'options' in element ? (element.options ?? []) : [];
}

function chosenAtFirst(element: InteractiveElement): readonly unknown[] {
  if ('initial_option' in element && element.initial_option) return [element.initial_option];
  return 'initial_options' in element ? (element.initial_options ?? []) : [];
}

function tableRules(placed: readonly Placed[], at: string): Problem[] {
  const tables = placed.filter(
    ({ block }) => block.type === 'table' || block.type === 'data_table',
  );
  const tooLong = tables.filter(
    ({ block }) => 'rows' in block && charactersIn(block.rows) > LIMITS.tableCharacters,
  );
  const problems = tooLong.map(({ pointer }) => ({
    pointer: `${pointer}/rows`,
    message: `must be less than ${LIMITS.tableCharacters + 1} characters`,
  }));
  const plainTables = tables.filter(({ block }) => block.type === 'table').length;
  return plainTables > 1
    ? [...problems, { pointer: at, message: 'only_one_table_allowed' }]
    : problems;
}

function charactersIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + charactersIn(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, item]) =>
      sum + (key === 'text' && typeof item === 'string' ? item.length : charactersIn(item)),
    0,
  );
}

function markdownRules(blocks: readonly Block[], at: string): Problem[] {
  const together = blocks.reduce(
    (sum, block) => sum + (block.type === 'markdown' ? block.text.length : 0),
    0,
  );
  if (together <= LIMITS.markdownTogether) return [];
  const message = `markdown blocks together must be less than ${LIMITS.markdownTogether + 1} characters`;
  return [{ pointer: at, message }];
}

function focusRules(placed: readonly Placed[], at: string): Problem[] {
  const focused = placed
    .flatMap(({ elements }) => elements)
    .filter((element) => 'focus_on_load' in element && element.focus_on_load === true);
  if (focused.length <= 1) return [];
  return [{ pointer: at, message: 'only one element may set `focus_on_load`' }];
}

/** Fills in the identifiers that Slack generates where the app gave none. */
export function withIdentifiers(blocks: readonly Block[]): Block[] {
  return blocks.map((block) => withBlockIdentifiers(block));
}

function withBlockIdentifiers(block: Block): Block {
  const block_id = block.block_id ?? generated();
  switch (block.type) {
    case 'actions':
    case 'section':
    case 'input':
      return withChildIdentifiers(block);
    case 'context_actions':
      return { ...block, block_id, elements: block.elements.map(withActionId) };
    case 'card':
      return { ...block, block_id, actions: block.actions?.map(withActionId) };
    case 'carousel':
      return { ...block, block_id, elements: block.elements.map(withCardIdentifiers) };
    case 'container':
      return { ...block, block_id, child_blocks: block.child_blocks.map(withChildIdentifiers) };
    default:
      return { ...block, block_id };
  }
}

function withChildIdentifiers(block: ChildBlock): ChildBlock {
  const block_id = block.block_id ?? generated();
  switch (block.type) {
    case 'actions':
      return { ...block, block_id, elements: block.elements.map(withActionId) };
    case 'section':
      return block.accessory && block.accessory.type !== 'image'
        ? { ...block, block_id, accessory: withActionId(block.accessory) }
        : { ...block, block_id };
    case 'input':
      return { ...block, block_id, element: withActionId(block.element) };
    default:
      return { ...block, block_id };
  }
}

function withCardIdentifiers(card: CardBlock): CardBlock {
  return { ...card, actions: card.actions?.map(withActionId) };
}

function withActionId<Element extends { readonly action_id?: string | undefined }>(
  element: Element,
): Element {
  return { ...element, action_id: element.action_id ?? generated() };
}

/** Short and random, as Slack's own are. */
function generated(): string {
  return randomBytes(4).toString('base64url');
}
