import { createSqliteArtifactStore } from '../../src/adapters/sqlite/artifact-store.ts';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createFakeArtifactStore } from '../fakes/artifact-store.ts';
import { artifactStoreContract } from './artifact-store.ts';

const lease = { check: () => undefined };

artifactStoreContract('artifact store in memory', createFakeArtifactStore);

artifactStoreContract('artifact store in SQLite', () =>
  createSqliteArtifactStore({ database: openDatabase(':memory:'), lease }),
);
