import { usePlayground } from '../context.ts';
import './mention.css';

/** A person or a group by name; highlighted where it means the person who looks. */
export function Mention({
  id,
  className = '',
}: {
  readonly id: string;
  readonly className?: string;
}) {
  const playground = usePlayground();
  const { me, snapshot } = playground;
  const group = snapshot.userGroups.find((one) => one.id === id);
  const isMe = id === me.id || group?.members.includes(me.id) === true;
  const name = group?.handle ?? playground.nameOf(id);
  return (
    <span className={`mention ${isMe ? 'mention-me' : ''} ${className}`} title={group?.name}>
      @{name.replace(/^@/u, '')}
    </span>
  );
}

/** A channel by name, to be opened where the person is a member. */
export function ChannelMention({
  id,
  className = '',
}: {
  readonly id: string;
  readonly className?: string;
}) {
  const playground = usePlayground();
  const name = `#${playground.nameOf(id).replace(/^#/u, '')}`;
  if (!playground.snapshot.channels.some((channel) => channel.id === id)) {
    return <span className={`mention ${className}`}>{name}</span>;
  }
  return (
    <button
      type="button"
      className={`mention mention-channel ${className}`}
      onClick={() => playground.open({ channel: id })}
    >
      {name}
    </button>
  );
}
