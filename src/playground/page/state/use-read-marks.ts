import { useCallback, useEffect, useState } from 'react';
import type { Message } from '../../slack/state.ts';
import { readStored, writeStored } from './stored.ts';
import { type ReadMarks, markedRead, marksIn, mergedMarks } from './unread.ts';

type MarkRead = (
  messages: readonly Message[],
  place: { readonly channel: string; readonly thread?: string | undefined },
) => void;

/** What this person has read, in any tab of this browser, now or before. */
export function useReadMarks(me: string): readonly [ReadMarks, MarkRead] {
  const key = `read:${me}`;
  const [marks, setMarks] = useState(() => marksIn(readStored('local', key)));
  const mark = useCallback<MarkRead>(
    (messages, place) => setMarks((before) => markedRead(before, messages, place)),
    [],
  );
  useEffect(() => {
    const kept = marksIn(readStored('local', key));
    // Another tab may have read on meanwhile: what it wrote stays.
    const all = mergedMarks(kept, marks);
    if (all !== kept) writeStored('local', key, JSON.stringify(all));
  }, [key, marks]);
  useEffect(() => {
    function follow({ key: changed, newValue }: StorageEvent): void {
      if (changed !== key) return;
      setMarks((before) => mergedMarks(before, marksIn(newValue ?? undefined)));
    }
    window.addEventListener('storage', follow);
    return () => window.removeEventListener('storage', follow);
  }, [key]);
  return [marks, mark];
}
