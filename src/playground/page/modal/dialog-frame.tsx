import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import './dialog-frame.css';
import { focusPath, isFocusLost, restoreFocus, wrappedStop } from './focus.ts';

interface DialogFrameProps {
  /** Id of the element that names the dialog. */
  readonly labelledBy: string;
  readonly describedBy?: string | undefined;
  /** `alertdialog` where something must be answered before anything else. */
  readonly role?: 'dialog' | 'alertdialog';
  readonly className: string;
  readonly onEscape: () => void;
  readonly children: ReactNode;
}

/**
 * A panel over the page that keeps the focus until it goes, and then gives it back. Who opens it moves
 * the focus to where it belongs; until then the panel itself has it. What is pressed inside does not
 * reach the keyboard shortcuts of the page.
 */
export function DialogFrame(props: DialogFrameProps) {
  const { labelledBy, describedBy, role = 'dialog', className, onEscape, children } = props;
  const panel = useRef<HTMLDivElement>(null);
  const mark = useId();
  useFocusReturn(panel);
  useLostKeys({ panel, mark, onEscape });

  function keep(event: KeyboardEvent) {
    event.stopPropagation();
    if (event.defaultPrevented || !panel.current) return;
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      onEscape();
    }
    if (event.key !== 'Tab') return;
    const stop = wrappedStop(panel.current, event.shiftKey);
    if (!stop) return;
    event.preventDefault();
    stop.focus();
  }

  const frame = (
    <div
      className="dialog-frame"
      data-dialog={mark}
      role="presentation"
      onKeyDown={keep}
      onClick={(event) => event.stopPropagation()}
      onMouseDown={(event) => {
        // A press on what surrounds the panel would take the focus out of it.
        if (event.target === event.currentTarget) event.preventDefault();
      }}
    >
      <div
        ref={panel}
        className={`dialog-frame-panel ${className}`}
        role={role}
        aria-modal="true"
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        tabIndex={-1}
      >
        {children}
      </div>
    </div>
  );
  // In the body, since a scrolled or contained list would clip it.
  return typeof document === 'undefined' ? frame : createPortal(frame, document.body);
}

function useFocusReturn(panel: { readonly current: HTMLElement | null }) {
  // Read while drawing: by the time of an effect what is inside may have taken the focus.
  const [path] = useState(() => (typeof document === 'undefined' ? [] : focusPath()));
  useEffect(() => {
    const { current } = panel;
    if (current && !current.contains(document.activeElement)) current.focus();
    return () => {
      const isElsewhere = !isFocusLost() && !current?.contains(document.activeElement);
      if (!isElsewhere) restoreFocus(path);
    };
  }, [panel, path]);
}

/** Keys that arrive while nothing has the focus belong to the topmost dialog. */
function useLostKeys({
  panel,
  mark,
  onEscape,
}: {
  readonly panel: { readonly current: HTMLElement | null };
  readonly mark: string;
  readonly onEscape: () => void;
}) {
  useEffect(() => {
    function take(event: globalThis.KeyboardEvent) {
      const top = [...document.querySelectorAll<HTMLElement>('[data-dialog]')].at(-1);
      if (!isFocusLost() || top?.dataset['dialog'] !== mark) return;
      if (event.key !== 'Escape' && event.key !== 'Tab') return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.key === 'Escape') onEscape();
      else panel.current?.focus();
    }
    document.addEventListener('keydown', take, { capture: true });
    return () => document.removeEventListener('keydown', take, { capture: true });
  }, [panel, mark, onEscape]);
}
