import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from 'react';
import { isFocusLost } from '../modal/focus.ts';

interface KeptFocus {
  readonly box: RefObject<HTMLElement | null>;
  readonly noteFocus: (event: FocusEvent<HTMLElement>) => void;
  readonly noteBlur: (event: FocusEvent<HTMLElement>) => void;
}

/**
 * Keeps the focus where it was when what had it is drawn no more, such as a button of a card that was
 * answered: `box` takes it then. A browser tells nobody of that loss.
 */
export function useKeptFocus(): KeptFocus {
  const box = useRef<HTMLElement>(null);
  const hasFocus = useRef(false);
  useLayoutEffect(() => {
    if (hasFocus.current && isFocusLost()) box.current?.focus({ preventScroll: true });
  });
  return {
    box,
    // React lets what a dialog above says pass here, too.
    noteFocus({ currentTarget, target }) {
      hasFocus.current = currentTarget.contains(target);
    },
    noteBlur({ currentTarget, relatedTarget }) {
      if (!currentTarget.contains(relatedTarget)) hasFocus.current = false;
    },
  };
}
