import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react';
import './popup.css';

const GAP = 4;
const EDGE = 8;

/**
 * What opens at an element: above everything, below it where there is room and else above it. In the
 * document it stays beside its element, so that the focus and the dialog around keep their order.
 */
export function Popup({
  anchor,
  minWidth,
  className = '',
  children,
}: {
  readonly anchor: RefObject<HTMLElement | null>;
  /** In pixels; as wide as the anchor where left out. */
  readonly minWidth?: number;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const popup = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const { current } = popup;
    if (!current) return;
    current.showPopover();
    const place = () => {
      if (anchor.current) placeAt(current, anchor.current, minWidth);
    };
    place();
    const observer = new ResizeObserver(place);
    observer.observe(current);
    document.addEventListener('scroll', place, { capture: true, passive: true });
    window.addEventListener('resize', place);
    return () => {
      observer.disconnect();
      document.removeEventListener('scroll', place, { capture: true });
      window.removeEventListener('resize', place);
    };
  }, [anchor, minWidth]);

  return (
    <div ref={popup} popover="manual" className={`popup ${className}`}>
      {children}
    </div>
  );
}

function placeAt(popup: HTMLElement, anchor: HTMLElement, minWidth: number | undefined) {
  const box = anchor.getBoundingClientRect();
  const width = Math.min(Math.max(box.width, minWidth ?? 0), window.innerWidth - 2 * EDGE);
  const below = window.innerHeight - box.bottom - GAP - EDGE;
  const above = box.top - GAP - EDGE;
  const isBelow = below >= Math.min(popup.scrollHeight, 240) || below >= above;
  popup.style.minWidth = `${width}px`;
  popup.style.maxHeight = `${Math.max(isBelow ? below : above, 80)}px`;
  const left = Math.min(box.left, window.innerWidth - EDGE - popup.offsetWidth);
  popup.style.left = `${Math.max(left, EDGE)}px`;
  popup.style.top = isBelow
    ? `${box.bottom + GAP}px`
    : `${Math.max(box.top - GAP - popup.offsetHeight, EDGE)}px`;
}
