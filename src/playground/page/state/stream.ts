import { useEffect, useReducer, useState } from 'react';
import type { StreamEvent } from '../../page-protocol.ts';
import { NOTHING_TOLD, type Told, afterEvent } from './reducer.ts';
import { followSocket } from './socket.ts';

/** How the page and its server are connected. */
export type Link =
  | { readonly kind: 'connecting' | 'connected' | 'reconnecting' }
  /** The server does not let anybody act for this person; `why` is its sentence. */
  | { readonly kind: 'refused'; readonly why: string };

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

function follow(as: string, { hear, setLink }: Listener): () => void {
  let timer: number | undefined;

  function know(link: Link): void {
    window.clearTimeout(timer);
    timer = undefined;
    setLink(link);
  }
  const stop = followSocket(`/playground/stream?as=${encodeURIComponent(as)}`, {
    opened: () => know({ kind: 'connected' }),
    told(data) {
      const event: StreamEvent = JSON.parse(data);
      hear(event);
    },
    // From the first loss on, however many attempts follow.
    lost: () => void (timer ??= window.setTimeout(know, TELL_AFTER_MS, { kind: 'reconnecting' })),
    refused: (why) => know({ kind: 'refused', why }),
  });
  return () => {
    window.clearTimeout(timer);
    stop();
  };
}
