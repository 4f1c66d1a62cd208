import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import './tabs.css';

export interface Tab<Key extends string> {
  readonly key: Key;
  readonly label: string;
  /** A number beside the label; none where it is 0. */
  readonly count: number;
  readonly content: ReactNode;
}

interface TabsProps<Key extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<Key>[];
  readonly selected: Key;
  readonly onSelect: (key: Key) => void;
}

/** Tabs by the ARIA pattern. All contents stay mounted, so that each keeps what was done in it. */
export function Tabs<Key extends string>({ label, tabs, selected, onSelect }: TabsProps<Key>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);

  function move(event: KeyboardEvent): void {
    const current = tabs.findIndex(({ key }) => key === selected);
    const next = tabs[nextIndex(event.key, current, tabs.length)];
    if (!next) return;
    event.preventDefault();
    onSelect(next.key);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.key}"]`)?.focus();
  }

  return (
    <>
      <div className="tabs" role="tablist" aria-label={label} ref={list}>
        {tabs.map(({ key, label: words, count }) => (
          <button
            type="button"
            role="tab"
            key={key}
            id={`${id}-${key}-tab`}
            data-tab={key}
            className="tabs-tab"
            aria-selected={key === selected}
            aria-controls={`${id}-${key}`}
            tabIndex={key === selected ? 0 : -1}
            onClick={() => onSelect(key)}
            onKeyDown={move}
          >
            {words}
            {count > 0 && <span className="tabs-count">{count}</span>}
          </button>
        ))}
      </div>
      {tabs.map(({ key, content }) => (
        <div
          role="tabpanel"
          key={key}
          id={`${id}-${key}`}
          className="tabs-panel"
          aria-labelledby={`${id}-${key}-tab`}
          hidden={key !== selected}
        >
          {content}
        </div>
      ))}
    </>
  );
}

/** Where a key leads: in a circle; -1 for any other key. */
function nextIndex(key: string, current: number, length: number): number {
  if (key === 'ArrowRight') return (current + 1) % length;
  if (key === 'ArrowLeft') return (current + length - 1) % length;
  if (key === 'Home') return 0;
  return key === 'End' ? length - 1 : -1;
}
