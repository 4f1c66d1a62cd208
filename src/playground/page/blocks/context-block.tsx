import type { BlockOf } from './block-of.ts';
import './context-block.css';
import { Picture } from './picture.tsx';
import { TextObject } from './text-object.tsx';

/** Small print, with small pictures among it. */
export function ContextBlock({ block }: { readonly block: BlockOf<'context'> }) {
  return (
    <div className="context-block">
      {block.elements.map((element, index) =>
        element.type === 'image' ? (
          <Picture key={index} image={element} className="context-block-picture" />
        ) : (
          <div key={index} className="context-block-text">
            <TextObject text={element} />
          </div>
        ),
      )}
    </div>
  );
}
