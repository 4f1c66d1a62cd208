import type { Shown } from '../../page-protocol.ts';
import type { Entered } from '../../slack/state.ts';
import type { CardBlock as CardData } from '../../slack/validate/blocks.ts';
import { placeOf } from './block-of.ts';
import './card-block.css';
import { Element } from './element.tsx';
import { Picture } from './picture.tsx';
import { TextObject } from './text-object.tsx';

interface CardProps {
  readonly block: CardData;
  readonly shown: Shown;
  readonly entered: Entered | undefined;
}

/** A picture, a title, a few words and at most three buttons. */
export function CardBlock(props: CardProps) {
  const { hero_image: hero, icon, title, subtitle, body, actions } = props.block;
  return (
    <div className="card-block">
      {hero ? <Picture image={hero} className="card-block-hero" /> : null}
      <div className="card-block-words">
        {icon || title || subtitle ? (
          <div className="card-block-head">
            {icon ? <Picture image={icon} className="card-block-icon" /> : null}
            <div className="card-block-titles">
              {title ? (
                <div className="card-block-title">
                  <TextObject text={title} />
                </div>
              ) : null}
              {subtitle ? (
                <div className="card-block-subtitle">
                  <TextObject text={subtitle} />
                </div>
              ) : null}
            </div>
          </div>
        ) : null}
        {body ? <TextObject text={body} /> : null}
        {actions ? (
          <div className="card-block-actions">
            {actions.map((action, index) => (
              <Element key={index} {...placeOf(props, action)} element={action} />
            ))}
          </div>
        ) : null}
      </div>
    </div>
  );
}
