import { folded } from './hints-text.ts';

/** How people say when, as cron has it. Folded. */
const SCHEDULES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:at )?midnight\b|\bmitternacht\b/u, '0 0 * * *'],
  [
    /\b(?:every (?:single )?(?:night|day|morning)|nightly|daily|jede nacht|jeden tag|taglich|chaque (?:nuit|jour)|cada (?:noche|dia))\b/u,
    '0 3 * * *',
  ],
  [
    /\b(?:every hour|hourly|once an hour|jede stunde|stundlich|toutes les heures|cada hora)\b/u,
    '0 * * * *',
  ],
  [/\bevery minute\b/u, '* * * * *'],
  [/\b(?:every (?:week|monday)|weekly|once a week|jede woche|wochentlich)\b/u, '0 3 * * 1'],
  [/\b(?:every month|monthly|once a month|jeden monat|monatlich)\b/u, '0 3 1 * *'],
];

/**
 * When a text wants something to happen; undefined when it does not say. Some schedulers count
 * seconds first: their descriptions say so.
 */
export function scheduleInText(text: string, description: string): string | undefined {
  const said = everySome(folded(text)) ?? atTime(folded(text));
  return said !== undefined && /\bseconds?\b/iu.test(description) ? `0 ${said}` : said;
}

function everySome(text: string): string | undefined {
  const [, count = '', unit] = /\bevery (\d{1,2}) (minute|hour)s\b/u.exec(text) ?? [];
  if (unit === undefined || Number(count) === 0) return undefined;
  return unit === 'minute' ? `*/${count} * * * *` : `0 */${count} * * *`;
}

function atTime(text: string): string | undefined {
  const schedule = SCHEDULES.find(([pattern]) => pattern.test(text))?.[1];
  const time = /\bat (\d{1,2})(?::(\d{2}))? ?(am|pm|o'clock)?\b/u.exec(text);
  if (schedule === undefined || !time || !/^0 [03] /u.test(schedule)) return schedule;
  const [, hours = '', minutes, half] = time;
  // "at 3" alone may be anything.
  if (minutes === undefined && half === undefined) return schedule;
  const hour =
    half === 'pm' || half === 'am'
      ? (Number(hours) % 12) + (half === 'pm' ? 12 : 0)
      : Number(hours);
  if (hour > 23 || Number(minutes ?? 0) > 59) return schedule;
  return schedule.replace(/^0 [03]/u, `${Number(minutes ?? 0)} ${hour}`);
}
