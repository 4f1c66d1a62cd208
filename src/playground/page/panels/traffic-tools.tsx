import type { Direction } from './traffic.ts';

interface TrafficToolsProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly directions: readonly Direction[];
  readonly onDirections: (directions: readonly Direction[]) => void;
  readonly isPaused: boolean;
  readonly onPause: () => void;
  /** How many rows came since the pause began. */
  readonly missed: number;
  readonly onClear: () => void;
}

const DIRECTIONS: readonly { readonly direction: Direction; readonly words: string }[] = [
  { direction: 'to-bot', words: 'Slack → bot' },
  { direction: 'to-slack', words: 'bot → Slack' },
];

/** What is shown of the traffic, and whether it moves. */
export function TrafficTools(props: TrafficToolsProps) {
  const { directions, isPaused, missed } = props;

  function toggle(direction: Direction): void {
    const others = directions.filter((chosen) => chosen !== direction);
    props.onDirections(directions.length === others.length ? [...others, direction] : others);
  }

  return (
    <div className="traffic-tools">
      <input
        type="search"
        className="traffic-filter"
        aria-label="Filter the traffic"
        placeholder="Filter: a method, a type, any text inside"
        value={props.query}
        onChange={({ target }) => props.onQuery(target.value)}
      />
      <div className="traffic-switches">
        {DIRECTIONS.map(({ direction, words }) => (
          <label key={direction} className="traffic-switch">
            <input
              type="checkbox"
              checked={directions.includes(direction)}
              onChange={() => toggle(direction)}
            />
            {words}
          </label>
        ))}
        <span className="traffic-missed">{isPaused && missed > 0 ? `${missed} new` : ''}</span>
        <button type="button" className="panel-button" onClick={props.onPause}>
          {isPaused ? 'Resume' : 'Pause'}
        </button>
        <button type="button" className="panel-button" onClick={props.onClear}>
          Clear
        </button>
      </div>
    </div>
  );
}
