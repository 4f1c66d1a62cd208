import { parentPort } from 'node:worker_threads';
import { fieldTableOf, parseSchemaDocument, profileSourcesOf } from './schema/schema-document.ts';
import type { SchemaAnswer, SchemaRequest, SchemaResult, SchemaTask } from './schema-messages.ts';

// Documents are megabytes of JSON: reading them here keeps the main thread free to acknowledge. The
// worker keeps nothing between two messages.
parentPort?.on('message', ({ id, task }: SchemaRequest) => {
  const answer: SchemaAnswer = { id, result: solve(task) };
  parentPort?.postMessage(answer, []);
});

function solve(task: SchemaTask): SchemaResult {
  try {
    const schemas = parseSchemaDocument(task.bytes);
    return task.type === 'field-tables'
      ? { type: task.type, tables: task.kinds.map((kind) => fieldTableOf(schemas, kind)) }
      : { type: task.type, sources: profileSourcesOf(schemas, task.kinds) };
  } catch (error) {
    return { type: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}
