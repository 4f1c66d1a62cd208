import type { CardElement } from '../chat/card.ts';
import type { PreparedChange } from '../domain/prepared-change.ts';

/** What whoever reviews or approves must know beside the objects: the same words for both. */
export function preparedWarnings({ warnings, uncovered }: PreparedChange): CardElement[] {
  const lines = warnings.map((warning) => `The cluster warns: ${warning}`);
  if (uncovered.length > 0) lines.push(`Not covered by any field: ${uncovered.join('; ')}`);
  return lines.map((text) => ({ type: 'alert', level: 'warning', line: [text] }));
}
