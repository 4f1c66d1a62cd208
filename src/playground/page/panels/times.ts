/** Times and durations as both panels write them. */

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** `45s`, `3m 12s`, `2h 05m`, `3d 04h`: never negative, two units at most. */
export function durationInWords(milliseconds: number): string {
  const left = Math.max(0, milliseconds);
  if (left < MINUTE_MS) return `${Math.floor(left / SECOND_MS)}s`;
  if (left < HOUR_MS) return units(left, [MINUTE_MS, 'm'], [SECOND_MS, 's']);
  if (left < DAY_MS) return units(left, [HOUR_MS, 'h'], [MINUTE_MS, 'm']);
  return units(left, [DAY_MS, 'd'], [HOUR_MS, 'h']);
}

type Unit = readonly [milliseconds: number, letter: string];

function units(milliseconds: number, [bigMs, bigLetter]: Unit, [smallMs, letter]: Unit): string {
  const big = Math.floor(milliseconds / bigMs);
  const small = Math.floor((milliseconds % bigMs) / smallMs);
  return `${big}${bigLetter} ${String(small).padStart(2, '0')}${letter}`;
}

/** Local time of day, `10:32:05`; with milliseconds `10:32:05.123`. Empty for what is no time. */
export function timeOfDay(iso: string, precision: 'seconds' | 'milliseconds' = 'seconds'): string {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return '';
  const clock = [moment.getHours(), moment.getMinutes(), moment.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  if (precision === 'seconds') return clock;
  return `${clock}.${String(moment.getMilliseconds()).padStart(3, '0')}`;
}

/** How long ago something was, by the clock of this machine. */
export function ageInWords(iso: string, nowMs: number): string {
  return durationInWords(nowMs - Date.parse(iso));
}

/** When something is due: `now`, or `in 3m 12s`. */
export function dueInWords(iso: string | undefined, nowMs: number): string {
  const leftMs = iso === undefined ? 0 : Date.parse(iso) - nowMs;
  return leftMs < SECOND_MS ? 'now' : `in ${durationInWords(leftMs)}`;
}
