import { describe } from 'vitest';
import { createSqliteArtifactStore } from '../../src/adapters/sqlite/artifact-store.ts';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createFakeArtifactStore } from '../fakes/artifact-store.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { artifactStoreContract } from './artifact-store.ts';

const lease = { check: () => undefined };

describe('artifact store in memory', () => {
  artifactStoreContract(createFakeArtifactStore);
});

describe('artifact store in SQLite', () => {
  artifactStoreContract(() =>
    createSqliteArtifactStore({
      database: openDatabase(':memory:'),
      lease,
      clock: createFakeClock(),
    }),
  );
});
