import { expect, it } from 'vitest';
import { anActor, aPlace, aSession } from '../../../test/builders.ts';
import { createFakeCandidateBook } from '../../../test/fakes/candidate-book.ts';
import { createFakeClock } from '../../../test/fakes/clock.ts';
import { createFakeCluster } from '../../../test/fakes/cluster.ts';
import { createFakeDeliveryStore } from '../../../test/fakes/delivery-store.ts';
import { createFakePatternBook } from '../../../test/fakes/pattern-book.ts';
import { createFakePolicyBook } from '../../../test/fakes/policy-book.ts';
import { createFakeRecordStore } from '../../../test/fakes/record-store.ts';
import type { HomeDependencies } from './home-data.ts';
import { approvalRow } from './home-rows.ts';
import { withWaysIn } from './ways-in.ts';
import { renderPlainText } from '../../chat/plain-text.ts';
import type { SessionSummary } from '../../chat/session-summary.ts';

const [VIEWER, BEN, CLEO] = [anActor('U1'), anActor('U2'), anActor('U3')];
const DIRECT = aPlace({ channel: 'D2', thread: '17.5' });
const SENT = { 'copy-1': 'D3', 'copy-2': 'D1', 'copy-3': 'C9' } as const;

/** A waiting change of Ben's as the viewer's Home shows it; of its copies three were sent. */
async function shown(copies: SessionSummary['copies'], place = DIRECT) {
  const deliveries = createFakeDeliveryStore();
  const session = aSession({ workflow: 'change', owner: BEN, place });
  const known = { sessionId: session.id, version: 1, contentHash: '', files: [] };
  for (const [slot, channel] of Object.entries(SENT)) {
    await deliveries.saveDelivery({ ...known, slot, message: { channel, id: `${slot}.0` } });
  }
  await deliveries.saveDelivery({ ...known, slot: 'copy-4', message: undefined });
  const isDirect: HomeDependencies['isDirect'] = ({ channel }) => channel.startsWith('D');
  const dependencies: HomeDependencies = {
    store: createFakeRecordStore(),
    deliveries,
    capabilities: { count: async () => 0, isPreparing: async () => false },
    language: { kind: 'offline' },
    search: { kind: 'none' },
    cluster: createFakeCluster({ kinds: [] }),
    rights: async () => ({
      isMember: true,
      mayScan: false,
      mayDecide: async () => true,
      isIn: async () => true,
    }),
    isDirect,
    policies: createFakePolicyBook(),
    patterns: createFakePatternBook(),
    candidates: createFakeCandidateBook(),
    clock: createFakeClock(),
  };
  const summary: SessionSummary = {
    title: 'hidden',
    details: '',
    status: ['Waits for approval.'],
    level: 'info',
    isUnderWay: true,
    waitsFor: 'approvers',
    approvedBy: [],
    ...(copies ? { copies } : {}),
  };
  const rows = await withWaysIn(dependencies, VIEWER, [{ session, summary }]);
  const elements = rows.flatMap((row) => approvalRow(row, { viewer: VIEWER, isDirect }));
  return {
    card: JSON.stringify(elements),
    text: renderPlainText({ elements, audience: VIEWER }),
  };
}

it('is the viewer’s own copy, where the conversation is another person’s', async () => {
  const copies = [{ slot: 'copy-3' }, { slot: 'copy-1', to: CLEO }, { slot: 'copy-2', to: VIEWER }];
  const { card, text } = await shown(copies);

  expect(card).toContain(JSON.stringify(aPlace({ channel: 'D1', thread: 'copy-2.0' })));
  expect(text).not.toContain('can open');
});

it('is the copy in a channel for everybody else', async () => {
  const { card } = await shown([{ slot: 'copy-1', to: CLEO }, { slot: 'copy-3' }]);

  expect(card).toContain(JSON.stringify(aPlace({ channel: 'C9', thread: 'copy-3.0' })));
});

it.each([
  ['is another person’s', [{ slot: 'copy-1', to: CLEO }]],
  ['has not been sent', [{ slot: 'copy-4', to: VIEWER }]],
  ['there is none', undefined],
])('is no copy where %s: the row says who can open it', async (_why, copies) => {
  const { card, text } = await shown(copies);

  expect(card).not.toContain('copy-');
  expect(text).toContain('which only @U2 can open');
});

it('is a copy also where the conversation is in a channel, which the viewer may not be in', async () => {
  const place = aPlace({ channel: 'C1', thread: '18.1' });
  const { card } = await shown([{ slot: 'copy-3' }], place);

  expect(card).toContain(JSON.stringify(aPlace({ channel: 'C9', thread: 'copy-3.0' })));
  expect(card).not.toContain(JSON.stringify(place));
});

it('is the conversation itself where that is in a channel, and no copy stands', async () => {
  const place = aPlace({ channel: 'C1', thread: '18.1' });
  const { card } = await shown([{ slot: 'copy-4', to: VIEWER }], place);

  expect(card).toContain(JSON.stringify(place));
});
