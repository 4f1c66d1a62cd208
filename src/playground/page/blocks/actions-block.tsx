import './actions-block.css';
import { placeOf, type UsedBlockProps } from './block-of.ts';
import { Element } from './element.tsx';

/** A row of things to use. */
export function ActionsBlock(props: UsedBlockProps<'actions'>) {
  return (
    <div className="actions-block">
      {props.block.elements.map((element, index) => (
        // Apps that redraw a message often leave out ids, and get new ones each time.
        <Element key={`${element.type} ${index}`} {...placeOf(props, element)} element={element} />
      ))}
    </div>
  );
}

/** The small things to press below an answer. */
export function ContextActionsBlock(props: UsedBlockProps<'context_actions'>) {
  return (
    <div className="actions-block">
      {props.block.elements.map((element, index) => (
        <Element key={`${element.type} ${index}`} {...placeOf(props, element)} element={element} />
      ))}
    </div>
  );
}
