import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Floating } from './floating.tsx';
import './menu.css';

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  /** A second line. */
  readonly detail?: string | undefined;
  readonly picture?: ReactNode;
  /** Present on what is one choice of several. */
  readonly isChosen?: boolean | undefined;
  readonly onSelect: () => void;
}

export interface MenuSection {
  readonly heading?: string;
  readonly items: readonly MenuItem[];
}

interface MenuButtonProps {
  /** The button's name; shown to who points at it. */
  readonly label: string;
  readonly className: string;
  readonly children: ReactNode;
  readonly sections: readonly MenuSection[];
  readonly side?: 'above' | 'below';
  readonly align?: 'start' | 'end';
  /** Small pictures side by side instead of lines. */
  readonly isGrid?: boolean;
  readonly onOpenChange?: (isOpen: boolean) => void;
}

/** A button that opens a menu. Arrows, Home, End and first letters move; Escape returns. */
export function MenuButton({
  label,
  className,
  children,
  sections,
  side = 'below',
  align = 'start',
  isGrid = false,
  onOpenChange,
}: MenuButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const id = useId();

  function turn(open: boolean): void {
    setOpen(open);
    onOpenChange?.(open);
  }
  function close(): void {
    turn(false);
    button.current?.focus();
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => turn(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || isOpen) return;
          event.preventDefault();
          turn(true);
        }}
      >
        {children}
      </button>
      {isOpen && (
        <Floating anchor={button} side={side} align={align} onClose={() => turn(false)}>
          <Menu id={id} label={label} sections={sections} isGrid={isGrid} onClose={close} />
        </Floating>
      )}
    </>
  );
}

interface MenuProps {
  readonly id: string;
  readonly label: string;
  readonly sections: readonly MenuSection[];
  readonly isGrid: boolean;
  readonly onClose: () => void;
}

function Menu({ id, label, sections, isGrid, onClose }: MenuProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const items = itemsIn(list.current);
    (items.find((item) => item.ariaChecked === 'true') ?? items[0])?.focus({ preventScroll: true });
  }, []);

  function onKeyDown(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      onClose();
      return;
    }
    const items = itemsIn(list.current);
    const next = items[nextIndex(event.key, items)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
  return (
    <div
      ref={list}
      id={id}
      role="menu"
      tabIndex={-1}
      aria-label={label}
      className={isGrid ? 'menu menu-grid' : 'menu'}
      onKeyDown={onKeyDown}
    >
      {sections.map((section, index) => (
        <Section
          key={section.heading ?? index}
          section={section}
          isGrid={isGrid}
          onClose={onClose}
        />
      ))}
    </div>
  );
}

function Section({
  section: { heading, items },
  isGrid,
  onClose,
}: {
  readonly section: MenuSection;
  readonly isGrid: boolean;
  readonly onClose: () => void;
}) {
  return (
    <div role="group" aria-label={heading} className="menu-section">
      {heading !== undefined && (
        <div className="menu-heading" aria-hidden="true">
          {heading}
        </div>
      )}
      {items.map(({ id, label, detail, picture, isChosen, onSelect }) => (
        <button
          key={id}
          type="button"
          role={isChosen === undefined ? 'menuitem' : 'menuitemradio'}
          aria-checked={isChosen}
          aria-label={isGrid ? label : undefined}
          title={isGrid ? label : undefined}
          tabIndex={-1}
          className="menu-item"
          onClick={() => {
            onClose();
            onSelect();
          }}
        >
          {picture}
          {!isGrid && (
            <span className="menu-words">
              <span>{label}</span>
              {detail !== undefined && <span className="menu-detail">{detail}</span>}
            </span>
          )}
        </button>
      ))}
    </div>
  );
}

function itemsIn(list: HTMLElement | null): readonly HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('.menu-item') ?? [])];
}

function nextIndex(key: string, items: readonly HTMLElement[]): number {
  const at = items.findIndex((item) => item === document.activeElement);
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return (at + 1) % items.length;
    case 'ArrowUp':
    case 'ArrowLeft':
      return (at - 1 + items.length) % items.length;
    case 'Home':
      return 0;
    case 'End':
      return items.length - 1;
    default:
      return startingWith(key, { items, after: at });
  }
}

function startingWith(
  key: string,
  { items, after }: { readonly items: readonly HTMLElement[]; readonly after: number },
): number {
  if (!/^[\p{L}\d]$/u.test(key)) return -1;
  const order = items.map((_, index) => (after + 1 + index) % items.length);
  const wanted = key.toLowerCase();
  return (
    order.find((index) => {
      const item = items[index];
      const words = item?.querySelector('.menu-words')?.textContent ?? item?.ariaLabel ?? '';
      return words.toLowerCase().startsWith(wanted);
    }) ?? -1
  );
}
