import { useEffect, useState } from 'react';

export type StreamState = 'connecting' | 'connected' | 'reconnecting';

export interface StreamListener {
  /** A connection was made: what is told next is all that there is. */
  readonly opened: () => void;
  /** The data of one event. */
  readonly told: (data: string) => void;
}

const RETRY_AFTER_MS = 2_000;

/**
 * Listens to server-sent events while the page can be seen: a browser opens six connections to one
 * host, and windows in the background are to leave them to the others. `listener` is to be stable.
 */
export function useEventStream(address: string, listener: StreamListener): StreamState {
  const [state, setState] = useState<StreamState>('connecting');
  useEffect(() => whileVisible(() => follow(address, listener, setState)), [address, listener]);
  return state;
}

/** The browser connects again by itself, except after an answer that is no stream. */
function follow(
  address: string,
  { opened, told }: StreamListener,
  setState: (state: StreamState) => void,
): () => void {
  let source: EventSource | undefined;
  let timer: number | undefined;

  function connect(): void {
    source = new EventSource(address);
    source.addEventListener('open', () => {
      opened();
      setState('connected');
    });
    source.addEventListener('message', ({ data }: MessageEvent<string>) => told(data));
    source.addEventListener('error', () => {
      setState('reconnecting');
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = window.setTimeout(connect, RETRY_AFTER_MS);
    });
  }

  connect();
  return () => {
    window.clearTimeout(timer);
    source?.close();
  };
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
