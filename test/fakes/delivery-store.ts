import type { Delivery, DeliveryStore } from '../../src/ports/delivery-store.ts';

/** Deliveries in memory. */
export function createFakeDeliveryStore(): DeliveryStore {
  const rows = new Map<string, Delivery>();
  return {
    async deliveries(sessionId) {
      return [...rows.values()].filter((row) => row.sessionId === sessionId);
    },
    async saveDelivery(delivery) {
      const key = JSON.stringify([delivery.sessionId, delivery.slot]);
      const known = rows.get(key);
      if (!known || !tellsMore(known, delivery)) rows.set(key, delivery);
    },
  };
}

function tellsMore(one: Delivery, other: Delivery): boolean {
  if (one.version !== other.version) return one.version > other.version;
  if (!one.message !== !other.message) return one.message !== undefined;
  return one.files.length > other.files.length;
}
