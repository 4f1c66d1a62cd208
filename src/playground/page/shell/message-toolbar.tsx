import type { Message, Person } from '../../slack/state.ts';
import { usePlayground } from '../context.ts';
import { Icon } from '../icon.tsx';
import { toMessage } from '../state/permalink.ts';
import { writeRoute } from '../state/route.ts';
import { Avatar } from './avatar.tsx';
import { QUICK_EMOJI } from './emoji.ts';
import { MenuButton, type MenuSection } from './menu.tsx';
import { ReactionPicker } from './reactions.tsx';

interface MessageToolbarProps {
  readonly message: Message;
  readonly isInThread: boolean;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
  readonly onMenuChange: (isOpen: boolean) => void;
}

/** What can be done with a message that is pointed at or has the focus. */
export function MessageToolbar(props: MessageToolbarProps) {
  const { message, isInThread, onEdit, onDelete, onMenuChange } = props;
  const playground = usePlayground();
  const { channel, ts } = message;
  return (
    <div className="message-toolbar" role="toolbar" aria-label="Message actions">
      {QUICK_EMOJI.map(({ name, sign }) => (
        <button
          key={name}
          type="button"
          className="message-tool message-tool-emoji"
          aria-label={`React with ${name}`}
          title={`:${name}:`}
          onClick={() => void playground.act({ type: 'react', channel, ts, name })}
        >
          <span aria-hidden="true">{sign}</span>
        </button>
      ))}
      <ReactionPicker message={message} className="message-tool" onOpenChange={onMenuChange} />
      {!isInThread && (
        <button
          type="button"
          className="message-tool"
          aria-label="Reply in thread"
          title="Reply in thread"
          onClick={() => playground.open({ channel, thread: message.thread_ts ?? ts })}
        >
          <Icon name="thread" size={18} />
        </button>
      )}
      <MoreActions
        message={message}
        onEdit={onEdit}
        onDelete={onDelete}
        onOpenChange={onMenuChange}
      />
    </div>
  );
}

interface MoreActionsProps {
  readonly message: Message;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
  readonly onOpenChange: (isOpen: boolean) => void;
}

function MoreActions({ message, onEdit, onDelete, onOpenChange }: MoreActionsProps) {
  const playground = usePlayground();
  const { about } = playground.snapshot;
  const { channel, ts } = message;
  const shortcuts = about.shortcuts.map(({ callbackId, name }) => ({
    id: callbackId,
    label: name,
    detail: about.botName,
    picture: <Avatar id={about.botUserId} isApp size={20} />,
    onSelect: () => void playground.act({ type: 'shortcut', channel, ts, callbackId }),
  }));
  const copy = {
    id: 'copy',
    label: 'Copy link',
    picture: <Icon name="link" size={18} />,
    onSelect: () => void copyLink(addressFor(playground.me, message)),
  };
  const edit = {
    id: 'edit',
    label: 'Edit message',
    picture: <Icon name="pencil" size={18} />,
    onSelect: onEdit,
  };
  const remove = {
    id: 'delete',
    label: 'Delete message …',
    picture: <Icon name="trash" size={18} />,
    onSelect: onDelete,
  };
  const own = message.user === playground.me.id ? [edit, copy, remove] : [copy];
  const sections: readonly MenuSection[] = [
    { items: own },
    ...(shortcuts.length === 0 ? [] : [{ heading: 'Message shortcuts', items: shortcuts }]),
  ];
  return (
    <MenuButton
      label="More actions"
      className="message-tool"
      sections={sections}
      align="end"
      onOpenChange={onOpenChange}
    >
      <Icon name="more" size={18} />
    </MenuButton>
  );
}

/** The page's own: a permalink of Slack would lead out of this machine. */
function addressFor(me: Person, { channel, ts, thread_ts: thread }: Message): string {
  const route = writeRoute({ person: me.name, ...toMessage({ channel, ts, thread }) });
  return new URL(route, window.location.href).href;
}

/** Where the browser forbids it, the address is shown to be copied by hand. */
async function copyLink(address: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(address);
  } catch {
    window.prompt('Copy this link', address);
  }
}
