import { expect, it } from 'vitest';
import type { Delivery, DeliveryStore } from '../../src/ports/delivery-store.ts';

const delivery: Delivery = {
  sessionId: 'session-1',
  slot: 'root',
  message: { channel: 'C1', id: 'm1' },
  version: 1,
  contentHash: 'abc',
  files: [],
};

/** What every delivery store does. `open` gives an empty one. */
export function deliveryStoreContract(open: () => DeliveryStore): void {
  it('keeps one row a slot', async () => {
    const store = open();
    await store.saveDelivery({ ...delivery, message: undefined });
    await store.saveDelivery({ ...delivery, version: 2, files: ['f1'] });
    await store.saveDelivery({ ...delivery, slot: 'choose' });
    await store.saveDelivery({ ...delivery, sessionId: 'session-2' });

    const rows = await store.deliveries('session-1');
    expect(rows).toHaveLength(2);
    expect(rows).toContainEqual({ ...delivery, version: 2, files: ['f1'] });
    expect(rows).toContainEqual({ ...delivery, slot: 'choose' });
  });

  it('keeps the newer of two versions, whoever writes last', async () => {
    const store = open();
    const newer = { ...delivery, version: 10, contentHash: 'def', files: ['f1'] };
    await store.saveDelivery(newer);
    await store.saveDelivery({ ...delivery, version: 9, files: ['f1', 'f2', 'f3'] });
    await store.saveDelivery({ ...delivery, slot: 'choose', version: 9 });

    expect(await store.deliveries('session-1')).toEqual(
      expect.arrayContaining([newer, { ...delivery, slot: 'choose', version: 9 }]),
    );
  });

  it('keeps of one version what tells more: a message that is known, files that were sent', async () => {
    const store = open();
    const known = { ...delivery, files: ['f1'] };
    await store.saveDelivery(known);
    await store.saveDelivery({ ...known, message: undefined, files: ['f1', 'f2'] });
    await store.saveDelivery({ ...known, contentHash: 'def', files: [] });
    expect(await store.deliveries('session-1')).toEqual([known]);

    const again = { ...known, message: { channel: 'C1', id: 'm2' }, contentHash: 'def' };
    await store.saveDelivery(again);
    expect(await store.deliveries('session-1')).toEqual([again]);
  });

  it('tells a message that was never confirmed from one that was', async () => {
    const store = open();
    await store.saveDelivery({ ...delivery, message: undefined });

    expect((await store.deliveries('session-1'))[0]?.message).toBeUndefined();
    expect(await store.deliveries('session-2')).toEqual([]);
  });
}
