import {
  createEnforcementLook,
  type EnforcementLook,
} from '../activities/policy/enforcement-look.ts';
import { createFieldCatalog, type FieldCatalog } from '../activities/policy/field-catalog.ts';
import { createPolicyBook, type PolicyBook } from '../activities/policy/policy-book.ts';
import { createCelExpressions } from '../adapters/cel/expressions.ts';
import { Failure } from '../domain/failure.ts';
import type { Cluster } from '../ports/cluster.ts';
import type { Embedder } from '../ports/embedder.ts';
import type { Expressions } from '../ports/expressions.ts';
import type { Logger } from '../ports/logger.ts';
import type { Records } from './records.ts';

/** What everything about policies works with: one of each in a process. */
export interface PolicyParts {
  readonly policies: PolicyBook;
  readonly catalog: FieldCatalog;
  readonly look: EnforcementLook;
  readonly expressions: Expressions;
}

export function policyParts(given: {
  readonly records: Records;
  readonly cluster: Cluster;
  readonly embedder: Embedder | undefined;
  readonly logger: Logger;
}): PolicyParts {
  const { records, cluster, embedder, logger } = given;
  const { taught, knowledge, scans, artifacts } = records;
  const policies = createPolicyBook({ taught, knowledge, embedder, logger });
  return {
    policies,
    catalog: createFieldCatalog({ cluster, scans, artifacts, knowledge }),
    look: createEnforcementLook({ cluster, policies }),
    expressions: createCelExpressions(),
  };
}

/** The index of policies as the records say; one that does not answer is made up for by the next search. */
export async function repairPolicyIndex(
  { policies }: Pick<PolicyParts, 'policies'>,
  logger: Logger,
): Promise<void> {
  try {
    await policies.repairIndex();
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    logger.warn('the index of policies could not be compared with their records', { failure });
  }
}
