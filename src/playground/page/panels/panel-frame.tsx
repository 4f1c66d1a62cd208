import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Icon } from '../icon.tsx';
import './panel-frame.css';

interface PanelFrameProps {
  readonly title: string;
  /** A few words beside the title, read aloud when they change. */
  readonly note: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A side panel as high as its parent: title, ×, and what scrolls below them. */
export function PanelFrame({ title, note, onClose, children }: PanelFrameProps) {
  const titleId = useId();
  const frame = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => borrowFocus(heading.current), []);
  useEffect(() => closeOnEscape(frame.current, onClose), [onClose]);
  return (
    <aside className="panel" aria-labelledby={titleId} ref={frame}>
      <header className="panel-header">
        <h2 className="panel-title" id={titleId} tabIndex={-1} ref={heading}>
          {title}
        </h2>
        <span className="panel-note" role="status">
          {note}
        </span>
        <button
          type="button"
          className="icon-button"
          aria-label={`Close ${title}`}
          title="Close"
          onClick={onClose}
        >
          <Icon name="close" size={18} />
        </button>
      </header>
      {children}
    </aside>
  );
}

/**
 * Takes the focus from whatever opened the panel and gives it back at the end, unless the person has
 * moved on. A panel that was open when the page was loaded leaves the focus alone.
 */
function borrowFocus(heading: HTMLElement | null): () => void {
  const opener = document.activeElement;
  if (opener === document.body) return () => undefined;
  heading?.focus({ preventScroll: true });
  return () => {
    const isAstray = document.activeElement === document.body || !document.activeElement;
    if (isAstray && opener instanceof HTMLElement && opener.isConnected) opener.focus();
  };
}

function closeOnEscape(frame: HTMLElement | null, close: () => void): () => void {
  function pressed(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    // In a field that holds something the first Escape empties it.
    if (
      event.target instanceof HTMLInputElement &&
      event.target.value !== '' &&
      event.target.type === 'search'
    )
      return;
    event.preventDefault();
    event.stopPropagation();
    close();
  }
  frame?.addEventListener('keydown', pressed);
  return () => frame?.removeEventListener('keydown', pressed);
}
