import type { Message } from '../../slack/state.ts';
import { usePlayground } from '../context.ts';
import { Icon } from '../icon.tsx';
import type { ThreadSummary } from '../state/conversation.ts';
import { momentLabel } from '../state/times.ts';
import { Avatar } from './avatar.tsx';

interface ThreadLinkProps {
  readonly root: Message;
  readonly summary: ThreadSummary;
  /** Unread replies that mention the reader. */
  readonly newReplies: number;
}

const PICTURES_MAX = 5;

/** `3 replies`, who wrote them and when the last one was; opens the thread. */
export function ThreadLink({
  root,
  summary: { count, lastTs, users },
  newReplies,
}: ThreadLinkProps) {
  const playground = usePlayground();
  const { botUserId } = playground.snapshot.about;
  return (
    <button
      type="button"
      className="thread-link"
      onClick={() => playground.open({ channel: root.channel, thread: root.ts })}
    >
      <span className="thread-link-people">
        {users.slice(0, PICTURES_MAX).map((id) => (
          <Avatar key={id} id={id} isApp={id === botUserId} size={24} />
        ))}
      </span>
      <span className="thread-link-count">
        {count} {count === 1 ? 'reply' : 'replies'}
      </span>
      {newReplies > 0 && <span className="badge thread-link-new">{newReplies} new</span>}
      <span className="thread-link-last">Last reply {momentLabel(lastTs)}</span>
      <span className="thread-link-view" aria-hidden="true">
        View thread
      </span>
      <Icon name="forward" size={14} />
    </button>
  );
}
