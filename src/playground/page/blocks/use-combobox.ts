import { type KeyboardEvent, useState } from 'react';
import type { Choice } from './element-state.ts';
import { movedTo, type OptionGroup, toggled } from './option-groups.ts';

export interface ComboboxGiven {
  /** What is offered for what was typed. */
  readonly groups: readonly OptionGroup[];
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly chosen: readonly Choice[];
  readonly onChoose: (chosen: readonly Choice[]) => void;
  readonly isSeveral: boolean;
  /** How many can be chosen, of several. */
  readonly most?: number | undefined;
  /** Whether several choices are told when the menu closes, rather than one by one. */
  readonly isToldOnClose: boolean;
  /** Whether the one that is chosen can be taken back. */
  readonly isClearable: boolean;
  /** Called when the options come into view. */
  readonly onOpen?: () => void;
}

export interface ComboboxState {
  readonly isOpen: boolean;
  /** What is chosen now, told or not. */
  readonly chosen: readonly Choice[];
  /** The index, over all groups, of the option that Enter would choose. */
  readonly active: number;
  readonly activeOption: Choice | undefined;
  readonly isFull: boolean;
  readonly open: () => void;
  readonly close: () => void;
  readonly clear: () => void;
  readonly pick: (option: Choice) => void;
  readonly press: (event: KeyboardEvent) => void;
}

const OPENING: ReadonlySet<string> = new Set(['ArrowDown', 'ArrowUp', 'Enter', ' ']);

/** What a combobox does, by mouse and by keyboard; the focus stays in its field all the while. */
export function useCombobox(given: ComboboxGiven): ComboboxState {
  const { isSeveral, most, query, onQuery } = given;
  const [isOpen, setIsOpen] = useState(false);
  const [draft, setDraft] = useState<readonly Choice[]>();
  const [activeValue, setActiveValue] = useState<string>();
  const chosen = draft ?? given.chosen;
  const options = given.groups.flatMap((group) => group.options);
  const active = Math.max(
    options.findIndex(({ value }) => value === activeValue),
    0,
  );

  function open() {
    if (isOpen) return;
    setActiveValue(isSeveral ? undefined : chosen[0]?.value);
    setIsOpen(true);
    given.onOpen?.();
  }

  function close() {
    if (!isOpen) return;
    setIsOpen(false);
    onQuery('');
    if (draft) tell(draft);
    setDraft(undefined);
  }

  function tell(next: readonly Choice[]) {
    if (!isSame(next, given.chosen)) given.onChoose(next);
  }

  function change(next: readonly Choice[]) {
    if (isOpen && given.isToldOnClose) setDraft(next);
    else tell(next);
  }

  function pick(option: Choice) {
    setActiveValue(option.value);
    onQuery('');
    if (isSeveral) return change(toggled(chosen, option, most));
    close();
    tell([option]);
  }

  /** Whether the key was one of the combobox's own. */
  function take({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
    const next = isOpen ? movedTo(key, active, options.length) : undefined;
    const option = options[active];
    if (next !== undefined) setActiveValue(options[next]?.value);
    else if (isOpen && key === 'Enter') {
      if (option) pick(option);
    } else if (isOpen && key === 'Escape') close();
    else if (!isOpen && OPENING.has(key)) open();
    else if (key === 'Backspace' && query === '' && isSeveral) change(chosen.slice(0, -1));
    else if (key === 'Backspace' && query === '' && given.isClearable) change([]);
    else {
      if (key === 'Tab') close();
      // The letter itself then goes into the emptied field.
      if (key.length === 1 && !ctrlKey && !metaKey && !altKey) open();
      return false;
    }
    return true;
  }

  return {
    isOpen,
    chosen,
    active,
    activeOption: options[active],
    isFull: isSeveral && most !== undefined && chosen.length >= most,
    open,
    close,
    clear: () => change([]),
    pick,
    press(event) {
      if (event.nativeEvent.isComposing || !take(event)) return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

function isSame(one: readonly Choice[], other: readonly Choice[]): boolean {
  return (
    one.length === other.length && one.every(({ value }, index) => value === other[index]?.value)
  );
}
