import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { Message } from '../../slack/state.ts';
import { PlaygroundContext, usePlayground } from '../context.ts';
import { Icon } from '../icon.tsx';
import { type Row, type ThreadSummary, rowsOf } from '../state/conversation.ts';
import { dayLabel } from '../state/times.ts';
import { placeKey } from '../state/unread.ts';
import { MessageRow } from './message.tsx';
import { NoteRow } from './note-row.tsx';
import { useShell } from './shell-context.ts';
import { useLatest } from './use-latest.ts';
import { useScroll } from './use-scroll.ts';
import './message-list.css';

interface MessageListProps {
  readonly label: string;
  readonly channel: string;
  /** Set where the list is a thread: its first message is the root. */
  readonly thread?: string | undefined;
  readonly messages: readonly Message[];
  readonly threads?: ReadonlyMap<string, ThreadSummary>;
  /** Stands above the first message. */
  readonly beginning?: ReactNode;
  readonly editing: string | undefined;
  readonly onEdit: (ts: string | undefined) => void;
}

/** How near to the top what is earlier is drawn. */
const EARLIER_PX = 600;

/** The messages of a place, oldest first, with what is new and what only this person sees. */
export function MessageList(props: MessageListProps) {
  const { label, channel, thread, messages: all, threads, beginning, editing, onEdit } = props;
  const { surroundings, route, notes, unread } = useShell();
  const at = thread === undefined ? route.at : undefined;
  const { box, content, isAtEnd, seesNewest, onScroll, toEnd } = useScroll(at);
  const { messages, hasEarlier, showEarlier } = useLatest(all, { at, box });
  const newFrom = useNewFrom(props, seesNewest);
  const isThread = thread !== undefined;
  const here = useMemo(
    () => notes.filter((note) => note.channel === channel && note.thread === thread),
    [notes, channel, thread],
  );
  const rows = useMemo(
    () => rowsOf(messages, { isThread, newFrom, notes: here }),
    [messages, isThread, newFrom, here],
  );
  const isBehind = useIsBehind(messages, seesNewest);
  useEndAfterOwn(messages, here.length, toEnd);

  return (
    <div className="message-list">
      <div
        ref={box}
        className="message-list-scroll"
        onScroll={({ currentTarget }) => {
          onScroll();
          if (hasEarlier && currentTarget.scrollTop < EARLIER_PX) showEarlier();
        }}
      >
        <div ref={content} className="message-list-content">
          {hasEarlier ? (
            <button type="button" className="message-list-earlier" onClick={showEarlier}>
              Show earlier messages
            </button>
          ) : (
            beginning
          )}
          <div
            role="group"
            className="message-list-feed"
            aria-label={label}
            // Where there is nothing yet, there is nothing to go to.
            tabIndex={rows.length > 0 ? 0 : undefined}
            onKeyDown={moveByKeys}
          >
            <PlaygroundContext.Provider value={surroundings}>
              {rows.map((row) => {
                if (row.kind === 'note')
                  return <NoteRow key={`note-${row.note.id}`} note={row.note} />;
                if (row.kind !== 'message') return <Divider key={keyOf(row)} row={row} />;
                const { ts } = row.message;
                return (
                  <MessageRow
                    key={ts}
                    message={row.message}
                    isCompact={row.isCompact}
                    isInThread={isThread}
                    summary={threads?.get(ts)}
                    isEditing={editing === ts}
                    newReplies={unread.get(placeKey(channel, ts))?.mentions ?? 0}
                    // A thread that is opened beside needs no mark: it can be seen.
                    isMarked={at === ts && at !== route.thread}
                    onEdit={onEdit}
                  />
                );
              })}
            </PlaygroundContext.Provider>
          </div>
        </div>
      </div>
      {!isAtEnd && (
        <button type="button" className="message-list-latest" onClick={toEnd}>
          <Icon name="arrow-down" size={16} />
          {isBehind ? 'New messages' : 'Jump to latest'}
        </button>
      )}
      <Announcement messages={messages} />
    </div>
  );
}

type Dividing = Exclude<Row, { kind: 'message' | 'note' }>;

function Divider({ row }: { readonly row: Dividing }) {
  switch (row.kind) {
    case 'day':
      return (
        <div className="message-list-day">
          <h3>{dayLabel(row.ts)}</h3>
        </div>
      );
    case 'new':
      return (
        <div className="message-list-new">
          <span>New</span>
        </div>
      );
    case 'replies':
      return (
        <div className="message-list-replies">
          <span>
            {row.count} {row.count === 1 ? 'reply' : 'replies'}
          </span>
        </div>
      );
  }
}

function keyOf(row: Dividing): string {
  return row.kind === 'day' ? `day-${row.ts}` : row.kind;
}

/** Says what others write to who cannot see it. What is changed in place is not said again. */
function Announcement({ messages }: { readonly messages: readonly Message[] }) {
  const playground = usePlayground();
  const last = messages.at(-1);
  const first = useRef(last?.ts);
  const isNew = last !== undefined && last.ts !== first.current && last.user !== playground.me.id;
  return (
    <div className="sr-only" aria-live="polite">
      {isNew && `New message from ${playground.nameOf(last.user)}`}
    </div>
  );
}

/** Where the reader's new messages began when the place was opened. Reading marks them as read. */
function useNewFrom(
  { channel, thread, messages }: MessageListProps,
  seesNewest: boolean,
): string | undefined {
  const { marks, markRead } = useShell();
  const { me } = usePlayground();
  const [newFrom] = useState(() => {
    const read = marks[placeKey(channel, thread)];
    if (read === undefined) return undefined;
    return messages.find(({ ts, user }) => ts > read && user !== me.id)?.ts;
  });
  useEffect(() => {
    function mark(): void {
      if (document.visibilityState === 'visible' && seesNewest)
        markRead(messages, { channel, thread });
    }
    mark();
    document.addEventListener('visibilitychange', mark);
    return () => document.removeEventListener('visibilitychange', mark);
  }, [messages, channel, thread, seesNewest, markRead]);
  return newFrom;
}

/** Whether something came since one scrolled away from the end. */
function useIsBehind(messages: readonly Message[], seesNewest: boolean): boolean {
  const last = messages.at(-1)?.ts;
  const [seen, setSeen] = useState(last);
  useEffect(() => {
    if (seesNewest) setSeen(last);
  }, [seesNewest, last]);
  return !seesNewest && seen !== last;
}

/** What one writes oneself, or is answered by Slack itself, is always seen. */
function useEndAfterOwn(messages: readonly Message[], notes: number, toEnd: () => void): void {
  const { me } = usePlayground();
  const last = messages.at(-1);
  const own = last?.user === me.id ? last.ts : '';
  const before = useRef({ own, notes });
  useEffect(() => {
    const isOwn = own !== '' && own !== before.current.own;
    if (isOwn || notes > before.current.notes) toEnd();
    before.current = { own, notes };
  }, [own, notes, toEnd]);
}

/** Arrows and Page Up or Down go from message to message, as in any feed. */
function moveByKeys(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget, key } = event;
  if (!(target instanceof HTMLElement)) return;
  const isOnMessage = target === currentTarget || target.matches('.message');
  const isPage = key === 'PageUp' || key === 'PageDown';
  if (!isPage && !(isOnMessage && (key === 'ArrowUp' || key === 'ArrowDown'))) return;
  const all = [...currentTarget.querySelectorAll<HTMLElement>('.message')];
  const here = all.findIndex((message) => message.contains(target));
  const step = key === 'ArrowUp' || key === 'PageUp' ? -1 : 1;
  const next = here === -1 ? all.at(-1) : all[here + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
