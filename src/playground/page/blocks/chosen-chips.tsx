import { Icon } from '../icon.tsx';
import type { Choice } from './element-state.ts';
import './chosen-chips.css';

/** What is chosen in a menu for several, each to be taken back. */
export function ChosenChips({
  chosen,
  onRemove,
}: {
  readonly chosen: readonly Choice[];
  readonly onRemove: (option: Choice) => void;
}) {
  return chosen.map((option) => (
    <span key={option.value} className="chosen-chips-chip">
      <span className="chosen-chips-text">{option.text.text}</span>
      <button
        type="button"
        className="icon-button icon-button-tiny"
        aria-label={`Remove ${option.text.text}`}
        onClick={() => onRemove(option)}
      >
        <Icon name="close" size={14} />
      </button>
    </span>
  ));
}
