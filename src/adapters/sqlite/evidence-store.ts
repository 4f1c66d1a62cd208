import { z } from 'zod';
import { JsonText } from '../../domain/json.ts';
import { Evidence, sourceKey } from '../../domain/mining/evidence.ts';
import type { EvidenceStore } from '../../ports/evidence-store.ts';
import type { Database } from './database.ts';
import { erasing } from './erasing.ts';
import type { Lease } from './lease.ts';

const Rows = z.array(z.object({ record: JsonText.pipe(Evidence) }));

/** Quotes behind candidates, in the same file as the sessions. They are kept until someone removes them. */
export function createSqliteEvidenceStore({
  database,
  lease,
}: {
  readonly database: Database;
  readonly lease: Pick<Lease, 'check'>;
}): EvidenceStore {
  const { connection } = database;
  const put = connection.prepare(
    `INSERT INTO evidence (id, candidate_id, source, record) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET candidate_id = excluded.candidate_id,
       source = excluded.source, record = excluded.record`,
  );
  const ofCandidate = connection.prepare(
    'SELECT record FROM evidence WHERE candidate_id = ? ORDER BY sequence',
  );
  const fromSource = connection.prepare(
    'SELECT record FROM evidence WHERE source = ? ORDER BY sequence',
  );
  const remove = connection.prepare('DELETE FROM evidence WHERE id = ?');

  function write(work: () => void): void {
    database.write(() => {
      lease.check();
      work();
    });
  }

  return {
    async add(evidence) {
      if (evidence.length === 0) return;
      write(() => {
        for (const one of evidence) {
          put.run(one.id, one.candidateId, sourceKey(one.source), JSON.stringify(one));
        }
      });
    },
    of: async (candidateId) => Rows.parse(ofCandidate.all(candidateId)).map(({ record }) => record),
    from: async (source) => Rows.parse(fromSource.all(source)).map(({ record }) => record),
    async remove(ids) {
      if (ids.length === 0) return;
      erasing(database, () =>
        write(() => {
          for (const id of ids) remove.run(id);
        }),
      );
    },
  };
}
