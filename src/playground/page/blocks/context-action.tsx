import { useState } from 'react';
import { usePlayground } from '../context.ts';
import { Icon } from '../icon.tsx';
import './context-action.css';
import type { ElementOf, ElementProps } from './element-props.ts';
import { ElementProblem } from './element-problem.tsx';
import { plainTextOf } from './text-object.tsx';
import { useElement } from './use-element.tsx';

/** Two thumbs below an answer; the one that was pressed stays marked. */
export function FeedbackButtons(props: ElementProps<ElementOf<'feedback_buttons'>>) {
  const { element } = props;
  const { positive_button: positive, negative_button: negative } = element;
  const { tell, isBusy, problem } = useElement(props);
  const [given, setGiven] = useState<'positive' | 'negative'>();

  return (
    <span className="context-action">
      {(
        [
          ['positive', positive, <Icon key="up" name="thumb-up" />],
          ['negative', negative, <Icon key="down" name="thumb-down" />],
        ] as const
      ).map(([which, button, icon]) => (
        <button
          key={which}
          type="button"
          className="icon-button icon-button-small"
          aria-label={button.accessibility_label ?? plainTextOf(button.text)}
          title={plainTextOf(button.text)}
          aria-pressed={given === which}
          aria-disabled={isBusy}
          onClick={() => {
            if (isBusy) return;
            setGiven(which);
            tell({ type: 'feedback_buttons', value: button.value });
          }}
        >
          {icon}
        </button>
      ))}
      <ElementProblem problem={problem} />
    </span>
  );
}

/** A sign to press; hidden from those for whom the app did not mean it. */
export function IconButton(props: ElementProps<ElementOf<'icon_button'>>) {
  const { element } = props;
  const { me } = usePlayground();
  const { tell, isBusy, problem, confirmation } = useElement(props);
  if (element.visible_to_user_ids?.includes(me.id) === false) return null;
  const text = plainTextOf(element.text);

  return (
    <span className="context-action">
      <button
        type="button"
        className="icon-button icon-button-small"
        aria-label={element.accessibility_label ?? text}
        title={text}
        aria-busy={isBusy}
        aria-disabled={isBusy}
        onClick={() => (isBusy ? undefined : tell())}
      >
        {element.icon === 'trash' ? <Icon name="trash" /> : <Icon name="star" />}
      </button>
      <ElementProblem problem={problem} />
      {confirmation}
    </span>
  );
}
