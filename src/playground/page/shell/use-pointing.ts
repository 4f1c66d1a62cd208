import {
  type FocusEvent,
  type MouseEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useRef,
} from 'react';
import { useActivity } from './active-message.ts';

interface Pointing {
  readonly isActive: boolean;
  readonly hold: (isHeld: boolean) => void;
  readonly handlers: {
    readonly onPointerMove: (event: PointerEvent) => void;
    readonly onPointerLeave: (event: PointerEvent) => void;
    readonly onPointerDown: (event: PointerEvent) => void;
    readonly onClick: (event: MouseEvent) => void;
    readonly onKeyDown: () => void;
  };
  readonly noteFocus: (event: FocusEvent) => void;
  readonly noteBlur: (event: FocusEvent) => void;
}

/** What a tap uses by itself. */
const USABLE = 'a, button, input, textarea, select, label, summary, [role="option"], .floating';

/**
 * Whether a message is in use: the pointer moves over it, it has a focus that can be seen, or it was
 * tapped, until the next tap. A list that moves beneath a pointer that rests makes nothing active.
 */
export function usePointing(box: RefObject<HTMLElement | null>): Pointing {
  const { isActive, begin, end, hold } = useActivity();
  const pressedBy = useRef<string>(undefined);
  useTapElsewhere(box, isActive, end);
  return {
    isActive,
    hold,
    handlers: {
      onPointerMove({ pointerType }) {
        if (pointerType !== 'touch') begin();
      },
      onPointerLeave({ pointerType }) {
        if (pointerType === 'touch') return;
        pressedBy.current = undefined;
        end();
      },
      onPointerDown({ pointerType }) {
        pressedBy.current = pointerType;
      },
      onClick({ target }) {
        const isUse = target instanceof Element && target.closest(USABLE) !== null;
        if (pressedBy.current === 'touch' && !isUse) (isActive ? end : begin)();
        pressedBy.current = undefined;
      },
      onKeyDown() {
        pressedBy.current = undefined;
      },
    },
    noteFocus({ target }) {
      // A field shows its focus however it came by it.
      if (pressedBy.current === undefined && target.matches(':focus-visible')) begin();
    },
    noteBlur({ currentTarget, relatedTarget }) {
      if (!currentTarget.contains(relatedTarget) && !currentTarget.matches(':hover')) end();
    },
  };
}

/** A tap outside of the message and its menus. */
function useTapElsewhere(
  box: RefObject<HTMLElement | null>,
  isActive: boolean,
  end: () => void,
): void {
  const latest = useRef(end);
  useEffect(() => {
    latest.current = end;
  });
  useEffect(() => {
    if (!isActive) return undefined;
    function tapped({ pointerType, target }: globalThis.PointerEvent): void {
      if (pointerType !== 'touch' || !(target instanceof Element)) return;
      if (!box.current?.contains(target) && !target.closest('.floating')) latest.current();
    }
    document.addEventListener('pointerdown', tapped);
    return () => document.removeEventListener('pointerdown', tapped);
  }, [box, isActive]);
}
