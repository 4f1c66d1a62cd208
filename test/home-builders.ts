import { anActor, aPlace, aSession } from './builders.ts';
import { createFakeCandidateBook } from './fakes/candidate-book.ts';
import { createFakeClock } from './fakes/clock.ts';
import { createFakeCluster } from './fakes/cluster.ts';
import { createFakeDeliveryStore } from './fakes/delivery-store.ts';
import { createFakePatternBook } from './fakes/pattern-book.ts';
import { createFakePolicyBook } from './fakes/policy-book.ts';
import { createFakeRecordStore } from './fakes/record-store.ts';
import type { Card } from '../src/chat/card.ts';
import { renderPlainText } from '../src/chat/plain-text.ts';
import type { Session } from '../src/chat/session.ts';
import type { SessionSummary } from '../src/chat/session-summary.ts';
import type { Candidate } from '../src/domain/mining/candidate.ts';
import type { Pattern } from '../src/domain/pattern/pattern.ts';
import type { Policy } from '../src/domain/policy/policy.ts';
import { homeCard } from '../src/queries/home.ts';

export const viewer = anActor('U1');
export const ben = anActor('U2');
export const cleo = anActor('U3');

export type Told = Partial<SessionSummary> & Partial<Session>;

/** What people taught, and what was found. */
export interface Taught {
  readonly policies?: readonly Policy[];
  readonly patterns?: readonly Pattern[];
  readonly candidates?: readonly Candidate[];
}

/** A Home over these sessions; each is told of as its own words say. */
export function aHome(
  sessions: readonly Told[] = [],
  rights: Partial<Rights> = {},
  taught: Taught = {},
) {
  const policies = createFakePolicyBook(taught.policies);
  const patterns = createFakePatternBook(taught.patterns);
  const candidates = createFakeCandidateBook(taught.candidates);
  const store = createFakeRecordStore();
  const deliveries = createFakeDeliveryStore();
  const cluster = createFakeCluster({ kinds: [] });
  const clock = createFakeClock();
  const summaries = new Map<string, SessionSummary>();
  const stored = Promise.all(
    sessions.map(async (told, index) => {
      const session = aSession({ id: `s${index}`, place: aPlace({ thread: '1.1' }), ...told });
      summaries.set(session.id, { ...NOTHING, title: session.id, ...told });
      await store.commit({
        session: { record: session, expectedVersion: 0 },
        effects: [],
        cancels: [],
        audit: [],
        finishes: {},
      });
    }),
  );
  const dependencies = {
    store,
    deliveries,
    cluster,
    clock,
    policies,
    patterns,
    candidates,
    capabilities: { count: async () => 7, isPreparing: async () => false },
    language: { kind: 'offline' } as const,
    search: { kind: 'none' } as const,
    rights: async () => ({ ...MEMBER, ...rights }),
    isDirect: ({ channel }: { channel: string }) => channel.startsWith('D'),
    summaryOf: ({ id }: Session) => summaries.get(id),
  };
  return {
    cluster,
    clock,
    policies,
    patterns,
    candidates,
    dependencies,
    async card(): Promise<Card> {
      await stored;
      return homeCard(dependencies, viewer);
    },
    async text(): Promise<string> {
      return renderPlainText(await this.card());
    },
  };
}

export type Rights = Awaited<ReturnType<Parameters<typeof homeCard>[0]['rights']>>;

const NOTHING: SessionSummary = {
  title: '',
  details: '',
  status: ['As it is.'],
  level: 'info',
  isUnderWay: true,
  waitsFor: 'nobody',
  approvedBy: [],
};
const MEMBER: Rights = {
  isMember: true,
  mayScan: false,
  mayDecide: async () => false,
  isIn: async () => false,
};
export const APPROVER = { mayDecide: async ({ id }: { id: string }) => id !== viewer.id };

export const waiting = { workflow: 'change', awaits: 'approval', waitsFor: 'approvers' } as const;

/** The part of a Home under a heading. */
export async function part(home: ReturnType<typeof aHome>, heading: string): Promise<string> {
  const { elements } = await home.card();
  const from = elements.findIndex((one) => one.type === 'heading' && one.text === heading);
  if (from === -1) return '';
  const rest = elements.slice(from + 1);
  const end = rest.findIndex(({ type }) => type === 'heading');
  const inside = (end === -1 ? rest : rest.slice(0, end)).filter(({ type }) => type !== 'divider');
  return renderPlainText({ elements: inside, audience: viewer });
}
