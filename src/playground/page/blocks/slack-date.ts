/** The tokens of a date format, such as `{date_short_pretty} at {time}`. */
const TOKEN = /\{(\w+)\}/gu;

const DAY_MS = 86_400_000;

/**
 * A time in seconds as Slack writes it in the reader's own time zone. Slack then shows the fallback
 * where a token is unknown; so does this.
 *
 * Source: https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export function slackDate(
  date: { readonly timestamp: number; readonly format: string; readonly fallback?: string },
  now: Date,
): string {
  const moment = new Date(date.timestamp * 1_000);
  let isKnown = !Number.isNaN(moment.getTime());
  const text = date.format.replaceAll(TOKEN, (_, token: string) => {
    const value = isKnown ? tokenValue(token, moment, now) : undefined;
    if (value === undefined) isKnown = false;
    return value ?? '';
  });
  return isKnown ? text : (date.fallback ?? String(date.timestamp));
}

function tokenValue(token: string, moment: Date, now: Date): string | undefined {
  switch (token) {
    case 'date_num':
      return [
        moment.getFullYear(),
        String(moment.getMonth() + 1).padStart(2, '0'),
        String(moment.getDate()).padStart(2, '0'),
      ].join('-');
    case 'date':
      return longDate(moment);
    case 'date_pretty':
      return nearDay(moment, now) ?? longDate(moment);
    case 'date_short':
      return written(moment, { dateStyle: 'medium' });
    case 'date_short_pretty':
      return nearDay(moment, now) ?? written(moment, { dateStyle: 'medium' });
    case 'date_long':
      return `${written(moment, { weekday: 'long' })}, ${longDate(moment)}`;
    case 'date_long_pretty':
      return nearDay(moment, now) ?? `${written(moment, { weekday: 'long' })}, ${longDate(moment)}`;
    case 'time':
      return written(moment, { hour: 'numeric', minute: '2-digit', ...hoursOfReader() });
    case 'time_secs':
      return written(moment, {
        hour: 'numeric',
        minute: '2-digit',
        second: '2-digit',
        ...hoursOfReader(),
      });
    case 'ago':
      return ago(moment, now);
    default:
      return undefined;
  }
}

function written(moment: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-US', options).format(moment).replaceAll('\u202f', ' ');
}

/** Whether the browser's language counts the hours to 12 or to 24. */
function hoursOfReader(): Intl.DateTimeFormatOptions {
  const { hour12 } = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions();
  return { hourCycle: hour12 === false ? 'h23' : 'h12' };
}

/** `February 18th, 2014`. */
function longDate(moment: Date): string {
  const day = moment.getDate();
  return `${written(moment, { month: 'long' })} ${day}${ordinal(day)}, ${moment.getFullYear()}`;
}

function ordinal(day: number): string {
  if (day >= 11 && day <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th';
}

function nearDay(moment: Date, now: Date): string | undefined {
  const days = Math.round((startOfDay(moment) - startOfDay(now)) / DAY_MS);
  return { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' }[days];
}

function startOfDay(moment: Date): number {
  return new Date(moment.getFullYear(), moment.getMonth(), moment.getDate()).getTime();
}

const UNITS = [
  ['day', DAY_MS],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

function ago(moment: Date, now: Date): string {
  const passedMs = moment.getTime() - now.getTime();
  const format = new Intl.RelativeTimeFormat('en-US', { numeric: 'auto' });
  const unit = UNITS.find(([, lengthMs]) => Math.abs(passedMs) >= lengthMs);
  if (!unit) return format.format(Math.trunc(passedMs / 1_000), 'second');
  return format.format(Math.trunc(passedMs / unit[1]), unit[0]);
}
