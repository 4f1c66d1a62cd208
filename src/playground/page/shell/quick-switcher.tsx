import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { spoken } from '../../slack/read-text.ts';
import { DialogFrame } from '../modal/dialog-frame.tsx';
import { usePlayground } from '../context.ts';
import { Icon } from '../icon.tsx';
import { Avatar } from './avatar.tsx';
import { type Jump, jumps } from './jump.ts';
import { useShell } from './shell-context.ts';
import './quick-switcher.css';

/** A field that leads to channels, threads, the app and people. */
export function QuickSwitcher({ onClose }: { readonly onClose: () => void }) {
  const playground = usePlayground();
  const { go } = useShell();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const { people, about } = playground.snapshot;
  const names = Object.fromEntries(people.map((person) => [person.id, person.realName]));
  const found = jumps(playground.snapshot, query, (text) => spoken(text, names));
  useEffect(() => field.current?.focus(), []);

  function leap(jump: Jump | undefined): void {
    if (!jump) return;
    onClose();
    if (jump.kind === 'channel') playground.open({ channel: jump.channel });
    if (jump.kind === 'thread') playground.open(jump);
    if (jump.kind === 'app') go({ place: { kind: 'app', tab: jump.tab } });
    if (jump.kind === 'person') go({ person: jump.handle });
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown') setActive((active + 1) % Math.max(1, found.length));
    else if (event.key === 'ArrowUp')
      setActive((active - 1 + found.length) % Math.max(1, found.length));
    else if (event.key === 'Enter') leap(found[active]);
    else return;
    event.preventDefault();
  }
  return (
    <DialogFrame className="quick-switcher" labelledBy={`${id}title`} onEscape={onClose}>
      <h2 id={`${id}title`} className="sr-only">
        Search {about.teamName}
      </h2>
      <div className="quick-switcher-field">
        <Icon name="search" size={18} />
        <input
          ref={field}
          type="text"
          role="combobox"
          aria-label={`Search ${about.teamName}`}
          aria-expanded={found.length > 0}
          aria-controls={`${id}list`}
          aria-activedescendant={found[active] && `${id}${active}`}
          aria-autocomplete="list"
          placeholder="Channels, threads, people"
          value={query}
          onChange={({ target }) => {
            setQuery(target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
        <button type="button" className="icon-button" aria-label="Close search" onClick={onClose}>
          <Icon name="close" size={18} />
        </button>
      </div>
      <Results id={id} found={found} active={active} onLeap={leap} />
      <p className="quick-switcher-none" role="status">
        {found.length === 0 && 'Nothing here begins like that.'}
      </p>
    </DialogFrame>
  );
}

interface ResultsProps {
  readonly id: string;
  readonly found: readonly Jump[];
  readonly active: number;
  readonly onLeap: (jump: Jump) => void;
}

function Results({ id, found, active, onLeap }: ResultsProps) {
  return (
    <div
      id={`${id}list`}
      role="listbox"
      tabIndex={-1}
      aria-label="Results"
      className="quick-switcher-list"
    >
      {found.map((jump, index) => (
        <div
          key={jump.id}
          id={`${id}${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className="completion"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onLeap(jump)}
        >
          <JumpPicture jump={jump} />
          <span className="completion-label">{jump.label}</span>
          <span className="completion-detail">{jump.detail}</span>
        </div>
      ))}
    </div>
  );
}

function JumpPicture({ jump }: { readonly jump: Jump }) {
  const { about } = usePlayground().snapshot;
  switch (jump.kind) {
    case 'channel':
      return <Icon name={jump.isPrivate ? 'lock' : 'hash'} size={18} />;
    case 'thread':
      return <Icon name="thread" size={18} />;
    case 'app':
      return <Avatar id={about.botUserId} isApp size={20} />;
    case 'person':
      return <Avatar id={jump.id} size={20} />;
  }
}
