import type { JsonObject } from '../../domain/json.ts';
import type { ServedType } from './served-type.ts';

/** One object and how long it has been there, in seconds of the demo's own time. */
export interface Moment {
  readonly type: ServedType;
  readonly object: JsonObject;
  readonly ageSeconds: number;
  /** Its age when people last changed it; 0 when they never did. */
  readonly changedAtSeconds: number;
  /** The time at which the object had that age, RFC 3339. */
  readonly timeAt: (ageSeconds: number) => string;
}
