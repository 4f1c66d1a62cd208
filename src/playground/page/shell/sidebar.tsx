import { type ReactNode, useState } from 'react';
import type { Channel } from '../../slack/state.ts';
import { usePlayground } from '../context.ts';
import { Icon } from '../icon.tsx';
import type { Place } from '../state/route.ts';
import { Avatar } from './avatar.tsx';
import { partsOf } from './people-words.ts';
import { PersonMenu } from './person-menu.tsx';
import { directChannelOf } from './places.ts';
import { useShell } from './shell-context.ts';
import './sidebar.css';

/** Channels, direct messages and the app, with what is unread. */
export function Sidebar() {
  const { snapshot } = usePlayground();
  const { about, isBotConnected } = snapshot;
  const channels = snapshot.channels.filter(({ kind, isArchived }) => kind !== 'im' && !isArchived);
  const direct = directChannelOf(snapshot);
  const parts = partsOf(snapshot.people, about.parts);
  return (
    <nav className="sidebar" aria-label="Channels and messages">
      <div className="sidebar-head">
        <h2 className="sidebar-team">{about.teamName}</h2>
      </div>
      <div className="sidebar-scroll">
        <Section title="Channels">
          {channels.map((channel) => (
            <ChannelLink key={channel.id} channel={channel} />
          ))}
        </Section>
        <Section title="Direct messages">
          <PlaceLink
            place={{ kind: 'app', tab: 'messages' }}
            isHere={(place) => place.kind === 'app' && place.tab === 'messages'}
            channel={direct?.id}
            picture={
              <span className="sidebar-picture">
                <Avatar id={about.botUserId} isApp size={20} />
                <span className={isBotConnected ? 'presence presence-here' : 'presence'} />
              </span>
            }
            name={about.botName}
            detail={<span className="sidebar-tag">APP</span>}
          />
        </Section>
        <Section title="Apps">
          <PlaceLink
            place={{ kind: 'app', tab: 'home' }}
            isHere={(place) => place.kind === 'app' && place.tab !== 'messages'}
            picture={<Avatar id={about.botUserId} isApp size={20} />}
            name={`${about.botName} Home`}
          />
        </Section>
      </div>
      <div className="sidebar-foot">
        <p className="sidebar-about">
          <b>Playground</b>
          <span>Model: {about.model}</span>
          <span>Cluster: {about.cluster}</span>
          <span>{parts === '' ? 'Switch' : `People: ${parts}. Switch`} here:</span>
        </p>
        <PersonMenu className="sidebar-person" isWide />
      </div>
    </nav>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const [isOpen, setOpen] = useState(true);
  return (
    <section className="sidebar-section">
      <h3>
        <button
          type="button"
          className="sidebar-title"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name={isOpen ? 'down' : 'forward'} size={14} />
          {title}
        </button>
      </h3>
      {isOpen && <ul className="sidebar-list">{children}</ul>}
    </section>
  );
}

function ChannelLink({ channel: { id, name, kind } }: { readonly channel: Channel }) {
  return (
    <PlaceLink
      place={{ kind: 'channel', channel: id }}
      isHere={(place) => place.kind === 'channel' && place.channel === id}
      channel={id}
      picture={<Icon name={kind === 'private' ? 'lock' : 'hash'} size={16} />}
      name={name}
    />
  );
}

interface PlaceLinkProps {
  readonly place: Place;
  readonly isHere: (place: Place) => boolean;
  /** The conversation whose unread messages count. */
  readonly channel?: string | undefined;
  readonly picture: ReactNode;
  readonly name: string;
  readonly detail?: ReactNode;
}

function PlaceLink({ place, isHere, channel, picture, name, detail }: PlaceLinkProps) {
  const { route, addressOf, unread } = useShell();
  const { hasUnread = false, mentions = 0 } = unread.get(channel ?? '') ?? {};
  const isUnread = hasUnread || mentions > 0;
  return (
    <li>
      <a
        className={isUnread ? 'sidebar-link sidebar-link-unread' : 'sidebar-link'}
        href={addressOf({ place })}
        aria-current={isHere(route.place) ? 'page' : undefined}
      >
        {picture}
        <span className="sidebar-name">{name}</span>
        {detail}
        {isUnread && <span className="sr-only">, unread</span>}
        {mentions > 0 && (
          <span className="badge">
            {mentions}
            <span className="sr-only"> for you</span>
          </span>
        )}
      </a>
    </li>
  );
}
