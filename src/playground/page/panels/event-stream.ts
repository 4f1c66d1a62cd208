import { useEffect, useState } from 'react';
import { followSocket, type SocketListener } from '../state/socket.ts';

export type StreamState = 'connecting' | 'connected' | 'reconnecting';

export type StreamListener = Pick<SocketListener, 'opened' | 'told'>;

/** Follows a stream while the component is shown. `listener` is to be stable. */
export function useEventStream(address: string, listener: StreamListener): StreamState {
  const [state, setState] = useState<StreamState>('connecting');
  useEffect(
    () =>
      followSocket(address, {
        opened() {
          listener.opened();
          setState('connected');
        },
        told: listener.told,
        lost: () => setState('reconnecting'),
        refused: () => setState('reconnecting'),
      }),
    [address, listener],
  );
  return state;
}

/** Runs work that can be stopped whenever the page can be seen; the answer ends it for good. */
export function whileVisible(start: () => () => void): () => void {
  let stop: (() => void) | undefined;

  function check(): void {
    if (document.visibilityState === 'visible') {
      stop ??= start();
    } else {
      stop?.();
      stop = undefined;
    }
  }

  check();
  document.addEventListener('visibilitychange', check);
  return () => {
    document.removeEventListener('visibilitychange', check);
    stop?.();
  };
}

/** The state in a word or two, for a panel's title. */
export const STREAM_WORDS: Readonly<Record<StreamState, string>> = {
  connecting: 'Connecting…',
  connected: 'Live',
  reconnecting: 'Reconnecting…',
};
