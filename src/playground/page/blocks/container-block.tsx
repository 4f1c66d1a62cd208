import { type ReactNode, useId, useState } from 'react';
import { Icon } from '../icon.tsx';
import type { BlockOf } from './block-of.ts';
import './container-block.css';
import { Picture } from './picture.tsx';
import { RichText } from './rich-text.tsx';
import { plainTextOf, TextObject } from './text-object.tsx';

/** Blocks below one title, in a frame, to be folded away where the app allows that. */
export function ContainerBlock({
  block,
  children,
}: {
  readonly block: BlockOf<'container'>;
  /** The blocks inside, drawn. */
  readonly children: ReactNode;
}) {
  const { is_collapsible: isFoldable = false, width = 'standard' } = block;
  const [isOpen, setIsOpen] = useState(!(isFoldable && block.default_collapsed === true));
  const id = useId();
  const { title, rich_text_title: richTitle, subtitle, icon } = block;

  return (
    <section className={`container-block container-block-${width}`} aria-labelledby={`${id}title`}>
      <div
        className={`container-block-head ${block.has_header_divider ? 'container-block-divided' : ''}`}
      >
        {icon ? <Picture image={icon} className="container-block-icon" /> : null}
        <div className="container-block-titles">
          <div id={`${id}title`} className="container-block-title">
            {richTitle ? (
              <RichText parts={richTitle.elements} />
            ) : title ? (
              plainTextOf(title)
            ) : null}
          </div>
          {subtitle ? (
            <div className="container-block-subtitle">
              <TextObject text={subtitle} />
            </div>
          ) : null}
        </div>
        {isFoldable ? (
          <button
            type="button"
            className="icon-button icon-button-small container-block-fold"
            aria-label={isOpen ? 'Collapse' : 'Expand'}
            aria-describedby={`${id}title`}
            aria-expanded={isOpen}
            aria-controls={`${id}body`}
            onClick={() => setIsOpen(!isOpen)}
          >
            <Icon name="down" size={16} />
          </button>
        ) : null}
      </div>
      <div id={`${id}body`} className="container-block-body" hidden={!isOpen}>
        {children}
      </div>
    </section>
  );
}
