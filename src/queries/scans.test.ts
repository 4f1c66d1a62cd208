import { describe, expect, it } from 'vitest';
import { aCard, anActor, aPlace, aSession } from '../../test/builders.ts';
import { commands, textOf } from '../../test/capability-stage.ts';
import { createFakeClock } from '../../test/fakes/clock.ts';
import { createFakeDeliveryStore } from '../../test/fakes/delivery-store.ts';
import type { Session } from '../chat/session.ts';
import { createScanQueries } from './scans.ts';
import { namesOfScan } from './whole-scan.ts';

const ana = anActor('U1');
const ben = anActor('U2');
const bot = anActor('dotai', { workspace: '' });

function aScan(over: Partial<Session> = {}, state: object = {}): Session {
  return aSession({
    id: 'scan-1',
    workflow: 'scan',
    owner: bot,
    place: aPlace({ channel: '', workspace: '' }),
    state: { reason: 'first-start', ...state },
    ...over,
  });
}

function aStage(scans: readonly Session[], mayScan = true, nextAt?: string) {
  const deliveries = createFakeDeliveryStore();
  const queries = createScanQueries({
    store: {
      sessions: async ({ isOpen, limit }) =>
        scans.filter((scan) => isOpen === undefined || scan.isOpen === isOpen).slice(0, limit),
    },
    deliveries,
    cardOf: ({ isOpen, state }) => ({
      ...aCard(isOpen ? '120 of 412 kinds · 40 a second · about 8 s left' : '412 kinds known'),
      title:
        namesOfScan({ state }).length > 0
          ? 'The scan of a part stopped'
          : isOpen
            ? 'Scanning cluster staging'
            : 'Scanned cluster staging',
      elements: [
        ...aCard(isOpen ? '120 of 412 kinds · about 8 s left' : '412 kinds known').elements,
        { type: 'buttons', buttons: [{ label: 'Cancel', action: { name: 'cancel-scan' } }] },
      ],
    }),
    rights: async () => ({ mayScan }),
    schedule: { everyHours: 24, watch: true },
    known: async () => 81,
    nextAt: async () => (nextAt === undefined ? undefined : new Date(nextAt)),
    clock: createFakeClock(),
  });
  return { queries, deliveries };
}

describe('the progress of a scan', () => {
  it('of the bot’s own is told, with a button to cancel for those who may', async () => {
    const card = await aStage([aScan()]).queries.progress(ana);

    expect(card.title).toBe('Scanning cluster staging');
    expect(textOf(card)).toContain('120 of 412 kinds');
    expect(textOf(card)).toContain('I began it by myself');
    expect(commands(card)).toEqual(['capabilities progress', 'capabilities cancel scan-1']);
  });

  it('shows nobody else a button to cancel, and none that works on its own card alone', async () => {
    const card = await aStage([aScan()], false).queries.progress(ana);

    expect(commands(card)).toEqual(['capabilities progress']);
    expect(textOf(card)).not.toContain('cancel-scan');
  });

  it('lets whoever asked for it cancel it', async () => {
    const card = await aStage([aScan({ owner: ben })], false).queries.progress(ben);

    expect(commands(card)).toContain('capabilities cancel scan-1');
  });

  it('leads to its card where one is shown', async () => {
    const { queries, deliveries } = aStage([aScan({ owner: ben, place: aPlace() })]);
    await deliveries.saveDelivery({
      sessionId: 'scan-1',
      slot: 'root',
      version: 1,
      message: { ...aPlace(), channel: 'C1', id: 'm1' },
      contentHash: '',
      files: [],
    });

    expect(textOf(await queries.progress(ana))).toContain(
      '"place":{"platform":"slack","workspace":"T1","channel":"C1","thread":"m1"}',
    );
  });

  it('answers who asked for a second scan, and says what a narrow one leaves out', async () => {
    const scan = aScan({}, { reason: 'asked', names: ['rds'] });
    const text = textOf(await aStage([scan]).queries.progress(ana, { joins: true }));

    expect(text).toContain('no second one begins');
    expect(text).toContain('It reads only rds.');
  });
});

describe('while no scan runs', () => {
  const ended = {
    isOpen: false,
    openedAt: '2026-11-02T08:00:00.000Z',
    updatedAt: '2026-11-02T08:01:00.000Z',
  };

  it('tells what came of the last one, and when the next is due', async () => {
    const title = 'The scan of a part stopped';
    const named = aScan({ ...ended, id: 'scan-2' }, { reason: 'asked', names: ['rds'] });
    const next = '2026-11-02T14:30:00.000Z';
    const card = await aStage([named, aScan(ended)], true, next).queries.progress(ana);

    expect(card.title).toBe('No scan runs');
    expect(textOf(card)).toContain('Scanned cluster staging');
    expect(textOf(card)).toContain('412 kinds known');
    expect(textOf(card)).toContain('Known now: 81 capabilities.');
    expect(textOf(card)).not.toContain(title);
    expect(textOf(card)).toContain('every 24 hours');
    expect(textOf(card)).toContain('"time":"2026-11-02T14:30:00.000Z"');
    expect(commands(card)).toEqual(['capabilities scan all', 'capabilities list']);
  });

  it('says that the next one is due where its time has passed', async () => {
    const { queries } = aStage([aScan(ended)], true, '2026-11-02T08:59:59.000Z');

    expect(textOf(await queries.progress(ana))).toContain('due now');
  });

  it('says nothing of the next one where nobody knows when that is', async () => {
    const text = textOf(await aStage([aScan(ended)]).queries.progress(ana));

    expect(text).toContain('every 24 hours');
    expect(text).not.toContain('The next time');
  });

  it('says so where none has run yet', async () => {
    const card = await aStage([], false).queries.progress(ana);

    expect(textOf(card)).toContain('None has run yet');
    expect(commands(card)).toEqual(['capabilities list']);
  });
});
