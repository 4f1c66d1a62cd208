import type { ObjectOnPage } from '../../page-protocol.ts';
import { READINESS_WORDS } from './cluster-tree.ts';

type ConditionOnPage = ObjectOnPage['conditions'][number];

/** One line: `10:32:05 Synced → True`. */
export interface TimelineEntry {
  /** Grows within an object. */
  readonly number: number;
  readonly at: string;
  readonly what: string;
  readonly value: string;
  readonly reason: string;
}

export interface ObjectHistory {
  /** Oldest first, at most `MOST_ENTRIES`. */
  readonly entries: readonly TimelineEntry[];
  /** How often each condition changed while it was watched, by type. */
  readonly changes: Readonly<Record<string, number>>;
}

export interface ClusterWatch {
  /** Undefined before the first answer. */
  readonly objects: readonly ObjectOnPage[] | undefined;
  /** By the object's id; what is gone from the cluster is forgotten. */
  readonly histories: ReadonlyMap<string, ObjectHistory>;
}

export const MOST_ENTRIES = 50;

export const NOTHING_WATCHED: ClusterWatch = { objects: undefined, histories: new Map() };

type Told = Omit<TimelineEntry, 'number'>;

/** The next state of the cluster; `now` stands where an object does not say when it changed. */
export function watchAfter(
  before: ClusterWatch,
  objects: readonly ObjectOnPage[],
  now: string,
): ClusterWatch {
  const known = new Map(before.objects?.map((object) => [object.id, object]));
  const histories = objects.map((object) => {
    const earlier = known.get(object.id);
    const history = before.histories.get(object.id);
    return [
      object.id,
      earlier && history ? continued(history, earlier, object, now) : begun(object),
    ] as const;
  });
  return { objects, histories: new Map(histories) };
}

/** What an object that is seen for the first time says of its past. */
function begun(object: ObjectOnPage): ObjectHistory {
  const past = object.conditions
    .flatMap((condition) =>
      condition.since === undefined ? [] : [told(condition, condition.since)],
    )
    .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const created = { at: object.createdAt, what: 'Object', value: 'created', reason: '' };
  return extended({ entries: [], changes: {} }, [created, ...past]);
}

function continued(
  history: ObjectHistory,
  earlier: ObjectOnPage,
  object: ObjectOnPage,
  now: string,
): ObjectHistory {
  const changed = object.conditions.filter((condition) => {
    const last = earlier.conditions.find(({ type }) => type === condition.type);
    return last?.status !== condition.status || last.reason !== condition.reason;
  });
  const gone = earlier.conditions.filter(
    ({ type }) => !object.conditions.some((condition) => condition.type === type),
  );
  const judged =
    earlier.readiness === object.readiness
      ? []
      : [{ at: now, what: 'Seen as', value: READINESS_WORDS[object.readiness], reason: '' }];
  const news = [
    ...changed.map((condition) => told(condition, timeOf(condition, earlier, now))),
    ...gone.map(({ type }) => ({ at: now, what: type, value: 'gone', reason: '' })),
    ...judged,
  ];
  if (news.length === 0) return history;
  return { ...extended(history, news), changes: counted(history.changes, changed) };
}

/** A condition's own time, where it is the time of this change. */
function timeOf({ type, since }: ConditionOnPage, earlier: ObjectOnPage, now: string): string {
  const last = earlier.conditions.find((condition) => condition.type === type);
  return since === undefined || since === last?.since ? now : since;
}

function told({ type, status, reason }: ConditionOnPage, at: string): Told {
  return { at, what: type, value: status, reason: reason ?? '' };
}

function counted(
  changes: ObjectHistory['changes'],
  changed: readonly ConditionOnPage[],
): ObjectHistory['changes'] {
  const more = changed.map(({ type }) => [type, (changes[type] ?? 0) + 1] as const);
  return { ...changes, ...Object.fromEntries(more) };
}

function extended(history: ObjectHistory, news: readonly Told[]): ObjectHistory {
  const next = (history.entries.at(-1)?.number ?? 0) + 1;
  const added = news.map((entry, index) => ({ ...entry, number: next + index }));
  return { ...history, entries: [...history.entries, ...added].slice(-MOST_ENTRIES) };
}

/** Conditions of which `True` is bad news. */
const BAD_NEWS = /fail|stall|degrad|error|pressure|unavailable|conflict|blocked/iu;

export type Tone = 'good' | 'pending' | 'bad' | 'unknown';

/** How a condition is to be coloured: what is not true is only bad where the object has failed. */
export function toneOf(
  { type, status }: ConditionOnPage,
  readiness: ObjectOnPage['readiness'],
): Tone {
  if (status !== 'True' && status !== 'False') return 'unknown';
  const isBadNews = BAD_NEWS.test(type);
  if ((status === 'True') !== isBadNews) return 'good';
  return isBadNews || readiness === 'failed' ? 'bad' : 'pending';
}
