import { createSqliteKnowledgeIndex } from '../../src/adapters/sqlite/knowledge-index.ts';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createFakeKnowledgeIndex } from '../fakes/knowledge-index.ts';
import { knowledgeIndexContract } from './knowledge-index.ts';

knowledgeIndexContract('SQLite', () => createSqliteKnowledgeIndex(openDatabase(':memory:')));
knowledgeIndexContract('fake', () => createFakeKnowledgeIndex());
