import type { ObjectOnPage } from '../../page-protocol.ts';
import { CopyButton } from './copy-button.tsx';
import type { ObjectHistory } from './timeline.ts';
import { timeOfDay } from './times.ts';
import { YamlText } from './yaml-text.tsx';
import './object-details.css';

interface ObjectDetailsProps {
  readonly object: ObjectOnPage;
  readonly history: ObjectHistory;
}

/** What happened to an object, what its conditions say, and the whole of it. */
export function ObjectDetails({ object, history }: ObjectDetailsProps) {
  const telling = object.conditions.filter(({ message = '' }) => message !== '');
  return (
    <div className="details">
      <p className="details-facts">
        {object.apiVersion}
        {object.changeId !== undefined && <span>written by change {object.changeId}</span>}
      </p>
      <h4 className="details-title">Timeline</h4>
      <ol className="details-timeline">
        {history.entries.map(({ number, at, what, value, reason }) => (
          <li key={number}>
            <time dateTime={at}>{timeOfDay(at)}</time> {what} → <b>{value}</b>
            {reason !== '' && <span className="details-soft"> {reason}</span>}
          </li>
        ))}
      </ol>
      {telling.length > 0 && (
        <>
          <h4 className="details-title">What the conditions say</h4>
          <ul className="details-messages">
            {telling.map(({ type, message }) => (
              <li key={type}>
                <b>{type}</b> {message}
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="details-head">
        <h4 className="details-title">YAML</h4>
        <CopyButton what="YAML" text={() => object.yaml} />
      </div>
      <YamlText yaml={object.yaml} label={`YAML of ${object.kind} ${object.name}`} />
    </div>
  );
}
