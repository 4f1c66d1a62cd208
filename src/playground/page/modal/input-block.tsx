import { useId } from 'react';
import type { Shown } from '../../page-protocol.ts';
import type { Block } from '../../slack/validate/blocks.ts';
import type { Surface } from '../../slack/validate/surfaces.ts';
import type { ElementProps } from '../blocks/element-props.ts';
import { Element } from '../blocks/element.tsx';
import { Icon } from '../icon.tsx';
import { FileInput } from './file-input.tsx';
import './input-block.css';
import { TextInput } from './text-input.tsx';
import { isTextElement, triggersOf } from './text-state.ts';

export type InputBlockData = Extract<Block, { readonly type: 'input' }>;

export interface InputBlockProps {
  readonly block: InputBlockData;
  readonly shown: Shown;
  readonly surface: Surface;
  /** `entered[block_id][action_id]`. */
  readonly state: unknown;
  /** What to correct, shown below the element. */
  readonly error?: string | undefined;
}

/** A labelled field of a form, with its hint and what is wrong with it. */
export function InputBlock({ block, shown, surface, state, error }: InputBlockProps) {
  const id = useId();
  const { element, label, hint, dispatch_action: isDispatched = false } = block;
  const isText = isTextElement(element);
  const note = isText && isDispatched && triggersOf(element).onEnter ? ENTER_NOTE : undefined;
  const described = [hint && `${id}hint`, note && `${id}note`, error && `${id}error`];
  const props: ElementProps = {
    element,
    blockId: block.block_id ?? '',
    shown,
    inInput: true,
    state,
    labelledBy: `${id}label`,
    describedBy: described.filter(Boolean).join(' ') || undefined,
    invalid: error !== undefined,
  };
  const name = (
    <>
      {label.text}
      {block.optional ? <span className="input-block-optional"> (optional)</span> : null}
    </>
  );

  return (
    <div
      className={`input-block is-on-${surface}`}
      data-block-id={block.block_id}
      data-invalid={error === undefined ? undefined : true}
    >
      {isText ? (
        <label className="input-block-label" id={`${id}label`} htmlFor={`${id}control`}>
          {name}
        </label>
      ) : (
        <div className="input-block-label" id={`${id}label`}>
          {name}
        </div>
      )}
      <Control
        {...{ props, isDispatched }}
        controlId={`${id}control`}
        isRequired={!block.optional}
      />
      {error === undefined ? null : (
        <p className="input-block-error" id={`${id}error`} role="alert">
          <Icon name="warning" size={16} />
          {error}
        </p>
      )}
      {hint ? (
        <p className="input-block-hint" id={`${id}hint`}>
          {hint.text}
        </p>
      ) : null}
      {note ? (
        <p className="input-block-hint" id={`${id}note`}>
          {note}
        </p>
      ) : null}
    </div>
  );
}

const ENTER_NOTE = 'Press Enter to submit';

interface ControlProps {
  readonly props: ElementProps;
  readonly isDispatched: boolean;
  readonly controlId: string;
  readonly isRequired: boolean;
}

function Control({ props, isDispatched, controlId, isRequired }: ControlProps) {
  const { element } = props;
  // Another field in the same place starts afresh.
  const key = JSON.stringify([element.type, props.blockId, element.action_id]);
  if (element.type === 'file_input') return <FileInput key={key} {...props} element={element} />;
  if (!isTextElement(element)) {
    return <Element key={key} {...props} inInput={!isDispatched} element={element} />;
  }
  const field = { ...props, element, controlId, isRequired, isDispatched };
  return <TextInput key={key} {...field} />;
}
