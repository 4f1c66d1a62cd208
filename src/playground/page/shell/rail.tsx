import { usePlayground } from '../context.ts';
import { Icon, type IconName } from '../icon.tsx';
import { PersonMenu } from './person-menu.tsx';
import { directChannelOf } from './places.ts';
import { useShell } from './shell-context.ts';
import './rail.css';

/** The outermost bar: the workspace, its two kinds of places, and who one is. */
export function Rail() {
  const { route, addressOf, unread } = useShell();
  const { snapshot } = usePlayground();
  const first = snapshot.channels.find(({ kind }) => kind !== 'im');
  const direct = directChannelOf(snapshot);
  const isDirect = route.place.kind === 'app' && route.place.tab === 'messages';
  const channel = first ? ({ kind: 'channel', channel: first.id } as const) : undefined;
  return (
    <nav className="rail" aria-label="Workspace">
      <span className="rail-team" aria-hidden="true">
        {snapshot.about.teamName.slice(0, 1)}
      </span>
      <RailLink
        icon="home"
        label="Home"
        href={addressOf({ place: channel ?? { kind: 'list' } })}
        isHere={!isDirect}
        count={0}
      />
      <RailLink
        icon="messages"
        label="DMs"
        href={addressOf({ place: { kind: 'app', tab: 'messages' } })}
        isHere={isDirect}
        count={direct ? (unread.get(direct.id)?.mentions ?? 0) : 0}
      />
      <span className="rail-space" />
      <PersonMenu className="rail-person" />
    </nav>
  );
}

interface RailLinkProps {
  readonly icon: IconName;
  readonly label: string;
  readonly href: string;
  readonly isHere: boolean;
  readonly count: number;
}

function RailLink({ icon, label, href, isHere, count }: RailLinkProps) {
  return (
    <a className="rail-link" href={href} aria-current={isHere ? 'true' : undefined}>
      <span className="rail-icon">
        <Icon name={icon} />
        {count > 0 && <span className="badge rail-badge">{count}</span>}
      </span>
      {label}
    </a>
  );
}
