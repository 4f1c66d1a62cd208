import type { CandidateBook } from './candidate-book.ts';
import type { MinedChannels } from './mined-channels.ts';
import type { PatternBook } from '../pattern/pattern-book.ts';
import type { PermissionDependencies } from '../permissions.ts';
import type { PolicyBook } from '../policy/policy-book.ts';
import type { Organisation } from '../../domain/organisation.ts';
import type { ArtifactStore } from '../../ports/artifact-store.ts';
import type { ChatPlatform } from '../../ports/chat-platform.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Cluster } from '../../ports/cluster.ts';
import type { Conversations } from '../../ports/conversations.ts';
import type { KnowledgeIndex } from '../../ports/knowledge-index.ts';
import type { LanguageModel } from '../../ports/language-model.ts';
import type { Logger } from '../../ports/logger.ts';
import type { RecordStore } from '../../ports/record-store.ts';

export interface MiningDependencies {
  readonly conversations: Conversations;
  readonly candidates: CandidateBook;
  readonly channels: Pick<MinedChannels, 'get' | 'save'>;
  readonly patterns: Pick<PatternBook, 'all'>;
  readonly policies: Pick<PolicyBook, 'all'>;
  readonly knowledge: Pick<KnowledgeIndex, 'list'>;
  readonly cluster: Cluster;
  readonly model: LanguageModel;
  /** Documents that the command line handed over. */
  readonly artifacts: Pick<ArtifactStore, 'get'>;
  readonly people: PermissionDependencies;
  /** For the notice in a channel, and answers that one person alone sees. */
  readonly chat: Pick<
    ChatPlatform,
    'post' | 'find' | 'permalink' | 'directPlace' | 'channelPlace' | 'isDirect'
  >;
  /** Open reviews. */
  readonly store: Pick<RecordStore, 'sessions'>;
  readonly organisation: Organisation;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: Pick<Logger, 'info'>;
}
