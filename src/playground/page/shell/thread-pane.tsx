import { useMemo, useRef, useState } from 'react';
import type { Channel } from '../../slack/state.ts';
import { usePlayground } from '../context.ts';
import { Icon } from '../icon.tsx';
import { inThread } from '../state/conversation.ts';
import { Composer } from './composer.tsx';
import { lastOwn } from './last-own.ts';
import { MessageList } from './message-list.tsx';
import { channelAt } from './places.ts';
import { useShell } from './shell-context.ts';
import { TypingLine } from './typing-line.tsx';
import './thread-pane.css';

/** The open thread, beside its channel. */
export function ThreadPane() {
  const { route } = useShell();
  const { snapshot } = usePlayground();
  const channel = channelAt(route.place, snapshot);
  if (route.thread === undefined || !channel) return undefined;
  const key = `${channel.id}/${route.thread}`;
  return <OpenThread key={key} channel={channel} thread={route.thread} />;
}

function OpenThread({ channel, thread }: { readonly channel: Channel; readonly thread: string }) {
  const { addressOf, go } = useShell();
  const { snapshot, me } = usePlayground();
  const pane = useRef<HTMLElement>(null);
  const [editing, setEditing] = useState<string>();
  const { messages: all, about } = snapshot;
  const messages = useMemo(
    () => inThread(all, { channel: channel.id, thread }),
    [all, channel.id, thread],
  );
  const where = channel.kind === 'im' ? about.botName : channel.name;

  function close(): void {
    const root = document.querySelector<HTMLElement>(`.conversation [data-ts="${thread}"]`);
    go({ thread: undefined });
    root?.focus({ preventScroll: true });
  }
  return (
    <section
      ref={pane}
      className="thread-pane"
      aria-label="Thread"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) close();
      }}
    >
      <header className="pane-header">
        <a
          className="icon-button narrow-only"
          href={addressOf({ thread: undefined })}
          aria-label={`Back to ${where}`}
        >
          <Icon name="back" />
        </a>
        <h2 className="pane-title">Thread</h2>
        <a className="thread-pane-where" href={addressOf({ thread: undefined, at: thread })}>
          {channel.kind === 'im' ? about.botName : `#${channel.name}`}
        </a>
        <button
          type="button"
          className="icon-button wide-only"
          aria-label="Close thread"
          title="Close"
          onClick={close}
        >
          <Icon name="close" />
        </button>
      </header>
      {messages.length === 0 && (
        <p className="thread-pane-gone">This thread is not there any more.</p>
      )}
      <MessageList
        label={`Thread in ${where}`}
        channel={channel.id}
        thread={thread}
        messages={messages}
        editing={editing}
        onEdit={setEditing}
      />
      {messages.length > 0 && (
        <Composer
          channel={channel.id}
          thread={thread}
          placeholder="Reply…"
          onEditLast={() => setEditing(lastOwn(messages, me.id))}
          onLeave={() => pane.current?.querySelector<HTMLElement>('.message-list-feed')?.focus()}
        />
      )}
      <TypingLine channel={channel.id} thread={thread} />
    </section>
  );
}
