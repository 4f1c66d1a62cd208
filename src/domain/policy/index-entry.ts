import { taughtEntryOf } from '../knowledge/taught-entry.ts';
import type { Policy } from './policy.ts';

/** The collection of policies in the knowledge index. */
export const POLICIES = 'policies';

/** The texts by which a policy is found. */
export function policyEntryOf({ sentence, draft, ...policy }: Policy) {
  return taughtEntryOf({ ...policy, name: sentence, providers: draft.providers, fields: '' });
}
