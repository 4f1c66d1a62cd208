import { z } from 'zod';
import { actorKey, isSameActor, type Place } from '../../chat/actor.ts';
import { Session } from '../../chat/session.ts';
import type { SessionFilter } from '../../ports/record-store.ts';
import type { RecordScripts } from './scripts.ts';

/** How long a conversation that ended is kept, in milliseconds. */
const KEPT_MS = 90 * 86_400_000;

/** Records that one script reads at most: it holds up everybody else. */
const PAGE = 100;

/** The sessions, found by the indexes that each commit keeps right. */
export function createSessions({ prefix, scripts }: { prefix: string; scripts: RecordScripts }) {
  /** `names`: what is looked for is in each of these indexes; the smallest is read. */
  async function* walk(names: readonly string[], order: 'ZRANGE' | 'ZREVRANGE', page: number) {
    let read = 0;
    let indexes = names;
    for (;;) {
      const values = [order, read, page, indexes.length, ...indexes];
      const [index, members, records] = Listed.parse(await scripts.list([prefix], values));
      for (const record of records) yield sessionOf(record);
      if (members < page) return;
      read += members;
      indexes = [index]; // the second page must be of the same index as the first
    }
  }

  async function found(
    walked: AsyncIterable<Session>,
    { limit, fits }: { limit: number; fits: (session: Session) => boolean },
  ): Promise<readonly Session[]> {
    const sessions = new Map<string, Session>();
    if (limit <= 0) return [];
    for await (const session of walked) {
      if (fits(session)) sessions.set(session.id, session);
      if (sessions.size >= limit) break;
    }
    return [...sessions.values()];
  }

  return {
    async listening(place: Place): Promise<Session | undefined> {
      if (place.thread === undefined) return undefined;
      const [session] = await found(walk([listeningIndex(place)], 'ZREVRANGE', 1), {
        limit: 1,
        fits: ({ isOpen, isListening }) => isOpen && isListening,
      });
      return session;
    },
    list(filter: SessionFilter): Promise<readonly Session[]> {
      const { limit } = filter;
      const order = filter.isOldestFirst === true ? 'ZRANGE' : 'ZREVRANGE';
      const page = Math.min(Math.max(limit, 1), PAGE);
      const walked = walk(indexesFor(filter), order, page);
      return found(walked, { limit, fits: (session) => passes(session, filter) });
    },
  };
}

const Listed = z.tuple([z.string(), z.number().int(), z.array(z.string())]);

export function sessionOf(record: string): Session {
  return Session.parse(JSON.parse(record));
}

/** What the commit script files a session under: the score of its place, then the indexes' names. */
export function filingOf(session: Session): string {
  const facets = facetsOf(session);
  const names = [
    ...facets.map(nameOf),
    ...(session.isOpen ? facets.map(openNameOf) : [CLOSED]),
    ...(session.isOpen && session.isListening && session.place.thread !== undefined
      ? [listeningIndex(session.place)]
      : []),
  ];
  return [Date.parse(session.openedAt), ...names].join('\n');
}

/** When an ended session is forgotten, in milliseconds; undefined while it is open. */
export function forgottenAtMs({ isOpen, updatedAt }: Session): number | undefined {
  return isOpen ? undefined : Date.parse(updatedAt) + KEPT_MS;
}

function indexesFor(filter: SessionFilter): readonly string[] {
  const facets = facetsOf(filter);
  if (filter.isOpen === true) return facets.map(openNameOf);
  return [...facets.map(nameOf), ...(filter.isOpen === false ? [CLOSED] : [])];
}

/** One index for all that ended: nearly every session did, so that more would find no fewer. */
const CLOSED = nameOf(['closed']);

type Faceted = Pick<SessionFilter, 'workflow' | 'owner' | 'key' | 'awaits'>;

/** Each is an index. All sessions with the same facet are in it, and nobody else. */
function facetsOf({ workflow, owner, key, awaits }: Faceted): readonly (readonly string[])[] {
  const person = owner && actorKey(owner);
  return [
    ['all'],
    ...(workflow === undefined ? [] : [['workflow', workflow]]),
    ...(person === undefined ? [] : [['owner', person]]),
    ...(workflow === undefined || person === undefined ? [] : [['of', workflow, person]]),
    ...(key === undefined ? [] : [['key', key]]),
    ...(awaits === undefined ? [] : [['awaits', awaits]]),
  ];
}

/** As JSON, so that no two names meet, and none holds the line break that parts them. */
function nameOf(facet: readonly string[]): string {
  return JSON.stringify(facet);
}

function openNameOf(facet: readonly string[]): string {
  return nameOf(['open', ...facet]);
}

function listeningIndex({ platform, workspace, channel, thread }: Place): string {
  return nameOf(['listening', platform, workspace, channel, thread ?? '']);
}

function passes(session: Session, filter: SessionFilter): boolean {
  const { workflow, owner, isOpen, key, awaits } = filter;
  return (
    (workflow === undefined || session.workflow === workflow) &&
    (owner === undefined || isSameActor(session.owner, owner)) &&
    (isOpen === undefined || session.isOpen === isOpen) &&
    (key === undefined || session.key === key) &&
    (awaits === undefined || session.awaits === awaits)
  );
}
