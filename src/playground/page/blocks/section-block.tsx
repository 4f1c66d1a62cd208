import { useId } from 'react';
import { placeOf, type UsedBlockProps } from './block-of.ts';
import { Element } from './element.tsx';
import { Picture } from './picture.tsx';
import './section-block.css';
import { TextObject } from './text-object.tsx';

/** Accessories that are wide stand below the text, the others beside it. */
const WIDE: ReadonlySet<string> = new Set(['checkboxes', 'radio_buttons']);

/** Text and fields, with something to look at or to use beside them. */
export function SectionBlock(props: UsedBlockProps<'section'>) {
  const { text, fields, accessory } = props.block;
  const id = useId();

  return (
    <div
      className={`section-block ${accessory && WIDE.has(accessory.type) ? 'section-block-stacked' : ''}`}
    >
      <div className="section-block-words">
        {text ? (
          <div id={id}>
            <TextObject text={text} />
          </div>
        ) : null}
        {fields ? (
          <div className="section-block-fields">
            {fields.map((field, index) => (
              <div key={index} className="section-block-field">
                <TextObject text={field} />
              </div>
            ))}
          </div>
        ) : null}
      </div>
      {accessory ? (
        <div className="section-block-accessory">
          {accessory.type === 'image' ? (
            <Picture image={accessory} className="section-block-picture" />
          ) : (
            <Element
              {...placeOf(props, accessory)}
              element={accessory}
              {...(accessory.type === 'button' || !text
                ? { describedBy: text && id }
                : { labelledBy: id })}
            />
          )}
        </div>
      ) : null}
    </div>
  );
}
