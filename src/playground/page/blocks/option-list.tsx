import { useEffect, useRef } from 'react';
import { Icon } from '../icon.tsx';
import type { Choice } from './element-state.ts';
import type { OptionGroup } from './option-groups.ts';
import './option-list.css';

interface OptionListProps {
  /** The list is `${id}list`, its options `${id}option0`, `${id}option1`… */
  readonly id: string;
  readonly groups: readonly OptionGroup[];
  readonly active: number;
  readonly chosen: readonly Choice[];
  readonly isSeveral: boolean;
  /** Whether no further option can be chosen. */
  readonly isFull: boolean;
  readonly note: string | undefined;
  readonly label: string;
  readonly onPick: (option: Choice) => void;
}

/** The options of a combobox. The focus stays in its field. */
export function OptionList(props: OptionListProps) {
  const { id, groups, active, note } = props;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('.option-list-active')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const starts = groups.map((_, index) =>
    groups.slice(0, index).reduce((sum, { options }) => sum + options.length, 0),
  );

  return (
    <>
      <div
        ref={list}
        id={`${id}list`}
        role="listbox"
        className="option-list"
        aria-label={props.label}
        aria-multiselectable={props.isSeveral || undefined}
        tabIndex={-1}
      >
        {groups.map((group, index) => (
          <Group key={group.label ?? index} {...props} group={group} start={starts[index] ?? 0} />
        ))}
      </div>
      <div className="option-list-note" role="status">
        {note}
      </div>
    </>
  );
}

function Group({
  group,
  start,
  ...props
}: OptionListProps & { readonly group: OptionGroup; readonly start: number }) {
  const labelId = `${props.id}group${start}`;
  const options = group.options.map((option, index) => (
    <Option key={option.value} {...props} option={option} index={start + index} />
  ));
  if (group.label === undefined) return options;
  return (
    <div role="group" aria-labelledby={labelId}>
      <div id={labelId} className="option-list-label">
        {group.label}
      </div>
      {options}
    </div>
  );
}

function Option({
  id,
  option,
  index,
  active,
  chosen,
  isSeveral,
  isFull,
  onPick,
}: OptionListProps & { readonly option: Choice; readonly index: number }) {
  const isChosen = chosen.some(({ value }) => value === option.value);
  return (
    <div
      id={`${id}option${index}`}
      role="option"
      aria-selected={isChosen}
      aria-disabled={(isFull && !isChosen) || undefined}
      tabIndex={-1}
      className={`option-list-option ${index === active ? 'option-list-active' : ''}`}
      // The field would lose the focus, and with it the list would go.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onPick(option)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onPick(option);
      }}
    >
      <span className="option-list-text">
        {option.text.text}
        {option.description ? (
          <span className="option-list-description">{option.description.text}</span>
        ) : null}
      </span>
      {isChosen && (isSeveral || chosen.length > 0) ? <Icon name="check" /> : null}
    </div>
  );
}
