import type { TrafficEvent } from '../../page-protocol.ts';

export type Envelope = TrafficEvent['envelopes'][number];
export type Call = TrafficEvent['calls'][number];
export type FoundViolation = TrafficEvent['violations'][number];

/** One line of the traffic. `id` is unique among both directions; `at` is RFC 3339. */
export type TrafficRow =
  | {
      readonly direction: 'to-bot';
      readonly id: string;
      readonly at: string;
      readonly envelope: Envelope;
    }
  | {
      readonly direction: 'to-slack';
      readonly id: string;
      readonly at: string;
      readonly call: Call;
    };
export type Direction = TrafficRow['direction'];

export interface Traffic {
  /** Oldest first, at most `MOST_ROWS`. */
  readonly rows: readonly TrafficRow[];
  /** Oldest first, at most `MOST_VIOLATIONS`. */
  readonly violations: readonly FoundViolation[];
  /** Rows up to this time were put away by the person; empty when none were. */
  readonly clearedAt: string;
  /** Whether the next event carries all that is on record, so that it replaces what is here. */
  readonly isStale: boolean;
}

export const MOST_ROWS = 1_000;
export const MOST_VIOLATIONS = 500;

export const NO_TRAFFIC: Traffic = { rows: [], violations: [], clearedAt: '', isStale: false };

/** A connection was made: the next event says everything. */
export function reconnected(traffic: Traffic): Traffic {
  return { ...traffic, isStale: true };
}

/** Adds what is new and replaces what has changed, by id. */
export function trafficAfter(traffic: Traffic, event: TrafficEvent): Traffic {
  const { clearedAt, isStale } = traffic;
  const known = isStale ? NO_TRAFFIC : traffic;
  const news = rowsOf(event).filter(({ at }) => at > clearedAt);
  return {
    rows: inOrder(merged(known.rows, news)).slice(-MOST_ROWS),
    violations: merged(known.violations, event.violations).slice(-MOST_VIOLATIONS),
    clearedAt,
    isStale: false,
  };
}

/** Puts away the rows of now; violations stay, since they are to be mended. */
export function cleared(traffic: Traffic): Traffic {
  return { ...traffic, rows: [], clearedAt: traffic.rows.at(-1)?.at ?? traffic.clearedAt };
}

/** How many of `rows` are not among `seen`. */
export function countNew(rows: readonly TrafficRow[], seen: readonly TrafficRow[]): number {
  const ids = new Set(seen.map(({ id }) => id));
  return rows.filter(({ id }) => !ids.has(id)).length;
}

function rowsOf({ envelopes, calls }: TrafficEvent): TrafficRow[] {
  return [
    ...envelopes.map((envelope) => ({
      direction: 'to-bot' as const,
      id: `envelope ${envelope.id}`,
      at: envelope.sentAt,
      envelope,
    })),
    ...calls.map((call) => ({
      direction: 'to-slack' as const,
      id: `call ${call.id}`,
      at: call.at,
      call,
    })),
  ];
}

function merged<Item extends { readonly id: string }>(
  known: readonly Item[],
  news: readonly Item[],
): readonly Item[] {
  if (news.length === 0) return known;
  const byId = new Map(news.map((item) => [item.id, item]));
  const kept = known.map((item) => {
    const changed = byId.get(item.id);
    byId.delete(item.id);
    return changed ?? item;
  });
  return [...kept, ...byId.values()];
}

function inOrder(rows: readonly TrafficRow[]): readonly TrafficRow[] {
  const isOrdered = rows.every((row, index) => (rows[index - 1]?.at ?? '') <= row.at);
  return isOrdered
    ? rows
    : rows.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}
