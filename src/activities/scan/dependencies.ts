import type { Cluster } from '../../ports/cluster.ts';
import type { KnowledgeIndex } from '../../ports/knowledge-index.ts';
import type { Logger } from '../../ports/logger.ts';

export interface ScanDependencies {
  readonly cluster: Cluster;
  readonly knowledge: KnowledgeIndex;
  readonly logger: Logger;
}
