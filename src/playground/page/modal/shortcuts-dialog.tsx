import { useEffect, useId, useRef } from 'react';
import { Icon } from '../icon.tsx';
import { DialogFrame } from './dialog-frame.tsx';
import './shortcuts-dialog.css';

interface Shortcut {
  readonly what: string;
  /** Pressed together; `Mod` is Ctrl, and ⌘ on a Mac. */
  readonly keys: readonly string[];
}

const SHORTCUTS: readonly { readonly title: string; readonly shortcuts: readonly Shortcut[] }[] = [
  {
    title: 'Anywhere',
    shortcuts: [
      { what: 'Jump to a conversation', keys: ['Mod', 'K'] },
      { what: 'Keyboard shortcuts', keys: ['Mod', '/'] },
      { what: 'Next part of the page', keys: ['F6'] },
      { what: 'Previous part of the page', keys: ['Shift', 'F6'] },
      { what: 'Close what is open', keys: ['Esc'] },
    ],
  },
  {
    title: 'Writing a message',
    shortcuts: [
      { what: 'Send', keys: ['Enter'] },
      { what: 'New line', keys: ['Shift', 'Enter'] },
      { what: 'Edit your last message', keys: ['↑'] },
      { what: 'Bold', keys: ['Mod', 'B'] },
      { what: 'Italic', keys: ['Mod', 'I'] },
      { what: 'Strikethrough', keys: ['Mod', 'Shift', 'X'] },
      { what: 'Code', keys: ['Mod', 'Shift', 'C'] },
      { what: 'Commands', keys: ['/'] },
      { what: 'Mention somebody', keys: ['@'] },
      { what: 'Name a channel', keys: ['#'] },
      { what: 'Take the marked suggestion', keys: ['Tab'] },
    ],
  },
  {
    title: 'In a form',
    shortcuts: [
      { what: 'Submit', keys: ['Mod', 'Enter'] },
      { what: 'Open a menu', keys: ['↓'] },
      { what: 'Back, or close the form', keys: ['Esc'] },
    ],
  },
];

/** What can be done by keyboard alone. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const id = useId();
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus(), []);
  const modifier = isMac() ? '⌘' : 'Ctrl';

  return (
    <DialogFrame className="shortcuts-dialog" labelledBy={`${id}title`} onEscape={onClose}>
      <div className="shortcuts-dialog-header">
        <h2 className="dialog-frame-title" id={`${id}title`}>
          Keyboard shortcuts
        </h2>
        <button
          ref={close}
          type="button"
          className="icon-button"
          aria-label="Close"
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </div>
      {/* Focusable, so that the arrows scroll it. */}
      <div
        className="shortcuts-dialog-body"
        role="group"
        aria-labelledby={`${id}title`}
        tabIndex={0}
      >
        {SHORTCUTS.map(({ title, shortcuts }) => (
          <section key={title}>
            <h3 className="shortcuts-dialog-heading">{title}</h3>
            <dl className="shortcuts-dialog-list">
              {shortcuts.map(({ what, keys }) => (
                <div key={what} className="shortcuts-dialog-row">
                  <dt>{what}</dt>
                  <dd>
                    {keys.map((key) => (
                      <kbd key={key} className="shortcuts-dialog-key">
                        {key === 'Mod' ? modifier : key}
                      </kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </DialogFrame>
  );
}

function isMac(): boolean {
  return typeof navigator !== 'undefined' && /\bMac/u.test(navigator.userAgent);
}
