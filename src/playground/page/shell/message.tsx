import { type FocusEvent, memo, useState } from 'react';
import type { Message } from '../../slack/state.ts';
import { usePlayground } from '../context.ts';
import { Icon } from '../icon.tsx';
import type { ThreadSummary } from '../state/conversation.ts';
import { timeLabel } from '../state/times.ts';
import { Avatar } from './avatar.tsx';
import { DeletionDialog } from './deletion-dialog.tsx';
import { MessageBody } from './message-body.tsx';
import { MessageEditor } from './message-editor.tsx';
import { MessageTime } from './message-time.tsx';
import { MessageToolbar } from './message-toolbar.tsx';
import { Reactions } from './reactions.tsx';
import { ThreadLink } from './thread-link.tsx';
import { useKeptFocus } from './use-kept-focus.ts';
import { usePointing } from './use-pointing.ts';
import './message.css';

export interface MessageRowProps {
  readonly message: Message;
  readonly isCompact: boolean;
  readonly isInThread: boolean;
  readonly summary?: ThreadSummary | undefined;
  /** Unread replies that mention the reader. */
  readonly newReplies: number;
  readonly isEditing: boolean;
  /** The message that a link led to. */
  readonly isMarked: boolean;
  /** Begins to edit the message of this time; undefined ends it. Must stay the same function. */
  readonly onEdit: (ts: string | undefined) => void;
}

/** One message. Drawn again only when it has changed itself. */
export const MessageRow = memo(DrawnMessage, isSame);

function DrawnMessage(props: MessageRowProps) {
  const { message, isCompact, isInThread, summary, newReplies, isEditing, isMarked, onEdit } =
    props;
  const playground = usePlayground();
  const kept = useKeptFocus();
  const [isDeleting, setDeleting] = useState(false);
  const { isActive, hold, handlers, ...pointing } = usePointing(kept.box);
  const name = playground.nameOf(message.user);
  const isOnlyForMe = message.onlyFor !== undefined;
  const classes = [
    'message',
    isCompact && 'message-compact',
    isMarked && 'message-marked',
    isOnlyForMe && 'message-only-me',
    isActive && 'message-active',
  ];
  return (
    <article
      ref={kept.box}
      className={classes.filter(Boolean).join(' ')}
      data-ts={message.ts}
      aria-label={`${name}, ${timeLabel(message.ts)}`}
      tabIndex={-1}
      {...handlers}
      onFocus={(event: FocusEvent<HTMLElement>) => {
        kept.noteFocus(event);
        pointing.noteFocus(event);
      }}
      onBlur={(event: FocusEvent<HTMLElement>) => {
        kept.noteBlur(event);
        pointing.noteBlur(event);
      }}
    >
      <div className="message-gutter">
        {isCompact ? (
          <MessageTime ts={message.ts} isShort />
        ) : (
          <Avatar id={message.user} isApp={isBot(message)} size={36} />
        )}
      </div>
      <div className="message-main">
        {isOnlyForMe && <OnlyForMe message={message} />}
        {!isCompact && <Author name={name} isApp={isBot(message)} ts={message.ts} />}
        {isEditing ? (
          <MessageEditor message={message} onDone={() => onEdit(undefined)} />
        ) : (
          <MessageBody message={message} />
        )}
        <Reactions message={message} />
        {summary && <ThreadLink root={message} summary={summary} newReplies={newReplies} />}
      </div>
      {isActive && !isEditing && !isOnlyForMe && (
        <MessageToolbar
          message={message}
          isInThread={isInThread}
          onEdit={() => onEdit(message.ts)}
          onDelete={() => setDeleting(true)}
          onMenuChange={hold}
        />
      )}
      {isDeleting && <DeletionDialog message={message} onDone={() => setDeleting(false)} />}
    </article>
  );
}

function Author({
  name,
  isApp,
  ts,
}: {
  readonly name: string;
  readonly isApp: boolean;
  readonly ts: string;
}) {
  return (
    <div className="message-head">
      <span className="message-author">{name}</span>
      {isApp && <span className="message-tag">APP</span>}
      <MessageTime ts={ts} />
    </div>
  );
}

function OnlyForMe({ message: { channel, ts } }: { readonly message: Message }) {
  const playground = usePlayground();
  return (
    <div className="message-only">
      <Icon name="eye" size={14} />
      <span>Only visible to you</span>
      <span aria-hidden="true">·</span>
      <button
        type="button"
        className="message-dismiss"
        onClick={() => void playground.act({ type: 'dismiss', channel, ts })}
      >
        Dismiss message
      </button>
    </div>
  );
}

function isBot({ bot_id }: Message): boolean {
  return bot_id !== undefined;
}

function isSame(one: MessageRowProps, other: MessageRowProps): boolean {
  const { summary: before, ...rest } = one;
  const { summary: after, ...others } = other;
  const sameThread = before?.count === after?.count && before?.lastTs === after?.lastTs;
  return (
    sameThread &&
    rest.message === others.message &&
    rest.isCompact === others.isCompact &&
    rest.isInThread === others.isInThread &&
    rest.newReplies === others.newReplies &&
    rest.isEditing === others.isEditing &&
    rest.isMarked === others.isMarked &&
    rest.onEdit === others.onEdit
  );
}
