import { useEffect, useRef, useState } from 'react';
import type { ElementProps } from './element-props.ts';
import { ElementProblem } from './element-problem.tsx';
import { type MomentElement, momentState, pickedMoment } from './element-state.ts';
import './moment-picker.css';
import { useElement } from './use-element.tsx';

const FIELDS = {
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'datetime-local',
} as const;
const NAMES = {
  datepicker: 'Select a date',
  timepicker: 'Select a time',
  datetimepicker: 'Select a date and time',
} as const;

/** Picks a date, a time or both, in the browser's own field. */
export function MomentPicker(props: ElementProps<MomentElement>) {
  const { element, labelledBy } = props;
  const field = useRef<HTMLInputElement>(null);
  const { tell, held, problem, confirmation } = useElement(props);
  const picked = pickedMoment(element, held);
  // While it is typed, a date is empty or another one for a moment: it is told when that is over.
  const [typed, setTyped] = useState<string>();
  const isTyping = useRef(false);
  const placeholder = 'placeholder' in element ? element.placeholder?.text : undefined;
  useEffect(() => {
    if (element.focus_on_load) field.current?.focus();
  }, [element.focus_on_load]);

  function pick(value: string | undefined) {
    isTyping.current = false;
    setTyped(undefined);
    if (value !== undefined && value !== picked) tell(momentState(element, value));
  }

  return (
    <span className="moment-picker">
      <input
        ref={field}
        className={`moment-picker-field ${picked === '' ? 'moment-picker-empty' : ''}`}
        type={FIELDS[element.type]}
        value={typed ?? picked}
        max={element.type === 'timepicker' ? undefined : LAST[element.type]}
        aria-labelledby={labelledBy}
        aria-label={labelledBy === undefined ? (placeholder ?? NAMES[element.type]) : undefined}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid || undefined}
        title={placeholder}
        onKeyDown={({ key }) => {
          if (key === 'Enter') pick(typed);
          else isTyping.current = true;
        }}
        onPointerDown={() => {
          isTyping.current = false;
        }}
        onChange={({ target }) => {
          if (isTyping.current) setTyped(target.value);
          else pick(target.value);
        }}
        onBlur={() => pick(typed)}
      />
      {element.type === 'timepicker' && element.timezone !== undefined ? (
        <span className="moment-picker-zone">{element.timezone}</span>
      ) : null}
      <ElementProblem problem={problem} />
      {confirmation}
    </span>
  );
}

/** Without a last one, browsers let people type years of six digits. */
const LAST = { datepicker: '9999-12-31', datetimepicker: '9999-12-31T23:59' } as const;
