import { useId, useState } from 'react';
import { Icon } from '../icon.tsx';
import type { BlockOf } from './block-of.ts';
import './image-block.css';
import { localPicture } from './local-picture.ts';
import { plainTextOf } from './text-object.tsx';

/** A picture with its title, to be folded away. */
export function ImageBlock({ block }: { readonly block: BlockOf<'image'> }) {
  const [isOpen, setIsOpen] = useState(true);
  const id = useId();
  const address = localPicture(block);
  const title = block.title ? plainTextOf(block.title) : undefined;

  return (
    <figure className="image-block">
      <figcaption className="image-block-title">
        {title}
        <button
          type="button"
          className="icon-button icon-button-tiny image-block-fold"
          aria-label={`${isOpen ? 'Hide' : 'Show'} ${title ?? block.alt_text}`}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setIsOpen(!isOpen)}
        >
          <Icon name="down" size={16} />
        </button>
      </figcaption>
      <div id={id} hidden={!isOpen}>
        {address === undefined ? (
          <div className="image-block-words">
            {block.alt_text}
            <small>Pictures from elsewhere are not fetched.</small>
          </div>
        ) : (
          <img className="image-block-picture" src={address} alt={block.alt_text} />
        )}
      </div>
    </figure>
  );
}
