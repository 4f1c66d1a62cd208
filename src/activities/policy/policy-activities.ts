import type { PolicyDependencies } from './dependencies.ts';
import { createDeriveRules } from './derive-rules.ts';
import { createFindWords } from './find-words.ts';
import { createLoadPolicy, createSettleDraft, createStorePolicy } from './keep-policy.ts';
import { createPrepareEnforcement } from './prepare-enforcement.ts';
import { createRecordEnforcement } from './record-enforcement.ts';
import { createRehearsePolicy } from './rehearse-policy.ts';
import { createWriteRationale } from './write-rationale.ts';
import { createCheckCandidate } from '../candidate/check-candidate.ts';
import { createCheckCurator } from '../taught/check-curator.ts';

/** One activity for each effect of the policy workflow. */
export function createPolicyActivities(dependencies: PolicyDependencies) {
  return {
    'load-policy': createLoadPolicy(dependencies),
    'find-words': createFindWords(dependencies),
    'write-rationale': createWriteRationale(dependencies),
    'derive-rules': createDeriveRules(dependencies),
    'rehearse-policy': createRehearsePolicy(dependencies),
    'prepare-enforcement': createPrepareEnforcement(dependencies),
    'store-policy': createStorePolicy(dependencies),
    'record-enforcement': createRecordEnforcement(dependencies),
    'check-candidate': createCheckCandidate(dependencies),
    'check-curator': createCheckCurator(dependencies.people),
    'settle-draft': createSettleDraft(dependencies),
  };
}
