import { fullLabel, timeLabel } from '../state/times.ts';

interface MessageTimeProps {
  readonly ts: string;
  /** Without the half of the day, for the narrow space beside a message. */
  readonly isShort?: boolean;
}

/** When something was said; all of it for who points at it. */
export function MessageTime({ ts, isShort = false }: MessageTimeProps) {
  const label = timeLabel(ts);
  return (
    <time
      className="message-time"
      title={fullLabel(ts)}
      dateTime={new Date(Number(ts) * 1_000).toISOString()}
    >
      {isShort ? label.replace(/ [AP]M$/u, '') : label}
    </time>
  );
}
