import { type ReactNode, useMemo, useState } from 'react';
import { usePlayground } from '../context.ts';
import { inChannel, threadsIn } from '../state/conversation.ts';
import { Composer } from './composer.tsx';
import { lastOwn } from './last-own.ts';
import { MessageList } from './message-list.tsx';
import { TypingLine } from './typing-line.tsx';
import './conversation.css';

interface ConversationProps {
  readonly channel: string;
  readonly label: string;
  readonly placeholder: string;
  readonly beginning: ReactNode;
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
  return (
    <div className="conversation">
      <MessageList
        label={label}
        channel={channel}
        messages={messages}
        threads={threads}
        beginning={beginning}
        editing={editing}
        onEdit={setEditing}
      />
      {aboveField}
      <Composer
        key={channel}
        channel={channel}
        placeholder={placeholder}
        onEditLast={() => setEditing(lastOwn(messages, me.id))}
      />
      <TypingLine channel={channel} />
    </div>
  );
}
