import { useEffect, useRef } from 'react';
import { usePlayground } from '../context.ts';

/** Tells the app, once for each time the component comes to be shown, that its tab was opened. */
export function useEntry(type: 'open-home' | 'open-messages'): void {
  const playground = usePlayground();
  const latest = useRef(playground);
  useEffect(() => {
    latest.current = playground;
  });
  useEffect(() => {
    void latest.current.act({ type }, { isQuiet: true });
  }, [type]);
}
