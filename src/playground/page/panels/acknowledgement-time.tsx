import type { Envelope } from './traffic.ts';
import { acknowledgementOf, shareOfTime } from './traffic-row.ts';

/** How long the bot took to acknowledge: a number and a bar that is full at Slack's three seconds. */
export function AcknowledgementTime({ envelope }: { readonly envelope: Envelope }) {
  const acknowledgement = acknowledgementOf(envelope);
  switch (acknowledgement.speed) {
    case 'waiting':
      return <span className="traffic-outcome traffic-waiting">waiting…</span>;
    case 'none':
      return <span className="traffic-outcome traffic-bad">{acknowledgement.why}</span>;
    case 'quick':
    case 'fair':
    case 'slow':
    case 'late': {
      const { speed, ms } = acknowledgement;
      const percent = Math.round(shareOfTime(ms) * 100);
      return (
        <span className={`traffic-outcome traffic-${speed}`} title={`acknowledged: ${speed}`}>
          <span className="sr-only">acknowledged {speed === 'late' ? 'too late' : ''} in </span>
          {ms} ms
          <span className="traffic-bar" aria-hidden="true">
            <span className="traffic-bar-part" style={{ width: `${percent}%` }} />
          </span>
        </span>
      );
    }
  }
}
