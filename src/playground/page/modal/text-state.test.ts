import { describe, expect, it } from 'vitest';
import { InputElement, type TextElement } from '../../slack/validate/elements.ts';
import { charactersLeft, isTextElement, stateOf, textOf, triggersOf } from './text-state.ts';

function anElement(fields: object): TextElement {
  const element = InputElement.parse(fields);
  if (!isTextElement(element)) throw new Error(`${element.type} is not typed into`);
  return element;
}
const plain = anElement({ type: 'plain_text_input', initial_value: 'suggested' });
const rich = anElement({ type: 'rich_text_input' });

describe('what stands in a field', () => {
  it.each([
    ['what the app put there, before anybody used it', undefined, 'suggested'],
    ['what was entered', { type: 'plain_text_input', value: 'mine' }, 'mine'],
    ['nothing, once it was emptied', { type: 'plain_text_input', value: null }, ''],
    ['nothing, where the state is of another kind', { selected_option: null }, ''],
  ])('is %s', (_, state, expected) => {
    expect(textOf(plain, state)).toBe(expected);
  });

  it.each(['', 'one line', 'two\nlines', ' <@U1> & more '])('comes back as typed: %j', (text) => {
    expect(textOf(plain, stateOf(plain, text))).toBe(text);
    expect(textOf(rich, stateOf(rich, text))).toBe(text);
  });

  it('is null for Slack when empty', () => {
    expect(stateOf(plain, '')).toEqual({ type: 'plain_text_input', value: null });
    expect(stateOf(rich, '')).toEqual({ type: 'rich_text_input', rich_text_value: null });
  });

  it('is the words of formatted text, a line an item', () => {
    const section = (text: string) => ({
      type: 'rich_text_section',
      elements: [{ type: 'text', text, style: { bold: true } }],
    });
    const list = {
      type: 'rich_text_list',
      style: 'ordered',
      elements: [section('a'), section('b')],
    };
    const initial_value = { type: 'rich_text', elements: [section('Steps:'), list] };

    const element = anElement({ type: 'rich_text_input', initial_value });

    expect(textOf(element, undefined)).toBe('Steps:\n1. a\n2. b');
  });
});

describe('the counter', () => {
  it.each([
    [{ type: 'plain_text_input' }, 'text', undefined],
    [{ type: 'plain_text_input', max_length: 10 }, 'text', 6],
    [{ type: 'plain_text_input', max_length: 3 }, 'text', -1],
    [{ type: 'plain_text_input', max_length: 3_000 }, 'text', undefined],
    [{ type: 'plain_text_input', max_length: 3_000 }, 'x'.repeat(2_900), 100],
    [{ type: 'plain_text_input' }, 'x'.repeat(2_999), 1],
    [{ type: 'email_text_input' }, 'text', undefined],
  ])('of %o with %j is %s', (fields, text, left) => {
    expect(charactersLeft(anElement(fields), text)).toBe(left);
  });
});

describe('a dispatched field', () => {
  it('is told at Enter unless it says otherwise', () => {
    expect(triggersOf(plain)).toEqual({ onEnter: true, onCharacter: false });
    const dispatch_action_config = { trigger_actions_on: ['on_character_entered'] };
    const eager = anElement({ type: 'plain_text_input', dispatch_action_config });
    expect(triggersOf(eager)).toEqual({ onEnter: false, onCharacter: true });
  });
});

it('takes only what is typed into for a text element', () => {
  expect(isTextElement(InputElement.parse({ type: 'file_input' }))).toBe(false);
  expect(isTextElement(InputElement.parse({ type: 'datepicker' }))).toBe(false);
  expect(
    isTextElement(InputElement.parse({ type: 'number_input', is_decimal_allowed: true })),
  ).toBe(true);
});
