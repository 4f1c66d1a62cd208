/** Times of messages (`seconds.microseconds`) in words, in the zone of the browser unless told. */
export interface Clockwork {
  readonly now?: Date;
  readonly timeZone?: string;
}

export function dateOf(ts: string): Date {
  return new Date(Number(ts) * 1_000);
}

/** `10:32 AM`, or `10:32` where the browser's language counts to 24. */
export function timeLabel(ts: string, { timeZone }: Clockwork = {}): string {
  const { hour12 } = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions();
  return formatted(dateOf(ts), {
    hour: hour12 === false ? '2-digit' : 'numeric',
    minute: '2-digit',
    hourCycle: hour12 === false ? 'h23' : 'h12',
    timeZone,
  });
}

/** `Monday, November 23rd`, or `Today` and `Yesterday`. */
export function dayLabel(ts: string, { now = new Date(), timeZone }: Clockwork = {}): string {
  const near = nearDay(ts, { now, timeZone: timeZone ?? zoneHere() });
  if (near) return near;
  const date = dateOf(ts);
  const weekday = formatted(date, { weekday: 'long', timeZone });
  const month = formatted(date, { month: 'long', timeZone });
  const day = ordinal(Number(formatted(date, { day: 'numeric', timeZone })));
  const year = formatted(date, { year: 'numeric', timeZone });
  const isThisYear = year === formatted(now, { year: 'numeric', timeZone });
  return `${weekday}, ${month} ${day}${isThisYear ? '' : `, ${year}`}`;
}

/** `today at 10:32 AM`, `yesterday at …`, `Nov 20 at …`. */
export function momentLabel(ts: string, clockwork: Clockwork = {}): string {
  const { now = new Date(), timeZone } = clockwork;
  const near = nearDay(ts, { now, timeZone: timeZone ?? zoneHere() })?.toLowerCase();
  const day = near ?? formatted(dateOf(ts), { month: 'short', day: 'numeric', timeZone });
  return `${day} at ${timeLabel(ts, clockwork)}`;
}

/** Everything about a time, for who points at it. */
export function fullLabel(ts: string, { timeZone }: Clockwork = {}): string {
  return formatted(dateOf(ts), { dateStyle: 'full', timeStyle: 'medium', timeZone });
}

/** The same for all times of one day. */
export function dayKey(ts: string, timeZone: string = zoneHere()): string {
  return keyOf(dateOf(ts), timeZone);
}

function nearDay(
  ts: string,
  { now, timeZone }: Required<Clockwork>,
): 'Today' | 'Yesterday' | undefined {
  const day = keyOf(dateOf(ts), timeZone);
  if (day === keyOf(now, timeZone)) return 'Today';
  const yesterday = new Date(now.getTime() - 24 * 60 * 60 * 1_000);
  return day === keyOf(yesterday, timeZone) ? 'Yesterday' : undefined;
}

function keyOf(date: Date, timeZone: string): string {
  return formatted(date, { year: 'numeric', month: '2-digit', day: '2-digit', timeZone });
}

function zoneHere(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function ordinal(day: number): string {
  const teens = day >= 11 && day <= 13;
  const ending = teens ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${ending}`;
}

function formatted(date: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-US', options).format(date).replaceAll('\u202f', ' ');
}
