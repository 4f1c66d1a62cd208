import {
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { createPortal } from 'react-dom';
import './floating.css';

interface FloatingProps {
  /** What it stands beside. */
  readonly anchor: RefObject<HTMLElement | null>;
  readonly side: 'above' | 'below';
  readonly align: 'start' | 'end';
  /** A press outside, or Escape. */
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const GAP_PX = 4;
const EDGE_PX = 8;

/** Something laid over the page beside an element, moved so far that it is seen whole. */
export function Floating({ anchor, side, align, onClose, children }: FloatingProps) {
  const box = useRef<HTMLDivElement>(null);
  // Inside the same landmark, so that who goes by landmarks finds it.
  const [host] = useState(
    () => anchor.current?.closest('nav, main, aside, header') ?? document.body,
  );
  const [at, setAt] = useState<{ readonly left: number; readonly top: number }>();

  useLayoutEffect(() => {
    const beside = anchor.current?.getBoundingClientRect();
    const own = box.current?.getBoundingClientRect();
    if (beside && own) setAt(placed(beside, own, { side, align }));
  }, [anchor, side, align]);

  useEffect(() => {
    function outside({ target }: Event): void {
      if (!(target instanceof Node)) return;
      if (box.current?.contains(target) || anchor.current?.contains(target)) return;
      onClose();
    }
    document.addEventListener('pointerdown', outside, true);
    window.addEventListener('resize', onClose);
    return () => {
      document.removeEventListener('pointerdown', outside, true);
      window.removeEventListener('resize', onClose);
    };
  }, [anchor, onClose]);

  // Transparent until it is placed: what is hidden cannot take the focus.
  const style = at ?? { left: 0, top: 0, opacity: 0 };
  return createPortal(
    <div ref={box} className="floating" style={style}>
      {children}
    </div>,
    host,
  );
}

function placed(
  beside: DOMRect,
  own: DOMRect,
  { side, align }: Pick<FloatingProps, 'side' | 'align'>,
): { readonly left: number; readonly top: number } {
  const above = beside.top - own.height - GAP_PX;
  const below = beside.bottom + GAP_PX;
  const fitsAbove = above >= EDGE_PX;
  const fitsBelow = below + own.height <= window.innerHeight - EDGE_PX;
  const top = side === 'above' ? (fitsAbove ? above : below) : fitsBelow ? below : above;
  const left = align === 'start' ? beside.left : beside.right - own.width;
  return {
    left: within(left, window.innerWidth - own.width),
    top: within(top, window.innerHeight - own.height),
  };
}

function within(wanted: number, room: number): number {
  return Math.max(EDGE_PX, Math.min(wanted, room - EDGE_PX));
}
