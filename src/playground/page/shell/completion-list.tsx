import { useEffect, useRef } from 'react';
import { usePlayground } from '../context.ts';
import { Icon } from '../icon.tsx';
import { Avatar } from './avatar.tsx';
import type { Completing, Completion } from './completions.ts';

interface CompletionListProps {
  readonly id: string;
  readonly completing: Completing;
  readonly active: number | undefined;
  readonly onPick: (index: number) => void;
}

/** What can be completed, above the field, which keeps the focus and names the active line. */
export function CompletionList({ id, completing, active, onPick }: CompletionListProps) {
  const list = useRef<HTMLDivElement>(null);
  const { title, completions } = completing;
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div className="completions">
      <div className="completions-title" aria-hidden="true">
        {title}
      </div>
      <div
        ref={list}
        id={id}
        role="listbox"
        tabIndex={-1}
        aria-label={title}
        className="completions-list"
      >
        {completions.map((completion, index) => (
          <div
            key={completion.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className="completion"
            // The field must keep the focus, so that one can go on writing.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(index)}
          >
            <Picture completion={completion} />
            <span className="completion-label">{completion.label}</span>
            {completion.kind !== 'emoji' && (
              <span className="completion-detail">{completion.detail}</span>
            )}
          </div>
        ))}
      </div>
      <div className="completions-keys" aria-hidden="true">
        <kbd>↑</kbd>
        <kbd>↓</kbd> to navigate <kbd>Tab</kbd> to select <kbd>Esc</kbd> to dismiss
      </div>
      <div className="sr-only" role="status">
        {completions.length} suggestions
      </div>
    </div>
  );
}

function Picture({ completion: { id, kind, detail } }: { readonly completion: Completion }) {
  const { about } = usePlayground().snapshot;
  switch (kind) {
    case 'command':
    case 'usage':
      return <Avatar id={about.botUserId} isApp size={20} />;
    case 'person':
      return <Avatar id={id} isApp={id === about.botUserId} size={20} />;
    case 'group':
      return <Icon name="people" size={18} />;
    case 'channel':
      return <Icon name="hash" size={18} />;
    case 'emoji':
      return <span aria-hidden="true">{detail}</span>;
  }
}
