import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

export interface FollowedEnd {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly isFollowing: boolean;
  /** Stays where the person reads. */
  readonly stay: () => void;
  /** Goes to the end and follows it again. */
  readonly goToEnd: () => void;
}

/** Pixels from the end within which the person is taken to be at it. */
const NEAR = 24;

/**
 * Keeps a list at its end while it grows, unless the person has scrolled up. `content` changes with
 * what is listed.
 */
export function useFollowEnd(content: unknown): FollowedEnd {
  const scroller = useRef<HTMLDivElement>(null);
  const [isFollowing, setIsFollowing] = useState(true);

  useEffect(() => {
    const list = scroller.current;
    if (!list) return;
    return watchScrolling(list, setIsFollowing);
  }, []);

  useLayoutEffect(() => {
    if (isFollowing) toEnd(scroller.current);
  }, [content, isFollowing]);

  return {
    scroller,
    isFollowing,
    stay: () => setIsFollowing(false),
    goToEnd: () => {
      toEnd(scroller.current);
      setIsFollowing(true);
    },
  };
}

function toEnd(list: HTMLElement | null): void {
  if (list) list.scrollTop = list.scrollHeight;
}

/** Only a movement upwards is the person's: the list itself grows and shrinks at its end. */
function watchScrolling(
  list: HTMLElement,
  setIsFollowing: (isFollowing: boolean) => void,
): () => void {
  let last = list.scrollTop;
  function scrolled(): void {
    const isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight <= NEAR;
    if (isAtEnd && list.scrollTop >= last) setIsFollowing(true);
    else if (!isAtEnd && list.scrollTop < last) setIsFollowing(false);
    last = list.scrollTop;
  }
  list.addEventListener('scroll', scrolled, { passive: true });
  return () => list.removeEventListener('scroll', scrolled);
}
