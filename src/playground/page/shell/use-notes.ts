import { useCallback, useEffect, useRef, useState } from 'react';
import { type Note, noteTs, withNote } from '../state/notes.ts';
import type { Shell } from './shell-context.ts';

/** Slack's own answers. They go with the page. */
export function useNotes(): Pick<Shell, 'notes' | 'note' | 'dismissNote'> {
  const [notes, setNotes] = useState<readonly Note[]>([]);
  const last = useRef(0);
  const note = useCallback<Shell['note']>((written) => {
    last.current += 1;
    const given = { ...written, id: last.current, ts: noteTs(Date.now()) };
    setNotes((before) => withNote(before, given));
  }, []);
  const dismissNote = useCallback((id: number) => {
    setNotes((before) => before.filter((other) => other.id !== id));
  }, []);
  return { notes, note, dismissNote };
}

const SHOWN_MS = 8_000;

/** The last sentence that was told, for a while. */
export function useTold(): {
  readonly sentences: readonly string[];
  readonly tell: (sentence: string) => void;
} {
  const [sentences, setSentences] = useState<readonly string[]>([]);
  const tell = useCallback((sentence: string) => setSentences([sentence]), []);
  useEffect(() => {
    if (sentences.length === 0) return undefined;
    const timer = window.setTimeout(() => setSentences([]), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [sentences]);
  return { sentences, tell };
}
