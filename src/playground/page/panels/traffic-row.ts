import { textAt, valueAt } from './pick.ts';
import type { Call, Direction, Envelope, TrafficRow } from './traffic.ts';

/** What one line of the traffic says, worked out of its record. */

/** Up to these many milliseconds an acknowledgement is quick, fair, and accepted at all. */
export const QUICK_MS = 100;
const FAIR_MS = 1_000;
export const ACCEPTED_MS = 3_000;

export type Acknowledgement =
  | { readonly speed: 'waiting' }
  | { readonly speed: 'quick' | 'fair' | 'slow' | 'late'; readonly ms: number }
  | { readonly speed: 'none'; readonly why: string };

export function acknowledgementOf({ ackMs, error }: Envelope): Acknowledgement {
  if (ackMs !== undefined) {
    // Whatever came after Slack had given up was too late, even where the number looks fair.
    const speed = error === undefined ? speedOf(ackMs) : 'late';
    return { speed, ms: Math.round(ackMs) };
  }
  return error === undefined ? { speed: 'waiting' } : { speed: 'none', why: WHY[error] };
}

const WHY: Readonly<Record<NonNullable<Envelope['error']>, string>> = {
  no_connection: 'the bot was not connected',
  connection_lost: 'the connection broke',
  http_error: 'the bot answered with an error',
  timeout: 'not acknowledged within 3 s',
};

function speedOf(ms: number): 'quick' | 'fair' | 'slow' | 'late' {
  if (ms <= QUICK_MS) return 'quick';
  if (ms <= FAIR_MS) return 'fair';
  return ms <= ACCEPTED_MS ? 'slow' : 'late';
}

/** How much of the time that Slack allows was used, 0 to 1; the scale is logarithmic. */
export function shareOfTime(ms: number): number {
  const share = Math.log10(1 + Math.max(0, ms)) / Math.log10(1 + ACCEPTED_MS);
  return Math.min(1, Math.max(0.04, share));
}

/** Where the payload broke a rule of Slack's. */
export interface BrokenLimit {
  readonly pointer: string;
  readonly message: string;
}

/** What Slack named as wrong in a refused call. */
export function brokenLimitsOf({ answer }: Call): readonly BrokenLimit[] {
  const messages = valueAt(answer, ['response_metadata', 'messages']);
  if (!Array.isArray(messages)) return [];
  return messages.flatMap((message: unknown) =>
    typeof message === 'string' ? [brokenLimit(message)] : [],
  );
}

function brokenLimit(written: string): BrokenLimit {
  const found = /^(?:\[ERROR\] )?(.*?)(?: \[json-pointer:(.*)\])?$/su.exec(written);
  return { message: found?.[1] ?? written, pointer: found?.[2] ?? '' };
}

/** The error a call was answered with; undefined where it went well. */
export function errorOf({ answer }: Call): string | undefined {
  if (valueAt(answer, ['ok']) === true) return undefined;
  return textAt(answer, ['error']) ?? 'no answer';
}

export function nameOfRow(row: TrafficRow): string {
  return row.direction === 'to-bot' ? row.envelope.type : row.call.method;
}

const TELLING_PATHS: Readonly<Record<Direction, readonly (readonly (string | number)[])[]>> = {
  'to-bot': [
    ['event', 'text'],
    ['actions', 0, 'action_id'],
    ['view', 'callback_id'],
    ['callback_id'],
    ['action_id'],
    ['text'],
  ],
  'to-slack': [
    ['status'],
    ['text'],
    ['view', 'title', 'text'],
    ['view', 'type'],
    ['title'],
    ['filename'],
    ['user'],
    ['channel'],
  ],
};
const HINT_LENGTH = 80;

/** A few words from inside the payload, so that rows of one name can be told apart. */
export function hintOf(row: TrafficRow): string {
  const payload = row.direction === 'to-bot' ? row.envelope.body : row.call.parameters;
  const texts = TELLING_PATHS[row.direction].map((path) => textAt(payload, path));
  const hint = texts.find((text) => text !== undefined && text !== '') ?? '';
  return hint.replace(/\s+/gu, ' ').trim().slice(0, HINT_LENGTH);
}

export interface TrafficFilter {
  readonly query: string;
  readonly directions: readonly Direction[];
}

/** Rows of the chosen directions with every word of the query anywhere in their record. */
export function matching(
  rows: readonly TrafficRow[],
  { query, directions }: TrafficFilter,
  searched: (row: TrafficRow) => string,
): readonly TrafficRow[] {
  const words = query.toLowerCase().split(/\s+/u).filter(Boolean);
  return rows.filter(
    (row) =>
      directions.includes(row.direction) && words.every((word) => searched(row).includes(word)),
  );
}

/** Longest part of a record that is searched, in characters. */
const SEARCHED_LENGTH = 20_000;

/** The record in lower case, made once for each row and forgotten with it. */
export function createSearchedText(): (row: TrafficRow) => string {
  const texts = new WeakMap<TrafficRow, string>();
  return (row) => {
    const known = texts.get(row);
    if (known !== undefined) return known;
    const record = row.direction === 'to-bot' ? row.envelope : row.call;
    const text = JSON.stringify(record).slice(0, SEARCHED_LENGTH).toLowerCase();
    texts.set(row, text);
    return text;
  };
}
