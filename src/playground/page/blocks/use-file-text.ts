import { useEffect, useState } from 'react';

/** A file's text, once it is there; `unreadable` where it is no text, too long, or gone. */
export type FileText =
  | { readonly state: 'loading' }
  | { readonly state: 'unreadable' }
  | { readonly state: 'ready'; readonly text: string };

/** A longer file is not shown, only downloaded. In bytes. */
const PREVIEW_MAX = 1_000_000;

const READABLE = /^(?:text\/|application\/(?:json|yaml|x-yaml))/u;

export function fileAddress(id: string): string {
  return `/playground/files/${encodeURIComponent(id)}`;
}

/** Fetches a file's text for its preview. */
export function useFileText({
  id,
  size,
}: {
  readonly id: string;
  readonly size: number;
}): FileText {
  const isShort = size <= PREVIEW_MAX;
  const [found, setFound] = useState<FileText>({ state: 'loading' });

  useEffect(() => {
    if (!isShort) return;
    const leaving = new AbortController();
    async function load() {
      const next = await readText(fileAddress(id), leaving.signal);
      if (!leaving.signal.aborted) setFound(next);
    }
    void load();
    return () => leaving.abort();
  }, [id, isShort]);

  return isShort ? found : { state: 'unreadable' };
}

async function readText(address: string, signal: AbortSignal): Promise<FileText> {
  try {
    const response = await fetch(address, { signal });
    const isText = READABLE.test(response.headers.get('content-type') ?? '');
    if (!response.ok || !isText) return { state: 'unreadable' };
    return { state: 'ready', text: await response.text() };
  } catch {
    return { state: 'unreadable' };
  }
}
