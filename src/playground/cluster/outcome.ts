import type { JsonObject } from '../../domain/json.ts';
import { textAt } from './json-path.ts';

/** Set on an object to have the demo fail it, or leave it on its way for ever; its name can say so too. */
export const OUTCOME_ANNOTATION = 'demo.dotai/outcome';
/** What the failure says; a default otherwise. */
export const MESSAGE_ANNOTATION = 'demo.dotai/message';

export type Outcome = 'succeed' | 'fail' | 'stick';

export function outcomeOf(object: JsonObject): Outcome {
  const wanted = textAt(object, 'metadata', 'annotations', OUTCOME_ANNOTATION);
  if (wanted === 'fail' || wanted === 'stick') return wanted;
  return wantedByName(textAt(object, 'metadata', 'name'));
}

/** What people can say in a conversation: `my-db-fails` fails, `my-db-stuck` is never ready. */
function wantedByName(name: string): Outcome {
  if (name.endsWith('-fails')) return 'fail';
  return name.endsWith('-stuck') ? 'stick' : 'succeed';
}

export function failureMessage(object: JsonObject, otherwise: string): string {
  return textAt(object, 'metadata', 'annotations', MESSAGE_ANNOTATION) || otherwise;
}
