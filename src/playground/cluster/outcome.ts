import type { JsonObject } from '../../domain/json.ts';
import { textAt } from './json-path.ts';

/** Set on an object to have the demo fail it, or leave it on its way for ever. */
export const OUTCOME_ANNOTATION = 'demo.dotai/outcome';
/** What the failure says; a default otherwise. */
export const MESSAGE_ANNOTATION = 'demo.dotai/message';

export type Outcome = 'succeed' | 'fail' | 'stick';

export function outcomeOf(object: JsonObject): Outcome {
  const wanted = textAt(object, 'metadata', 'annotations', OUTCOME_ANNOTATION);
  return wanted === 'fail' || wanted === 'stick' ? wanted : 'succeed';
}

export function failureMessage(object: JsonObject, otherwise: string): string {
  return textAt(object, 'metadata', 'annotations', MESSAGE_ANNOTATION) || otherwise;
}
