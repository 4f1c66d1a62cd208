import { useEffect, useMemo, useState } from 'react';
import type { Snapshot } from '../../page-protocol.ts';
import type { Person } from '../../slack/state.ts';
import { PlaygroundContext } from '../context.ts';
import type { Status } from '../state/reducer.ts';
import type { Link } from '../state/stream.ts';
import { writeStored } from '../state/stored.ts';
import { type Theming, useIsNarrow } from '../state/theme.ts';
import type { Routing } from '../state/use-route.ts';
import { useReadMarks } from '../state/use-read-marks.ts';
import { unreadOf } from '../state/unread.ts';
import { ActiveMessageContext, createActiveMessage } from './active-message.ts';
import { Frame } from './frame.tsx';
import { isDirect, placeToShow } from './places.ts';
import { type Shell, ShellContext } from './shell-context.ts';
import { useGoing } from './use-going.ts';
import { useNotes, useTold } from './use-notes.ts';
import { usePlaygroundOf } from './use-playground-of.ts';

interface WorkspaceProps {
  readonly me: Person;
  readonly snapshot: Snapshot;
  readonly statuses: readonly Status[];
  readonly link: Link;
  readonly routing: Routing;
  readonly theming: Theming;
}

/** Everything that is shared below, and the page itself. */
export function Workspace({ me, snapshot, statuses, link, routing, theming }: WorkspaceProps) {
  const { route } = routing;
  const going = useGoing(routing, me);
  const [marks, markRead] = useReadMarks(me.id);
  const notes = useNotes();
  const [activeMessage] = useState(createActiveMessage);
  const { sentences, tell } = useTold();
  const { playground, surroundings } = usePlaygroundOf({
    me,
    snapshot,
    theme: theming.theme,
    going,
    tell,
  });
  const unread = useMemo(() => unreadOf(snapshot, me.id, marks), [snapshot, me.id, marks]);
  const shell: Shell = {
    route,
    link,
    statuses,
    unread,
    marks,
    markRead,
    tell,
    theming,
    surroundings,
    ...going,
    ...notes,
  };
  useRightPlace({ snapshot, me, routing });
  useTitle(snapshot, unread.size > 0);

  return (
    <PlaygroundContext.Provider value={playground}>
      <ShellContext.Provider value={shell}>
        <ActiveMessageContext.Provider value={activeMessage}>
          <Frame sentences={sentences} />
        </ActiveMessageContext.Provider>
      </ShellContext.Provider>
    </PlaygroundContext.Provider>
  );
}

/** Leads away from a place that is not there for this person, and puts the person into the address. */
function useRightPlace({
  snapshot,
  me,
  routing: { route, go },
}: Pick<WorkspaceProps, 'snapshot' | 'me' | 'routing'>): void {
  const isNarrow = useIsNarrow();
  useEffect(() => {
    writeStored('local', 'person', me.name);
    const place = placeToShow(route.place, { channels: snapshot.channels, isNarrow });
    if (place === route.place && route.person !== undefined) return;
    const isSame = place === route.place || isDirect(route.place, snapshot.channels);
    const { thread, at } = isSame ? route : {};
    const person = route.person ?? me.name;
    go({ person, place, thread, at, panel: route.panel }, { replaces: true });
  }, [snapshot.channels, me, route, go, isNarrow]);
}

function useTitle({ about }: Snapshot, hasUnread: boolean): void {
  useEffect(() => {
    document.title = `${hasUnread ? '* ' : ''}${about.teamName} | ${about.botName} playground`;
  }, [about, hasUnread]);
}
