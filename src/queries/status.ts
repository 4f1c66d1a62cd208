import type { SummaryOf } from './home/home-data.ts';
import { knowledgeElements } from './home/knowledge.ts';
import { knowledgeData, type KnowledgeDependencies } from './home/knowledge-data.ts';
import { searchLine } from './home/language-words.ts';
import { type SpendDependencies, spendElements } from './spend.ts';
import { taughtStanding, type TaughtStandingDependencies } from './taught-standing.ts';
import type { Actor } from '../chat/actor.ts';
import type { Card, CardElement } from '../chat/card.ts';
import type { SeesChannel } from '../domain/mining/private-origins.ts';

export interface StatusDependencies
  extends KnowledgeDependencies, SpendDependencies, TaughtStandingDependencies {
  readonly summaryOf: SummaryOf;
  /** `mayScan`: they are a curator, who sees the spend, too. */
  readonly rights: (viewer: Actor) => Promise<{
    readonly mayScan: boolean;
    readonly seesSpend: () => Promise<boolean>;
    /** Whether they see what is said in that channel. */
    readonly isIn: SeesChannel;
  }>;
}

/**
 * What the bot works with, for whoever asks; what the language model costs, for those alone who may
 * see it, and told to them alone. Throws what the records and the chat platform throw.
 */
export async function statusCard(dependencies: StatusDependencies, viewer: Actor): Promise<Card> {
  const { seesSpend, mayScan: isCurator, isIn: sees } = await dependencies.rights(viewer);
  const [data, taught] = await Promise.all([
    knowledgeData(dependencies),
    taughtStanding(dependencies, { isCurator, sees }),
  ]);
  const search: CardElement = { type: 'text', line: searchLine(data) };
  const known = [...knowledgeElements(data), search, taught];
  if (!(await seesSpend())) return { title: 'Status', elements: known, audience: 'thread' };
  const spend = await spendElements(dependencies, viewer);
  return { title: 'Status', elements: [...known, ...spend], audience: viewer };
}
