import { helpCard } from './help.ts';
import type { Actor } from '../chat/actor.ts';
import type { Card, CardElement } from '../chat/card.ts';
import { bold, line } from '../chat/text.ts';
import type { Cluster } from '../ports/cluster.ts';
import type { RecordStore } from '../ports/record-store.ts';

interface HomeDependencies {
  readonly store: Pick<RecordStore, 'sessions'>;
  readonly capabilities: { count(): Promise<number> };
  readonly cluster: Pick<Cluster, 'identity'>;
}

/** The App Home: which cluster this is about, what runs for this person, and what can be said. */
export async function homeCard(dependencies: HomeDependencies, viewer: Actor): Promise<Card> {
  const { store, capabilities, cluster } = dependencies;
  const [open, count, { name }] = await Promise.all([
    store.sessions({ owner: viewer, isOpen: true, limit: 10 }),
    capabilities.count(),
    cluster.identity(),
  ]);
  const elements: CardElement[] = [
    { type: 'text', line: line`Cluster ${bold(name)}: ${count} kinds of resources known.` },
  ];
  if (open.length > 0) {
    const own =
      open.length === 1
        ? 'One conversation of yours is'
        : `${open.length} conversations of yours are`;
    elements.push({ type: 'note', line: [`${own} open.`] });
  }
  elements.push({ type: 'divider' }, ...helpCard().elements);
  return { title: 'dotai', elements, audience: viewer };
}
