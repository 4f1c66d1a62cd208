import type { Message } from '../../slack/state.ts';
import { usePlayground } from '../context.ts';
import { Icon } from '../icon.tsx';
import { READY_EMOJI, emojiSign } from './emoji.ts';
import { MenuButton } from './menu.tsx';

/** Reactions with their counts; a press adds one's own or takes it back. */
export function Reactions({ message }: { readonly message: Message }) {
  const playground = usePlayground();
  const { channel, ts } = message;
  const shown = message.reactions.filter(({ users }) => users.length > 0);
  if (shown.length === 0) return undefined;
  return (
    <div className="reactions">
      {shown.map(({ name, users }) => {
        const isMine = users.includes(playground.me.id);
        const who = users.map((id) => playground.nameOf(id)).join(', ');
        return (
          <button
            key={name}
            type="button"
            className={isMine ? 'reaction reaction-mine' : 'reaction'}
            aria-pressed={isMine}
            aria-label={`${name}, ${users.length}`}
            title={`${who} reacted with :${name}:`}
            onClick={() => void playground.act({ type: 'react', channel, ts, name })}
          >
            <span aria-hidden="true">{emojiSign(name)}</span>
            <span aria-hidden="true">{users.length}</span>
          </button>
        );
      })}
      <ReactionPicker message={message} className="reaction reaction-add" />
    </div>
  );
}

interface ReactionPickerProps {
  readonly message: Message;
  readonly className: string;
  readonly onOpenChange?: (isOpen: boolean) => void;
}

export function ReactionPicker({
  message: { channel, ts },
  className,
  onOpenChange,
}: ReactionPickerProps) {
  const playground = usePlayground();
  const items = READY_EMOJI.map(({ name, sign }) => ({
    id: name,
    label: name,
    picture: <span aria-hidden="true">{sign}</span>,
    onSelect: () => void playground.act({ type: 'react', channel, ts, name }),
  }));
  return (
    <MenuButton
      label="Add reaction"
      className={className}
      sections={[{ items }]}
      align="end"
      isGrid
      {...(onOpenChange ? { onOpenChange } : {})}
    >
      <Icon name="smile-plus" size={18} />
    </MenuButton>
  );
}
