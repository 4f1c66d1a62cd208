import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { Message } from '../../slack/state.ts';

/** Drawn at first, and again each time one comes to the top. */
const PAGE = 150;
/** Drawn before the message that a link leads to. */
const BEFORE = 20;

export interface Latest {
  readonly messages: readonly Message[];
  readonly hasEarlier: boolean;
  readonly showEarlier: () => void;
}

/**
 * The end of a conversation, from the message of `at` on where that is earlier. What is shown stays
 * shown while more comes, and where it is while what is earlier is drawn above it.
 */
export function useLatest(
  all: readonly Message[],
  { at, box }: { readonly at: string | undefined; readonly box: RefObject<HTMLElement | null> },
): Latest {
  const kept = useRef<{ readonly element: Element; readonly top: number }>(undefined);
  const [from, setFrom] = useState(() => all.at(-PAGE)?.ts);
  const wanted = at === undefined ? -1 : all.findIndex(({ ts }) => ts === at);
  const start = from === undefined ? 0 : all.findIndex(({ ts }) => ts >= from);
  const first = Math.max(0, wanted === -1 ? start : Math.min(start, wanted - BEFORE));
  useLayoutEffect(() => {
    const { current: before } = kept;
    kept.current = undefined;
    if (!before || !box.current) return;
    box.current.scrollTop += before.element.getBoundingClientRect().top - before.top;
  }, [first, box]);
  return {
    messages: first === 0 ? all : all.slice(first),
    hasEarlier: first > 0,
    showEarlier() {
      const element = box.current?.querySelector('.message');
      if (element) kept.current = { element, top: element.getBoundingClientRect().top };
      setFrom(all[Math.max(0, first - PAGE)]?.ts);
    },
  };
}
