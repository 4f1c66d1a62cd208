import type { PatternBook } from './pattern-book.ts';
import type { CapabilityReader } from '../knowledge/capability-reader.ts';
import type { CandidateBook } from '../mining/candidate-book.ts';
import type { PermissionDependencies } from '../permissions.ts';
import type { Cluster } from '../../ports/cluster.ts';
import type { KnowledgeIndex } from '../../ports/knowledge-index.ts';
import type { LanguageModel } from '../../ports/language-model.ts';

export interface PatternDependencies {
  readonly model: LanguageModel;
  readonly capabilities: Pick<CapabilityReader, 'search' | 'get'>;
  readonly knowledge: Pick<KnowledgeIndex, 'search'>;
  readonly cluster: Pick<Cluster, 'identity' | 'discover' | 'kinds'>;
  readonly patterns: Pick<PatternBook, 'all' | 'get' | 'versions' | 'save' | 'remove'>;
  readonly candidates: Pick<CandidateBook, 'get' | 'save' | 'evidence'>;
  readonly people: PermissionDependencies;
}
