import { describe, expect, it } from 'vitest';
import { Block } from '../../slack/validate/blocks.ts';
import { attributeOf, drawn, tagWith } from './draw.tsx';
import { InputBlock, type InputBlockProps } from './input-block.tsx';

const text = { type: 'plain_text_input', action_id: 'value' };

function draw(fields: object, props: Partial<InputBlockProps> = {}): string {
  const label = { type: 'plain_text', text: 'Name' };
  const block = Block.parse({ type: 'input', block_id: 'name', label, element: text, ...fields });
  if (block.type !== 'input') throw new Error('not an input block');
  const place = { shown: { viewId: 'V1' }, surface: 'modal' as const, state: undefined };
  return drawn(<InputBlock {...place} block={block} {...props} />);
}

/** The text of the elements whose ids an attribute lists. */
function named(markup: string, ids: string | undefined): readonly string[] {
  return (ids ?? '').split(' ').map((id) => {
    const start = markup.indexOf(tagWith(markup, ` id="${id}"`));
    return (
      markup
        .slice(start)
        .replace(/<svg.*?<\/svg>/gu, '')
        .match(/^<[^>]*>([^<]*)</u)?.[1] ?? ''
    );
  });
}

describe('a field', () => {
  it('belongs to its label', () => {
    const markup = draw({});
    const id = attributeOf(tagWith(markup, '<input'), 'id') ?? 'none';
    expect(attributeOf(tagWith(markup, '<label'), 'for')).toBe(id);
    expect(markup).toContain('>Name</label>');
    expect(attributeOf(tagWith(markup, '<input'), 'aria-required')).toBe('true');
  });

  it('says that it is optional', () => {
    const markup = draw({ optional: true });
    expect(markup).toContain('(optional)');
    expect(attributeOf(tagWith(markup, '<input'), 'aria-required')).toBeUndefined();
  });

  it('is described by its hint, its error and what Enter does', () => {
    const hint = { type: 'plain_text', text: 'Lower case.' };
    const markup = draw({ hint, dispatch_action: true }, { error: 'Too long.' });
    const input = tagWith(markup, '<input');
    const described = named(markup, attributeOf(input, 'aria-describedby'));
    expect(described).toEqual(['Lower case.', 'Press Enter to submit', 'Too long.']);
    expect(attributeOf(input, 'aria-invalid')).toBe('true');
    expect(tagWith(markup, 'role="alert"')).toContain('input-block-error');
  });

  it('has neither without a reason', () => {
    const markup = draw({});
    expect(markup).not.toContain('role="alert"');
    expect(markup).not.toContain('aria-describedby');
    expect(markup).not.toContain('aria-invalid');
  });
});

it.each([
  [{ type: 'static_select', options: [{ text: { type: 'plain_text', text: 'A' }, value: 'a' }] }],
  [{ type: 'multi_users_select' }],
  [{ type: 'checkboxes', options: [{ text: { type: 'plain_text', text: 'A' }, value: 'a' }] }],
  [{ type: 'datepicker' }],
  [{ type: 'datetimepicker' }],
  [{ type: 'file_input' }],
])('an element of %o is named by the label', (element) => {
  const markup = draw({ element: { action_id: 'value', ...element } });
  const label = attributeOf(tagWith(markup, 'input-block-label'), 'id') ?? 'none';
  expect(tagWith(markup, `aria-labelledby="${label}`)).not.toBe('');
});
