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
  it('keeps one row a slot, the last one written', async () => {
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

  it('tells a message that was never confirmed from one that was', async () => {
    const store = open();
    await store.saveDelivery({ ...delivery, message: undefined });

    expect((await store.deliveries('session-1'))[0]?.message).toBeUndefined();
    expect(await store.deliveries('session-2')).toEqual([]);
  });
}
