import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type Newest, startsToShow } from './tall-message.ts';

/** How far from its end a list still counts as being at it. */
const NEAR_PX = 48;

export interface Scrolling {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  readonly isAtEnd: boolean;
  /** Whether the newest message has been come to, if only to where it begins. */
  readonly seesNewest: boolean;
  readonly onScroll: () => void;
  readonly toEnd: () => void;
}

/**
 * A list that begins at its end, or at the message of `at`, and stays at its end while it grows,
 * unless one has scrolled away from it. Where what comes is taller than the list, it stays where that
 * begins.
 */
export function useScroll(at: string | undefined): Scrolling {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const sticks = useRef(true);
  const heightPx = useRef(0);
  const newest = useRef<Newest>(undefined);
  const [isAtEnd, setAtEnd] = useState(true);
  const [seesNewest, setSeesNewest] = useState(true);

  const look = useCallback((list: HTMLElement) => {
    const { scrollTop, scrollHeight, clientHeight } = list;
    sticks.current = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    setAtEnd(sticks.current);
    setSeesNewest(sticks.current || topOfNewest(list) < clientHeight - NEAR_PX);
  }, []);
  const toEnd = useCallback(() => {
    sticks.current = true;
    setAtEnd(true);
    setSeesNewest(true);
    if (!box.current) return;
    newest.current = newestIn(box.current);
    heightPx.current = box.current.scrollHeight;
    box.current.scrollTop = box.current.scrollHeight;
  }, []);
  const onScroll = useCallback(() => {
    if (!box.current) return;
    // What is drawn anew moves the list by itself: the observer below has yet to hear of it.
    if (sticks.current && box.current.scrollHeight !== heightPx.current) return;
    look(box.current);
  }, [look]);

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
    function changed(list: HTMLElement): void {
      const before = newest.current;
      newest.current = newestIn(list);
      const { current: now } = newest;
      if (sticks.current && now && startsToShow(now, before, list.clientHeight)) {
        list.scrollTop += topOfNewest(list);
        look(list);
      } else if (sticks.current) toEnd();
      else look(list);
    }
    if (!content.current || !box.current) return undefined;
    const { current: list } = box;
    const observer = new ResizeObserver(() => changed(list));
    observer.observe(content.current);
    observer.observe(list);
    return () => observer.disconnect();
  }, [toEnd, look]);

  return { box, content, isAtEnd, seesNewest, onScroll, toEnd };
}

function newestElement(list: HTMLElement): HTMLElement | undefined {
  return [...list.querySelectorAll<HTMLElement>('.message[data-ts]')].at(-1);
}

function newestIn(list: HTMLElement): Newest | undefined {
  const element = newestElement(list);
  if (!element) return undefined;
  return { ts: element.dataset['ts'] ?? '', heightPx: element.offsetHeight };
}

/** Pixels from the top of the list to where its newest message begins. */
function topOfNewest(list: HTMLElement): number {
  const element = newestElement(list);
  if (!element) return 0;
  return element.getBoundingClientRect().top - list.getBoundingClientRect().top;
}
