import { describe, expect, it } from 'vitest';
import { InputElement } from '../../slack/validate/elements.ts';
import { attributeOf, drawn, tagWith } from './draw.tsx';
import { TextInput, type TextInputProps } from './text-input.tsx';
import { isTextElement } from './text-state.ts';

function draw(fields: object, props: Partial<TextInputProps> = {}): string {
  const element = InputElement.parse({ action_id: 'value', ...fields });
  if (!isTextElement(element)) throw new Error(`${element.type} is not typed into`);
  const place = { blockId: 'name', shown: { viewId: 'V1' }, inInput: true, state: undefined };
  return drawn(<TextInput {...place} element={element} isDispatched={false} {...props} />);
}

describe('the field', () => {
  it.each([
    [{ type: 'plain_text_input' }, 'type="text"'],
    [{ type: 'plain_text_input', multiline: true }, '<textarea'],
    [{ type: 'rich_text_input' }, '<textarea'],
    [{ type: 'email_text_input' }, 'type="email"'],
    [{ type: 'url_text_input' }, 'type="url"'],
    [{ type: 'number_input', is_decimal_allowed: false }, 'inputMode="numeric"'],
    [{ type: 'number_input', is_decimal_allowed: true }, 'inputMode="decimal"'],
  ])('of %o has %s', (fields, expected) => {
    expect(draw(fields)).toContain(expected);
  });

  it('holds what was entered', () => {
    const state = { type: 'plain_text_input', value: 'my <db>' };
    expect(draw({ type: 'plain_text_input' }, { state })).toContain('value="my &lt;db&gt;"');
  });

  it('says what names it, what describes it, that it is wrong and that it is needed', () => {
    const tag = tagWith(
      draw(
        { type: 'plain_text_input' },
        { labelledBy: 'label', describedBy: 'hint error', invalid: true, isRequired: true },
      ),
      '<input',
    );
    expect(attributeOf(tag, 'aria-labelledby')).toBe('label');
    expect(attributeOf(tag, 'aria-describedby')).toBe('hint error');
    expect(attributeOf(tag, 'aria-invalid')).toBe('true');
    expect(attributeOf(tag, 'aria-required')).toBe('true');
  });

  it('names itself by its placeholder where nothing else does', () => {
    const placeholder = { type: 'plain_text', text: 'Why?' };
    const tag = tagWith(draw({ type: 'rich_text_input', placeholder }), '<textarea');
    expect(attributeOf(tag, 'aria-label')).toBe('Why?');
  });
});

describe('the counter', () => {
  const state = { type: 'plain_text_input', value: 'too long' };

  it('says how many characters are too many', () => {
    const markup = draw({ type: 'plain_text_input', max_length: 5 }, { state });
    expect(markup).toContain('>-3<');
    expect(markup).toMatch(/role="status">3 characters too many</u);
  });

  it('is not spoken while all is well', () => {
    const markup = draw({ type: 'plain_text_input', max_length: 20 }, { state });
    expect(markup).toContain('>12<');
    expect(markup).toContain('role="status"></span>');
  });
});
