import { useEffect, useId, useRef } from 'react';
import './choice-list.css';
import type { ElementOf, ElementProps } from './element-props.ts';
import { ElementProblem } from './element-problem.tsx';
import { chosenOptions, optionsState } from './element-state.ts';
import { toggled } from './option-groups.ts';
import { TextObject } from './text-object.tsx';
import { useElement } from './use-element.tsx';

type ListedElement = ElementOf<'checkboxes' | 'radio_buttons'>;

/** Checkboxes, or radio buttons. */
export function ChoiceList(props: ElementProps<ListedElement>) {
  const { element, labelledBy, describedBy } = props;
  const name = useId();
  const list = useRef<HTMLDivElement>(null);
  const { tell, held, problem, confirmation } = useElement(props);
  const chosen = chosenOptions(element, held);
  const isRadio = element.type === 'radio_buttons';
  useEffect(() => {
    if (element.focus_on_load) list.current?.querySelector('input')?.focus();
  }, [element.focus_on_load]);

  function choose(option: ListedElement['options'][number]) {
    const next = isRadio ? [option] : toggled(chosen, option, undefined);
    // In the order in which they are listed, as Slack tells them.
    const ordered = element.options.filter(({ value }) => next.some((one) => one.value === value));
    tell(optionsState(element, ordered));
  }

  return (
    <div
      ref={list}
      className="choice-list"
      role={isRadio ? 'radiogroup' : 'group'}
      aria-labelledby={labelledBy}
      aria-label={labelledBy === undefined ? 'Options' : undefined}
      aria-describedby={describedBy}
    >
      {element.options.map((option, index) => (
        <div key={option.value} className="choice-list-option">
          <input
            type={isRadio ? 'radio' : 'checkbox'}
            name={name}
            id={`${name}${index}`}
            checked={chosen.some(({ value }) => value === option.value)}
            aria-describedby={option.description ? `${name}${index}more` : undefined}
            aria-invalid={isRadio ? undefined : props.invalid || undefined}
            onChange={() => choose(option)}
          />
          <label htmlFor={`${name}${index}`}>
            <TextObject text={option.text} />
            {option.description ? (
              <span id={`${name}${index}more`} className="choice-list-description">
                <TextObject text={option.description} />
              </span>
            ) : null}
          </label>
        </div>
      ))}
      <ElementProblem problem={problem} />
      {confirmation}
    </div>
  );
}
