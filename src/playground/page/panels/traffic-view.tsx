import { useDeferredValue, useMemo, useState } from 'react';
import { type Direction, countNew, type Traffic, type TrafficRow } from './traffic.ts';
import { createSearchedText, matching } from './traffic-row.ts';
import { TrafficLine } from './traffic-line.tsx';
import { TrafficTools } from './traffic-tools.tsx';
import { useFollowEnd } from './use-follow-end.ts';
import './traffic-view.css';

interface TrafficViewProps {
  readonly traffic: Traffic;
  readonly isShown: boolean;
  readonly onClear: () => void;
}

/** Everything that Slack and the bot said to each other, newest last. */
export function TrafficView({ traffic, isShown, onClear }: TrafficViewProps) {
  const [query, setQuery] = useState('');
  const [directions, setDirections] = useState<readonly Direction[]>(['to-bot', 'to-slack']);
  const [paused, setPaused] = useState<readonly TrafficRow[] | undefined>(undefined);
  const [searched] = useState(createSearchedText);
  const wanted = useDeferredValue(query);
  const rows = paused ?? traffic.rows;
  const shown = useMemo(
    () => matching(rows, { query: wanted, directions }, searched),
    [rows, wanted, directions, searched],
  );
  const { scroller, isFollowing, stay, goToEnd } = useFollowEnd(isShown ? shown : undefined);

  return (
    <div className="traffic">
      <TrafficTools
        query={query}
        onQuery={setQuery}
        directions={directions}
        onDirections={setDirections}
        isPaused={paused !== undefined}
        onPause={() => setPaused(paused ? undefined : traffic.rows)}
        missed={paused ? countNew(traffic.rows, paused) : 0}
        onClear={() => {
          setPaused(paused && []);
          onClear();
        }}
      />
      <div
        className={isFollowing ? 'traffic-scroller traffic-following' : 'traffic-scroller'}
        ref={scroller}
        role="region"
        aria-label="Traffic, newest last"
        tabIndex={0}
      >
        {shown.length === 0 ? (
          <p className="panel-sentence">{emptyWords(rows.length)}</p>
        ) : (
          <ol className="traffic-list">
            {shown.map((row) => (
              <TrafficLine key={row.id} row={row} onToggle={stay} />
            ))}
          </ol>
        )}
      </div>
      {!isFollowing && shown.length > 0 && (
        <button type="button" className="panel-button traffic-latest" onClick={goToEnd}>
          Latest ↓
        </button>
      )}
    </div>
  );
}

function emptyWords(count: number): string {
  return count === 0
    ? 'Nothing has been said yet. Write to dotai, and every envelope and call appears here.'
    : 'Nothing of what was said fits the filter.';
}
