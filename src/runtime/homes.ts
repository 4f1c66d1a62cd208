import { type Actor, actorKey, isSameActor } from '../chat/actor.ts';
import type { Card } from '../chat/card.ts';
import { redactedCard } from '../chat/redacted-card.ts';
import type { Session } from '../chat/session.ts';
import type { SessionSummary } from '../chat/session-summary.ts';
import { Failure } from '../domain/failure.ts';
import { digestOf, storedJson } from '../domain/json.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { RecordStore, SessionChange } from '../ports/record-store.ts';
import { createLanes, type Lanes } from './lanes.ts';
import type { WorkflowRegistry } from './registry.ts';
import type { PlatformOf } from './telling.ts';

/** Draws what a person sees of the bot outside any conversation; sessions come with their summaries. */
export type DrawHome = (
  viewer: Actor,
  summaryOf: (session: Session) => SessionSummary | undefined,
) => Promise<Card>;

/** The Homes that people look at. They are kept in memory only: after a restart, opening one begins anew. */
export interface Homes {
  /** Resolves when it is shown. Throws what the records and the platform throw. */
  open(viewer: Actor): Promise<void>;
  /** Has open Homes redrawn that a commit concerns. */
  noticed(change: SessionChange): void;
  /** Redraws nothing more. */
  close(): void;
}

interface OpenHome {
  readonly viewer: Actor;
  readonly openedAtMs: number;
  /** Digest of the card as it was last shown. */
  shown: string;
  /** A redraw is on its way and will see what comes until it begins. */
  isDue: boolean;
  notBeforeMs: number;
}

/** For so long after somebody opened their Home it is taken to be looked at. */
const LOOKED_AT_MS = 10 * 60_000;
/** Most Homes that are redrawn; whoever opened theirs longest ago gives way. */
const MOST_HOMES = 100;
/** Shortest time between two redraws of one Home. */
const INTERVAL_MS = 5_000;
const FIRST_AFTER_MS = 1_000;
/** Homes that are redrawn at a time: what else the bot does goes on meanwhile. */
const DRAWN_AT_A_TIME = 4;

export interface HomesParts {
  readonly home: DrawHome;
  readonly store: Pick<RecordStore, 'session'>;
  readonly registry: WorkflowRegistry;
  readonly platformOf: PlatformOf;
  readonly clock: Clock;
  readonly logger: Logger;
}

export function createHomes(parts: HomesParts): Homes {
  const { clock, logger } = parts;
  const open = new Map<string, OpenHome>();
  const closed = new AbortController();
  const drawer = { ...parts, ...createQueues(), signal: closed.signal };
  const nowMs = (): number => clock.now().getTime();

  function forgetUnwatched(): void {
    for (const [key, home] of open) {
      if (nowMs() - home.openedAtMs < LOOKED_AT_MS && open.size <= MOST_HOMES) break;
      open.delete(key);
    }
  }

  async function redrawConcerned(sessionId: string, isProgress: boolean): Promise<void> {
    const session = await parts.store.session(sessionId);
    if (!session) return;
    for (const [key, home] of open) {
      if (home.isDue || !concerns(session, isProgress, home.viewer)) continue;
      home.isDue = true;
      void redraw(drawer, home, () => open.get(key) === home);
    }
  }

  return {
    async open(viewer) {
      const key = actorKey(viewer);
      const home = aHome(viewer, nowMs());
      open.delete(key); // set again: the map stays in order of time
      // Before it is drawn: what is committed meanwhile is not missed.
      open.set(key, home);
      forgetUnwatched();
      await drawer.viewers.run(key, async () => {
        const isOpenedAgain = (open.get(key) ?? home) !== home;
        if (!isOpenedAgain) await show(drawer, home);
      });
    },
    noticed({ sessionId, isProgress }) {
      forgetUnwatched();
      if (open.size === 0) return;
      redrawConcerned(sessionId, isProgress).catch((error: unknown) => {
        logger.error('open Homes could not be looked through', { error });
      });
    },
    close: () => closed.abort(),
  };
}

function aHome(viewer: Actor, openedAtMs: number): OpenHome {
  const notBeforeMs = openedAtMs + FIRST_AFTER_MS;
  return { viewer, openedAtMs, shown: '', isDue: false, notBeforeMs };
}

interface Queues {
  /** Whatever is shown to one person: an older drawing never follows a newer one. */
  readonly viewers: Lanes;
  /** As many lanes as are redrawn at a time. */
  readonly redraws: Lanes;
  nextRedraw(): string;
}

function createQueues(): Queues {
  let count = 0;
  return {
    viewers: createLanes(),
    redraws: createLanes(),
    nextRedraw() {
      count += 1;
      return String(count % DRAWN_AT_A_TIME);
    },
  };
}

interface Drawer extends HomesParts, Queues {
  readonly signal: AbortSignal;
}

/** Quietly: a Home that could not be redrawn is drawn at the next change, or when it is opened. */
async function redraw(drawer: Drawer, home: OpenHome, isOpen: () => boolean): Promise<void> {
  const { clock, logger, viewers, redraws, signal } = drawer;
  const nowMs = (): number => clock.now().getTime();
  try {
    await clock.sleep(Math.max(0, home.notBeforeMs - nowMs()), signal);
    await redraws.run(drawer.nextRedraw(), () =>
      viewers.run(actorKey(home.viewer), async () => {
        home.isDue = false;
        home.notBeforeMs = nowMs() + INTERVAL_MS;
        if (isOpen()) await show(drawer, home);
      }),
    );
  } catch (error) {
    home.isDue = false;
    if (signal.aborted) return;
    if (error instanceof Failure) logger.debug('a Home was not redrawn', { kind: error.kind });
    else logger.error('a Home could not be redrawn', { error });
  }
}

/** Draws a Home and shows it where it looks otherwise than before; nothing once the process ends. */
async function show(drawer: Drawer, home: OpenHome): Promise<void> {
  const card = await draw(drawer, home.viewer);
  if (drawer.signal.aborted || digest(card) === home.shown) return;
  await drawer.platformOf(home.viewer).showHome(home.viewer, card);
  home.shown = digest(card);
}

/** A recommendation is its owner's alone; changes and scans are on other people's Homes, too. */
function concerns(session: Session, isProgress: boolean, viewer: Actor): boolean {
  if (isSameActor(session.owner, viewer)) return true;
  return session.workflow !== 'recommend' && !isProgress;
}

async function draw({ home, registry }: HomesParts, viewer: Actor): Promise<Card> {
  return redactedCard(await home(viewer, (session) => registry.load(session)?.summary()));
}

function digest(card: Card): string {
  return digestOf(storedJson(card));
}
