import { z } from 'zod';
import type { Delivery, DeliveryStore } from '../../ports/delivery-store.ts';
import type { Database } from './database.ts';
import type { Lease } from './lease.ts';
import { createSharedWrites, type SharedWrites } from './shared-writes.ts';

const StoredDelivery: z.ZodType<Delivery> = z
  .object({
    sessionId: z.string(),
    slot: z.string(),
    message: z.object({ channel: z.string(), id: z.string() }).optional(),
    version: z.number().int(),
    contentHash: z.string(),
    files: z.array(z.string()),
  })
  .transform((row) => ({ ...row, message: row.message }));

const Row = z.object({ delivery: z.string() });

/** Which message shows which slot, in the same file as the sessions. */
export function createSqliteDeliveryStore(options: {
  readonly database: Database;
  readonly lease: Pick<Lease, 'check'>;
  /** Of the other tables of that file, so that all wait for the disk together. Default: its own. */
  readonly shared?: SharedWrites;
}): DeliveryStore {
  const { database, lease, shared = createSharedWrites(database) } = options;
  const list = database.connection.prepare(
    'SELECT delivery FROM deliveries WHERE session_id = ? ORDER BY slot',
  );
  const save = database.connection.prepare(
    `INSERT INTO deliveries (session_id, slot, delivery) VALUES (?, ?, ?)
     ON CONFLICT (session_id, slot) DO UPDATE SET delivery = excluded.delivery
       WHERE ${told('excluded.delivery')} >= ${told('deliveries.delivery')}`,
  );
  return {
    async deliveries(sessionId) {
      return z
        .array(Row)
        .parse(list.all(sessionId))
        .map((row) => StoredDelivery.parse(JSON.parse(row.delivery)));
    },
    async saveDelivery(delivery) {
      await shared.write(() => {
        lease.check();
        save.run(delivery.sessionId, delivery.slot, JSON.stringify(delivery));
      });
    },
  };
}

/** What tells more is greater. A message that is not known stands in no row. */
function told(row: string): string {
  return `(${row} ->> '$.version', ${row} -> '$.message' IS NOT NULL, json_array_length(${row}, '$.files'))`;
}
