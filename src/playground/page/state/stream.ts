import { useEffect, useReducer, useState } from 'react';
import type { StreamEvent } from '../../page-protocol.ts';
import { NOTHING_TOLD, type Told, afterEvent } from './reducer.ts';

/** How the page and its server are connected. */
export type Link =
  | { readonly kind: 'connecting' | 'connected' | 'reconnecting' }
  /** The server does not let anybody act for this person; `why` is its sentence. */
  | { readonly kind: 'refused'; readonly why: string };

const RETRY_AFTER_MS = 1_000;
/** How long a dropped connection may be mended before the person is told. */
const TELL_AFTER_MS = 400;

/** What one person sees, kept up to date while the component is shown. */
export function useStream(as: string): { readonly told: Told; readonly link: Link } {
  const [told, hear] = useReducer(afterEvent, NOTHING_TOLD);
  const [link, setLink] = useState<Link>({ kind: 'connecting' });
  useEffect(() => follow(as, { hear, setLink }), [as]);
  return { told, link };
}

interface Listener {
  readonly hear: (event: StreamEvent) => void;
  readonly setLink: (link: Link) => void;
}

/** The browser reconnects by itself, except after an answer that is no stream: then we do. */
function follow(as: string, { hear, setLink }: Listener): () => void {
  const address = `/playground/stream?as=${encodeURIComponent(as)}`;
  let source: EventSource | undefined;
  let timer: number | undefined;
  let isOver = false;

  function later(action: () => void, afterMs: number): void {
    window.clearTimeout(timer);
    timer = window.setTimeout(action, afterMs);
  }
  function connect(): void {
    source = new EventSource(address);
    source.addEventListener('message', ({ data }: MessageEvent<string>) => {
      window.clearTimeout(timer);
      setLink({ kind: 'connected' });
      const event: StreamEvent = JSON.parse(data);
      hear(event);
    });
    source.addEventListener('error', () => {
      if (source?.readyState === EventSource.CLOSED) void explain();
      else later(() => setLink({ kind: 'reconnecting' }), TELL_AFTER_MS);
    });
  }
  async function explain(): Promise<void> {
    const why = await refusalAt(address);
    if (isOver) return;
    setLink(why === undefined ? { kind: 'reconnecting' } : { kind: 'refused', why });
    later(connect, RETRY_AFTER_MS);
  }

  connect();
  return () => {
    isOver = true;
    window.clearTimeout(timer);
    source?.close();
  };
}

/** Why a stream was not given; undefined where the server is only away. */
async function refusalAt(address: string): Promise<string | undefined> {
  const abort = new AbortController();
  try {
    const response = await fetch(address, { signal: abort.signal });
    if (response.status < 400 || response.status >= 500) return undefined;
    const answer: unknown = await response.json();
    const isSentence = typeof answer === 'object' && answer !== null && 'error' in answer;
    return isSentence && typeof answer.error === 'string' ? answer.error : response.statusText;
  } catch {
    return undefined;
  } finally {
    abort.abort();
  }
}
