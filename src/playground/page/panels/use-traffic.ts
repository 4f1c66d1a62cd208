import { useState, useSyncExternalStore } from 'react';
import type { TrafficEvent } from '../../page-protocol.ts';
import { type StreamListener, type StreamState, useEventStream } from './event-stream.ts';
import { createPacedStore, type PacedStore } from './paced-store.ts';
import { cleared, NO_TRAFFIC, reconnected, type Traffic, trafficAfter } from './traffic.ts';

/** The traffic between Slack and the bot, while the component is shown. */
export function useTraffic(): {
  readonly traffic: Traffic;
  readonly stream: StreamState;
  readonly clear: () => void;
} {
  const [{ store, listener, clear }] = useState(createTraffic);
  const stream = useEventStream('/playground/developer', listener);
  const traffic = useSyncExternalStore(store.subscribe, store.read, store.read);
  return { traffic, stream, clear };
}

function createTraffic(): {
  readonly store: PacedStore<Traffic>;
  readonly listener: StreamListener;
  readonly clear: () => void;
} {
  const store = createPacedStore(NO_TRAFFIC);
  const listener: StreamListener = {
    opened: () => store.update(reconnected),
    told(data) {
      const event: TrafficEvent = JSON.parse(data);
      store.update((traffic) => trafficAfter(traffic, event));
    },
  };
  return { store, listener, clear: () => store.update(cleared) };
}
