import { type KeyboardEvent, useState } from 'react';
import { LIMITS } from '../../slack/limits.ts';
import type { TextElement } from '../../slack/validate/elements.ts';
import type { ElementProps } from '../blocks/element-props.ts';
import { type ViewScope, useViewScope } from './entering-scope.tsx';
import './text-input.css';
import { charactersLeft, stateOf, textOf, triggersOf } from './text-state.ts';

export interface TextInputProps extends ElementProps<TextElement> {
  readonly controlId?: string | undefined;
  readonly isRequired?: boolean;
  /** Whether the app hears of it at once, as `dispatch_action_config` says. */
  readonly isDispatched: boolean;
}

/**
 * A field that is typed into. What it shows is the person's own; the server's state is taken over
 * when the field is new, or when the app redraws the view and nothing has been typed here since.
 */
export function TextInput(props: TextInputProps) {
  const { element, blockId, shown, isDispatched, describedBy, labelledBy } = props;
  const scope = useViewScope();
  const { entering } = scope;
  const [text, setText] = useTyped(textOf(element, props.state), scope);
  const triggers = triggersOf(element);
  const place = { shown, blockId, actionId: element.action_id ?? '' };
  const left = charactersLeft(element, text);
  const isMultiline = isSeveralLines(element);

  function type(next: string) {
    setText(next);
    const enter = { type: 'enter' as const, ...place, state: stateOf(element, next) };
    entering.enterSoon(enter, { isDispatched: isDispatched && triggers.onCharacter });
  }

  function press(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    if (isMultiline && (event.shiftKey || !(isDispatched && triggers.onEnter))) return;
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (!isDispatched) scope.submit();
    else if (triggers.onEnter) {
      void entering.act({ type: 'use', ...place, state: stateOf(element, text) });
    }
  }

  const field = {
    id: props.controlId,
    className: 'text-input-field',
    value: text,
    placeholder: element.placeholder?.text,
    'aria-labelledby': labelledBy,
    'aria-label': labelledBy === undefined ? element.placeholder?.text : undefined,
    'aria-describedby': describedBy,
    'aria-invalid': props.invalid === true ? true : undefined,
    'aria-required': props.isRequired === true ? true : undefined,
    autoComplete: 'off',
    // Slack holds no more; formatted text has no such limit.
    maxLength: element.type === 'rich_text_input' ? undefined : LIMITS.inputValue,
    onKeyDown: press,
    onBlur: () => void entering.flush(),
  };

  return (
    <div className={`text-input${isMultiline ? ' is-multiline' : ''}`}>
      {isMultiline ? (
        <textarea {...field} rows={3} onChange={({ target }) => type(target.value)} />
      ) : (
        <input {...field} {...kindOf(element)} onChange={({ target }) => type(target.value)} />
      )}
      {left === undefined ? null : <Counter left={left} />}
    </div>
  );
}

function Counter({ left }: { readonly left: number }) {
  const isOver = left < 0;
  return (
    <span className={`text-input-counter${isOver ? ' is-over' : ''}`}>
      <span aria-hidden="true">{left}</span>
      <span className="sr-only" role="status">
        {spokenCount(left)}
      </span>
    </span>
  );
}

function spokenCount(left: number): string {
  if (left > 0) return '';
  return left === 0 ? 'No more characters fit' : `${-left} characters too many`;
}

function useTyped(entered: string, { hash }: ViewScope) {
  const [text, setText] = useState(entered);
  const [taken, setTaken] = useState({ hash, text: entered });
  if (taken.hash !== hash) {
    setTaken({ hash, text: entered });
    if (text === taken.text) setText(entered);
  }
  return [text, setText] as const;
}

function isSeveralLines(element: TextElement): boolean {
  if (element.type === 'rich_text_input') return true;
  return element.type === 'plain_text_input' && element.multiline === true;
}

function kindOf(element: TextElement) {
  switch (element.type) {
    case 'email_text_input':
      return { type: 'email' };
    case 'url_text_input':
      return { type: 'url' };
    case 'number_input':
      return {
        type: 'text',
        inputMode: element.is_decimal_allowed ? ('decimal' as const) : ('numeric' as const),
      };
    case 'plain_text_input':
    case 'rich_text_input':
      return { type: 'text' };
  }
}
