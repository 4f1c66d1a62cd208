import { useMemo } from 'react';
import type { Snapshot } from '../../page-protocol.ts';
import type { Person } from '../../slack/state.ts';
import type { Playground } from '../context.ts';
import { sendAct } from '../state/act.ts';
import { type Destination, destinationOf } from '../state/permalink.ts';
import { readRoute, writeRoute } from '../state/route.ts';
import type { Shell } from './shell-context.ts';

interface Given {
  readonly me: Person;
  readonly snapshot: Snapshot;
  readonly theme: 'light' | 'dark';
  readonly going: Pick<Shell, 'go'>;
  readonly tell: Shell['tell'];
}

const NONE = [] as const;

/** The playground for all below, and the part of it that messages see. */
export function usePlaygroundOf({ me, snapshot, theme, going, tell }: Given): {
  readonly playground: Playground;
  readonly surroundings: Playground;
} {
  const { about, people, userGroups, channels, files } = snapshot;
  const acting = useMemo(() => actingAs(me, tell), [me, tell]);
  const opening = useMemo(() => openingIn(me, about.teamUrl, going), [me, about.teamUrl, going]);
  const surroundings = useMemo((): Playground => {
    const names = namesIn({ about, people, userGroups, channels });
    return {
      me,
      theme,
      act: acting,
      ...opening,
      nameOf: (id) => names.get(id) ?? id,
      snapshot: {
        about,
        people,
        userGroups,
        channels,
        files,
        messages: NONE,
        modals: NONE,
        home: undefined,
        isBotConnected: true,
      },
    };
  }, [me, theme, acting, opening, about, people, userGroups, channels, files]);
  const playground = useMemo(() => ({ ...surroundings, snapshot }), [surroundings, snapshot]);
  return { playground, surroundings };
}

function actingAs(me: Person, tell: Shell['tell']): Playground['act'] {
  return async function act(done, { isQuiet = false } = {}) {
    const answer = await sendAct(me.id, done);
    if (!answer.ok && !isQuiet) tell(answer.error);
    return answer;
  };
}

function openingIn(
  me: Person,
  teamUrl: string,
  { go }: Pick<Shell, 'go'>,
): Pick<Playground, 'open' | 'follow' | 'addressOf'> {
  function destination(url: string): Destination | undefined {
    return destinationOf(url, { teamUrl, pageUrl: window.location.href });
  }
  return {
    open({ channel, thread }) {
      const { place } = readRoute(window.location.hash);
      const isHere = place.kind === 'channel' && place.channel === channel;
      // Who is in the channel already sees where the thread begins.
      go({ place: { kind: 'channel', channel }, thread, at: isHere ? undefined : thread });
    },
    follow(url) {
      const to = destination(url);
      if (to) go(to);
      return to !== undefined;
    },
    addressOf(url) {
      const to = destination(url);
      return to ? writeRoute({ person: me.name, ...to }) : url;
    },
  };
}

function namesIn({
  about,
  people,
  userGroups,
  channels,
}: Pick<Snapshot, 'about' | 'people' | 'userGroups' | 'channels'>): ReadonlyMap<string, string> {
  return new Map([
    ...people.map(({ id, realName }) => [id, realName] as const),
    ...userGroups.map(({ id, handle }) => [id, handle] as const),
    ...channels.map(({ id, name, kind }) => [id, kind === 'im' ? about.botName : name] as const),
    [about.botUserId, about.botName] as const,
  ]);
}
