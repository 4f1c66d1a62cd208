import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** How far from its end a list still counts as being at it. */
const NEAR_PX = 48;

export interface Scrolling {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  readonly isAtEnd: boolean;
  readonly onScroll: () => void;
  readonly toEnd: () => void;
}

/**
 * A list that begins at its end, or at the message of `at`, and stays at its end while it grows,
 * unless one has scrolled away from it.
 */
export function useScroll(at: string | undefined): Scrolling {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const sticks = useRef(true);
  const heightPx = useRef(0);
  const [isAtEnd, setAtEnd] = useState(true);

  const toEnd = useCallback(() => {
    sticks.current = true;
    setAtEnd(true);
    if (!box.current) return;
    heightPx.current = box.current.scrollHeight;
    box.current.scrollTop = box.current.scrollHeight;
  }, []);
  const onScroll = useCallback(() => {
    if (!box.current) return;
    const { scrollTop, scrollHeight, clientHeight } = box.current;
    // What is drawn anew moves the list by itself: the observer below has yet to hear of it.
    if (sticks.current && scrollHeight !== heightPx.current) return;
    sticks.current = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    setAtEnd(sticks.current);
  }, []);

  useLayoutEffect(() => {
    const target =
      at === undefined ? undefined : box.current?.querySelector(`[data-ts="${CSS.escape(at)}"]`);
    if (!target) {
      toEnd();
      return;
    }
    sticks.current = false;
    target.scrollIntoView({ block: 'nearest' });
    onScroll();
  }, [at, toEnd, onScroll]);

  useEffect(() => {
    if (!content.current || !box.current) return undefined;
    const observer = new ResizeObserver(() => {
      if (sticks.current) toEnd();
    });
    observer.observe(content.current);
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [toEnd]);

  return { box, content, isAtEnd, onScroll, toEnd };
}
