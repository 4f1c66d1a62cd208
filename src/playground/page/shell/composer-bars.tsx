import type { ReactNode } from 'react';
import { Icon } from '../icon.tsx';
import { AttachButton } from './attaching.tsx';
import { READY_EMOJI } from './emoji.ts';
import type { Format } from './formatting.ts';
import { MenuButton } from './menu.tsx';

const FORMATS = [
  ['bold', 'Bold'],
  ['italic', 'Italic'],
  ['strike', 'Strikethrough'],
  ['quote', 'Quote'],
  ['code', 'Code'],
  ['code-block', 'Code block'],
] as const;

/** Formats of what is selected. */
export function FormatBar({ onFormat }: { readonly onFormat: (format: Format) => void }) {
  return (
    <div className="composer-formats" role="toolbar" aria-label="Formatting">
      {FORMATS.map(([format, label]) => (
        <button
          key={format}
          type="button"
          className={`composer-tool composer-tool-${format}`}
          aria-label={label}
          title={label}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onFormat(format)}
        >
          <Icon name={format} size={18} />
        </button>
      ))}
    </div>
  );
}

interface ComposerBarProps {
  readonly hasFormat: boolean;
  readonly onToggleFormat: () => void;
  readonly onInsert: (text: string) => void;
  readonly onAttach: (file: File) => void;
  readonly children: ReactNode;
}

/** What can be put into the text, and the button that sends it. */
export function ComposerBar(props: ComposerBarProps) {
  const { hasFormat, onToggleFormat, onInsert, onAttach, children } = props;
  const emoji = READY_EMOJI.map(({ name, sign }) => ({
    id: name,
    label: name,
    picture: <span aria-hidden="true">{sign}</span>,
    onSelect: () => onInsert(`:${name}: `),
  }));
  return (
    <div className="composer-bar">
      <AttachButton onChoose={onAttach} />
      <button
        type="button"
        className="composer-tool"
        aria-label="Formatting"
        title={hasFormat ? 'Hide formatting' : 'Show formatting'}
        aria-pressed={hasFormat}
        onClick={onToggleFormat}
      >
        <Icon name="format" />
      </button>
      <MenuButton
        label="Emoji"
        className="composer-tool"
        sections={[{ items: emoji }]}
        side="above"
        isGrid
      >
        <Icon name="smile" />
      </MenuButton>
      <button
        type="button"
        className="composer-tool"
        aria-label="Mention someone"
        title="Mention someone"
        onClick={() => onInsert('@')}
      >
        <Icon name="at" />
      </button>
      <span className="composer-space" />
      <span className="composer-hint" aria-hidden="true">
        <b>Shift + Enter</b> to add a new line
      </span>
      {children}
    </div>
  );
}
