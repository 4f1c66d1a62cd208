import { useMemo } from 'react';
import type { Person } from '../../slack/state.ts';
import { type Route, readRoute, writeRoute } from '../state/route.ts';
import type { Routing } from '../state/use-route.ts';
import type { Shell } from './shell-context.ts';

/** Going from place to place as this person. The functions stay the same. */
export function useGoing({ go }: Routing, me: Person): Pick<Shell, 'go' | 'addressOf'> {
  return useMemo(() => {
    function changed(changes: Partial<Route>): Route {
      const route = readRoute(window.location.hash);
      const stays = changes.place === undefined;
      const thread = stays ? route.thread : undefined;
      return { ...route, person: route.person ?? me.name, at: undefined, thread, ...changes };
    }
    return {
      go: (changes, options) => go(changed(changes), options),
      addressOf: (changes) => writeRoute(changed(changes)),
    };
  }, [go, me.name]);
}
