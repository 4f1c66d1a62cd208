import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { usePlayground } from '../context.ts';
import { Icon } from '../icon.tsx';
import type { ElementOf, ElementProps } from './element-props.ts';
import { ElementProblem } from './element-problem.tsx';
import { movedTo } from './option-groups.ts';
import './overflow-menu.css';
import { Popup } from './popup.tsx';
import { plainTextOf } from './text-object.tsx';
import { useElement } from './use-element.tsx';

type Overflow = ElementOf<'overflow'>;
type OverflowOption = Overflow['options'][number];

/** A button with three dots and the menu behind it. An option with an address opens it as well. */
export function OverflowMenu(props: ElementProps<Overflow>) {
  const { element } = props;
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const playground = usePlayground();
  const { tell, isBusy, problem, confirmation } = useElement(props);

  function close() {
    setIsOpen(false);
    button.current?.focus();
  }

  function choose(option: OverflowOption) {
    close();
    const { url } = option;
    tell({ type: 'overflow', selected_option: option }, () => {
      if (url === undefined || !/^https?:/iu.test(url) || playground.follow(url)) return;
      window.open(url, '_blank', 'noreferrer');
    });
  }

  return (
    <span className="overflow-menu">
      <button
        ref={button}
        type="button"
        className="overflow-menu-button"
        aria-label="More actions"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        aria-busy={isBusy}
        onClick={() => setIsOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setIsOpen(true);
        }}
      >
        <Icon name="more-across" />
      </button>
      {isOpen ? (
        <Popup anchor={button} minWidth={180}>
          <OptionMenu
            id={id}
            options={element.options}
            onChoose={choose}
            onClose={close}
            onLeave={(target) => {
              // A press on the button itself folds the menu away, too.
              if (target !== button.current) setIsOpen(false);
            }}
          />
        </Popup>
      ) : null}
      <ElementProblem problem={problem} />
      {confirmation}
    </span>
  );
}

function OptionMenu({
  id,
  options,
  onChoose,
  onClose,
  onLeave,
}: {
  readonly id: string;
  readonly options: readonly OverflowOption[];
  readonly onChoose: (option: OverflowOption) => void;
  readonly onClose: () => void;
  /** The focus went elsewhere. */
  readonly onLeave: (target: EventTarget | null) => void;
}) {
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    itemsIn(menu.current)[0]?.focus();
  }, []);

  function press(event: KeyboardEvent) {
    const items = itemsIn(menu.current);
    const active = items.findIndex((item) => item === document.activeElement);
    const next = movedTo(event.key, active, items.length);
    if (next !== undefined) {
      event.preventDefault();
      items[next]?.focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    }
  }

  return (
    <div
      ref={menu}
      id={id}
      role="menu"
      aria-label="More actions"
      tabIndex={-1}
      onKeyDown={press}
      onBlur={({ relatedTarget, currentTarget }) => {
        const isInside = relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
        if (!isInside) onLeave(relatedTarget);
      }}
    >
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className="overflow-menu-item"
          onClick={() => onChoose(option)}
        >
          {plainTextOf(option.text)}
          {option.description ? (
            <span className="overflow-menu-description">{plainTextOf(option.description)}</span>
          ) : null}
        </button>
      ))}
    </div>
  );
}

function itemsIn(menu: HTMLElement | null): readonly HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
}
