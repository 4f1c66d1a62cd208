import { type ReactNode, useMemo, useState } from 'react';
import { usePlayground } from '../context.ts';
import { inChannel, threadsIn } from '../state/conversation.ts';
import { writeStored } from '../state/stored.ts';
import { placeKey } from '../state/unread.ts';
import { Composer, draftKey } from './composer.tsx';
import { lastOwn } from './last-own.ts';
import { MessageList } from './message-list.tsx';
import { TypingLine } from './typing-line.tsx';
import './conversation.css';

interface ConversationProps {
  readonly channel: string;
  readonly label: string;
  readonly placeholder: string;
  /** Stands above the first message; `offer` puts a text into the field. */
  readonly beginning: (offer: (text: string) => void) => ReactNode;
  /** Stands between the messages and the field. */
  readonly aboveField?: ReactNode;
}

/** The messages of a channel or a direct conversation, and where one writes. */
export function Conversation(props: ConversationProps) {
  const { channel, label, placeholder, beginning, aboveField } = props;
  const { snapshot, me } = usePlayground();
  const { messages: all } = snapshot;
  const messages = useMemo(() => inChannel(all, channel), [all, channel]);
  const threads = useMemo(() => threadsIn(all, channel), [all, channel]);
  const [editing, setEditing] = useState<string>();
  const [offers, setOffers] = useState(0);

  function offer(text: string): void {
    writeStored('session', draftKey(me.id, placeKey(channel)), text);
    setOffers(offers + 1);
  }
  return (
    <div className="conversation">
      <MessageList
        label={label}
        channel={channel}
        messages={messages}
        threads={threads}
        beginning={beginning(offer)}
        editing={editing}
        onEdit={setEditing}
      />
      {aboveField}
      <Composer
        key={`${channel} ${offers}`}
        channel={channel}
        placeholder={placeholder}
        onEditLast={() => setEditing(lastOwn(messages, me.id))}
      />
      <TypingLine channel={channel} />
    </div>
  );
}
