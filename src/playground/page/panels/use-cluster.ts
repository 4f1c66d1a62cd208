import { useState, useSyncExternalStore } from 'react';
import type { ClusterOnPage } from '../../page-protocol.ts';
import { type StreamListener, type StreamState, useEventStream } from './event-stream.ts';
import { createPacedStore, type PacedStore } from './paced-store.ts';
import { type ClusterWatch, NOTHING_WATCHED, watchAfter } from './timeline.ts';

/** The demo cluster's objects and what was seen of their past, while the component is shown. */
export function useCluster(): { readonly watch: ClusterWatch; readonly stream: StreamState } {
  const [{ store, listener }] = useState(createCluster);
  const stream = useEventStream('/playground/cluster', listener);
  const watch = useSyncExternalStore(store.subscribe, store.read, store.read);
  return { watch, stream };
}

function createCluster(): {
  readonly store: PacedStore<ClusterWatch>;
  readonly listener: StreamListener;
} {
  const store = createPacedStore(NOTHING_WATCHED);
  const listener: StreamListener = {
    // Each event is whole, and what was seen before the connection broke stays true.
    opened: () => undefined,
    told(data) {
      const { objects }: ClusterOnPage = JSON.parse(data);
      const now = new Date().toISOString();
      store.update((watch) => watchAfter(watch, objects, now));
    },
  };
  return { store, listener };
}
