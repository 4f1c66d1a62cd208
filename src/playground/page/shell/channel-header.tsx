import type { About } from '../../page-protocol.ts';
import type { Channel } from '../../slack/state.ts';
import { usePlayground } from '../context.ts';
import { Icon } from '../icon.tsx';
import { Avatar } from './avatar.tsx';
import { MenuButton } from './menu.tsx';
import { useShell } from './shell-context.ts';

const PICTURES_MAX = 3;

/** The channel's name and its members. */
export function ChannelHeader({ channel }: { readonly channel: Channel }) {
  return (
    <header className="pane-header">
      <BackToList />
      <h2 className="pane-title">
        <Icon name={channel.kind === 'private' ? 'lock' : 'hash'} size={18} />
        {channel.name}
      </h2>
      <span className="pane-space" />
      <Members channel={channel} />
    </header>
  );
}

/** Where the window is narrow. */
export function BackToList() {
  const { addressOf } = useShell();
  return (
    <a
      className="icon-button narrow-only"
      href={addressOf({ place: { kind: 'list' } })}
      aria-label="Back to the list"
    >
      <Icon name="back" />
    </a>
  );
}

function Members({ channel: { members, name } }: { readonly channel: Channel }) {
  const playground = usePlayground();
  const { addressOf } = useShell();
  const { botUserId } = playground.snapshot.about;
  const items = members.map((id) => ({
    id,
    label: playground.nameOf(id),
    detail: id === botUserId ? 'App' : undefined,
    picture: <Avatar id={id} isApp={id === botUserId} size={24} />,
    onSelect() {
      if (id === botUserId)
        window.location.hash = addressOf({ place: { kind: 'app', tab: 'about' } });
    },
  }));
  return (
    <MenuButton
      label={`${members.length} members of #${name}`}
      className="members"
      sections={[{ heading: 'Members', items }]}
      align="end"
    >
      <span className="members-pictures">
        {members.slice(0, PICTURES_MAX).map((id) => (
          <Avatar key={id} id={id} isApp={id === botUserId} size={20} />
        ))}
      </span>
      {members.length}
    </MenuButton>
  );
}

/** The first of what the app proposes, as a command. */
export function exampleOf({ commands, suggestedPrompts }: About): string | undefined {
  const [command] = commands;
  const [prompt] = suggestedPrompts;
  return command && prompt ? `${command.command} ${prompt.message}` : undefined;
}

/** Above the first message. */
export function ChannelBeginning({
  channel: { name, kind, members },
  onTry,
}: {
  readonly channel: Channel;
  readonly onTry: (line: string) => void;
}) {
  const { about } = usePlayground().snapshot;
  const line = exampleOf(about);
  return (
    <div className="conversation-beginning">
      <h3>
        <Icon name={kind === 'private' ? 'lock' : 'hash'} size={26} />
        {name}
      </h3>
      <p>
        This is the very beginning of the <b>{name}</b> channel.
      </p>
      {line !== undefined && members.includes(about.botUserId) && (
        <p className="conversation-try">
          <span>Playground</span>
          Try:{' '}
          <button type="button" onClick={() => onTry(line)}>
            {line}
          </button>
        </p>
      )}
    </div>
  );
}
