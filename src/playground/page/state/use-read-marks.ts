import { useCallback, useState } from 'react';
import type { Message } from '../../slack/state.ts';
import { readStored, writeStored } from './stored.ts';
import { type ReadMarks, markedRead } from './unread.ts';

type MarkRead = (
  messages: readonly Message[],
  place: { readonly channel: string; readonly thread?: string | undefined },
) => void;

/** What this person has read in this tab. */
export function useReadMarks(me: string): readonly [ReadMarks, MarkRead] {
  const key = `read:${me}`;
  const [marks, setMarks] = useState(() => marksIn(readStored('session', key)));
  const mark = useCallback<MarkRead>(
    (messages, place) => {
      setMarks((before) => {
        const after = markedRead(before, messages, place);
        if (after !== before) writeStored('session', key, JSON.stringify(after));
        return after;
      });
    },
    [key],
  );
  return [marks, mark];
}

function marksIn(text: string | undefined): ReadMarks {
  if (text === undefined) return {};
  try {
    const marks: unknown = JSON.parse(text);
    if (typeof marks !== 'object' || marks === null) return {};
    return Object.fromEntries(
      Object.entries(marks).filter((entry): entry is [string, string] => {
        return typeof entry[1] === 'string';
      }),
    );
  } catch {
    return {};
  }
}
