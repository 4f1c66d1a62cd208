import { useEffect, useRef, useState } from 'react';
import { Icon } from '../icon.tsx';
import type { UsedBlockProps } from './block-of.ts';
import { CardBlock } from './card-block.tsx';
import './carousel-block.css';

/** Snapping to a card may leave this much to either side. */
const NEAR_PX = 8;

/** Cards in a row, to be scrolled by touch, by wheel, by keyboard and by the arrows beside it. */
export function CarouselBlock({ block, shown, entered }: UsedBlockProps<'carousel'>) {
  const row = useRef<HTMLDivElement>(null);
  const { isAtStart, isAtEnd } = useEnds(row);

  function scroll(direction: number) {
    const { current } = row;
    const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    current?.scrollBy({
      left: direction * current.clientWidth * 0.8,
      behavior: isStill ? 'auto' : 'smooth',
    });
  }

  return (
    <div className="carousel-block">
      <div ref={row} className="carousel-block-row" role="region" aria-label="Cards" tabIndex={0}>
        {block.elements.map((card, index) => (
          <CardBlock
            key={index}
            block={{ ...card, block_id: block.block_id }}
            {...{ shown, entered }}
          />
        ))}
      </div>
      {isAtStart ? null : (
        <button
          type="button"
          className="carousel-block-arrow carousel-block-back"
          aria-label="Previous cards"
          onClick={() => scroll(-1)}
        >
          <Icon name="back" size={14} />
        </button>
      )}
      {isAtEnd ? null : (
        <button
          type="button"
          className="carousel-block-arrow carousel-block-on"
          aria-label="Next cards"
          onClick={() => scroll(1)}
        >
          <Icon name="forward" size={14} />
        </button>
      )}
    </div>
  );
}

/** Whether there is nothing more to either side. */
function useEnds(row: { readonly current: HTMLElement | null }) {
  const [ends, setEnds] = useState({ isAtStart: true, isAtEnd: true });
  useEffect(() => {
    const { current } = row;
    if (!current) return;
    const look = () => {
      const isAtStart = current.scrollLeft <= NEAR_PX;
      const isAtEnd = current.scrollLeft + current.clientWidth >= current.scrollWidth - NEAR_PX;
      setEnds({ isAtStart, isAtEnd });
    };
    const observer = new ResizeObserver(look);
    observer.observe(current);
    current.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      current.removeEventListener('scroll', look);
    };
  }, [row]);
  return ends;
}
