import type { Delivery, DeliveryStore } from '../../src/ports/delivery-store.ts';

/** Deliveries in memory. */
export function createFakeDeliveryStore(): DeliveryStore {
  const rows = new Map<string, Delivery>();
  return {
    async deliveries(sessionId) {
      return [...rows.values()].filter((row) => row.sessionId === sessionId);
    },
    async saveDelivery(delivery) {
      rows.set(JSON.stringify([delivery.sessionId, delivery.slot]), delivery);
    },
  };
}
