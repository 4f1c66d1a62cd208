import type { ObjectOnPage } from '../../page-protocol.ts';
import { type ObjectHistory, toneOf } from './timeline.ts';
import { timeOfDay } from './times.ts';

interface ConditionChipsProps {
  readonly conditions: ObjectOnPage['conditions'];
  readonly readiness: ObjectOnPage['readiness'];
  readonly changes: ObjectHistory['changes'];
}

/** An object's conditions; one that has just changed is new to the page, and so it flashes. */
export function ConditionChips({ conditions, readiness, changes }: ConditionChipsProps) {
  if (conditions.length === 0) return null;
  return (
    <ul className="conditions" aria-label="Conditions">
      {conditions.map((condition) => {
        const { type, status, reason, message, since } = condition;
        const count = changes[type] ?? 0;
        const flash = count > 0 ? ' conditions-flash' : '';
        return (
          <li
            key={`${type} ${count}`}
            className={`conditions-chip conditions-${toneOf(condition, readiness)}${flash}`}
            title={[reason, message].filter(Boolean).join(': ')}
          >
            <span className="conditions-type">{type}</span>
            <span className="conditions-status">{status}</span>
            {since !== undefined && <time dateTime={since}>{timeOfDay(since)}</time>}
          </li>
        );
      })}
    </ul>
  );
}
