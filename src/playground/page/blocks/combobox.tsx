import { useEffect, useId, useRef } from 'react';
import { Icon } from '../icon.tsx';
import { ChosenChips } from './chosen-chips.tsx';
import './combobox.css';
import { OptionList } from './option-list.tsx';
import { Popup } from './popup.tsx';
import { type ComboboxGiven, useCombobox } from './use-combobox.ts';

export interface ComboboxProps extends ComboboxGiven {
  readonly placeholder: string;
  /** Said below the options, or in place of them: that they load, that there are none. */
  readonly note?: string | undefined;
  readonly isBusy: boolean;
  readonly isFocusedOnLoad: boolean;
  readonly labelledBy?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly isInvalid: boolean;
}

/** A menu that is searched by typing, for one option or for several. */
export function Combobox(props: ComboboxProps) {
  const { isSeveral, most, placeholder, isFocusedOnLoad } = props;
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const box = useCombobox(props);
  const { isOpen, chosen, active } = box;
  const text = isSeveral ? '' : (chosen[0]?.text.text ?? '');
  useEffect(() => {
    if (isFocusedOnLoad) input.current?.focus();
  }, [isFocusedOnLoad]);

  return (
    <div
      ref={frame}
      className={`combobox ${isSeveral ? 'combobox-several' : ''}`}
      data-invalid={props.isInvalid || undefined}
    >
      {isSeveral ? (
        <ChosenChips
          chosen={chosen}
          onRemove={(option) => {
            box.pick(option);
            input.current?.focus();
          }}
        />
      ) : null}
      <input
        ref={input}
        className="combobox-input"
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={isOpen ? `${id}list` : undefined}
        aria-activedescendant={isOpen && box.activeOption ? `${id}option${active}` : undefined}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-labelledby={props.labelledBy}
        aria-label={props.labelledBy === undefined ? placeholder : undefined}
        aria-describedby={props.describedBy}
        aria-invalid={props.isInvalid || undefined}
        aria-busy={props.isBusy}
        autoComplete="off"
        spellCheck={false}
        placeholder={text || (chosen.length > 0 ? '' : placeholder)}
        value={isOpen ? props.query : text}
        onChange={({ target: { value } }) => {
          box.open();
          props.onQuery(!isOpen && value.startsWith(text) ? value.slice(text.length) : value);
        }}
        onClick={box.open}
        onKeyDown={box.press}
        onBlur={box.close}
      />
      {!isSeveral && props.isClearable && chosen.length > 0 ? (
        <Clear
          what={text}
          onClear={() => {
            box.clear();
            input.current?.focus();
          }}
        />
      ) : null}
      <Arrow isBusy={props.isBusy} />
      {isOpen ? (
        <Popup anchor={frame} minWidth={220}>
          <OptionList
            {...{ id, active, chosen, isSeveral }}
            groups={props.groups}
            isFull={box.isFull}
            note={box.isFull ? `You can choose at most ${most}.` : props.note}
            label={placeholder}
            onPick={box.pick}
          />
        </Popup>
      ) : null}
    </div>
  );
}

function Arrow({ isBusy }: { readonly isBusy: boolean }) {
  if (isBusy) return <span className="spinner combobox-spinner" aria-hidden="true" />;
  return <Icon name="down" size={16} />;
}

function Clear({ what, onClear }: { readonly what: string; readonly onClear: () => void }) {
  return (
    <button
      type="button"
      className="icon-button icon-button-tiny"
      aria-label={`Clear ${what}`}
      onClick={onClear}
    >
      <Icon name="close" size={14} />
    </button>
  );
}
