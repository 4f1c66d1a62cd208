import { memo, useState } from 'react';
import { Icon } from '../icon.tsx';
import { Caret } from './caret.tsx';
import { JsonTree } from './json-tree.tsx';
import { timeOfDay } from './times.ts';
import type { TrafficRow } from './traffic.ts';
import { brokenLimitsOf, errorOf, hintOf, nameOfRow } from './traffic-row.ts';
import { AcknowledgementTime } from './acknowledgement-time.tsx';
import { BrokenLimits } from './broken-limits.tsx';

interface TrafficLineProps {
  readonly row: TrafficRow;
  /** Is called before a row grows or shrinks. */
  readonly onToggle: () => void;
}

/** One envelope or call; drawn again only when its record has changed. */
export const TrafficLine = memo(Line, (before, after) => before.row === after.row);

function Line({ row, onToggle }: TrafficLineProps) {
  const [isOpen, setIsOpen] = useState(false);
  const broken = row.direction === 'to-slack' ? brokenLimitsOf(row.call) : [];
  const towards = row.direction === 'to-bot' ? 'bot' : 'slack';
  return (
    <li className={broken.length > 0 ? 'traffic-line traffic-line-broken' : 'traffic-line'}>
      <button
        type="button"
        className="traffic-head"
        aria-expanded={isOpen}
        onClick={() => {
          onToggle();
          setIsOpen(!isOpen);
        }}
      >
        <Caret isOpen={isOpen} />
        <span className={`traffic-direction traffic-direction-${towards}`}>
          <Icon name={towards === 'bot' ? 'into-right' : 'into-left'} size={16} />
          <span className="sr-only">{towards === 'bot' ? 'to the bot' : 'to Slack'}</span>
        </span>
        <span className="traffic-name">{nameOfRow(row)}</span>
        <Tags row={row} />
        <Outcome row={row} />
        <span className="traffic-second">
          <span className="traffic-time">{timeOfDay(row.at, 'milliseconds')}</span>
          <span className="traffic-hint">{hintOf(row)}</span>
        </span>
      </button>
      {broken.length > 0 && <BrokenLimits limits={broken} />}
      {isOpen && <Record row={row} />}
    </li>
  );
}

function Tags({ row }: { readonly row: TrafficRow }) {
  if (row.direction === 'to-slack') return <span className="traffic-tags" />;
  const { kind, type, attempt } = row.envelope;
  return (
    <span className="traffic-tags">
      {attempt > 0 && <span className="traffic-tag traffic-tag-again">attempt {attempt + 1}</span>}
      {kind !== type && <span className="traffic-tag">{kind}</span>}
    </span>
  );
}

function Outcome({ row }: { readonly row: TrafficRow }) {
  if (row.direction === 'to-bot') return <AcknowledgementTime envelope={row.envelope} />;
  const error = errorOf(row.call);
  return error === undefined ? (
    <span className="traffic-outcome traffic-good">ok</span>
  ) : (
    <span className="traffic-outcome traffic-bad">{error}</span>
  );
}

function Record({ row }: { readonly row: TrafficRow }) {
  return (
    <div className="traffic-record">
      {row.direction === 'to-bot' ? (
        <>
          <JsonTree title="Payload" value={row.envelope.body} />
          {row.envelope.ack !== undefined && row.envelope.ack !== null && (
            <JsonTree title="Acknowledged with" value={row.envelope.ack} />
          )}
        </>
      ) : (
        <>
          <JsonTree title="Parameters" value={row.call.parameters} />
          <JsonTree title="Answer" value={row.call.answer} />
        </>
      )}
    </div>
  );
}
