import { expect, it } from 'vitest';
import { Block } from '../../slack/validate/blocks.ts';
import { blockIdsOf, firstFieldOf, inputsOf } from './view-fields.ts';

function anInput(id: string, fields: object = {}): Block {
  const element = { type: 'plain_text_input', ...fields };
  const label = { type: 'plain_text', text: id };
  return Block.parse({ type: 'input', block_id: id, label, element });
}
const divider: Block = { type: 'divider' };

function aContainer(children: readonly Block[]): Block {
  const title = { type: 'plain_text', text: 'More' };
  return Block.parse({ type: 'container', title, child_blocks: children });
}

it('finds the fields of a view in order, those in containers included', () => {
  const blocks = [divider, anInput('a'), aContainer([divider, anInput('b')]), anInput('c')];
  expect(inputsOf(blocks).map(({ block_id: id }) => id)).toEqual(['a', 'b', 'c']);
});

it('begins at the first field', () => {
  expect(firstFieldOf([divider, anInput('a'), anInput('b')])).toBe('a');
});

it('begins at the field that asks for it', () => {
  expect(firstFieldOf([anInput('a'), anInput('b', { focus_on_load: true })])).toBe('b');
});

it('begins nowhere where there is none', () => {
  expect(firstFieldOf([divider])).toBeUndefined();
});

it('knows the ids of all that is shown', () => {
  const blocks = [divider, anInput('a'), aContainer([anInput('b')])];
  expect([...blockIdsOf(blocks)]).toEqual(['a', 'b']);
});
