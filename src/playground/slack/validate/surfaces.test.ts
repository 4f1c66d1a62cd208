import { describe, expect, it } from 'vitest';
import { checkBlocks, checkSuggestions, checkView, type Surface } from './surfaces.ts';
import { writtenProblem } from './slack-words.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const long = (length: number) => 'x'.repeat(length);
const many = <Item>(count: number, item: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => item(index));
const option = (index: number) => ({ text: plain(`Option ${index}`), value: `o${index}` });
const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), ...more });
const actions = (...elements: readonly object[]) => ({ type: 'actions', elements });
const cell = (text: string) => ({ type: 'raw_text', text });

function refusalsOf(blocks: unknown, surface: Surface = 'message'): readonly string[] {
  return (checkBlocks(blocks, surface, '/blocks').problems ?? []).map(writtenProblem);
}

describe('checkBlocks', () => {
  it.each([
    ['message', { type: 'input', label: plain('a'), element: { type: 'plain_text_input' } }],
    ['message', { type: 'alert', text: plain('a') }],
    ['modal', { type: 'markdown', text: 'a' }],
    ['modal', { type: 'table', rows: [[cell('a')]] }],
    ['home', { type: 'context_actions', elements: [] }],
  ] as const)('refuses what a %s may not show', (surface, block) => {
    expect(refusalsOf([block], surface)).not.toEqual([]);
  });

  it('refuses a 51st block in a message and a 101st in a view', () => {
    const divider = () => ({ type: 'divider' });
    expect(refusalsOf(many(50, divider))).toEqual([]);
    expect(refusalsOf(many(51, divider))).toContain(
      '[ERROR] no more than 50 items allowed [json-pointer:/blocks]',
    );
    expect(refusalsOf(many(100, divider), 'home')).toEqual([]);
    expect(refusalsOf(many(101, divider), 'home')).toHaveLength(1);
  });

  it('refuses what is too much only together', () => {
    const halves = many(2, () => ({ type: 'markdown', text: long(6_001) }));
    expect(refusalsOf(halves)).toHaveLength(1);
    const tables = many(2, () => ({ type: 'table', rows: [[cell('a')]] }));
    expect(refusalsOf(tables)).toEqual(['[ERROR] only_one_table_allowed [json-pointer:/blocks]']);
    const wide = [{ type: 'table', rows: many(5, () => [cell(long(2_001))]) }];
    expect(refusalsOf(wide)).toHaveLength(1);
  });

  it('refuses a block or action id that is used twice', () => {
    const twice = many(2, () => ({ type: 'divider', block_id: 'same' }));
    expect(refusalsOf(twice)).toEqual([
      '[ERROR] `block_id` same already exists [json-pointer:/blocks/1/block_id]',
    ]);
    const actionsTwice = actions(button({ action_id: 'a' }), button({ action_id: 'a' }));
    expect(refusalsOf([actionsTwice])).toHaveLength(1);
    const apart = many(2, () => actions(button({ action_id: 'a' })));
    expect(refusalsOf(apart)).toEqual([]);
  });

  it('names an unknown block and a missing type', () => {
    expect(refusalsOf([{ type: 'banner' }])).toEqual([
      '[ERROR] unsupported type: banner [json-pointer:/blocks/0/type]',
    ]);
    expect(refusalsOf([{}])).toEqual([
      '[ERROR] missing required field: type [json-pointer:/blocks/0]',
    ]);
  });

  it('fills in the ids that were left out', () => {
    const checked = checkBlocks([actions(button(), button())], 'message', '/blocks');
    const [block] = checked.problems ? [] : checked.value;
    const ids = block?.type === 'actions' ? block.elements.map(({ action_id }) => action_id) : [];
    expect(new Set([block?.block_id, ...ids])).toHaveProperty('size', 3);
  });
});

describe('checkView', () => {
  const modal = (more: object = {}) => ({
    type: 'modal',
    title: plain('Settings'),
    submit: plain('Save'),
    blocks: [{ type: 'input', label: plain('Name'), element: { type: 'plain_text_input' } }],
    ...more,
  });
  const refusals = (view: object) => (checkView(view, 'modal').problems ?? []).map(writtenProblem);

  it.each([
    [{ title: plain(long(25)) }, '/view/title/text'],
    [{ submit: plain(long(25)) }, '/view/submit/text'],
    [{ close: plain(long(25)) }, '/view/close/text'],
    [{ private_metadata: long(3_001) }, '/view/private_metadata'],
    [{ callback_id: long(256) }, '/view/callback_id'],
    [{ submit: undefined }, '/view/blocks/0/input'],
    [{ colour: 'red' }, '/view'],
  ])('refuses %j', (spoilt, pointer) => {
    expect(refusals(modal())).toEqual([]);
    expect(refusals(modal(spoilt)).join()).toContain(`[json-pointer:${pointer}]`);
  });
});

describe('checkSuggestions', () => {
  it('takes a hundred options and refuses one more', () => {
    expect(checkSuggestions({ options: many(100, option) }).problems).toBeUndefined();
    expect(checkSuggestions({ options: many(101, option) }).problems).toHaveLength(1);
  });
});
