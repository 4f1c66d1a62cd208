import { useMemo } from 'react';
import type { Snapshot } from '../../page-protocol.ts';
import type { Person } from '../../slack/state.ts';
import type { Playground } from '../context.ts';
import { sendAct } from '../state/act.ts';
import { readPermalink } from '../state/permalink.ts';
import { readRoute } from '../state/route.ts';
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
  const opening = useMemo(() => openingIn(about.teamUrl, going), [about.teamUrl, going]);
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
  teamUrl: string,
  { go }: Pick<Shell, 'go'>,
): Pick<Playground, 'open' | 'follow'> {
  return {
    open({ channel, thread }) {
      const { place } = readRoute(window.location.hash);
      const isHere = place.kind === 'channel' && place.channel === channel;
      // Who is in the channel already sees where the thread begins.
      go({ place: { kind: 'channel', channel }, thread, at: isHere ? undefined : thread });
    },
    follow(url) {
      const linked = readPermalink(url, teamUrl);
      if (!linked) return false;
      const { channel, ts, thread } = linked;
      go({ place: { kind: 'channel', channel }, thread, at: thread ?? ts });
      return true;
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
